"""Languages are files of words; a contributor adds one without code."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from bot.engine.judgement.lexicon import ANYWHERE, AT_THE_START, DONE, compiled
from bot.vocabulary.signals import ACKNOWLEDGES, AFFIRMS, REQUESTS

FILES = [each for each in resources.files("bot.engine.judgement.languages").iterdir() if each.name.endswith(".json")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_every_list_of_a_language_means_something(file: resources.abc.Traversable) -> None:
    language = json.loads(file.read_text(encoding="utf-8"))
    assert set(language) - {"language"} <= set(ANYWHERE) | set(AT_THE_START)
    assert all(
        phrase == phrase.lower().strip() for name, words in language.items() if name != "language" for phrase in words
    )


def test_a_phrase_in_two_lists_means_both() -> None:
    known = compiled([{"requests": ["please"]}, {"acknowledges": ["please"]}])
    assert known.telling["please"].anywhere == REQUESTS | ACKNOWLEDGES


def test_phrases_are_found_by_their_second_word() -> None:
    known = compiled([{"requests": ["let me", "let me know"]}])
    assert [phrase.rest for phrase in known.telling["let"].phrases["me"]] == [["me"], ["me", "know"]]


def test_done_is_a_yes_that_says_more() -> None:
    assert compiled([{"done": ["sent"]}]).telling["sent"].anywhere == AFFIRMS | DONE
