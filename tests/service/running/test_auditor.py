"""Every nudge that was due five minutes ago has an end, or is being caught up with; otherwise the heart stops (R41)."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.service.running.auditor import Auditor
from bot.vocabulary.doctor import Inspection, Late

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Noon:
    def now(self) -> datetime:
        return NOON


class Store:
    """A store that is told how many rows are late at each look, and how old the oldest is; None: it does not answer."""

    def __init__(self, late: Sequence[tuple[int, int] | None]) -> None:
        self._late = iter(late)

    async def late(self, now: datetime) -> Late:
        told = next(self._late)
        if told is None:
            raise ConnectionError
        count, minutes = told
        return Late(count // 2, count - count // 2, now - timedelta(minutes=minutes) if count else None)

    async def inspect(self, now: datetime) -> Inspection:
        raise AssertionError("an audit is cheap")


async def beats(*late: tuple[int, int] | None) -> list[int]:
    """The looks, counted from one, after which the heart has beaten."""
    beaten: list[int] = []
    auditor = Auditor(Store(late), Noon(), lambda: beaten.append(len(looks) + 1))
    looks: list[None] = []
    for _ in late:
        await auditor.audit()
        looks.append(None)
    return beaten


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (((0, 0), (0, 0)), [1, 2]),
        (((1000, 500), (700, 500), (20, 500), (0, 0)), [1, 2, 3, 4]),
        (((1000, 500), (1000, 400), (1000, 300)), [1, 2, 3]),
        (((0, 0), (3, 6), (3, 6), (3, 6)), [1, 2]),
        (((0, 0), (3, 6), (5, 6), (4, 6)), [1, 2, 4]),
        (((0, 0), None, (0, 0)), [1, 2, 3]),
        (((3, 6), None, (3, 6)), [1, 2]),
    ],
    ids=[
        "nothing late",
        "fewer",
        "as many, but newer ones",
        "stuck",
        "falling behind, then not",
        "away",
        "stuck and away",
    ],
)
async def test_the_heart_beats_as_long_as_nothing_is_stuck(
    late: tuple[tuple[int, int] | None, ...], expected: list[int]
) -> None:
    with capture_logs():
        assert await beats(*late) == expected


async def test_what_is_stuck_is_told() -> None:
    with capture_logs() as logs:
        await beats((3, 6), (3, 6))
    assert logs == [{"event": "late_without_progress", "log_level": "error", "posts": 1, "wakeups": 2}]


async def test_a_database_that_never_answers_leaves_the_heart_silent() -> None:
    class Hanging(Store):
        async def late(self, now: datetime) -> Late:
            raise await asyncio.get_running_loop().create_future()

    beaten: list[None] = []
    task = asyncio.create_task(Auditor(Hanging(()), Noon(), lambda: beaten.append(None)).audit())
    await asyncio.wait([task], timeout=0.01)
    task.cancel()
    assert beaten == []
