"""The two queues: what is to ring, and what is to be posted. Any number of processes take from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    any_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.columns import Moment
from adapters.storage.tables import OUTGOING, WAKEUPS
from bot.ports import SENDING_FOR
from bot.vocabulary.identity import identify
from bot.vocabulary.records import Outgoing, OutgoingState, Wakeup

PENDING, SENDING, UNKNOWN = OutgoingState.PENDING, OutgoingState.SENDING, OutgoingState.UNKNOWN
UNDER_WAY: Final = (SENDING, UNKNOWN)
ACTIVE: Final = (PENDING, SENDING, UNKNOWN)


async def ring(connection: AsyncConnection, now: datetime, limit: int) -> list[Wakeup]:
    """Take what is due. Rows another process holds are passed over; this one's are gone when it commits."""
    rows = (await connection.execute(taking_due(connection.dialect.name), {"now": now, "many": limit})).all()
    taken: list[Wakeup] = WAKEUPS.records(rows)
    return sorted(taken, key=lambda each: (each.at, *identify(Wakeup)(each)))


async def take_outgoing(connection: AsyncConnection, now: datetime, limit: int) -> list[Outgoing]:
    """Take what is to be posted, and what somebody else left behind half done."""
    taken = await _take(connection, _left_behind(now), limit, UNKNOWN, now)
    if len(taken) < limit:
        taken += await _take(connection, _next(now), limit - len(taken), SENDING, now)
    return taken


async def _take(
    connection: AsyncConnection, which: ColumnElement[bool], limit: int, state: OutgoingState, now: datetime
) -> list[Outgoing]:
    row = OUTGOING.table
    query = select(*OUTGOING.fields).where(which).order_by(row.c.created_at, *OUTGOING.key).limit(limit)
    found = OUTGOING.records((await connection.execute(query.with_for_update(skip_locked=True, of=row))).all())
    taken = [_taken(each, state, now) for each in found]
    if taken:
        settled = [{**key, "new_tries": each.tries} for key, each in zip(OUTGOING.keys(taken), taken, strict=True)]
        change = update(row).values(state=state, claimed_at=now, tries=bindparam("new_tries"))
        await connection.execute(OUTGOING.by_key(change), settled)
    return taken


def _taken(each: Outgoing, state: OutgoingState, now: datetime) -> Outgoing:
    return replace(each, state=state, claimed_at=now, tries=each.tries + 1)


def _left_behind(now: datetime) -> ColumnElement[bool]:
    row = OUTGOING.table.c
    long_ago = or_(row.claimed_at.is_(None), row.claimed_at <= now - SENDING_FOR)
    return and_(row.state.in_(UNDER_WAY), long_ago, row.not_before <= now)


def _next(now: datetime) -> ColumnElement[bool]:
    """The oldest that is due of each address where nothing is under way."""
    row, other = OUTGOING.table, OUTGOING.table.alias("other")
    is_older = tuple_(other.c.created_at, other.c.key) < tuple_(row.c.created_at, row.c.key)
    goes_first = or_(
        other.c.state.in_(UNDER_WAY),
        and_(other.c.state == PENDING, other.c.not_before <= now, is_older),
        and_(other.c.state == PENDING, other.c.not_before > now, other.c.tries > 0),
    )
    same_lane = and_(other.c.workspace == row.c.workspace, other.c.lane == row.c.lane, other.c.state.in_(ACTIVE))
    return and_(row.c.state == PENDING, row.c.not_before <= now, ~exists().where(same_lane, goes_first))


@cache
def taking_due(dialect: str) -> Any:
    """One statement takes them all. PostgreSQL is told where they lie: it would rather look through everything that
    waits than believe that so few are due.
    """
    place: ColumnElement[Any] = literal_column("ctid")
    row = WAKEUPS.table
    due = select(*(WAKEUPS.key if dialect == "sqlite" else (place,))).select_from(row)
    due = due.where(row.c.at <= bindparam("now", type_=Moment)).order_by(row.c.at)  # as the index has them
    due = due.limit(bindparam("many", type_=Integer)).with_for_update(skip_locked=True)
    them = tuple_(*WAKEUPS.key).in_(due) if dialect == "sqlite" else place == any_(func.array(due.scalar_subquery()))
    return delete(row).where(them).returning(*WAKEUPS.fields)
