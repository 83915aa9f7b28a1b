"""Cards on Discord: posted once, found again, changed in place, and taken elsewhere where a door is closed (R6, R7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.discord.sending import mark, nonce
from bot.ports.surfaces import FORBIDDEN, GONE, Refused, Unsure
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from bot.vocabulary.view import Button, Document, Mention, Picture, Strong, View
from tests.adapters.discord.tower import custom_ids, shown, standing
from tests.fake_discord.world import (
    ANA,
    FORUM,
    GUILD,
    HISTORY,
    PRIVATE_THREADS,
    SAM,
    SEND,
    SITE,
    Json,
    Trouble,
)

WHERE = WorkspaceId(GUILD)
CARD = View((Strong("One question waits for you"),), buttons=(Button("Later", "later", "gap/1>2"),))
HERE, PRIVATE = InConversation(ConversationId(SITE)), ToPerson(PersonId(SAM))


def of(message: Json) -> Json:
    return {"components": message["components"]}


async def test_a_card_is_posted_with_its_nonce_and_without_a_ping() -> None:
    async with standing() as tower:
        receipt = await tower.messenger.post(WHERE, HERE, CARD, "key")
        (posted,) = tower.world.by_bot(SITE)
    assert receipt == f"{SITE}/{posted['id']}/{mark('key')}"
    assert posted["_nonce"] == nonce("key")
    assert len(nonce("key")) == 25
    assert posted["components"][0]["id"] == mark("key")
    assert posted["_mentions"] == {"parse": [], "replied_user": False, "users": []}


@pytest.mark.parametrize("trouble", [Trouble.STORED_THEN_502, Trouble.STORED_THEN_GONE])
async def test_stored_and_the_answer_lost_it_is_found_and_not_posted_again(trouble: Trouble) -> None:
    async with standing() as tower:
        tower.world.troubles.append(trouble)
        with pytest.raises(Unsure):
            await tower.messenger.post(WHERE, HERE, CARD, "key")
        posts = [each for each in tower.world.requests if each == ("POST", f"/channels/{SITE}/messages")]
        assert len(posts) == 1, "one call is one request (R7)"
        found = await tower.messenger.find(WHERE, HERE, "key", tower.clock.now())
        (posted,) = tower.world.by_bot(SITE)
        assert found == f"{SITE}/{posted['id']}/{mark('key')}"
        assert await tower.messenger.find(WHERE, HERE, "another", tower.clock.now()) is None


async def test_posted_again_within_minutes_it_stands_there_once() -> None:
    async with standing() as tower:
        one = await tower.messenger.post(WHERE, HERE, CARD, "key")
        other = await tower.messenger.post(WHERE, HERE, CARD, "key")
        assert one == other
        assert len(tower.world.by_bot(SITE)) == 1


async def test_where_the_history_is_hidden_nobody_can_tell() -> None:
    async with standing() as tower:
        await tower.server.gateway.tell("CHANNEL_UPDATE", tower.world.deny(SITE, HISTORY))
        await tower.settled()
        with pytest.raises(Unsure):
            await tower.messenger.find(WHERE, HERE, "key", tower.clock.now())


async def test_a_card_is_found_behind_many_others() -> None:
    async with standing() as tower:
        began = tower.clock.now()
        for number in range(250):
            tower.world.says(ANA, f"number {number}")
        await tower.messenger.post(WHERE, HERE, CARD, "key")
        assert await tower.messenger.find(WHERE, HERE, "key", began) is not None


async def test_a_card_changes_where_it_stands_and_one_that_is_gone_is_told_as_gone() -> None:
    async with standing() as tower:
        receipt = await tower.messenger.post(WHERE, HERE, CARD, "key")
        await tower.messenger.update(WHERE, HERE, receipt, View(("Answered",)))
        (posted,) = tower.world.by_bot(SITE)
        assert shown(of(posted)) == "Answered"
        tower.world.messages[SITE].clear()
        with pytest.raises(Refused) as refused:
            await tower.messenger.update(WHERE, HERE, receipt, CARD)
    assert refused.value.why == GONE


async def test_in_private_the_buttons_carry_their_workspace() -> None:
    async with standing() as tower:
        receipt = await tower.messenger.post(WHERE, PRIVATE, CARD, "key")
        direct = tower.world.direct(SAM)["id"]
        (posted,) = tower.world.by_bot(direct)
        assert receipt.startswith(f"{direct}/")
        assert custom_ids(of(posted)) == [f"@{GUILD}|later|gap/1>2"]
        assert await tower.messenger.find(WHERE, PRIVATE, "key", tower.clock.now()) == receipt


async def test_whoever_takes_no_direct_messages_gets_a_private_thread_and_always_the_same() -> None:
    async with standing() as tower:
        tower.world.closed_doors.add(SAM)
        one = await tower.messenger.post(WHERE, PRIVATE, CARD, "one")
        tower.doors.forget(one.partition("/")[0])  # as after a restart
        other = await tower.messenger.post(WHERE, PRIVATE, CARD, "other")
        thread = one.partition("/")[0]
        assert other.partition("/")[0] == thread
        assert (tower.world.channels[thread]["type"], tower.world.channels[thread]["parent_id"]) == (12, SITE)
        assert tower.world.thread_members[thread] == {SAM}
        tower.doors.forget(thread)
        assert await tower.messenger.find(WHERE, PRIVATE, "one", tower.clock.now()) == one


async def test_where_no_private_thread_is_allowed_a_ping_says_so_and_nothing_else() -> None:
    async with standing() as tower:
        tower.world.closed_doors.add(SAM)
        tower.world.deny(SITE, PRIVATE_THREADS)
        receipt = await tower.messenger.post(WHERE, PRIVATE, CARD, "key")
        (posted,) = tower.world.by_bot(SITE)
        assert posted["_mentions"]["users"] == [SAM]
        assert "One question" not in shown(of(posted))
        assert await tower.messenger.find(WHERE, PRIVATE, "key", tower.clock.now()) == receipt


@pytest.mark.parametrize("is_open", [True, False], ids=["a thread", "a message"])
async def test_the_ping_stands_in_the_thread_of_what_waits_for_them(is_open: bool) -> None:
    async with standing() as tower:
        tower.world.closed_doors.add(SAM)
        tower.world.deny(SITE, PRIVATE_THREADS)
        root = await tower.server.says(ANA, "can you look at the header?")
        if is_open:
            await tower.server.gateway.tell("THREAD_CREATE", tower.world.thread(root["id"], SITE))
            await tower.settled()
        gone = InConversation(ConversationId("103735883630395999"))
        tower.matters = [gone, InConversation(ConversationId(SITE), MessageId(root["id"]))]
        receipt = await tower.messenger.post(WHERE, PRIVATE, CARD, "key")
        (posted,) = tower.world.by_bot(root["id"] if is_open else SITE)
        assert posted["_mentions"]["users"] == [SAM]
        if not is_open:
            assert posted["message_reference"]["message_id"] == root["id"]
        assert await tower.messenger.find(WHERE, PRIVATE, "key", tower.clock.now()) == receipt


async def test_of_a_card_of_ours_the_thread_is_that_of_its_message() -> None:
    async with standing() as tower:
        tower.matters = [InConversation(ConversationId(SITE), MessageId(f"{SITE}/77/5"))]
        (spot, *_) = await tower.doors.spots(WHERE, PersonId(SAM))
    assert spot == InConversation(ConversationId(SITE), MessageId("77"))


async def test_whoever_nothing_reaches_is_refused_and_waits() -> None:
    async with standing() as tower:
        tower.world.closed_doors.add(SAM)
        tower.rooms.clear()
        with pytest.raises(Refused) as refused:
            await tower.messenger.post(WHERE, PRIVATE, CARD, "key")
    assert refused.value.why == FORBIDDEN


async def test_where_we_may_not_post_it_is_parked() -> None:
    async with standing() as tower:
        tower.world.deny(SITE, SEND)
        with pytest.raises(Refused) as refused:
            await tower.messenger.post(WHERE, HERE, CARD, "key")
    assert (refused.value.why, refused.value.retry_after) == (FORBIDDEN, None)


async def test_too_fast_is_told_with_how_long_and_no_second_request_is_made() -> None:
    async with standing() as tower:
        tower.world.troubles.append(Trouble.TOO_FAST)
        with pytest.raises(Refused) as refused:
            await tower.messenger.post(WHERE, HERE, CARD, "key")
        posts = [each for each in tower.world.requests if each == ("POST", f"/channels/{SITE}/messages")]
    assert refused.value.retry_after == timedelta(seconds=7)
    assert len(posts) == 1


async def test_a_thread_is_a_channel_of_its_own_and_a_message_without_one_is_answered() -> None:
    async with standing() as tower:
        root = await tower.server.says(ANA, "the header?")
        alone = await tower.server.says(ANA, "the footer?")
        await tower.server.gateway.tell("THREAD_CREATE", tower.world.thread(root["id"], SITE))
        await tower.settled()
        await tower.messenger.post(WHERE, InConversation(ConversationId(SITE), MessageId(root["id"])), CARD, "one")
        in_reply = InConversation(ConversationId(SITE), MessageId(alone["id"]))
        await tower.messenger.post(WHERE, in_reply, CARD, "two")
        assert len(tower.world.by_bot(root["id"])) == 1
        (answer,) = tower.world.by_bot(SITE)
        assert answer["message_reference"]["message_id"] == alone["id"]
        assert await tower.messenger.find(WHERE, in_reply, "two", tower.clock.now()) is not None


async def test_a_thread_that_was_never_told_of_is_found_by_posting_there() -> None:
    async with standing() as tower:
        tower.world.thread("777", SITE)
        to = InConversation(ConversationId(SITE), MessageId("777"))
        assert (await tower.messenger.post(WHERE, to, CARD, "key")).startswith("777/")


async def test_in_a_forum_a_card_is_a_post_of_its_own() -> None:
    async with standing() as tower:
        receipt = await tower.messenger.post(WHERE, InConversation(ConversationId(FORUM)), CARD, "key")
        thread = receipt.partition("/")[0]
        assert tower.world.channels[thread]["name"] == "One question waits for you"


async def test_a_forum_of_which_another_process_is_told_is_asked_for_once() -> None:
    to = InConversation(ConversationId(FORUM))
    async with standing() as tower:
        tower.places.gone(FORUM)
        for key in ("one", "two"):
            await tower.messenger.post(WHERE, to, CARD, key)
        posts = [each for each in tower.world.channels.values() if each.get("parent_id") == FORUM]
        assert len(posts) == 2
        assert tower.world.requests.count(("GET", f"/channels/{FORUM}")) == 1
        tower.places.gone(SITE)
        tower.world.missing.add(f"/channels/{SITE}999")
        assert not await tower.doors.is_forum(WHERE, f"{SITE}999")


async def test_an_empty_page_of_a_server_of_another_process_is_believed_only_where_nothing_was_said() -> None:
    async with standing() as tower:
        tower.wire.shards = ()
        assert await tower.messenger.find(WHERE, HERE, "key", tower.clock.now()) is None
        await tower.messenger.post(WHERE, HERE, CARD, "key")
        assert await tower.messenger.find(WHERE, HERE, "key", tower.clock.now()) is not None
        tower.world.deny(SITE, HISTORY)
        with pytest.raises(Unsure):
            await tower.messenger.find(WHERE, HERE, "key", tower.clock.now())


async def test_in_a_forum_that_wants_tags_the_first_that_anybody_may_set_is_set() -> None:
    async with standing() as tower:
        tags = [{"id": "1", "name": "by moderators", "moderated": True}, {"id": "2", "name": "ideas"}]
        tower.world.channels[FORUM] |= {"flags": 1 << 4, "available_tags": tags}
        await tower.messenger.post(WHERE, InConversation(ConversationId(FORUM)), CARD, "key")
        (post,) = (each for each in tower.world.channels.values() if each.get("parent_id") == FORUM)
    assert post["name"] == "One question waits for you"


async def test_a_post_in_a_forum_whose_answer_was_lost_is_found_and_not_made_again() -> None:
    to = InConversation(ConversationId(FORUM))
    async with standing() as tower:
        tower.world.troubles.append(Trouble.STORED_THEN_502)
        with pytest.raises(Unsure):
            await tower.messenger.post(WHERE, to, CARD, "key")
        found = await tower.messenger.find(WHERE, to, "key", tower.clock.now())
        assert found is not None
        assert tower.world.channels[found.partition("/")[0]]["parent_id"] == FORUM
        assert await tower.messenger.find(WHERE, to, "another", tower.clock.now()) is None


async def test_a_receipt_of_before_cards_were_numbered_still_names_its_card() -> None:
    async with standing() as tower:
        channel, own, _ = (await tower.messenger.post(WHERE, HERE, CARD, "key")).split("/")
        await tower.messenger.update(WHERE, HERE, f"{channel}/{own}", View(("Answered",)))
        assert shown(of(tower.world.by_bot(SITE)[0])) == "Answered"


async def test_a_picture_and_a_document_go_along() -> None:
    card = View(("The week",), picture=Picture("<svg/>", "Half a day"), documents=(Document("a.csv", "text/csv", "a"),))
    async with standing() as tower:
        receipt = await tower.messenger.post(WHERE, HERE, card, "key")
        (posted,) = tower.world.by_bot(SITE)
        assert [each["filename"] for each in posted["attachments"]] == ["openline.png", "a.csv"]
        await tower.messenger.update(WHERE, HERE, receipt, card)


async def test_only_a_mention_pings() -> None:
    async with standing() as tower:
        await tower.messenger.post(WHERE, HERE, View((Mention(PersonId(SAM)), " your turn")), "key")
        (posted,) = tower.world.by_bot(SITE)
    assert posted["_mentions"]["users"] == [SAM]


async def test_before_anybody_is_logged_in_it_waits() -> None:
    async with standing() as tower:
        tower.wire.client = None
        with pytest.raises(Refused) as refused:
            await tower.messenger.post(WHERE, HERE, CARD, "key")
    assert refused.value.retry_after is not None
