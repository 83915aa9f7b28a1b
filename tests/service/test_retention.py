"""Every hour, what is too old goes; what is not stays."""

from __future__ import annotations

from datetime import timedelta

from structlog.testing import capture_logs

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.service.retention import Retention
from bot.vocabulary.records import Gap
from tests.kept import ACME, NOW, gap, keep


async def test_what_is_older_than_its_period_goes_and_how_much_is_told() -> None:
    store, clock = Memory(), HandClock(NOW + timedelta(days=10))
    await keep(store, gap(1), gap(2, asked_at=NOW + timedelta(days=9)))
    with capture_logs() as logs:
        assert await Retention(store, clock, timedelta(days=7)).sweep() == 1
        assert await Retention(store, clock, timedelta(days=7)).sweep() == 0
    assert [(line["event"], line["records"]) for line in logs] == [("expired", 1)]
    async with store.begin() as work:
        assert [each.message for each in await work.find(Gap, ACME)] == ["site/2"]
