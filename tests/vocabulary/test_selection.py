"""A doubt carries what was given, and what comes near it."""

from __future__ import annotations

from bot.vocabulary.selection import Doubt, Unclear


def test_a_doubt_tells_what_it_is_about() -> None:
    unclear = Unclear(Doubt.PERSON, "anna", ("Ana",))
    assert (unclear.doubt, unclear.given, unclear.near, unclear.why) == (Doubt.PERSON, "anna", ("Ana",), "")
