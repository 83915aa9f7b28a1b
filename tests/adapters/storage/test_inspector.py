"""What a database says of itself, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.storage.inspector import Inspector
from adapters.storage.tables import ALL, metadata
from bot.vocabulary.doctor import Aside, Late
from bot.vocabulary.effects import Nudge, ToPerson
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.records import Hole, Outgoing, OutgoingState, Reach, Record, SetAside, Wakeup

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
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path}/openline.db"
    else:
        url = request.getfixturevalue("postgres_url").replace("postgresql://", "postgresql+asyncpg://")
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield engine
    await engine.dispose()


async def keep(engine: AsyncEngine, *records: Record) -> None:
    async with engine.begin() as connection:
        for record in records:
            kept = ALL[type(record)]
            await connection.execute(insert(kept.table), kept.rows([record]))


async def test_an_empty_store_has_nothing_to_say(engine: AsyncEngine) -> None:
    seen = await Inspector(engine).inspect(NOON)
    assert (seen.late, seen.set_aside, seen.conversations) == (Late(), (), 0)


async def test_late_is_what_was_due_over_five_minutes_ago_and_has_no_end(engine: AsyncEngine) -> None:
    await keep(
        engine,
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
    inspector = Inspector(engine)
    assert await inspector.late(NOON) == Late(posts=2, wakeups=1, oldest=minutes_ago(8))
    seen = await inspector.inspect(NOON)
    assert (seen.posts_unknown, seen.posts_dead, seen.late.posts) == (1, 1, 2)


async def test_what_was_set_aside_is_counted_by_its_failure(engine: AsyncEngine) -> None:
    await keep(engine, aside("1", "KeyError"), aside("2", "ValueError"), aside("3", "ValueError"))
    seen = await Inspector(engine).inspect(NOON)
    assert seen.set_aside == (Aside("ValueError", 2), Aside("KeyError", 1))


async def test_holes_are_counted_and_what_is_not_read_back(engine: AsyncEngine) -> None:
    hole = Hole(minutes_ago(9), NOON, "not allowed")
    await keep(engine, reach("C1"), reach("C2", hole, hole), reach("C3", hole, reconciled=False))
    seen = await Inspector(engine).inspect(NOON)
    assert (seen.conversations, seen.unreconciled, seen.holes) == (3, 1, 3)


async def test_a_server_tells_its_own_time(engine: AsyncEngine) -> None:
    now = (await Inspector(engine).inspect(NOON)).now
    assert (now is None) == (engine.dialect.name == "sqlite")
    assert now is None or abs(datetime.now(UTC) - now) < timedelta(minutes=1)


async def test_the_cheap_look_reads_no_table_from_end_to_end(tmp_path: Path) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path}/openline.db")
    asked: list[tuple[str, Any]] = []
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    await Inspector(engine).late(NOON)
    questions = asked.copy()
    async with engine.connect() as connection:
        for sql, given in questions:
            plan: Any = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
            told = [row.detail for row in plan]
            steps = [step for step in told if not step.startswith(("CO-ROUTINE", "SCAN anon"))]
            assert all("INDEX" in step for step in steps), (sql, steps)
    await engine.dispose()
    assert len(questions) == 6
