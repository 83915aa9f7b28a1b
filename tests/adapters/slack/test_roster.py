"""Who and where, from tables that may be missing and messages that tell the rest."""

from __future__ import annotations

import unicodedata

from adapters.slack.roster import NO_TEAM, Roster
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, PersonId
from tests.adapters.exports.made import payload

USERS = [
    {"id": "U0ANA", "team_id": "T0ACME", "name": "ana", "profile": {"display_name": "Ana"}},
    {"id": "U0SAM", "team_id": "T0ACME", "name": "sam", "profile": {"display_name": "Sam"}},
    {"id": "U0APP", "team_id": "T0ACME", "name": "app", "is_bot": True},
]


def roster() -> Roster:
    told = Roster()
    told.add_people(USERS)
    return told


def test_a_listed_channel_has_the_humans_it_lists() -> None:
    told = roster()
    told.add_places(
        [{"id": "C0SITE", "name": "site", "members": ["U0ANA", "U0APP", "U0OLD"]}], ConversationKind.CHANNEL
    )
    assert told.conversations() == (
        Conversation(
            ConversationId("C0SITE"),
            "site",
            ConversationKind.CHANNEL,
            frozenset({PersonId("U0ANA"), PersonId("U0OLD")}),
        ),
    )


def test_a_direct_message_is_called_by_its_people() -> None:
    told = roster()
    told.add_places([{"id": "D0AS", "members": ["U0SAM", "U0ANA"]}], ConversationKind.DIRECT)
    (direct,) = told.conversations()
    assert (direct.name, direct.kind) == ("Ana, Sam", ConversationKind.DIRECT)
    assert direct.members == frozenset({PersonId("U0ANA"), PersonId("U0SAM")})
    assert told.place("D0AS").id == "D0AS"


def test_a_group_stands_in_a_folder_of_its_long_name() -> None:
    told = roster()
    group = {"id": "G0ALL", "name": "mpdm-ana--sam--lee-1", "members": ["U0ANA", "U0SAM"]}
    told.add_places([group], ConversationKind.GROUP)
    assert told.place("mpdm-ana--sam--lee-1").id == "G0ALL"
    assert told.conversations()[0].name == "Ana, Sam"


def test_a_folder_that_is_not_listed_is_a_conversation_of_those_who_speak_in_it() -> None:
    told = roster()
    where = told.place("D0LOST1234")
    told.heard({"user": "U0ANA"}, where.id)
    told.heard({"user": "U0APP", "bot_id": "B0"}, where.id)
    (lost,) = told.conversations()
    assert (lost.id, lost.kind, lost.members) == (where.id, ConversationKind.DIRECT, frozenset({PersonId("U0ANA")}))
    assert told.place("lost-channel").kind is ConversationKind.CHANNEL


def test_a_folder_may_be_spelled_in_another_composition() -> None:
    told = roster()
    told.add_places([{"id": "C0CAFE", "name": "café"}], ConversationKind.CHANNEL)
    assert told.place(unicodedata.normalize("NFD", "café")).id == "C0CAFE"


def test_people_of_other_organisations_are_known_from_their_messages_only() -> None:
    told = roster()
    told.heard(payload("slack", "message_of_a_connected_organisation"), ConversationId("C0SITE"))
    guest = told.people["U0GUEST"]
    assert (guest.name, guest.is_outsider, guest.is_bot) == ("gus", True, False)
    assert "Gus Guest" in guest.names


def test_bots_are_known_from_their_messages() -> None:
    told = Roster()
    told.heard(payload("slack", "bot_message"), ConversationId("C0SITE"))
    told.heard(payload("slack", "message_of_an_app_user"), ConversationId("C0SITE"))
    assert {(each.name, each.is_bot) for each in told.people.values()} == {("Builder", True), ("Reminders", True)}


def test_without_any_table_people_are_called_by_their_ids() -> None:
    told = Roster()
    told.heard({"user": "U1", "text": "hi"}, ConversationId("C1"))
    assert told.people["U1"].name == "U1"
    assert told.workspace == NO_TEAM


def test_tables_with_anything_in_them_are_read_as_far_as_they_make_sense() -> None:
    told = Roster()
    told.add_people([None, 3, {"id": 4}, {"id": "U1", "team_id": 5}])
    told.add_places(["x", {"name": "nameless"}, {"id": "C1", "name": None, "members": "all"}], ConversationKind.CHANNEL)
    assert list(told.people) == ["U1"]
    assert [place.id for place in told.conversations()] == ["C1"]
