"""What a database says of itself, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

from adapters.storage.database import Database
from adapters.storage.inspector import Inspector
from adapters.storage.tables import ALL, metadata
from bot.vocabulary.doctor import Aside, Late
from bot.vocabulary.effects import Nudge, ToPerson
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import CalibrationKept, Hole, Outgoing, OutgoingState, Reach, Record, SetAside, Wakeup

ACME = WorkspaceId("T1")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAM = PersonId("U1")


def minutes_ago(minutes: float) -> datetime:
    return NOON - timedelta(minutes=minutes)


def post(key: str, state: OutgoingState, ago: float, claimed: float | None = None) -> Outgoing:
    at = None if claimed is None else minutes_ago(claimed)
    return Outgoing(
        ACME, key, ToPerson(SAM), Nudge(SAM, ()), minutes_ago(ago), minutes_ago(ago), state=state, claimed_at=at
    )


def aside(key: str, failure: str) -> SetAside:
    return SetAside(ACME, key, None, NOON, failure)


def reach(conversation: str, *holes: Hole, reconciled: bool = True) -> Reach:
    return Reach(ACME, ConversationId(conversation), NOON, reconciled, holes)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    on_a_server = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if on_a_server else f"sqlite:///{tmp_path}/openline.db"
    async with created(url) as database:
        yield database


@asynccontextmanager
async def created(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield database
    await database.close()


async def keep(database: Database, *records: Record) -> None:
    async with database.engine.begin() as connection:
        for record in records:
            kept = ALL[type(record)]
            await connection.execute(insert(kept.table), kept.rows([record]))


async def test_an_empty_store_has_nothing_to_say(database: Database) -> None:
    seen = await Inspector(database).inspect(NOON)
    assert (seen.late, seen.set_aside, seen.conversations) == (Late(), (), 0)


async def test_late_is_what_was_due_over_five_minutes_ago_and_has_no_end(database: Database) -> None:
    await keep(
        database,
        post("late", OutgoingState.PENDING, ago=6),
        post("in time", OutgoingState.PENDING, ago=4),
        post("under way", OutgoingState.SENDING, ago=60, claimed=1),
        post("stuck", OutgoingState.SENDING, ago=60, claimed=7),
        post("unknown", OutgoingState.UNKNOWN, ago=60, claimed=2),
        post("sent", OutgoingState.SENT, ago=90, claimed=90),
        post("dead", OutgoingState.DEAD, ago=90, claimed=90),
        Wakeup(ACME, "nudge", "gap/1", "1", minutes_ago(8)),
        Wakeup(ACME, "nudge", "gap/1", "2", minutes_ago(2)),
    )
    inspector = Inspector(database)
    assert await inspector.late(NOON) == Late(posts=2, wakeups=1, oldest=minutes_ago(8))
    seen = await inspector.inspect(NOON)
    assert (seen.posts_unknown, seen.posts_dead, seen.late.posts) == (1, 1, 2)


async def test_what_was_set_aside_is_counted_by_its_failure(database: Database) -> None:
    await keep(database, aside("1", "KeyError"), aside("2", "ValueError"), aside("3", "ValueError"))
    seen = await Inspector(database).inspect(NOON)
    assert seen.set_aside == (Aside("ValueError", 2), Aside("KeyError", 1))


async def test_holes_are_counted_and_what_is_not_read_back(database: Database) -> None:
    hole = Hole(minutes_ago(9), NOON, "not allowed")
    await keep(database, reach("C1"), reach("C2", hole, hole), reach("C3", hole, reconciled=False))
    seen = await Inspector(database).inspect(NOON)
    assert (seen.conversations, seen.unreconciled, seen.holes) == (3, 1, 3)


async def test_a_server_tells_its_own_time(database: Database) -> None:
    now = (await Inspector(database).inspect(NOON)).now
    assert (now is None) == (database.dialect == "sqlite")
    assert now is None or abs(datetime.now(UTC) - now) < timedelta(minutes=1)


async def test_the_cheap_look_reads_no_table_from_end_to_end(tmp_path: Path) -> None:
    asked: list[tuple[str, Any]] = []
    async with created(f"sqlite:///{tmp_path}/openline.db") as database:
        event.listen(
            database.engine.sync_engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3]))
        )
        await Inspector(database).late(NOON)
        questions = [each for each in asked if each[0].startswith("SELECT")]
        for sql, given in questions:
            steps = [step for step in await plan(database, sql, given) if not step.startswith(("CO-ROUT", "SCAN anon"))]
            assert all("INDEX" in step for step in steps), (sql, steps)
    assert len(questions) == 6


async def plan(database: Database, sql: str, given: Any) -> list[str]:
    async with database.reading() as connection:
        told: Any = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
        return [row.detail for row in told]


async def test_what_a_workspace_has_taught_is_told(database: Database) -> None:
    taught = Calibration(towards_nobody=0.5, links_seen=12)
    await keep(database, CalibrationKept(ACME, taught))
    assert (await Inspector(database).inspect(NOON)).calibrations == {ACME: taught}
