"""What the Events API tells, from payloads as Slack sends them."""

from typing import Any

import pytest

from adapters.slack.happenings import Setting, Told, candidates, channels, understood
from adapters.slack.installed import Removal
from adapters.slack.text import NOBODY
from adapters.slack.translate import message
from bot.vocabulary.events import ConversationSeen, MessagePosted, PersonSeen, ReactionAdded
from bot.vocabulary.model import ConversationId, ConversationKind, PersonId
from bot.vocabulary.tenancy import ConversationClosed, ConversationMoved, PersonLeft
from tests.adapters.exports.made import payload
from tests.adapters.slack.tower import ACME, SITE
from tests.builders import at

NOW = at("mon 9:00")
SETTING = Setting(ACME, "U0OPENLINE", NOBODY, NOW)
TS = "1780300800.000100"


def told(**event: Any) -> Told:
    return understood({"type": "event_callback", "event": {"event_ts": TS, **event}}, SETTING)


def test_a_live_message_is_the_same_fact_as_in_an_export() -> None:
    posted = payload("slack", "posted")
    exported = message(posted, ACME, SITE)
    assert told(**{**posted, "channel": SITE, "channel_type": "channel"}).facts == (exported,)


@pytest.mark.parametrize("name", ["thread_broadcast", "file_share", "me_message", "message_changed", "message_deleted"])
def test_every_kind_of_message_is_understood_as_in_an_export(name: str) -> None:
    kept = payload("slack", name)
    assert told(**{**kept, "channel": SITE}).facts == (message(kept, ACME, SITE),)


def test_what_is_said_to_us_alone_may_answer_a_check_in_and_stands_in_a_direct_conversation() -> None:
    seen, said = told(type="message", user="U0ANA", ts=TS, text="the banner", channel="D0ANA", channel_type="im").facts
    assert isinstance(seen, ConversationSeen)
    assert seen.about.kind is ConversationKind.DIRECT
    assert isinstance(said, MessagePosted)
    assert (said.conversation, said.text) == ("D0ANA", "the banner")


def test_our_own_direct_messages_are_passed_over() -> None:
    ours = told(type="message", bot_id="B0US", ts=TS, text="Check-in", channel="D0ANA", channel_type="im")
    assert ours.facts == ()


def test_reactions_and_our_own() -> None:
    item = {"type": "message", "channel": SITE, "ts": TS}
    (added,) = told(type="reaction_added", user="U0SAM", reaction="eyes", item=item).facts
    assert isinstance(added, ReactionAdded)
    assert told(type="reaction_added", user="U0OPENLINE", reaction="eyes", item=item).facts == ()


def test_whoever_joins_changes_the_conversation() -> None:
    assert told(type="member_joined_channel", user="U0KIM", channel=SITE) == Told(places=(SITE,))


def test_whoever_leaves_has_left_and_when_we_leave_it_is_closed() -> None:
    left = told(type="member_left_channel", user="U0KIM", channel=SITE)
    assert left.facts == (PersonLeft(ACME, PersonId("U0KIM"), SITE, at("mon 8:00:00.000100")),)
    (closed,) = told(type="member_left_channel", user="U0OPENLINE", channel=SITE).facts
    assert isinstance(closed, ConversationClosed)


@pytest.mark.parametrize("kind", ["channel_archive", "group_archive", "channel_deleted", "channel_left", "group_left"])
def test_where_nothing_can_be_said_any_more_is_closed(kind: str) -> None:
    (closed,) = told(type=kind, channel=SITE, user="U0ANA").facts
    assert isinstance(closed, ConversationClosed)


@pytest.mark.parametrize("kind", ["channel_rename", "channel_unarchive", "channel_shared", "group_rename"])
def test_a_conversation_that_changed_is_looked_at_anew(kind: str) -> None:
    channel = {"id": SITE, "name": "shop"} if kind.endswith("rename") else SITE
    assert told(type=kind, channel=channel).places == (SITE,)


def test_a_conversation_goes_on_under_another_id() -> None:
    moved = told(type="channel_id_changed", old_channel_id="G1", new_channel_id="C1")
    assert moved.facts == (
        ConversationMoved(ACME, ConversationId("G1"), ConversationId("C1"), at("mon 8:00:00.000100")),
    )


def test_a_person_who_changes_zone_is_seen_and_one_whose_account_ends_has_left() -> None:
    user = {"id": "U0SAM", "team_id": "T0ACME", "name": "sam", "tz": "Asia/Manila"}
    (seen,) = told(type="user_change", user=user).facts
    assert isinstance(seen, PersonSeen)
    assert seen.person.zone == "Asia/Manila"
    (left,) = told(type="user_change", user={**user, "deleted": True}).facts
    assert left == PersonLeft(ACME, PersonId("U0SAM"), None, at("mon 8:00:00.000100"))


def test_a_workspace_leaves_by_uninstalling_or_by_taking_our_token_back() -> None:
    for event in ({"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U0OPENLINE"]}}):
        assert told(**event).removal == Removal(at("mon 8:00:00.000100"))
    assert told(type="tokens_revoked", tokens={"oauth": ["U0ANA"]}).removal is None


def test_an_organisation_takes_us_out_of_some_workspaces() -> None:
    removal = told(type="team_access_revoked", team_ids=["T1", 2, "T2"]).removal
    assert removal == Removal(at("mon 8:00:00.000100"), ("T1", "T2"))


def test_an_organisation_lets_us_into_some_more() -> None:
    assert told(type="team_access_granted", team_ids=["T1", "T2"]).granted == ("T1", "T2")
    assert told(type="team_access_granted").skipped


def test_where_it_happened_is_told_by_the_event_or_its_item() -> None:
    for event in ({"channel": "C1"}, {"channel": {"id": "C1"}}, {"item": {"channel": "C1"}}):
        assert channels({"event": event}) == ("C1",)
    assert channels({"event": {"user": "U1"}}) == channels({}) == ()


def test_the_home_tab_and_only_that() -> None:
    assert told(type="app_home_opened", user="U0ANA", tab="home").home == "U0ANA"
    assert told(type="app_home_opened", user="U0ANA", tab="messages").home == ""


def test_too_many_events_mean_that_some_are_missing() -> None:
    assert understood({"type": "app_rate_limited", "team_id": ACME}, SETTING).has_missed


@pytest.mark.parametrize("body", [{}, {"event": None}, {"event": {"type": 5}}, {"event": {"type": "never_heard_of"}}])
def test_what_is_unknown_is_said_to_be_so(body: dict[str, Any]) -> None:
    assert understood(body, SETTING).skipped


def test_the_workspace_is_ours_and_not_that_of_whoever_spoke() -> None:
    body = {"team_id": "T0OTHER", "context_team_id": None, "authorizations": [{"team_id": ACME}]}
    assert next(filter(None, candidates(body))) == ACME


def test_a_moment_nobody_tells_is_now() -> None:
    assert understood({"event": {"type": "app_uninstalled"}}, SETTING).removal == Removal(NOW)
