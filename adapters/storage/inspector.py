"""Looks over a database for whoever runs it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database import Database
from adapters.storage.tables import CALIBRATIONS, OUTGOING, REACHES, SET_ASIDE, UNDER_WAY, WAKEUPS
from bot.vocabulary.doctor import OVERDUE, Aside, Inspection, Late
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import OutgoingState

MANY: Final = 10_000
"""Nobody has to know it more exactly, and counting more would cost."""
KINDS: Final = 20

POSTS: Final = OUTGOING.table.c
REACHED: Final = REACHES.table.c
ASIDE: Final = SET_ASIDE.table.c


class Inspector:
    """Reads what a database says of itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def late(self, now: datetime) -> Late:
        """What should have been done five minutes ago; every question goes to an index of what is still to be done."""
        async with self._database.reading() as connection:
            return await _late(connection, now - OVERDUE)

    async def inspect(self, now: datetime) -> Inspection:
        """Everything the store says of itself."""
        async with self._database.reading() as connection:
            holes = [len(row) for row in await connection.scalars(select(REACHED.holes))]
            return Inspection(
                late=await _late(connection, now - OVERDUE),
                posts_unknown=await _count(connection, POSTS.state == OutgoingState.UNKNOWN),
                posts_dead=await _count(connection, POSTS.state == OutgoingState.DEAD),
                set_aside=await _set_aside(connection),
                conversations=len(holes),
                unreconciled=await _count(connection, REACHED.is_reconciled.is_(False)),
                holes=sum(holes),
                calibrations=await _calibrations(connection),
                now=await _clock(connection),
            )


async def _late(connection: AsyncConnection, before: datetime) -> Late:
    """The states stand there in words, not as parameters: only so SQLite takes the index of those rows alone."""
    waiting = and_(text("state = 'pending'"), POSTS.not_before < before)
    under_way = and_(text(UNDER_WAY), POSTS.claimed_at < before)
    due = WAKEUPS.table.c["at"] < before
    posts = await _count(connection, waiting) + await _count(connection, under_way)
    wakeups = await _count(connection, due)
    oldest = [
        await connection.scalar(select(func.min(POSTS.not_before)).where(waiting)),
        await connection.scalar(select(func.min(POSTS.claimed_at)).where(under_way)),
        await connection.scalar(select(func.min(WAKEUPS.table.c["at"])).where(due)),
    ]
    return Late(min(posts, MANY), wakeups, min((each for each in oldest if each), default=None))


async def _count(connection: AsyncConnection, condition: ColumnElement[bool]) -> int:
    some: Any = select(1).where(condition).limit(MANY).subquery()
    return await connection.scalar(select(func.count()).select_from(some)) or 0


async def _set_aside(connection: AsyncConnection) -> tuple[Aside, ...]:
    times = func.count()
    kinds = select(ASIDE.failure, times).group_by(ASIDE.failure).order_by(times.desc(), ASIDE.failure).limit(KINDS)
    return tuple(Aside(failure, number) for failure, number in await connection.execute(kinds))


async def _calibrations(connection: AsyncConnection) -> dict[WorkspaceId, Calibration]:
    rows = (await connection.execute(select(*CALIBRATIONS.fields))).all()
    return {one.workspace: one.calibration for one in CALIBRATIONS.records(rows)}


async def _clock(connection: AsyncConnection) -> datetime | None:
    """The server's own clock; a file has none."""
    if connection.dialect.name == "sqlite":
        return None
    return await connection.scalar(select(func.clock_timestamp()))
