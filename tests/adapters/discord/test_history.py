"""What was said while nobody listened, read back whole; what cannot be read is told, never taken for silence."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from adapters.discord.history import THREADS_UNREAD
from bot.ports import Place
from bot.ports.surfaces import FORBIDDEN, GONE, Page, Refused
from bot.vocabulary.events import MessageEdited, MessagePosted
from bot.vocabulary.model import ConversationId, WorkspaceId
from tests.adapters.discord.tower import Tower, standing
from tests.fake_discord.world import ANA, FORUM, GUILD, HISTORY, SAM, SITE, VIEW

PLACE = Place(WorkspaceId(GUILD), ConversationId(SITE))


async def read(tower: Tower, since: datetime, place: Place = PLACE) -> list[Page]:
    return [page async for page in tower.history.since(place, since)]


def texts(pages: list[Page]) -> list[str]:
    return [each.text for page in pages for each in page.events if isinstance(each, MessagePosted)]


async def test_every_message_is_read_once_in_its_order_and_the_last_page_reaches_to_now() -> None:
    async with standing() as tower:
        began = tower.world.now
        for number in range(250):
            tower.pass_time(timedelta(seconds=1))
            tower.world.says(ANA, f"number {number}")
        pages = await read(tower, began)
        reached = [page.until for page in pages]
    assert texts(pages) == [f"number {number}" for number in range(250)]
    assert reached == sorted(reached)
    assert (reached[-1], pages[-1].hole) == (tower.clock.now(), None)


async def test_only_what_came_after_the_watermark_is_read() -> None:
    async with standing() as tower:
        tower.world.says(ANA, "before")
        tower.pass_time(timedelta(minutes=1))
        since = tower.world.now
        tower.world.says(ANA, "at it")
        tower.pass_time(timedelta(minutes=1))
        tower.world.says(SAM, "after")
        assert texts(await read(tower, since)) == ["at it", "after"]


async def test_what_was_said_in_threads_belongs_to_it_and_no_page_reaches_beyond_what_is_still_to_be_read() -> None:
    async with standing() as tower:
        began = tower.world.now
        tower.pass_time(timedelta(minutes=1))
        root = tower.world.says(ANA, "the header?")
        tower.world.thread(root["id"], SITE)
        tower.pass_time(timedelta(minutes=1))
        tower.world.says(SAM, "on it", root["id"])
        archived = tower.world.thread("888", SITE)
        tower.world.says(SAM, "done", "888")
        archived["thread_metadata"]["archived"] = True
        pages = await read(tower, began)
    assert sorted(texts(pages)) == ["done", "on it", "the header?"]
    assert {page.until for page in pages[:-1]} == {began}
    threads = {each.text: each.thread for page in pages for each in page.events if isinstance(each, MessagePosted)}
    assert threads == {"the header?": None, "on it": root["id"], "done": "888"}


async def test_a_forum_is_its_threads() -> None:
    async with standing() as tower:
        began = tower.world.now
        tower.pass_time(timedelta(minutes=1))
        tower.world.thread("555", FORUM)
        tower.world.says(ANA, "an idea", "555")
        pages = await read(tower, began, Place(PLACE.workspace, ConversationId(FORUM)))
    assert texts(pages) == ["an idea"]


async def test_an_edited_message_is_read_as_it_is_now_with_when_it_was_edited() -> None:
    async with standing() as tower:
        began = tower.world.now
        at = tower.world.now + timedelta(minutes=3)
        tower.world.says(ANA, "new", edited_timestamp=at.isoformat())
        (first, *_) = await read(tower, began)
        posted, edited = first.events
    assert isinstance(edited, MessageEdited)
    assert (edited.posted, edited.at) == (posted, at)


@pytest.mark.parametrize("right", [HISTORY, VIEW])
async def test_without_permission_it_is_refused_and_not_silent(right: int) -> None:
    async with standing() as tower:
        began = tower.world.now
        tower.world.says(ANA, "unheard")
        await tower.server.gateway.tell("CHANNEL_UPDATE", tower.world.deny(SITE, right))
        await tower.settled()
        with pytest.raises(Refused) as refused:
            await read(tower, began)
    assert refused.value.why == FORBIDDEN


async def test_an_empty_page_is_not_believed_where_nobody_can_tell_what_we_may() -> None:
    async with standing() as tower:
        began = tower.world.now
        client = tower.wire.client
        assert client is not None
        client._connection._guilds.clear()
        tower.world.allowed[SITE] = VIEW
        assert texts(await read(tower, began)) == [], "nothing was said since"
        tower.pass_time(timedelta(minutes=1))
        tower.world.says(ANA, "unheard")
        with pytest.raises(Refused) as refused:
            await read(tower, began)
    assert refused.value.why == FORBIDDEN


async def test_a_server_without_threads_has_none_and_one_that_hides_them_has_a_hole() -> None:
    async with standing() as tower:
        began = tower.world.now
        tower.world.says(ANA, "hello")
        tower.world.missing |= {f"/guilds/{GUILD}/threads", f"/channels/{SITE}/threads"}
        pages = await read(tower, began)
        assert (texts(pages), pages[-1].hole) == (["hello"], None)
        tower.world.missing.clear()
        thread = tower.world.thread("888", SITE)
        tower.world.says(SAM, "hidden", "888")
        tower.world.allowed[thread["id"]] = 0
        pages = await read(tower, began)
        assert (texts(pages), pages[-1].hole) == (["hello"], THREADS_UNREAD)


async def test_a_server_that_keeps_no_history_has_none_and_a_channel_that_is_gone_is_refused() -> None:
    async with standing() as tower:
        began = tower.world.now
        tower.world.missing.add(f"/channels/{SITE}/")
        (page,) = await read(tower, began)
        assert (page.events, page.hole) == ((), None)
        gone = Place(PLACE.workspace, ConversationId("5"))
        with pytest.raises(Refused) as refused:
            await read(tower, began, gone)
    assert refused.value.why == GONE


async def test_before_anybody_is_logged_in_it_is_tried_again_soon() -> None:
    async with standing() as tower:
        tower.wire.client = None
        with pytest.raises(Refused) as refused:
            await read(tower, tower.world.now)
    assert refused.value.retry_after is not None
