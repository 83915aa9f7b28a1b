"""S5, as far as a store can keep it: two workspaces with the same names in them see nothing of each other."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest

from bot.ports import Place, Question, Store, UnitOfWork
from bot.vocabulary.agreements import Erased
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId, WorkspaceId
from bot.vocabulary.records import Forgotten, Outgoing, PersonKept, Wakeup
from tests.kept import ACME, ANA, NOW, OTHER, SAM, SITE, every_record, gap, later

Check = Callable[[UnitOfWork, WorkspaceId], Awaitable[list[Any]]]
KINDS = every_record()


async def _unseen(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    return await work.unseen([MessagePosted(workspace, SITE, MessageId("site/1"), NOW, ANA, "hello")])


async def _versions(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    return list(await work.versions([Place(workspace, SITE)]))


async def _known(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    known = await work.known(Place(workspace, SITE))
    return [*known.people, *known.sides, *known.joined, *known.calendars, *known.heard, *known.waiting]


async def _desk(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    desk = await work.desk(workspace, SAM, NOW)
    return [*desk.waiting, *desk.nudges, *desk.snoozes, *desk.held_back, *desk.unreconciled]


async def _find(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    found: list[Any] = []
    for kind in KINDS:
        found += await work.find(kind, workspace)
    return found


async def _find_each(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    return [each for found in await work.find_each(workspace, [Question(kind) for kind in KINDS]) for each in found]


async def _reaches(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    return list(await work.reaches(workspace))


async def _gaps(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    return [*await work.gaps(workspace), *await work.gaps(workspace, SAM, ANA, later(-9))]


async def _once(work: UnitOfWork, workspace: WorkspaceId) -> list[Any]:
    return ["first"] if await work.once(workspace, "tea", NOW) else []


READS: Final[dict[str, Check]] = {
    "unseen": _unseen,
    "versions": _versions,
    "known": _known,
    "desk": _desk,
    "find": _find,
    "find_each": _find_each,
    "reaches": _reaches,
    "gaps": _gaps,
    "once": _once,
}
WRITES: Final = {"remember", "commit"}
ACROSS: Final = {"ring", "take_outgoing", "expire", "installations"}
"""The two queues are emptied for all workspaces, what is too old goes in all, whoever runs the process asks where it is
installed; what is handed out says of which."""


def test_every_method_of_a_work_has_its_row_here() -> None:
    methods = {name for name, _ in inspect.getmembers(UnitOfWork, inspect.isfunction) if not name.startswith("_")}
    assert methods == READS.keys() | WRITES | ACROSS


@pytest.fixture
async def filled(store: Store) -> Store:
    """Everything there is, in one workspace."""
    async with store.begin() as work:
        await _unseen(work, ACME)
        await _once(work, ACME)
        await work.versions([Place(ACME, SITE)])
        await work.remember([record for records in KINDS.values() for record in records])
        await work.commit()
    return store


@pytest.mark.parametrize("name", READS)
async def test_a_neighbour_sees_nothing(filled: Store, name: str) -> None:
    async with filled.begin() as work:
        mine = await READS[name](work, ACME)
        theirs = await READS[name](work, OTHER)
    fresh = {"unseen": 1, "once": 1, "versions": 1}.get(name, 0)
    assert len(theirs) == fresh
    assert not mine if name in ("unseen", "once") else mine


async def test_a_neighbour_with_the_same_names_changes_nothing(filled: Store) -> None:
    async with filled.begin() as work:
        before, versions = await _find(work, ACME), await work.versions([Place(ACME, SITE)])
    theirs = [record for records in every_record(OTHER).values() for record in records]
    for records in (
        theirs,
        [Forgotten(OTHER, SITE, gap().identity)],
        [Erased(OTHER, ANA, NOW), Erased(OTHER, SAM, NOW)],
    ):
        async with filled.begin() as work:
            await work.versions([Place(OTHER, SITE)])
            await work.remember(records)
            await work.commit()
    async with filled.begin() as work:
        assert await _find(work, ACME) == before
        assert await work.versions([Place(ACME, SITE)]) == versions
        assert await work.find(PersonKept, OTHER) == []


async def test_what_is_taken_from_a_queue_is_gone_for_its_own_workspace_only(filled: Store) -> None:
    async with filled.begin() as work:
        rung, taken = await work.ring(NOW, 1), await work.take_outgoing(later(9), 9)
        both: list[Wakeup | Outgoing] = [*rung, *taken]
        assert {each.workspace for each in both} == {ACME}
        await work.remember([record for records in every_record(OTHER).values() for record in records])
        await work.commit()
    async with filled.begin() as work:
        assert {each.workspace for each in await work.ring(NOW, 9)} == {OTHER}
        assert {each.workspace for each in await work.take_outgoing(later(9), 9)} == {OTHER}
