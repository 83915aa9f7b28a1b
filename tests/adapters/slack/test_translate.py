"""Slack's payloads, one kind at a time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.text import Names
from adapters.slack.translate import message, moment, reaction, reactions
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.events import MessageDeleted, MessageEdited, MessagePosted, ReactionAdded, ReactionRemoved
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from tests.adapters.exports.made import at, payload

ACME, SITE = WorkspaceId("T0ACME"), ConversationId("C0SITE")
NAMES = Names({"U0SAM": "Sam", "U0ANA": "Ana"}, {"C0SITE": "site"})
DRAFT = MessageId("C0SITE/1717400000.000100")


def told(name: str) -> Any:
    return message(payload("slack", name), ACME, SITE, NAMES)


def test_a_message_says_who_when_where_and_to_whom() -> None:
    assert told("posted") == MessagePosted(
        workspace=ACME,
        conversation=SITE,
        message=DRAFT,
        at=at("2024-06-03T07:33:20.000100"),
        author=PersonId("U0ANA"),
        text="@Sam can you send the draft https://example.org/a?b=1 ?",
        mentions=(PersonId("U0SAM"),),
    )


def test_a_reply_stands_in_the_thread_of_its_root_and_the_root_in_none() -> None:
    assert told("reply_in_thread").thread == DRAFT
    assert told("thread_root").thread is None
    assert told("thread_broadcast").thread == DRAFT


@pytest.mark.parametrize(
    ("name", "author", "text"),
    [
        ("file_share", "U0SAM", "Here is the logo"),
        ("file_share_of_2016", "U0SAM", "is this the right blue?"),
        ("file_comment_of_2016", "U0ANA", "a bit darker"),
        ("me_message", "U0ANA", "waves"),
        ("thread_broadcast", "U0SAM", "Also for everybody: it is out"),
    ],
)
def test_people_speak_in_several_kinds_of_message(name: str, author: str, text: str) -> None:
    posted = told(name)
    assert (posted.author, posted.text, posted.mentions, posted.is_bot) == (author, text, (), False)


@pytest.mark.parametrize(("name", "author"), [("bot_message", "B0BUILD"), ("message_of_an_app_user", "U0APP")])
def test_a_bot_is_told_for_a_bot(name: str, author: str) -> None:
    assert (told(name).author, told(name).is_bot) == (author, True)


def test_whoever_is_known_for_a_bot_is_one_without_a_bot_id() -> None:
    posted = message({"user": "U0SAM", "ts": "1.0", "text": "hi"}, ACME, SITE, Names(bots={"U0SAM"}))
    assert isinstance(posted, MessagePosted)
    assert posted.is_bot


def test_an_edit_tells_the_whole_message_as_it_reads_now() -> None:
    edit = told("message_changed")
    assert isinstance(edit, MessageEdited)
    assert (edit.posted.message, edit.posted.at) == (DRAFT, at("2024-06-03T07:33:20.000100"))
    assert edit.posted.text == "@Sam can you send it today?"
    assert edit.at == at("2024-06-03T07:34:20.000500")


def test_a_link_preview_is_no_edit() -> None:
    assert told("message_changed_by_a_link_preview") == Skipped("an edit that changed no text")


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("message_deleted", "2024-06-03T07:33:50.007100"),
        ("message_changed_into_a_tombstone", "2024-06-03T07:34:50.000500"),
        ("tombstone", "2024-06-03T07:33:20.000100"),
    ],
)
def test_a_message_is_deleted_in_three_ways(name: str, when: str) -> None:
    assert told(name) == MessageDeleted(ACME, SITE, DRAFT, at(when))


@pytest.mark.parametrize(
    ("name", "reason"), [("channel_join", "joined the channel"), ("channel_topic", "set the topic")]
)
def test_what_slack_itself_tells_is_skipped_with_a_reason(name: str, reason: str) -> None:
    assert told(name) == Skipped(reason)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("hello", "not a message"),
        ({"type": "huddle"}, "not a message"),
        ({"subtype": ["x"], "ts": "1.0"}, "not a message"),
        ({"ts": "1.0", "text": "x"}, "no author"),
        ({"user": "U1", "text": "x"}, "no usable time"),
        ({"user": "U1", "text": "x", "ts": "soon"}, "no usable time"),
        ({"user": "U1", "text": "x", "ts": "9" * 40}, "no usable time"),
        ({"user": "U1", "ts": "1.0", "subtype": "shiny_new"}, "unknown kind: shiny_new"),
        ({"ts": "1.0", "subtype": "message_deleted"}, "an edit or deletion of nothing"),
        ({"ts": "1.0", "subtype": "message_changed"}, "an edit or deletion of nothing"),
    ],
)
def test_what_cannot_be_understood_is_skipped_with_a_reason(broken: object, reason: str) -> None:
    assert message(broken, ACME, SITE) == Skipped(reason, is_damage=reason.startswith(("no ", "not ")))


def test_an_exported_message_carries_its_reactions_without_skin_and_at_its_own_moment() -> None:
    posted = told("reactions")
    found = reactions(payload("slack", "reactions"), posted)
    assert [(each.by, each.emoji) for each in found] == [("U0SAM", "eyes"), ("U0SAM", "+1"), ("U0LEE", "+1")]
    assert {(each.message, each.at) for each in found} == {(DRAFT, posted.at)}


def test_a_live_reaction_has_a_moment_of_its_own() -> None:
    live = payload("slack", "reaction_added")
    expected = (ACME, SITE, DRAFT, at("2024-06-03T07:36:40.000100"), PersonId("U0SAM"), "white_check_mark")
    assert reaction(live, ACME) == ReactionAdded(*expected)
    assert reaction({**live, "type": "reaction_removed"}, ACME) == ReactionRemoved(*expected)


@pytest.mark.parametrize("missing", ["user", "item", "event_ts", "reaction"])
def test_a_live_reaction_that_lacks_something_is_skipped(missing: str) -> None:
    live = payload("slack", "reaction_added")
    del live[missing]
    assert isinstance(reaction(live, ACME), Skipped)


@pytest.mark.parametrize("ts", [None, 1, "", "nan", "inf", "-1.0", "٣", "1_0 ", [], "1e400"])
def test_only_a_timestamp_names_a_moment(ts: object) -> None:
    assert moment(ts) is None or moment(ts) == moment("10") or moment(ts) == moment("3")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["type", "subtype", "user", "ts", "text", "thread_ts", "bot_id", "username", "comment", "message"]
FIELDS += ["previous_message", "deleted_ts", "event_ts", "reactions", "item", "reaction"]
KINDS = st.sampled_from(["message", "file_share", "file_comment", "message_changed", "message_deleted", "tombstone"])


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING | KINDS | st.just("1717400000.000100")) | ANYTHING)
def test_nothing_that_slack_could_send_is_more_than_skipped(anything: Any) -> None:
    event = message(anything, ACME, SITE, NAMES)
    assert isinstance(event, MessagePosted | MessageEdited | MessageDeleted | Skipped)
    if isinstance(event, MessagePosted):
        reactions(anything, event)
    if isinstance(anything, dict):
        reaction(anything, ACME)
