"""From what is done at a seat to events."""

from __future__ import annotations

import pytest

from adapters.playground import cast, translate
from adapters.playground.cast import ANA, KIM, SAM, SHOP
from bot.vocabulary.events import CommandGiven, ReactionAdded, ReactionRemoved, Value
from bot.vocabulary.model import EVERYONE
from tests.adapters.playground.playing import NOON


def test_a_message_carries_who_it_mentions() -> None:
    here = cast.workspace()
    event = translate.posted(here.put(SHOP, NOON, ANA, "@sam and @Kim, see me@example.com, @nobody"), here)
    assert (event.mentions, event.groups) == ((SAM, KIM), ())
    assert (event.workspace, event.conversation, event.author, event.at) == (here.id, SHOP, ANA, NOON)


def test_everybody_is_a_group() -> None:
    assert translate.mentioned("@here anyone?", cast.workspace()) == ((), (EVERYONE,))


def test_a_reply_names_its_thread() -> None:
    here = cast.workspace()
    root = here.put(SHOP, NOON, ANA, "one")
    assert translate.posted(here.put(SHOP, NOON, SAM, "two", thread=root.id), here).thread == root.id


def test_an_edit_is_the_whole_message_as_it_reads_now() -> None:
    here = cast.workspace()
    line = here.put(SHOP, NOON, ANA, "one?")
    event = translate.edited(line, here, NOON)
    assert (event.posted.text, event.posted.message, event.at) == ("one?", line.id, NOON)
    assert translate.deleted(line, here, NOON).message == line.id


@pytest.mark.parametrize(("emoji", "name"), [("👀", "eyes"), ("✅", "white_check_mark"), ("eyes", "eyes")])
def test_an_emoji_goes_by_its_plain_name(emoji: str, name: str) -> None:
    here = cast.workspace()
    line = here.put(SHOP, NOON, ANA, "one?")
    put, taken = (translate.reacted(line, here, SAM, emoji, NOON, is_there) for is_there in (True, False))
    assert (type(put), put.emoji) == (ReactionAdded, name)
    assert (type(taken), taken.emoji) == (ReactionRemoved, name)


@pytest.mark.parametrize(
    ("text", "words"),
    [("/openline expect @sam x", "expect @sam x"), ("/Openline", ""), ("/openliner", None), ("see /openline", None)],
)
def test_a_command_is_a_line_that_begins_with_it(text: str, words: str | None) -> None:
    assert translate.typed_command(text) == words


def test_a_command_names_people_by_id_as_platforms_do() -> None:
    here = cast.workspace()
    given = translate.command(here, SHOP, ANA, "expect @Sam x by Friday for @nobody", NOON)
    assert (given.command, given.text) == ("openline", "expect <@sam> x by Friday for @nobody")


def test_a_command_may_come_in_parts() -> None:
    here = cast.workspace()
    given = translate.command(here, SHOP, ANA, "start", NOON, {"people": ["sam", "kim"], "name": "the shop"})
    assert isinstance(given, CommandGiven)
    assert given.command == "start"
    assert given.values == (Value("people", "sam"), Value("people", "kim"), Value("name", "the shop"))


def test_each_interaction_has_an_id_of_its_own() -> None:
    here = cast.workspace()
    pressed = [translate.pressed(here, SHOP, SAM, "acknowledge", "e1", NOON) for _ in range(2)]
    sent = translate.submitted(here, SHOP, SAM, "ask", "e1", {"words": "why?"}, NOON)
    assert len({*(each.key for each in pressed), sent.key}) == 3
