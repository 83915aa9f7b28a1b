"""What is kept about one person: shown, exported, erased, by whoever runs Openline (GDPR, articles 15, 17 and 20)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final, TextIO

from adapters.clocks import SystemClock
from adapters.logs import kinds
from adapters.storage import migrating
from adapters.storage.database import Database
from adapters.storage.unit_of_work import Store
from bot.service.answering import keeping
from bot.settings import WrongSettings, load
from bot.vocabulary.agreements import Erased
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.wording import privacy as wording

DONE: Final = 0
NOT_SURE: Final = 1
UNUSABLE: Final = 2
"""Exit statuses of `openline privacy`."""

Kept = dict[str, list[object]]


def shown(workspace: str, person: str, out: TextIO, err: TextIO) -> int:
    """Say how much is kept about somebody; returns the exit status."""

    async def work(store: Store, kept: Kept) -> int:
        out.write(f"{wording.kept(_counts(kept), person, workspace)}\n")
        return DONE

    return _told(work, workspace, person, err)


def exported(workspace: str, person: str, out: TextIO, err: TextIO) -> int:
    """Write everything that is kept about somebody as JSON; returns the exit status."""

    async def work(store: Store, kept: Kept) -> int:
        out.write(f"{keeping.as_json(kept).text}\n")
        return DONE

    return _told(work, workspace, person, err)


def erased(workspace: str, person: str, sure: bool, out: TextIO, err: TextIO) -> int:
    """Erase everything about somebody in a workspace, and say how much that was; returns the exit status."""

    async def work(store: Store, kept: Kept) -> int:
        total = sum(_counts(kept).values())
        if total and not sure:
            err.write(f"{wording.sure(total, person, workspace)}\n")
            return NOT_SURE
        async with store.begin() as unit:
            await unit.remember([Erased(WorkspaceId(workspace), PersonId(person), _now())])
            await unit.commit()
        out.write(f"{wording.erased(total, person, workspace)}\n")
        return DONE

    return _told(work, workspace, person, err)


def _now() -> datetime:
    return SystemClock().now().astimezone(UTC)


def _counts(kept: Kept) -> dict[str, int]:
    return {kind: len(rows) for kind, rows in kept.items()}


def _told(work: Callable[[Store, Kept], Awaitable[int]], workspace: str, person: str, err: TextIO) -> int:
    try:
        return asyncio.run(_with_store(load().database, work, WorkspaceId(workspace), PersonId(person)))
    except WrongSettings as wrong:
        err.write(f"{wrong}\n")
    except Exception as failure:  # whatever it is, it is told without anybody's data
        err.write(f"{wording.unreachable(kinds(failure))}\n")
    return UNUSABLE


async def _with_store(
    url: str, work: Callable[[Store, Kept], Awaitable[int]], workspace: WorkspaceId, person: PersonId
) -> int:
    database = Database(url)
    try:
        await migrating.upgrade(database)
        store = Store(database)
        async with store.begin(reading=True) as unit:
            kept = await keeping.kept_about(person, workspace, unit)
        return await work(store, kept)
    finally:
        await database.close()
