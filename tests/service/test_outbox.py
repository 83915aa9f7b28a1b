"""What is to be said is posted once, or it is known why not."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from adapters.clocks import HandClock
from adapters.memory.messenger import RETRY_AFTER, Messenger, Trouble
from adapters.memory.unit_of_work import Memory
from bot.engine.reminding.rechecking import Verdict
from bot.ports import SENDING_FOR, UnitOfWork
from bot.ports.surfaces import Refused
from bot.service.outbox import GIVEN_UP, PARKED, Outbox
from bot.vocabulary.calendar import Absence
from bot.vocabulary.effects import Address, InConversation, Nudge, ToPerson
from bot.vocabulary.events import Spoken
from bot.vocabulary.model import ConversationId, EngagementId, MessageId, Side
from bot.vocabulary.records import (
    AbsenceKept,
    Mark,
    Member,
    MemberState,
    Outgoing,
    OutgoingState,
    Reach,
    Record,
    Snooze,
)
from bot.vocabulary.view import View
from tests.builders import SITE, WORKSPACE, ana, asks, at, deletes, marks, reacts, sam, says
from tests.playbook import matter
from tests.running import SENT, Process, team

S = OutgoingState
QUESTION = asks(ana, of=sam, at="mon 10:00")


@pytest.fixture
async def process() -> Process:
    return await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())


async def asked(process: Process, *troubles: Trouble | None) -> Process:
    """Somebody asked, and these troubles befall what is posted about it."""
    process.messenger.befall(troubles)
    return await process.hears(QUESTION)


async def test_a_nudge_is_posted_once_and_its_receipt_is_kept(process: Process) -> None:
    await (await asked(process)).until(at("tue 18:00"))
    (outgoing,) = await process.find(Outgoing)
    assert (outgoing.state, outgoing.receipt, outgoing.settled_at) == (S.SENT, "M1", at("tue 10:00"))
    assert len(process.posted) == 1


@pytest.mark.parametrize("trouble", [Trouble.ANSWER_LOST, Trouble.SLOW])
async def test_what_was_stored_although_nobody_said_so_is_found_and_not_posted_again(
    process: Process, trouble: Trouble
) -> None:
    """Bar R6: settled within a minute."""
    await (await asked(process, trouble)).until(at("tue 10:02"))
    assert await process.states() == [S.RECONCILED]
    assert len(process.posted) == 1
    (outgoing,) = await process.find(Outgoing)
    assert outgoing.settled_at is not None
    assert outgoing.settled_at - at("tue 10:00") <= timedelta(seconds=60)


async def test_what_was_not_stored_is_posted_again(process: Process) -> None:
    """Bar R6."""
    await (await asked(process, Trouble.NOT_STORED)).until(at("tue 10:02"))
    assert await process.states() == [S.SENT]
    assert len(process.posted) == 1


async def test_while_the_platform_is_away_nothing_is_lost_and_within_a_minute_of_its_return_all_is_settled(
    process: Process,
) -> None:
    """Bar R6."""
    await asked(process)
    process.messenger.is_down = True
    await process.until(at("tue 13:00"))
    assert await process.states() == [S.UNKNOWN]
    process.messenger.is_down = False
    await process.until(at("tue 13:01"))
    assert await process.states() == [S.SENT]
    assert len(process.posted) == 1


async def test_a_rate_limit_is_waited_for(process: Process) -> None:
    """Bar R17: none before Retry-After."""
    await (await asked(process, Trouble.RATE_LIMITED)).until(at("tue 10:05"))
    assert process.posts_to(sam) == [at("tue 10:00") + RETRY_AFTER]


async def test_where_we_may_not_post_we_ask_again_hourly(process: Process) -> None:
    """Bar R18."""
    await (await asked(process, Trouble.FORBIDDEN, Trouble.FORBIDDEN)).until(at("tue 17:00"))
    assert process.posts_to(sam) == [at("tue 10:00") + 2 * PARKED]
    assert process.messenger.attempts == 3


async def test_what_is_refused_for_good_is_dead_with_its_reason_and_counts_as_never_said(process: Process) -> None:
    await (await asked(process, Trouble.REFUSED)).until(at("wed 9:00"))
    dead, sent = sorted(await process.find(Outgoing), key=lambda each: each.created_at)
    assert (dead.state, dead.why and dead.why.code, sent.state) == (S.DEAD, "msg_too_long", S.SENT)
    assert process.posts_to(sam) == [at("wed 9:00")]


async def test_an_adapter_that_fails_every_time_is_not_asked_for_ever(process: Process) -> None:
    await (await asked(process, *[Trouble.BROKEN] * 10)).until(at("tue 12:00"))
    assert await process.states() == [S.DEAD]
    assert process.messenger.attempts == 4


async def test_what_cannot_be_sent_for_days_is_given_up(process: Process) -> None:
    await asked(process)
    await process.until(at("tue 9:59"))
    process.messenger.is_down = True
    await process.until(at("tue 10:00") + GIVEN_UP + timedelta(minutes=5))
    assert S.DEAD in await process.states()
    assert process.posted == []


ENDS: dict[str, Spoken | Record] = {
    "answered": says(sam, "the header is done, have a look", "tue 9:59", reply_to=QUESTION),
    "deleted": deletes(QUESTION, "tue 9:59"),
    "dismissed": marks(sam, QUESTION, Mark.NOT_A_QUESTION, "tue 9:59"),
    "acknowledged": reacts(sam, "eyes", QUESTION, "tue 10:00"),
    "left": Member(WORKSPACE, EngagementId("E1"), sam, Side.ASSISTANT, MemberState.LEFT, at("tue 9:59")),
    "away": AbsenceKept(WORKSPACE, sam, Absence(at("tue 9:00"), at("wed 9:00"))),
    "not to be disturbed": AbsenceKept(WORKSPACE, sam, Absence(at("tue 9:00"), at("tue 16:00")), do_not_disturb=True),
    "snoozed": Snooze(WORKSPACE, sam, matter(QUESTION, sam), at("tue 9:59"), at("thu 9:00"), 1),
    "unreconciled": Reach(WORKSPACE, SITE, at("mon 10:00"), is_reconciled=False),
}


@pytest.mark.parametrize("end", ENDS)
async def test_what_is_no_longer_so_is_not_sent(process: Process, end: str) -> None:
    """Bar R44: between deciding and sending, whatever it is."""
    await asked(process)
    process.clock.move_to(at("tue 10:00"))
    await process.wakeups.ring(at("tue 10:00"))
    assert await process.states() == [S.PENDING]
    happened = ENDS[end]
    if isinstance(happened, tuple):
        await process.inbox.take([happened])  # type: ignore[list-item]
    else:
        await process.keep(happened)
    await process.outbox.deliver()
    (outgoing,) = await process.find(Outgoing)
    assert (outgoing.state, process.posted) == (S.SUPPRESSED, [])
    assert outgoing.why is not None


async def test_a_nudge_that_came_too_late_for_the_day_is_said_once_at_the_next_opening(process: Process) -> None:
    """What was never said does not count: neither as one of two, nor for its day."""
    await asked(process)
    await process.keep(AbsenceKept(WORKSPACE, sam, Absence(at("tue 10:00"), at("tue 14:00"))))
    process.clock.move_to(at("tue 9:59"))
    await process.until(at("thu 8:00"))
    assert process.posts_to(sam) == [at("tue 14:00"), at("wed 9:00")]


async def test_of_several_matters_only_those_are_sent_that_still_wait(process: Process) -> None:
    other = asks(ana, of=sam, at="mon 10:00:01", text="who pays for the hosting?")._replace(
        conversation=ConversationId("shop"), message=MessageId("shop/1")
    )
    await process.hears(QUESTION, other)
    process.clock.move_to(at("tue 11:00"))
    await process.wakeups.ring(at("tue 11:00"))
    await process.inbox.take([deletes(QUESTION, "tue 11:00")])
    await process.outbox.deliver()
    assert process.posted[0].view.headline[0] == ("One question waits for you",)
    (outgoing,) = await process.find(Outgoing)
    assert isinstance(outgoing.effect, Nudge)
    assert len(outgoing.effect.about) == 2


class Bell:
    """Draws anything without looking at it."""

    async def drawn(self, outgoing: Outgoing, work: UnitOfWork, now: datetime) -> tuple[Verdict, View | None]:
        return Verdict(outgoing.effect), View((outgoing.key,))


HERE = InConversation(SITE)


def many(count: int, to: Address = HERE, when: str = "mon 9:00") -> list[Outgoing]:
    effect = Nudge(sam, ())
    moment = at(when)
    return [
        Outgoing(WORKSPACE, f"{number:04}", to, effect, moment + timedelta(microseconds=number), moment)
        for number in range(count)
    ]


def bare(process: Process) -> Outbox:
    return Outbox(process.store, process.messenger, process.clock, Bell().drawn)


async def seconds(process: Process, outbox: Outbox, count: int) -> None:
    for _ in range(count):
        await outbox.deliver()
        process.clock.move_to(process.clock.now() + timedelta(seconds=1))


async def test_a_channel_gets_its_messages_in_order_and_no_faster_than_its_pace(process: Process) -> None:
    """Bar R17: at most one a second, none lost, none out of order."""
    process.messenger.gap = timedelta(seconds=1)
    process.messenger.befall([None, Trouble.RATE_LIMITED, None, Trouble.ANSWER_LOST])
    process.clock.move_to(at("mon 9:00"))
    await process.keep(*many(100))
    await seconds(process, bare(process), 240)
    assert [each.key for each in process.posted] == [f"{number:04}" for number in range(100)]
    times = [each.at for each in process.posted]
    assert all(later - earlier >= timedelta(seconds=1) for earlier, later in pairwise(times))
    assert times[1] - times[0] >= RETRY_AFTER


async def test_one_address_that_is_closed_to_us_holds_up_no_other(process: Process) -> None:
    """Bar R18: parked at the first 403."""
    process.clock.move_to(at("mon 9:00"))
    closed = many(50)
    open_to = [*many(1, ToPerson(ana)), *many(1, ToPerson(sam))]
    await process.keep(*closed)
    process.messenger.befall([Trouble.FORBIDDEN])
    outbox = bare(process)
    await seconds(process, outbox, 5)
    await process.keep(*(one for number, each in enumerate(open_to) for one in [_renamed(each, f"to{number}")]))
    await seconds(process, outbox, 60)
    assert process.messenger.attempts == 3
    process.clock.move_to(at("mon 10:01"))
    await seconds(process, outbox, 5)
    assert len(process.posted) == 52


def _renamed(outgoing: Outgoing, key: str) -> Outgoing:
    return Outgoing(outgoing.workspace, key, outgoing.to, outgoing.effect, outgoing.created_at, outgoing.not_before)


STEPS = ("claimed", "posted")


@pytest.mark.parametrize("step", STEPS)
async def test_a_process_that_dies_between_two_steps_neither_loses_nor_doubles_a_message(
    process: Process, step: str
) -> None:
    process.clock.move_to(at("mon 9:00"))
    await process.keep(*many(1))
    async with process.store.begin() as work:
        (claimed,) = await work.take_outgoing(process.clock.now(), 10)
        await work.commit()
    if step == "posted":
        await process.messenger.post(WORKSPACE, claimed.to, View(("said",)), claimed.key)
    outbox = bare(process)
    await outbox.deliver()
    assert len(process.posted) == (1 if step == "posted" else 0), "nobody touches it while it may be under way"
    process.clock.move_to(at("mon 9:00") + SENDING_FOR)
    await outbox.deliver()
    assert len(process.posted) == 1
    assert set(await process.states()) <= SENT


async def test_who_comes_back_after_another_process_took_over_settles_nothing_any_more(process: Process) -> None:
    process.clock.move_to(at("mon 9:00"))
    await process.keep(*many(1))
    sleeper, awake = bare(process), bare(process)
    (mine,) = await sleeper._take()
    process.clock.move_to(at("mon 9:00") + SENDING_FOR)
    await awake.deliver()
    await sleeper._settle(sleeper._ended(mine, S.DEAD))
    assert await process.states() == [S.SENT]


async def test_a_platform_that_cannot_be_asked_for_a_while_is_asked_later(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.clock.move_to(at("mon 9:00"))
    await process.keep(*many(1))
    process.messenger.befall([Trouble.ANSWER_LOST])
    outbox = bare(process)
    await outbox.deliver()

    async def busy(*_: object) -> str | None:
        raise Refused("rate-limited", timedelta(minutes=5))

    with monkeypatch.context() as limited:
        limited.setattr(Messenger, "find", busy)
        await seconds(process, outbox, 90)
    assert await process.states() == [S.UNKNOWN]
    process.clock.move_to(at("mon 9:10"))
    await outbox.deliver()
    assert await process.states() == [S.RECONCILED]
