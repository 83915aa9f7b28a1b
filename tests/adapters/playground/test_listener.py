"""What is done at a seat, heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.playground.cast import ANA, LOUNGE, SAM, SHOP
from adapters.playground.listener import NotAllowed, buttons
from adapters.playground.workspace import LONGEST, OPENLINE, Line, OpenForm, Unknown
from bot.vocabulary.events import (
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PersonSeen,
    ReactionAdded,
    ReactionRemoved,
    Value,
)
from bot.vocabulary.view import Section
from tests.adapters.playground.playing import CARD, FORM, NOON, WARNING, Play


async def test_what_is_said_stands_there_and_is_heard_and_what_follows_is_there_when_it_returns() -> None:
    play = Play()
    line = await play.listener.say(ANA, play.shop, "  one?  ")
    (event,) = play.reception.told
    assert isinstance(event, MessagePosted)
    assert (event.message, event.text, event.at) == (line.id, "one?", NOON)
    assert play.texts(SAM) == ["one?"]
    assert play.settled == [play.clock.now()]
    assert play.clock.now() > NOON, "each thing has a moment of its own"


async def test_a_reply_stands_in_its_thread() -> None:
    play = Play()
    root = await play.listener.say(ANA, play.shop, "one?")
    reply = await play.listener.say(SAM, play.shop, "yes", root.id)
    assert reply.thread == root.id
    with pytest.raises(NotAllowed, match="A thread begins"):
        await play.listener.say(ANA, play.shop, "so?", reply.id)
    with pytest.raises(NotAllowed, match="A thread begins"):
        await play.listener.say(ANA, play.workspace.conversations[LOUNGE], "so?", root.id)


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST + 1)])
async def test_nothing_and_too_much_is_not_said(text: str) -> None:
    play = Play()
    with pytest.raises(NotAllowed, match="from 1 to 4000 characters"):
        await play.listener.say(ANA, play.shop, text)
    assert play.reception.told == []


async def test_ones_own_words_can_be_changed_and_taken_back_and_nobody_elses() -> None:
    play = Play()
    line = await play.listener.say(ANA, play.shop, "one?")
    await play.listener.edit(ANA, line.id, "two?")
    assert play.texts(SAM) == ["two?"]
    for forbidden in (play.listener.edit(SAM, line.id, "x"), play.listener.delete(SAM, line.id)):
        with pytest.raises(NotAllowed, match="one's own words"):
            await forbidden
    await play.listener.delete(ANA, line.id)
    assert play.texts(SAM) == []
    assert [type(each) for each in play.reception.told] == [MessagePosted, MessageEdited, MessageDeleted]


async def test_a_reaction_is_put_and_taken_off_again() -> None:
    play = Play()
    line = await play.listener.say(ANA, play.shop, "one?")
    await play.listener.react(SAM, line.id, "👀")
    assert line.reactions == {"👀": [SAM]}
    await play.listener.react(SAM, line.id, "👀", True)
    await play.listener.react(SAM, line.id, "👀")
    assert line.reactions == {}
    assert [type(each) for each in play.reception.told[1:]] == [ReactionAdded, ReactionRemoved]


async def test_a_command_is_answered_to_the_one_who_gave_it() -> None:
    play = Play().heard(CARD)
    answer = await play.listener.command(SAM, play.shop, "mine")
    assert isinstance(answer, Line)
    assert (answer.only_for, answer.author, answer.view) == (SAM, OPENLINE, CARD)
    assert [type(each) for each in play.reception.told] == [CommandGiven]


async def test_who_begins_or_joins_is_told_about_once_and_nobody_else_is() -> None:
    play = Play().heard(CARD, CARD, CARD)
    await play.listener.command(SAM, play.shop, "help")
    await play.listener.command(ANA, play.shop, "start @sam")
    await play.listener.command(ANA, play.shop, "start @kim")
    assert [each.person.id for each in play.reception.told if isinstance(each, PersonSeen)] == [ANA]


async def test_what_is_for_all_stands_in_the_conversation() -> None:
    play = Play().heard(replace(CARD, for_all=True))
    await play.listener.command(ANA, play.shop, "start @sam")
    assert [line.view is not None for line in play.workspace.seen(SAM, SHOP)] == [True]


async def test_a_button_is_pressed_by_its_label_and_its_card_changes_in_place() -> None:
    play = Play()
    card = play.workspace.put(SHOP, NOON, view=CARD)
    play.heard(replace(CARD, headline=("Answered",), buttons=(), replaces=True))
    assert await play.listener.press(SAM, card.id, "answered") is card
    assert card.view is not None
    assert card.view.headline == ("Answered",)
    (event,) = play.reception.told
    assert isinstance(event, ButtonPressed)
    assert (event.action, event.about, event.conversation) == ("answered", "m1", SHOP)


async def test_a_button_that_is_not_there_is_told_with_those_that_are() -> None:
    play = Play()
    card = play.workspace.put(SHOP, NOON, view=CARD)
    for attempt in (("Pay",), ("", "pay"), ("Answered", "", "m2"), ()):
        with pytest.raises(Unknown, match="it has “Answered”"):
            await play.listener.press(SAM, card.id, *attempt)


async def test_a_form_opens_comes_back_with_what_is_wrong_and_closes() -> None:
    play = Play().heard(FORM, FORM, CARD)
    opened = await play.listener.command(SAM, play.shop, "ask")
    assert isinstance(opened, OpenForm)
    again = await play.listener.submit(SAM, {"words": ""})
    assert isinstance(again, OpenForm)
    assert again.id != opened.id
    with pytest.raises(NotAllowed, match="no field “price”; it has more, words"):
        await play.listener.submit(SAM, {"price": "1"})
    await play.listener.submit(SAM, {"words": "why?"})
    assert play.workspace.forms == {}
    sent = play.reception.told[-1]
    assert isinstance(sent, FormSubmitted)
    assert (sent.action, sent.about, sent.values) == ("ask", "e1", (Value("words", "why?"),))
    with pytest.raises(NotAllowed, match="no form open"):
        await play.listener.submit(SAM, {})


async def test_a_form_can_be_put_away() -> None:
    play = Play().heard(FORM)
    await play.listener.command(SAM, play.shop, "ask")
    await play.listener.close(SAM)
    assert play.workspace.forms == {}


async def test_the_card_whose_button_opened_a_form_changes_when_it_is_sent() -> None:
    play = Play().heard(FORM, replace(CARD, replaces=True, headline=("Asked",)))
    card = play.workspace.put(SHOP, NOON, view=CARD)
    await play.listener.press(SAM, card.id, "Answered")
    assert await play.listener.submit(SAM, {"words": "why?"}) is card


async def test_only_what_one_alone_sees_can_be_put_away() -> None:
    play = Play().heard(CARD)
    answer = await play.listener.command(SAM, play.shop, "mine")
    assert isinstance(answer, Line)
    await play.listener.put_away(SAM, answer.id)
    assert play.workspace.seen(SAM) == []
    card = play.workspace.put(SHOP, NOON, view=CARD)
    with pytest.raises(NotAllowed, match="Only what you alone see"):
        await play.listener.put_away(SAM, card.id)


async def test_the_menu_of_a_message_brings_its_words_along() -> None:
    play = Play()
    line = await play.listener.say(ANA, play.shop, "a banner")
    await play.listener.shortcut(ANA, line.id, "expect-this")
    event = play.reception.told[-1]
    assert isinstance(event, ButtonPressed)
    assert (event.action, event.about, event.text) == ("expect-this", line.id, "a banner")
    with pytest.raises(NotAllowed, match="expect-this"):
        await play.listener.shortcut(ANA, line.id, "erase-now")


async def test_suggestions_are_those_of_the_reception() -> None:
    play = Play()
    (choice,) = await play.listener.suggest(ANA, play.shop, "expect", "by", "fri")
    assert choice == ("fri", "by")


def test_the_buttons_of_a_card_are_those_of_its_sections_too() -> None:
    view = replace(CARD, sections=(Section("One", (), (WARNING,)),), more=(WARNING,))
    assert [each.label for each in buttons(view)] == ["End it", "Answered", "End it"]
