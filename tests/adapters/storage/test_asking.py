"""Several questions at once are answered as each by itself would be."""

from __future__ import annotations

import pytest

from adapters.storage.asking import find_each
from adapters.storage.database import Database
from adapters.storage.repositories import Records
from adapters.storage.tables import ALL
from adapters.storage.unit_of_work import Store
from bot.ports import Question
from bot.vocabulary.identity import identify
from bot.vocabulary.records import Gap, GapState, Member, Wakeup
from tests.kept import ACME, BUILD, KIM, OTHER, SAM, every_record, gap, keep


@pytest.fixture
async def filled(database: Database) -> Database:
    """A database with one or two of every record, and as many elsewhere."""
    await keep(Store(database), *(record for records in every_record().values() for record in records))
    return database


async def test_every_type_of_record_is_found_at_once(filled: Database) -> None:
    async with filled.reading() as connection:
        found = await find_each(connection, ACME, [Question(kind) for kind in ALL])
        assert found == [await Records(connection).find(kind, ACME) for kind in ALL]
        assert all(found)


QUESTIONS = [
    Question(Member, {"engagement": BUILD}),
    Question(Member, {"engagement": frozenset({BUILD, "nowhere"}), "person": SAM}),
    Question(Member, {"person": frozenset()}),
    Question(Gap, {"closed_at": None}),
    Question(Gap, {"state": frozenset({GapState.OPEN, GapState.ANSWERED}), "thread": None}),
    Question(Gap, {"state": GapState.OPEN, "asked_at": gap(1).asked_at}),
    Question(Gap, {"owed_by": 'Robert"); DROP TABLE gaps'}),
    Question(Wakeup, {"person": KIM}),
]


async def test_each_is_narrowed_down_by_its_own_values(filled: Database) -> None:
    async with filled.reading() as connection:
        found = await find_each(connection, ACME, QUESTIONS)
        assert found == [await Records(connection).find(kind, ACME, **equals) for kind, equals in QUESTIONS]
        assert [] in found
        assert sum(map(len, found)) > 5


async def test_another_workspace_is_out_of_reach(filled: Database) -> None:
    async with filled.reading() as connection:
        for answers in await find_each(connection, OTHER, [Question(kind) for kind in ALL]):
            assert {each.workspace for each in answers} <= {OTHER}


async def test_the_statement_reads_the_same_however_many_values_there_are(filled: Database) -> None:
    async with filled.reading() as connection:
        for names in (frozenset({BUILD}), frozenset(f"E{number}" for number in range(5000)) | {BUILD}):
            (members,) = await find_each(connection, ACME, [Question(Member, {"engagement": names})])
            assert members == sorted(members, key=identify(Member))
            assert members
