"""Who and where, from the messages themselves."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.roster import Place, Roster, person, place
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, Person, PersonId
from tests.adapters.exports.made import payload


def head(number: str, kind: object, name: str = "work", category: str | None = "601") -> dict[str, Any]:
    channel = {"id": number, "type": kind, "categoryId": category, "category": "Work", "name": name, "topic": None}
    return {"guild": {"id": "401", "name": "Acme"}, "channel": channel, "messages": []}


def placed(told: dict[str, Any]) -> Place:
    found = place(told)
    assert found
    return found


def test_a_channel_is_a_conversation() -> None:
    found = placed(head("501", "GuildTextChat"))
    assert (found.guild, found.conversation.id, found.conversation.name, found.thread) == ("401", "501", "work", None)


@pytest.mark.parametrize("kind", ["GuildPublicThread", 11])
def test_a_thread_stands_in_its_parent_channel(kind: object) -> None:
    found = placed(head("777", kind, "a bug", category="501"))
    assert (found.conversation.id, found.conversation.name, found.thread) == ("501", "Work", "777")


def test_a_thread_whose_parent_is_not_told_is_a_conversation_of_its_own() -> None:
    found = placed(head("777", "GuildPublicThread", "a bug", category=None))
    assert (found.conversation.id, found.conversation.name, found.thread) == ("777", "a bug", None)


@pytest.mark.parametrize("broken", [{}, {"guild": 1, "channel": 2}, {"guild": {}, "channel": {"id": 3}}])
def test_another_head_is_no_place(broken: dict[str, Any]) -> None:
    assert place(broken) is None


def test_the_humans_of_a_conversation_are_those_who_wrote_were_named_or_reacted() -> None:
    told = Roster()
    where = placed(head("501", "GuildTextChat"))
    told.add_place(where)
    for name in ("posted", "reactions_with_names", "chat_input_command"):
        told.heard(payload("discord", name), where)
    (conversation,) = told.conversations()
    assert conversation.members == frozenset({PersonId("801"), PersonId("802")})
    assert {each.name for each in told.people.values() if each.is_bot} == {"Helper"}
    assert told.names().roles == {"901": "Designers"}


def test_a_channel_knows_its_name_better_than_its_threads() -> None:
    told = Roster()
    for each in (head("777", 11, "a bug", "501"), head("501", 0, "help"), head("778", 11, "another", "501")):
        told.add_place(placed(each))
    assert told.conversations() == (Conversation(ConversationId("501"), "help", ConversationKind.CHANNEL, None),)


def test_a_thread_that_holds_its_own_first_message_is_a_forum_post() -> None:
    told = Roster()
    where = placed(head("1001", "GuildPublicThread", "a bug", "501"))
    told.heard(payload("discord", "posted"), where)
    assert told.posts == {"1001"}


@pytest.mark.parametrize(
    ("user", "names"),
    [
        ({"name": "ana", "nickname": "Ana Lima"}, ("Ana Lima", "ana")),
        ({"username": "ana", "global_name": "Ana"}, ("Ana", "ana")),
        ({"name": "ana", "nickname": "ana"}, ("ana",)),
    ],
)
def test_a_person_is_called_by_nickname_and_name(user: dict[str, Any], names: tuple[str, ...]) -> None:
    assert person(user, PersonId("801")) == Person(PersonId("801"), names[0], names)


def test_whoever_has_no_name_is_called_by_the_id() -> None:
    assert person({"name": 3}, PersonId("801")) == Person(PersonId("801"), "801")


def test_broken_people_are_nobody() -> None:
    told = Roster()
    where = placed(head("501", "GuildTextChat"))
    broken: list[dict[str, Any]] = [
        {"author": 1, "mentions": 2},
        {"author": {"id": "1", "roles": 7}},
        {"reactions": [{"users": 1}, 2]},
    ]
    for each in broken:
        told.heard(each, where)
    assert list(told.people) == ["1"]
    assert not told.posts
