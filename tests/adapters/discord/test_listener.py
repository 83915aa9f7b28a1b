"""What happens on Discord, heard through the real client over a real socket, in order and whole."""

from __future__ import annotations

from datetime import timedelta

from adapters.discord import listener
from adapters.discord.permissions import readable
from bot.vocabulary.events import (
    ConversationSeen,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
)
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.tenancy import ConversationClosed, PersonLeft, WorkspaceLeft
from tests.adapters.discord.tower import standing
from tests.fake_discord.world import ANA, BOT, FORUM, GUILD, HISTORY, KIM, SAM, SEND, SITE, World


async def test_what_is_said_is_heard_in_its_order() -> None:
    async with standing() as tower:
        for number in range(50):
            await tower.server.says(ANA, f"number {number}")
        await tower.settled()
        heard = [each.text for each in tower.reception.kept if isinstance(each, MessagePosted)]
    assert heard == [f"number {number}" for number in range(50)]


async def test_a_message_is_told_with_whom_it_names_and_what_it_answers() -> None:
    async with standing() as tower:
        asked = await tower.server.says(ANA, f"<@{SAM}> can you?", mentions=[tower.world.user(SAM)])
        reference = {"message_id": asked["id"], "channel_id": SITE, "guild_id": GUILD}
        await tower.server.says(SAM, "yes", type=19, message_reference=reference)
        await tower.settled()
        question, answer = tower.reception.kept[-2:]
    assert isinstance(question, MessagePosted)
    assert isinstance(answer, MessagePosted)
    assert (question.text, question.mentions, question.workspace) == ("@Sam can you?", (SAM,), GUILD)
    assert answer.reply_to == question.message


async def test_threads_and_forum_posts_stand_in_their_channel() -> None:
    async with standing() as tower:
        root = await tower.server.says(ANA, "the header?")
        thread = tower.world.thread(root["id"], SITE)
        await tower.server.gateway.tell("THREAD_CREATE", thread)
        await tower.server.says(SAM, "on it", root["id"])
        post = tower.world.thread("555", FORUM, "an idea")
        tower.world.says(ANA, "an idea", "555", id="555")
        await tower.server.gateway.tell("MESSAGE_CREATE", {**tower.world.messages["555"]["555"], "guild_id": GUILD})
        await tower.server.says(SAM, "a good one", post["id"])
        await tower.settled()
        said = {each.text: each for each in tower.reception.kept if isinstance(each, MessagePosted)}
    assert (said["on it"].conversation, said["on it"].thread) == (SITE, root["id"])
    assert (said["an idea"].conversation, said["an idea"].thread) == (FORUM, None)
    assert (said["a good one"].conversation, said["a good one"].thread) == (FORUM, "555")


async def test_a_thread_nobody_told_of_is_asked_for_once() -> None:
    async with standing() as tower:
        tower.world.thread("777", SITE)
        await tower.server.says(SAM, "in a thread", "777")
        await tower.server.says(SAM, "again", "777")
        await tower.settled()
        said = [each.thread for each in tower.reception.kept if isinstance(each, MessagePosted)]
        asked = tower.world.requests.count(("GET", "/channels/777"))
    assert said == ["777", "777"]
    assert asked == 1


async def test_edits_deletions_and_reactions_are_heard_of_messages_nobody_remembers() -> None:
    async with standing() as tower:
        tell = tower.server.gateway.tell
        said = tower.world.says(ANA, "old") | {"guild_id": GUILD}
        edited = (tower.world.now + timedelta(minutes=1)).isoformat()
        await tell("MESSAGE_UPDATE", said | {"content": "new", "edited_timestamp": edited})
        await tell("MESSAGE_UPDATE", {"id": said["id"], "channel_id": SITE, "guild_id": GUILD, "embeds": []})
        about = {"channel_id": SITE, "guild_id": GUILD, "message_id": said["id"]}
        emoji = {"id": None, "name": "\N{EYES}"}
        await tell("MESSAGE_REACTION_ADD", about | {"user_id": SAM, "emoji": emoji})
        await tell("MESSAGE_REACTION_REMOVE", about | {"user_id": SAM, "emoji": emoji})
        robot = {"user": tower.world.user(BOT)}
        await tell("MESSAGE_REACTION_ADD", about | {"user_id": BOT, "emoji": emoji, "member": robot})
        await tell("MESSAGE_DELETE", {"id": said["id"], "channel_id": SITE, "guild_id": GUILD})
        await tell("MESSAGE_DELETE_BULK", {"ids": ["1", "2"], "channel_id": SITE, "guild_id": GUILD})
        await tower.settled()
        kinds = [type(each) for each in tower.reception.kept]
        first = tower.reception.kept[0]
    assert kinds == [MessageEdited, ReactionAdded, ReactionRemoved, MessageDeleted, MessageDeleted, MessageDeleted]
    assert isinstance(first, MessageEdited)
    assert first.posted.text == "new"


async def test_leaving_purges_and_an_outage_deletes_nothing() -> None:
    async with standing() as tower:
        await tower.server.gateway.tell("GUILD_DELETE", {"id": GUILD, "unavailable": True}, GUILD)
        await tower.settled()
        assert not [each for each in tower.reception.kept if isinstance(each, WorkspaceLeft)]
        await tower.server.gateway.tell("GUILD_CREATE", tower.server.gateway.guild(GUILD), GUILD)
        await tower.settled()
        assert tower.reception.missed[-1] == GUILD
        await tower.server.gateway.tell("GUILD_DELETE", {"id": GUILD}, GUILD)
        await tower.settled()
        left = tower.reception.kept[-1]
    assert isinstance(left, WorkspaceLeft)
    assert left.workspace == GUILD


