from adapters.discord import places
from adapters.discord.places import CALLED, Places, Spot
from bot.vocabulary.model import Conversation, ConversationId, MessageId, WorkspaceId

GUILD = WorkspaceId("1")
TOLD = {
    "id": "1",
    "channels": [{"id": "10", "type": 0, "name": "site"}, {"id": "20", "type": 15, "name": "ideas"}, 7],
    "threads": [{"id": "11", "type": 11, "parent_id": "10", "name": "a thread"}],
    "roles": [{"id": "5", "name": "design"}],
}


def known() -> Places:
    found = Places()
    found.guild(TOLD)
    return found


def test_a_thread_stands_in_its_parents_conversation() -> None:
    found = known()
    assert found.spot("10") == Spot(GUILD, ConversationId("10"))
    assert found.spot("11") == Spot(GUILD, ConversationId("10"), MessageId("11"), 11)
    assert found.spot("12") is None
    assert found.channels(GUILD) == ["10", "20"]


def test_nothing_is_said_in_a_forum_but_in_its_threads() -> None:
    forum = known().spot("20")
    assert forum is not None
    assert forum.is_forum


def test_a_channel_is_told_as_a_conversation_and_a_thread_is_none() -> None:
    found = Places()
    assert found.channel({"id": "10", "type": 0, "name": "site", "guild_id": "1"}) == Conversation(
        ConversationId("10"), "site"
    )
    assert found.channel({"id": "11", "type": 11, "parent_id": "10", "guild_id": "1"}) is None
    assert found.channel({"id": "11", "type": 0}) is None
    assert found.channel(None) is None


def test_what_is_gone_is_known_no_longer() -> None:
    found = known()
    assert found.gone("11") is not None
    assert found.gone("11") is None
    found.left("1")
    assert found.channels(GUILD) == []


def test_people_channels_and_roles_are_called_as_the_screen_shows_them() -> None:
    found = known()
    names = found.named("1", {"mentions": [{"id": "7", "username": "ana", "member": {"nick": "Ana M"}}, {"id": 5}]})
    assert (names.people["7"], names.channels["10"], names.roles["5"]) == ("Ana M", "site", "design")
    found.role({"id": "6", "name": "print"}, "1")
    assert found.named("1", {}).roles["6"] == "print"


def test_names_are_remembered_up_to_a_number() -> None:
    found = known()
    for number in range(CALLED + 10):
        found.named("1", {"mentions": [{"id": str(number), "username": "x"}]})
    assert len(found.named("1", {}).people) == places.CALLED


def test_a_direct_channel_is_of_no_guild_even_where_one_asks_for_it() -> None:
    found = Places()
    assert found.channel({"id": "9", "type": 1, "recipients": []}, "1") is None
    assert found.spot("9") is None
