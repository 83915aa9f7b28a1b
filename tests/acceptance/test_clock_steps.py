"""The clock is put forward or back, or the machine sleeps: nothing is said twice, and not all at once (R23)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.vocabulary.records import Wakeup
from tests.builders import ana, asks, at, kim, sam
from tests.running import Process, team

HOUR = timedelta(hours=1)


class Restless(HandClock):
    """A clock that can be put back."""

    def put_to(self, moment: datetime) -> None:
        self._at = moment


async def working(questions: int = 1) -> tuple[Process, Restless]:
    """Somebody was asked so many things, each of them an hour later than the one before."""
    clock = Restless(at("mon 0:00"))
    process = await Process(Memory(), clock).keep(*team())
    askers = (ana, kim)
    await process.hears(
        *(asks(askers[number % 2], of=sam, at=f"mon {9 + number // 2}:{number % 2}0") for number in range(questions))
    )
    return process, clock


@pytest.mark.parametrize("when", ["tue 8:59", "tue 9:00", "tue 9:30"])
@pytest.mark.parametrize("step", [-HOUR, HOUR])
async def test_a_step_of_an_hour_around_a_due_moment_says_nothing_twice_and_loses_nothing(
    when: str, step: timedelta
) -> None:
    """Bar R23."""
    process, clock = await working()
    await process.until(at(when))
    clock.put_to(at(when) + step)
    await process.until(at("tue 17:00"))
    assert len(process.posts_to(sam)) == 1
    await process.until(at("wed 17:00"))
    assert len(process.posts_to(sam)) == 2


async def test_a_clock_that_goes_to_and_fro_all_day_says_nothing_twice() -> None:
    process, clock = await working()
    await process.until(at("tue 9:00"))
    for _ in range(10):
        clock.put_to(clock.now() + HOUR)
        await process.tick()
        clock.put_to(clock.now() - HOUR + timedelta(minutes=5))
        await process.tick()
    await process.until(at("tue 17:00"))
    assert len(process.posts_to(sam)) == 1


async def test_after_eight_hours_of_sleep_there_is_one_message_a_person() -> None:
    """Bar R23: at most one of a kind per person on waking."""
    process, clock = await working(questions=8)
    clock.put_to(at("tue 16:30"))
    await process.tick()
    assert Counter(each.to for each in process.posted).most_common(1)[0][1] == 1
    assert await process.find(Wakeup) != []