async def test_whoever_removed_us_while_we_were_away_is_found_out_and_nobody_else() -> None:
    async with standing() as tower:
        gone, quiet, elsewhere = WorkspaceId("5"), WorkspaceId("6"), WorkspaceId("T1")
        tower.known += [WorkspaceId(GUILD), gone, quiet, elsewhere]
        tower.world.missing.add("/guilds/6")
        await tower.server.gateway.drop(4000, forget=True)
        await tower.server.gateway.connected.wait()
        await tower.settled()
        left = [each.workspace for each in tower.reception.kept if isinstance(each, WorkspaceLeft)]
    assert left == [gone]


async def test_people_who_leave_are_told_of_only_if_they_had_joined() -> None:
    async with standing() as tower:
        tower.people.add(SAM)  # type: ignore[arg-type]
        for who in (SAM, KIM):
            await tower.server.gateway.tell("GUILD_MEMBER_REMOVE", {"guild_id": GUILD, "user": tower.world.user(who)})
        await tower.settled()
        left = [each for each in tower.reception.kept if isinstance(each, PersonLeft)]
    assert [each.person for each in left] == [SAM]


async def test_channels_change_and_end() -> None:
    async with standing() as tower:
        renamed = {**tower.world.channels[SITE], "name": "website"}
        await tower.server.gateway.tell("CHANNEL_UPDATE", renamed)
        await tower.server.gateway.tell("CHANNEL_DELETE", renamed)
        await tower.settled()
        seen, closed = tower.reception.kept
    assert isinstance(seen, ConversationSeen)
    assert seen.about.name == "website"
    assert isinstance(closed, ConversationClosed)


async def test_with_a_post_of_a_forum_goes_its_question_and_with_a_thread_only_the_thread() -> None:
    async with standing() as tower:
        post, thread = tower.world.thread("555", FORUM), tower.world.thread("777", SITE)
        for each in (post, thread):
            await tower.server.gateway.tell("THREAD_CREATE", each)
        for each in (post, thread, {"id": "999", "guild_id": GUILD, "parent_id": FORUM, "type": 11}):
            gone = {key: each[key] for key in ("id", "guild_id", "parent_id", "type")}
            await tower.server.gateway.tell("THREAD_DELETE", gone)
        await tower.settled()
        (deleted,) = tower.reception.kept
        assert tower.places.spot("777") is None
    assert isinstance(deleted, MessageDeleted)
    assert (deleted.conversation, deleted.message) == (FORUM, "555")


async def test_a_right_that_a_role_gave_is_missed_when_it_goes() -> None:
    async with standing() as tower:
        before = len(tower.reception.missed)
        everyone = {**tower.world.guilds[GUILD]["roles"][0], "permissions": str(SEND)}
        await tower.server.gateway.tell("GUILD_ROLE_UPDATE", {"guild_id": GUILD, "role": everyone})
        await tower.settled()
        assert tower.reception.missed[before:] == [GUILD]
        assert readable(tower.wire, WorkspaceId(GUILD)) == frozenset()


async def test_where_we_may_read_no_longer_nothing_counts_as_heard() -> None:
    async with standing() as tower:
        before = len(tower.reception.missed)
        await tower.server.gateway.tell("CHANNEL_UPDATE", tower.world.deny(SITE, HISTORY))
        await tower.settled()
        assert tower.reception.missed[before:] == [GUILD]
        await tower.server.gateway.tell("CHANNEL_UPDATE", tower.world.channels[SITE])
        await tower.settled()
        assert tower.reception.missed[before:] == [GUILD], "nothing changed"


async def test_what_could_not_be_kept_is_read_back() -> None:
    async with standing() as tower:
        before = len(tower.reception.missed)
        tower.reception.failures.append(ConnectionError())
        await tower.server.says(ANA, "lost")
        await tower.server.says(ANA, "kept")
        await tower.settled()
        assert [each.text for each in tower.reception.kept if isinstance(each, MessagePosted)] == ["kept"]
        assert tower.reception.missed[before:] == [GUILD]


async def test_too_much_at_once_is_dropped_and_read_back(monkeypatch: object) -> None:
    async with standing() as tower:
        before = len(tower.reception.missed)
        said = tower.world.says(ANA, "again") | {"guild_id": GUILD}
        for _ in range(listener.ROOM + 5):
            tower.listener.hear("MESSAGE_CREATE", said, 0)
        await tower.settled()
        assert tower.reception.missed[before:] == [GUILD]
        assert len(tower.reception.kept) == listener.ROOM


async def test_without_the_intent_messages_come_without_their_words() -> None:
    world = World(flags=1 << 14).furnish()
    async with standing(world) as tower:
        await tower.server.says(ANA, "can you look?", mentions=[world.user(SAM)])
        await tower.server.says(ANA, "Openline?", mentions=[world.user(BOT)])
        await tower.settled()
        first, second = tower.reception.kept
    assert isinstance(first, MessagePosted)
    assert isinstance(second, MessagePosted)
    assert (first.text, first.mentions) == ("", (SAM,))
    assert second.text == "Openline?"


async def test_direct_messages_belong_to_no_workspace() -> None:
    async with standing() as tower:
        direct = tower.world.direct(SAM)
        await tower.server.says(SAM, "hello", direct["id"])
        await tower.settled()
        assert tower.reception.kept == []
