"""What is known of a word as it is written."""

from __future__ import annotations

from bot.engine.judgement.lexicon import lexicon
from bot.engine.judgement.wordings import wordings
from bot.engine.judgement.words import LONGEST, REMEMBERED, Vocabulary
from bot.vocabulary.signals import THANKS


def words() -> Vocabulary:
    return Vocabulary(lexicon(), wordings())


def test_a_word_is_known_without_its_punctuation() -> None:
    thanks = words()["thanks!"]
    assert thanks.plain == "thanks"
    assert thanks.entry is not None
    assert thanks.entry.anywhere & THANKS
    assert thanks.ends


def test_words_of_the_language_tell_nothing_of_what_is_spoken_about() -> None:
    known = words()
    assert not known["the"].tells
    assert known["router"].tells


def test_what_is_met_again_is_not_made_again() -> None:
    known = words()
    assert known["router"] is known["router"]


def test_however_many_words_there_are_few_are_remembered() -> None:
    known = words()
    for number in range(REMEMBERED + 5):
        assert known[f"word{number}"].plain == f"word{number}"
    assert len(known) <= REMEMBERED


def test_a_pasted_key_is_not_remembered() -> None:
    known = words()
    assert known["x" * (LONGEST + 1)].tells
    assert not known
