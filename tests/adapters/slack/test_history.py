"""What was said while nobody listened."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.ports import Place
from bot.ports.surfaces import Page, Refused
from bot.vocabulary.events import MessagePosted, ReactionAdded
from bot.vocabulary.model import ConversationId, MessageId
from tests.adapters.slack.fake import ANA, BOT, BOT_ID, SAM, SITE, Slack
from tests.adapters.slack.tower import ACME, Tower, standing

HERE = Place(ACME, ConversationId(SITE))


async def read(tower: Tower, since: datetime, place: Place = HERE) -> list[Page]:
    tower.slack.clock.move_to(tower.slack.clock.now() + timedelta(seconds=1))
    return [page async for page in tower.history.since(place, since)]


async def texts(tower: Tower, since: datetime) -> list[str]:
    pages = await read(tower, since)
    return [event.text for page in pages for event in page.events if isinstance(event, MessagePosted)]


@pytest.fixture
def asleep(slack: Slack) -> datetime:
    """Since when nobody listens; an hour goes by."""
    began = slack.clock.now()
    slack.clock.move_to(began + timedelta(hours=1))
    return began


async def test_everything_said_meanwhile_comes_once_in_its_order(tower: Tower, slack: Slack, asleep: datetime) -> None:
    for number in range(450):
        slack.keeps(SITE, ANA, f"line {number}")
    assert await texts(tower, asleep) == [f"line {number}" for number in range(450)]


async def test_pages_reach_as_far_as_they_say(tower: Tower, slack: Slack, asleep: datetime) -> None:
    for number in range(250):
        slack.keeps(SITE, ANA, f"line {number}")
    first, last = await read(tower, asleep)
    assert (first.until, last.until) == (first.events[-1].at, slack.clock.now())
    assert first.hole is last.hole is None


async def test_a_thread_that_began_before_and_went_on_is_read(tower: Tower, slack: Slack) -> None:
    root = slack.keeps(SITE, ANA, "can you send the draft?")
    slack.clock.move_to(slack.clock.now() + timedelta(days=1))
    asleep = slack.clock.now()
    slack.clock.move_to(asleep + timedelta(hours=1))
    slack.keeps(SITE, SAM, "here it is", thread_ts=root["ts"])
    (page,) = await read(tower, asleep)
    (reply,) = page.events
    assert isinstance(reply, MessagePosted)
    assert (reply.text, reply.thread) == ("here it is", f"{SITE}/{root['ts']}")


@pytest.fixture
async def with_an_open_matter(slack: Slack) -> AsyncIterator[tuple[Tower, dict[str, object]]]:
    root = slack.keeps(SITE, ANA, "can you send the draft?")

    async def open_threads(place: Place) -> list[MessageId]:
        return [MessageId(f"{SITE}/{root['ts']}")]

    async with standing(slack, open_threads=open_threads) as tower:
        yield tower, root


async def test_the_thread_of_an_open_matter_is_read_however_old_it_is(
    with_an_open_matter: tuple[Tower, dict[str, object]], slack: Slack
) -> None:
    tower, root = with_an_open_matter
    slack.clock.move_to(slack.clock.now() + timedelta(days=40))
    asleep = slack.clock.now()
    slack.clock.move_to(asleep + timedelta(hours=1))
    slack.keeps(SITE, SAM, "here it is", thread_ts=root["ts"])
    assert await texts(tower, asleep) == ["here it is"]


async def test_a_page_a_minute_is_read_bit_by_bit_and_nothing_twice(
    tower: Tower, slack: Slack, asleep: datetime
) -> None:
    slack.page, slack.page_every = 15, timedelta(minutes=1)
    for number in range(40):
        slack.keeps(SITE, ANA, f"line {number}")
    for _ in range(2):
        with pytest.raises(Refused) as refusal:
            await read(tower, asleep)
        assert refusal.value.retry_after
        slack.clock.move_to(slack.clock.now() + refusal.value.retry_after)
    assert await texts(tower, asleep) == [f"line {number}" for number in range(40)]
    assert slack.calls["conversations.history"] == 3 + 2  # three pages, and two refusals


async def test_what_we_said_ourselves_is_left_out_and_reactions_come_along(
    tower: Tower, slack: Slack, asleep: datetime
) -> None:
    slack.keeps(SITE, BOT, "a card", bot_id=BOT_ID)
    slack.keeps(SITE, ANA, "done?", reactions=[{"name": "white_check_mark", "users": [SAM]}])
    (page,) = await read(tower, asleep)
    posted, reacted = page.events
    assert isinstance(posted, MessagePosted)
    assert isinstance(reacted, ReactionAdded)


async def test_where_we_may_not_read_slack_says_why(tower: Tower, slack: Slack, asleep: datetime) -> None:
    slack.channels[SITE]["members"].remove(BOT)
    with pytest.raises(Refused, match="not_in_channel") as refusal:
        await read(tower, asleep)
    assert refusal.value.retry_after is None


async def test_a_talk_with_ourselves_has_no_history(tower: Tower, slack: Slack, asleep: datetime) -> None:
    for where in ("D0ANA", ""):
        assert await read(tower, asleep, Place(ACME, ConversationId(where))) == [Page((), slack.clock.now())]
    assert slack.calls["conversations.history"] == 0
