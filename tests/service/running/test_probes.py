"""What whoever runs the process can ask it."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.service.running import probes
from bot.service.running.probes import Probe, Probes, keep_time
from bot.service.running.vitals import Vitals
from bot.vocabulary.doctor import Aside, Inspection, Late
from bot.vocabulary.vitals import (
    DATABASE_UP,
    EVENTS,
    LOOP_LAG,
    METRICS,
    PASSED_OVER,
    POSTS_DEAD,
    RESTARTS,
    SET_ASIDE,
    SILENT,
    Kind,
    Metric,
)
from bot.wording import vitals as wording

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Noon:
    def now(self) -> datetime:
        return NOON


class Store:
    """A store that answers, fails (with an exception), or hangs (None)."""

    def __init__(self, seen: Inspection | Exception | None) -> None:
        self.seen = seen

    async def inspect(self, now: datetime) -> Inspection:
        if self.seen is None:
            await asyncio.Event().wait()
        if isinstance(self.seen, Inspection):
            return self.seen
        raise self.seen or AssertionError

    async def late(self, now: datetime) -> Late:
        return (await self.inspect(now)).late


class Board:
    """A meter that remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: dict[tuple[str, ...], float] = {}

    def count(self, metric: Metric, *labels: str, by: float = 1) -> None: ...

    def show(self, metric: Metric, value: float, *labels: str) -> None:
        self.shown[metric.name, *labels] = value

    def observe(self, metric: Metric, value: float, *labels: str) -> None:
        self.shown[metric.name, *labels] = value


class Hand:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def asked(seen: Inspection | Exception | None = None, vitals: Vitals | None = None) -> tuple[Probes, Board]:
    board = Board()
    return Probes(vitals or Vitals(Hand()), Store(seen), Noon(), board), board


async def test_a_process_lives_whatever_its_database_does() -> None:
    told, _ = asked(ConnectionError())
    assert await told.health() == Probe("alive", is_fine=True)


async def test_a_heart_that_has_stopped_is_bad_news_with_its_reason() -> None:
    hand = Hand()
    vitals = Vitals(hand)
    vitals.heart("ticker")
    hand.at = 31
    told, _ = asked(Inspection(), vitals)
    assert await told.health() == Probe(
        "ticker has been silent for 31 s (30 s are in order): nothing that is due is looked at", is_fine=False
    )


async def test_a_process_is_ready_between_its_start_and_its_end() -> None:
    told, _ = asked(Inspection())
    assert await told.readiness() == Probe("not ready: still starting", is_fine=False)
    told.unready = None
    assert await told.readiness() == Probe("ready", is_fine=True)
    told.unready = wording.STOPPING
    assert await told.readiness() == Probe("not ready: stopping", is_fine=False)


@pytest.mark.parametrize("trouble", [ConnectionError(), None], ids=["it fails", "it hangs"])
async def test_without_its_database_a_process_is_not_ready(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception | None
) -> None:
    monkeypatch.setattr(probes, "PATIENCE", 0.01)
    told, board = asked(trouble)
    told.unready = None
    assert await told.readiness() == Probe("not ready: the database does not answer", is_fine=False)
    await told.measure()
    assert board.shown == {(DATABASE_UP.name,): False}


async def test_what_is_in_the_store_and_in_the_hearts_is_measured() -> None:
    hand = Hand()
    vitals = Vitals(hand)
    vitals.heart("ticker")
    hand.at = 2.5
    told, board = asked(Inspection(posts_dead=2, set_aside=(Aside("KeyError", 2), Aside("ValueError", 1))), vitals)
    await told.measure()
    assert board.shown[SILENT.name, "ticker"] == 2.5
    assert (board.shown[POSTS_DEAD.name,], board.shown[SET_ASIDE.name,], board.shown[DATABASE_UP.name,]) == (2, 3, 1)


async def test_every_gauge_is_shown_by_somebody() -> None:
    vitals = Vitals(Hand())
    vitals.heart("ticker")
    told, board = asked(Inspection(), vitals)
    await told.measure()
    counted = {EVENTS.name, PASSED_OVER.name, RESTARTS.name, LOOP_LAG.name, "openline_build_info"}
    assert {metric.name for metric in METRICS} == {name for name, *_ in board.shown} | counted
    assert all(metric.kind is Kind.GAUGE for metric in METRICS if metric.name not in counted)


async def test_coming_late_is_measured() -> None:
    hand, board = Hand(), Board()

    async def sleep(seconds: float) -> None:
        if hand.at:
            raise asyncio.CancelledError
        hand.at += seconds + 0.25

    with pytest.raises(asyncio.CancelledError):
        await keep_time(hand, board, sleep)
    assert board.shown[LOOP_LAG.name,] == 0.25
