"""The words somebody says of their own: without quotes, code and links."""

from __future__ import annotations

from bot.engine.judgement.spoken import READ_AT_MOST, spoken
from bot.vocabulary.signals import HAS_CODE, HAS_LINK, QUOTED


def test_words_are_told_as_written_and_without_punctuation() -> None:
    said = spoken("Sam, is it DONE?")
    assert said.raw == ["sam,", "is", "it", "done?"]
    assert said.words == ["sam", "is", "it", "done"]


def test_what_is_quoted_is_not_said() -> None:
    said = spoken("> is it done?\nhe asks")
    assert said.words == ["he", "asks"]
    assert said.signs & QUOTED


def test_what_is_code_is_not_said() -> None:
    said = spoken("use `a ? b : c` here\n```\nwhy?\n```")
    assert said.words == ["use", "here"]
    assert said.signs & (HAS_CODE | QUOTED) == HAS_CODE | QUOTED


def test_a_link_is_a_sign_and_no_word() -> None:
    said = spoken("see https://example.org/?q=1 there")
    assert said.words == ["see", "there"]
    assert said.signs & HAS_LINK


def test_a_long_message_is_read_so_far() -> None:
    assert len(spoken("word " * READ_AT_MOST).words) == READ_AT_MOST // 5
