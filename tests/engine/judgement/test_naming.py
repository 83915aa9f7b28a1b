"""Whom a message names."""

from __future__ import annotations

import pytest

from bot.engine.judgement.lexicon import lexicon
from bot.engine.judgement.naming import Address, address
from bot.engine.judgement.spoken import spoken
from tests.builders import ana
from tests.engine.chatter import names

KNOWN = names("sam=sam", "sam tan=sam", "kim=kim", "will=will", "alex=a1,a2", "ana=ana")


def named(text: str) -> Address:
    said = spoken(text)
    return address(said.raw, said.words, ana, KNOWN, lexicon())


@pytest.mark.parametrize("text", ["sam: hello", "sam, hello", "@sam hello", "hey sam hello", "Sam Tan: hello"])
def test_whoever_is_called_at_the_start_is_addressed_outright(text: str) -> None:
    assert (named(text).named, named(text).called) == (("sam",), 1)


def test_several_are_called_one_after_the_other() -> None:
    assert named("sam, kim: hello").named == ("sam", "kim")


def test_a_name_inside_is_a_mention_and_not_a_call() -> None:
    assert (named("can sam do it").named, named("can sam do it").called) == (("sam",), 0)


def test_a_word_of_the_language_is_a_name_only_where_it_is_called() -> None:
    assert named("when will it be ready").named == ()
    assert named("will: when is it ready").named == ("will",)


def test_a_name_that_two_share_names_nobody() -> None:
    assert named("alex, can you look").named == ()


def test_nobody_names_oneself() -> None:
    assert named("ana: hello").named == ()
