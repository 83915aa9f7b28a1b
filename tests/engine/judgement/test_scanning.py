"""One pass over the words of a message."""

from __future__ import annotations

from bot.engine.judgement.lexicon import lexicon
from bot.engine.judgement.scanning import Scan, scan
from bot.engine.judgement.spoken import spoken
from bot.vocabulary.signals import ASKS, THANKS, YES_NO

KNOWN = lexicon()


def scanned(text: str) -> Scan:
    said = spoken(text)
    return scan(said, 0, frozenset(), KNOWN)


def test_thanks_with_nothing_besides_are_bare() -> None:
    assert scanned("thanks a lot").is_bare
    assert not scanned("thanks for the header").is_bare
    assert scanned("thanks a lot").signs & THANKS


def test_a_verb_before_its_subject_asks_for_a_yes_or_no() -> None:
    assert scanned("is it done").signs & (ASKS | YES_NO) == ASKS | YES_NO
    assert not scanned("it is done").signs & ASKS


def test_a_group_called_at_the_start_does_not_hide_the_question() -> None:
    assert scanned("@design is it done").signs & YES_NO


def test_where_it_asks_and_where_it_withdraws_are_told_apart() -> None:
    found = scanned("can you resend it? never mind")
    assert found.withdrawn_at > found.asked_at >= 0


def test_a_tag_alone_expects_nothing() -> None:
    assert scanned("right?").is_rhetorical
