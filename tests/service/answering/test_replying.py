"""Writing back to Openline in a direct message."""

from datetime import datetime

import pytest

from bot.service.answering.replying import Replies
from bot.service.wakeups import Wakeups
from bot.vocabulary.checkins import CheckInAnswer
from bot.vocabulary.events import ConversationSeen, MessagePosted
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, MessageId, PersonId
from tests.agreed import ACME, SITE, new_york, sam
from tests.service.at_the_counter import AtTheCounter

PRIVATE = ConversationId("D1")
NOON = new_york(23, 12)


@pytest.fixture
async def counter() -> AtTheCounter:
    """Sam was asked for a check-in at 10 and has a direct conversation with Openline."""
    counter = await AtTheCounter().team(sam)
    private = Conversation(PRIVATE, "", ConversationKind.DIRECT, members=frozenset({sam}))
    await counter.inbox.take([ConversationSeen(ACME, private, counter.at)])
    await Wakeups(counter.store, counter.gatherer).ring(new_york(23, 10))
    return counter


async def write(
    counter: AtTheCounter, text: str, where: ConversationId = PRIVATE, at: datetime = NOON, is_bot: bool = False
) -> None:
    posted = MessagePosted(ACME, where, MessageId(f"{where}/1"), at, PersonId(sam), text, is_bot=is_bot)
    await counter.inbox.take([posted])
    await Replies(counter.gatherer, counter.counter).take(posted)


async def answers(counter: AtTheCounter) -> list[str]:
    async with counter.store.begin(reading=True) as work:
        return [each.moved for each in await work.find(CheckInAnswer, ACME)]


async def test_in_private_it_is_an_answer(counter: AtTheCounter) -> None:
    await write(counter, "The banner is on the site")
    assert await answers(counter) == ["The banner is on the site"]


async def test_told_twice_it_counts_once(counter: AtTheCounter) -> None:
    await write(counter, "The banner")
    await write(counter, "The banner")
    assert await answers(counter) == ["The banner"]


@pytest.mark.parametrize(
    ("text", "where", "is_bot"),
    [("The banner", SITE, False), ("  ", PRIVATE, False), ("The banner", PRIVATE, True)],
    ids=["in a channel", "without a word", "by a bot"],
)
async def test_anything_else_is_no_answer(
    counter: AtTheCounter, text: str, where: ConversationId, is_bot: bool
) -> None:
    await write(counter, text, where, is_bot=is_bot)
    assert await answers(counter) == []
