"""Plays the parts of a story, and says what did not come true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.playground.cast import ANA, SAM, SHOP
from adapters.playground.player import OtherwiseThanTold, Player, Told
from bot.vocabulary.events import ButtonPressed, FormSubmitted
from tests.adapters.playground.playing import CARD, FORM, NOON, Play


def _player(play: Play) -> Player:
    return Player(play.workspace, play.listener)


async def test_a_reply_finds_what_it_replies_to_by_how_that_begins() -> None:
    play = Play()
    await _player(play).say(ANA, "which logo?")
    await _player(play).say(SAM, "the blue one", to="which")
    await _player(play).react(ANA, "the blue", "👍")
    first, second = play.workspace.seen(ANA, SHOP)
    assert (second.thread, list(second.reactions)) == (first.id, ["👍"])
    with pytest.raises(OtherwiseThanTold, match="Nobody said “when”"):
        await _player(play).say(SAM, "x", to="when")


async def test_the_latest_card_with_these_words_is_pressed() -> None:
    play = Play()
    play.workspace.put(SHOP, NOON, view=CARD)
    play.workspace.put(SHOP, NOON, view=replace(CARD, buttons=(replace(CARD.buttons[0], about="m2"),)))
    await _player(play).press(SAM, "waits for you", "Answered")
    pressed = play.reception.told[-1]
    assert isinstance(pressed, ButtonPressed)
    assert pressed.about == "m2"
    with pytest.raises(OtherwiseThanTold, match="sam sees no card “digest”"):
        await _player(play).press(SAM, "digest", "Answered")


async def test_a_form_is_filled_in_and_what_stands_there_stays() -> None:
    play = Play().heard(FORM)
    await _player(play).command(SAM, "ask")
    await _player(play).fill(SAM, words="why?")
    sent = play.reception.told[-1]
    assert isinstance(sent, FormSubmitted)
    assert [(each.name, each.text) for each in sent.values] == [("words", "why?"), ("more", "")]
    with pytest.raises(OtherwiseThanTold, match="No form is open before sam"):
        await _player(play).fill(SAM, words="why?")


async def test_a_form_that_comes_back_is_not_as_told() -> None:
    assert FORM.form is not None
    wrong = replace(FORM.form, fields=(replace(FORM.form.fields[0], error="Write the question."),))
    play = Play().heard(FORM, replace(FORM, form=wrong))
    await _player(play).command(SAM, "ask")
    with pytest.raises(OtherwiseThanTold, match="words: Write the question"):
        await _player(play).fill(SAM, words="")


def test_what_has_to_be_seen_is_looked_for() -> None:
    play = Play()
    play.workspace.put(SHOP, NOON, view=CARD)
    _player(play).check(Told(SAM, SHOP, "waits for you", "since Monday"))
    with pytest.raises(OtherwiseThanTold, match="does not say “since Tuesday”"):
        _player(play).check(Told(SAM, SHOP, "waits for you", "since Tuesday"))
