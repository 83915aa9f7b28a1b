"""Time that is walked through."""

from __future__ import annotations

from datetime import timedelta

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.service.walking import Walk
from bot.vocabulary.effects import Nudge, ToPerson
from bot.vocabulary.records import Outgoing, OutgoingState, Record, Wakeup
from tests.builders import WORKSPACE, at, sam


class Walked:
    """A walk that notes when it rang and when it delivered; what rings is gone."""

    def __init__(self) -> None:
        self.store = Memory()
        self.clock = HandClock(at("mon 9:00"))
        self.rang: list[str] = []
        self.walk = Walk(self.store, WORKSPACE, self.clock, self._ring, self._deliver)

    async def _ring(self, now: object) -> None:
        async with self.store.begin() as work:
            self.rang += [f"{each.at:%a %H:%M}" for each in await work.ring(self.clock.now(), 10)]
            await work.commit()

    async def _deliver(self) -> None:
        assert self.clock.now() >= at("mon 9:00")

    async def keep(self, *records: Record) -> None:
        async with self.store.begin() as work:
            await work.remember(records)
            await work.commit()


def _wakeup(when: str) -> Wakeup:
    return Wakeup(WORKSPACE, "turn", sam, when, at(when))


def _outgoing(when: str, state: OutgoingState = OutgoingState.PENDING) -> Outgoing:
    moment = at(when)
    claimed = moment if state is OutgoingState.SENDING else None
    settled = moment if state is OutgoingState.SENT else None
    return Outgoing(
        WORKSPACE, f"{when} {state}", ToPerson(sam), Nudge(sam, ()), moment, moment, state, 1, claimed, settled
    )


async def test_each_due_moment_rings_in_its_turn_and_no_further_than_asked() -> None:
    walked = Walked()
    await walked.keep(_wakeup("tue 9:00"), _wakeup("mon 12:00"), _wakeup("wed 9:00"))
    await walked.walk.until(at("tue 17:00"))
    assert walked.rang == ["Mon 12:00", "Tue 09:00"]
    assert walked.clock.now() == at("tue 17:00")
    assert await walked.walk.next_moment() == at("wed 9:00")


async def test_a_moment_that_has_passed_leaves_the_clock_where_it_is() -> None:
    walked = Walked()
    await walked.walk.until(at("mon 8:00"))
    assert walked.clock.now() == at("mon 9:00")


async def test_what_is_to_be_posted_is_a_moment_too_and_what_was_posted_is_none() -> None:
    walked = Walked()
    await walked.keep(_outgoing("mon 15:00"), _outgoing("mon 14:00", OutgoingState.SENT))
    assert await walked.walk.next_moment() == at("mon 15:00")
    _, waiting = await walked.walk.waiting()
    assert [each.not_before for each in waiting] == [at("mon 15:00")]


async def test_what_is_under_way_is_asked_about_a_minute_later() -> None:
    walked = Walked()
    await walked.keep(_outgoing("mon 9:00", OutgoingState.SENDING))
    assert await walked.walk.next_moment() == at("mon 9:00") + timedelta(minutes=1)
