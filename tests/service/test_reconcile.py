"""What was missed while away is read back, and until then nothing is said about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.ports import Place
from bot.ports.surfaces import Refused
from bot.service.reconcile import TRY_AGAIN
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.records import GapState, HeldBack, Hole, Mark, MessageKept, Reach
from tests.builders import SITE, WORKSPACE, ana, asks, at, edits, kim, marks, sam, says
from tests.running import SHOP, Process, team

HERE, THERE = Place(WORKSPACE, SITE), Place(WORKSPACE, SHOP)
QUESTION = asks(ana, of=sam, at="mon 10:00")
ANSWER = says(sam, "the header is done, have a look", "mon 15:00", reply_to=QUESTION)


@pytest.fixture
async def process() -> Process:
    return await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())


async def returns(process: Process, when: str) -> Process:
    """The process comes back after a while: what it knew may be out of date."""
    process.clock.move_to(at(when))
    process = process.restarted()
    await process.reconciler.lost_touch()
    return process


async def reach(process: Process, place: Place = HERE) -> Reach:
    (found,) = await process.find(Reach, conversation=place.conversation)
    assert isinstance(found, Reach)
    return found


@pytest.mark.parametrize("away", [timedelta(minutes=10), timedelta(hours=8), timedelta(days=3)])
async def test_every_message_of_a_time_away_is_read_back_once(process: Process, away: timedelta) -> None:
    """Bar R8."""
    await process.hears(says(ana, "morning", "mon 9:00"))
    spread = away / 200
    missed = [
        says(ana, f"line {number}", "mon 9:00")._replace(at=at("mon 9:00") + spread * number)
        for number in range(1, 200)
    ]
    await process.misses(*missed)
    process.clock.move_to(at("mon 9:00") + away)
    process = process.restarted()
    await process.reconciler.lost_touch()
    assert await process.reconciler.go_on()
    assert await process.reconciler.go_on()
    kept = [each.heard.message for each in await process.find(MessageKept)]
    assert len(kept) == 200 == len(set(kept))
    assert await reach(process) == Reach(WORKSPACE, SITE, process.clock.now(), is_reconciled=True)


async def test_no_nudge_about_a_conversation_that_is_not_reconciled(process: Process) -> None:
    """Bar R9: the answer was never delivered; nobody is reminded of a question they have answered."""
    await process.hears(QUESTION)
    await process.misses(ANSWER)
    process = await returns(process, "tue 9:30")
    await process.until(at("tue 12:00"))
    assert process.posted == []
    assert [held.why.code for held in await process.find(HeldBack)] == ["unreconciled"]
    await process.reconciler.go_on()
    await process.until(at("next fri 18:00"))
    assert process.posted == []
    assert [gap.state for gap in (await process.gaps()).values()] == [GapState.ANSWERED]


async def test_what_still_waits_is_spoken_about_as_soon_as_the_conversation_is_known_again(process: Process) -> None:
    await process.hears(QUESTION)
    process = await returns(process, "tue 9:30")
    await process.until(at("tue 11:20"))
    await process.reconciler.go_on()
    await process.until(at("tue 12:00"))
    assert process.posts_to(sam) == [at("tue 11:20")]


async def test_where_somebody_waits_is_read_first_then_where_most_went_on(process: Process) -> None:
    quiet, busy = (team()[0].conversations[0], SHOP)  # type: ignore[union-attr]
    await process.hears(QUESTION, says(ana, "morning", "mon 16:00", where=busy))
    process = await returns(process, "tue 9:30")
    await process.reconciler.go_on()
    assert [place.conversation for place, _ in process.history.asked] == [quiet, busy]


async def test_reading_goes_on_where_it_was_interrupted(process: Process) -> None:
    await process.hears(says(ana, "morning", "mon 9:00"))
    process.history.per_page = 10
    missed = [says(ana, f"line {number}", f"mon 10:{number:02}") for number in range(40)]
    await process.misses(*missed)
    process.history.refusals.extend([None, None, Refused("rate-limited", timedelta(minutes=1))])
    process = await returns(process, "mon 12:00")
    assert not await process.reconciler.go_on()
    assert (await reach(process)).watermark == missed[18].at
    assert not (await reach(process)).is_reconciled
    process = process.restarted()
    assert await process.reconciler.go_on()
    assert len(await process.find(MessageKept)) == 41
    assert process.history.asked[-1][1] > at("mon 10:00"), "what was read is not read again"


async def test_a_rate_limit_is_waited_for(process: Process) -> None:
    await process.hears(says(ana, "morning", "mon 9:00"))
    process = await returns(process, "mon 12:00")
    process.history.refusals.append(Refused("rate-limited", timedelta(minutes=1)))
    assert not await process.reconciler.go_on()
    assert not await process.reconciler.go_on()
    assert len(process.history.asked) == 1
    process.clock.move_to(at("mon 12:01"))
    assert await process.reconciler.go_on()


async def test_what_may_not_be_read_is_a_hole_with_its_reason_and_not_a_silence(process: Process) -> None:
    """Bar R10."""
    await process.hears(QUESTION)
    process = await returns(process, "tue 9:30")
    process.history.refusals.append(Refused("no permission to read the history"))
    await process.reconciler.go_on()
    hole = Hole(at("mon 10:00"), at("tue 9:30"), "no permission to read the history")
    assert ((await reach(process)).holes, (await reach(process)).is_reconciled) == ((hole,), False)
    await process.until(at("tue 9:30") + TRY_AGAIN)
    assert process.posted == []
    assert await process.reconciler.go_on(), "somebody has let us in meanwhile"
    assert (await reach(process)).holes == ()


async def test_nobody_is_reminded_of_what_may_have_been_answered_in_a_hole(process: Process) -> None:
    await process.hears(QUESTION)
    process.history.holes[HERE] = "older than what the platform keeps"
    process = await returns(process, "tue 9:30")
    await process.reconciler.go_on()
    await process.until(at("wed 12:00"))
    assert process.posted == []
    await process.inbox.take([ANSWER._replace(at=at("wed 12:00"))])
    await process.reconciler.go_on()
    assert (await reach(process)).is_reconciled
    assert len((await reach(process)).holes) >= 1, "the hole stays known"


async def test_a_history_that_fails_holds_up_no_other_conversation(process: Process) -> None:
    await process.hears(QUESTION, says(ana, "morning", "mon 16:00", where=SHOP))
    process = await returns(process, "tue 9:30")
    process.history.refusals.append(ValueError("not JSON"))  # type: ignore[arg-type]
    assert not await process.reconciler.go_on()
    assert [(await reach(process, place)).is_reconciled for place in (HERE, THERE)] == [False, True]


async def test_nothing_is_read_where_nothing_was_missed(process: Process) -> None:
    await process.hears(QUESTION)
    assert await process.reconciler.go_on()
    assert process.history.asked == []


async def test_only_the_workspace_that_lost_touch_is_read_back(process: Process) -> None:
    await process.hears(QUESTION)
    other: MessagePosted = QUESTION._replace(workspace=type(WORKSPACE)("T2"))
    await process.inbox.take([other])
    assert await process.reconciler.lost_touch(type(WORKSPACE)("T2")) == 1
    assert (await reach(process)).is_reconciled


async def test_what_was_answered_before_a_quiet_weekend_is_not_asked_anew_by_reading_it_again(process: Process) -> None:
    """Seen-marks last for 26 hours; the last words before the watermark are read again after three days."""
    question = asks(ana, of=sam, at="fri 10:00")
    await process.hears(question, edits(question, "@sam can you look at the footer?", "fri 10:01"))
    await process.inbox.take([marks(sam, question, Mark.ANSWERED, "fri 10:02")])
    await process.hears(says(kim, "good weekend", "sat 18:00", where=SHOP), says(kim, "hello", "sun 18:00", where=SHOP))
    process = await returns(process, "next mon 9:00")
    assert await process.reconciler.go_on()
    assert [gap.state for gap in (await process.gaps()).values()] == [GapState.ANSWERED]


async def test_what_came_out_of_order_just_before_the_end_is_not_lost(process: Process) -> None:
    await process.misses(QUESTION)
    await process.hears(says(kim, "lunch is here", "mon 10:00:05"), says(kim, "hello", "tue 18:00", where=SHOP))
    process = await returns(process, "wed 18:00")
    assert await process.reconciler.go_on()
    assert [gap.message for gap in (await process.gaps()).values()] == [QUESTION.message]
