"""An archive goes through the front door."""

from __future__ import annotations

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.service.inbox import Inbox
from bot.service.replay import BATCH, replay
from bot.vocabulary.events import ConversationSeen, Event
from bot.vocabulary.model import Conversation
from bot.vocabulary.policy import Policy
from tests.builders import SITE, WORKSPACE, ana, asks, at, sam, says

QUESTION = asks(ana, of=sam, at="mon 10:00")
DAY: list[Event] = [QUESTION, says(sam, "it is done", "mon 10:30", thread=QUESTION), asks(ana, of=sam, at="mon 11:00")]


async def test_having_replayed_leaves_the_same_records_as_having_lived() -> None:
    replayed, lived = Memory(policy=Policy(everyone=True)), Memory(policy=Policy(everyone=True))
    await replay(DAY, Inbox(replayed), HandClock(at("mon 0:00")))
    inbox = Inbox(lived)
    for event in DAY:
        await inbox.take([event])
    assert replayed.gaps == lived.gaps
    assert replayed.messages == lived.messages


async def test_the_clock_jumps_to_what_happens() -> None:
    clock = HandClock(at("mon 0:00"))
    await replay(DAY, Inbox(Memory(policy=Policy(everyone=True))), clock)
    assert clock.now() == at("mon 11:00")


async def test_progress_is_told_batch_by_batch() -> None:
    told: list[int] = []
    events = (says(ana, "hello", "mon 9:00") for _ in range(BATCH + 1))
    await replay(events, Inbox(Memory()), HandClock(at("mon 0:00")), lambda: told.append(1))
    assert len(told) == 2


async def test_who_is_here_is_known_from_the_first_message_on() -> None:
    """People and places are told in the batch in which they speak for the first time."""
    memory = Memory(policy=Policy(everyone=True))
    told = ConversationSeen(WORKSPACE, Conversation(SITE, "ana, sam", members=frozenset({ana, sam})), at("mon 8:59"))
    await replay([told, says(ana, "when will it be ready?", "mon 9:00")], Inbox(memory), HandClock(at("mon 0:00")))
    assert [gap.owed_by for gap in memory.gaps.values()] == [sam]
