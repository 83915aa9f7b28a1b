"""Discord's payloads, as DiscordChatExporter writes them and as the gateway sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.text import Names
from adapters.discord.translate import deleted, edited, message, moment, reaction, reactions
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.events import MessageDeleted, MessageEdited, MessagePosted, ReactionAdded, ReactionRemoved
from bot.vocabulary.model import EVERYONE, ConversationId, MessageId, PersonId, WorkspaceId
from tests.adapters.exports.made import at, payload

ACME, WORK = WorkspaceId("401"), ConversationId("501")
NAMES = Names({"801": "Ana Lima", "802": "Sam"}, {"501": "work"}, {"901": "Designers"})
NOW = datetime(2024, 6, 3, 9, tzinfo=UTC)


def told(name: str, thread: str | None = None) -> Any:
    return message(payload("discord", name), ACME, WORK, MessageId(thread) if thread else None, NAMES)


def test_a_message_says_who_when_where_and_to_whom() -> None:
    assert told("posted") == MessagePosted(
        workspace=ACME,
        conversation=WORK,
        message=MessageId("1001"),
        at=at("2024-06-03T08:00:00.125"),
        author=PersonId("801"),
        text="@Sam can you send the draft?",
        mentions=(PersonId("802"),),
    )


def test_a_reply_tells_what_it_answers() -> None:
    assert (told("reply").reply_to, told("reply").mentions) == ("1001", ("801",))


def test_a_forward_answers_nothing_and_quotes_somebody_else() -> None:
    assert (told("forwarded").reply_to, told("forwarded").text) == (None, "> where is it?\n> well?")


def test_an_announcement_from_another_channel_answers_nothing() -> None:
    assert (told("announcement_from_another_channel").reply_to, told("announcement_from_another_channel").is_bot) == (
        None,
        True,
    )


def test_the_first_message_of_a_forum_post_is_the_root_of_its_thread() -> None:
    assert told("posted", thread="1001").thread is None
    assert told("reply", thread="1001").thread == "1001"


def test_an_edited_message_is_told_as_it_reads_now_at_its_first_moment() -> None:
    assert told("edited_before_the_export").at == at("2024-06-03T08:13:00")


def test_everyone_and_roles_are_groups() -> None:
    assert told("everyone_and_a_role").groups == (EVERYONE, "901")


def test_an_export_without_formatting_reads_alike() -> None:
    posted = told("unformatted")
    assert (posted.text, posted.groups) == ("@Sam see #work :shipit: ask @Designers?", ("901",))


def test_what_the_gateway_sends_reads_alike() -> None:
    posted = told("gateway")
    assert (posted.text, posted.reply_to, posted.author) == ("@Ana Lima done @Designers", "1001", "802")
    assert (posted.mentions, posted.groups, posted.is_bot) == (("801",), ("901",), False)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("member_join", "joined the server"),
        ("pinned", "pinned something"),
        ("thread_started", "started a thread"),
        ("thread_starter_by_number", "repeats the start of a thread"),
    ],
)
def test_what_discord_itself_tells_is_skipped_with_a_reason(name: str, reason: str) -> None:
    assert told(name) == Skipped(reason)


def test_the_answer_to_a_command_is_a_bots_message() -> None:
    assert told("chat_input_command").is_bot


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (7, "not a message"),
        ({}, "not a message"),
        ({"id": "1", "type": "Shiny"}, "unknown kind: Shiny"),
        ({"id": "1", "type": 999}, "unknown kind: 999"),
        ({"id": "1", "author": {"id": "2"}}, "no usable time"),
        ({"id": "1", "author": {"id": "2"}, "timestamp": "yesterday"}, "no usable time"),
        ({"id": "1", "timestamp": "2024-06-03T08:00:00Z"}, "no author"),
        ({"id": "1", "timestamp": "2024-06-03T08:00:00Z", "author": {"name": "x"}}, "no author"),
    ],
)
def test_what_cannot_be_understood_is_skipped_with_a_reason(broken: object, reason: str) -> None:
    assert message(broken, ACME, WORK) == Skipped(reason, is_damage=reason.startswith(("no ", "not ")))


def test_reactions_say_whose_they_are_at_the_moment_of_the_message() -> None:
    posted = told("reactions_with_names")
    found = reactions(payload("discord", "reactions_with_names"), posted)
    assert [(each.by, each.emoji) for each in found] == [("802", "eyes"), ("802", "+1"), ("803", "shipit")]
    assert {each.at for each in found} == {posted.at}


def test_reactions_that_are_only_counted_say_nothing() -> None:
    assert reactions(payload("discord", "reactions_counted"), told("reactions_counted")) == ()


def test_a_live_edit_has_a_moment_and_a_preview_none() -> None:
    live = payload("discord", "gateway")
    edit = edited(live, ACME, WORK)
    assert isinstance(edit, MessageEdited)
    assert (edit.at, edit.posted.at) == (at("2024-06-03T08:24:00"), at("2024-06-03T08:23:00"))
    assert edited({**live, "edited_timestamp": None}, ACME, WORK) == Skipped("an edit that changed no text")


def test_a_live_deletion_is_of_the_moment_it_is_heard_of() -> None:
    assert deleted({"id": "1001"}, ACME, WORK, NOW) == MessageDeleted(ACME, WORK, MessageId("1001"), NOW)
    assert isinstance(deleted({}, ACME, WORK, NOW), Skipped)


def test_a_live_reaction_is_of_the_moment_it_is_heard_of() -> None:
    live = {"user_id": "802", "message_id": "1001", "emoji": {"id": None, "name": "✅"}}
    expected = (ACME, WORK, MessageId("1001"), NOW, PersonId("802"), "white_check_mark")
    assert reaction(live, ACME, WORK, NOW, added=True) == ReactionAdded(*expected)
    assert reaction(live, ACME, WORK, NOW, added=False) == ReactionRemoved(*expected)
    for missing in live:
        assert isinstance(reaction({**live, missing: None}, ACME, WORK, NOW, added=True), Skipped)


@pytest.mark.parametrize("timestamp", [None, 3, "", "2024-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_only_a_timestamp_names_a_moment(timestamp: object) -> None:
    assert moment(timestamp) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["type", "author", "mentions", "content", "reactions", "reference", "forwardedMessage", "edited_timestamp"]


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING), ANYTHING)
def test_nothing_that_discord_could_send_is_more_than_skipped(fields: dict[str, Any], anything: Any) -> None:
    whole = {"id": "1", "timestamp": "2024-06-03T08:00:00Z", "author": {"id": "2"}, **fields}
    event = message(whole, ACME, WORK, names=NAMES)
    assert isinstance(event, MessagePosted | Skipped)
    if isinstance(event, MessagePosted):
        reactions(whole, event)
    assert isinstance(message(anything, ACME, WORK), MessagePosted | Skipped)
    assert isinstance(edited(whole, ACME, WORK), MessageEdited | Skipped)
