"""What was decided lately, and why."""

from __future__ import annotations

from bot.engine.decision import Decision
from bot.service.journal import KEPT, Journal
from bot.vocabulary.effects import Matter, Nudge, Say, ToPerson
from bot.vocabulary.records import HeldBack
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import Channel, Named
from tests.builders import SITE, WORKSPACE, ana, asks, at, edits, sam

QUESTION = asks(ana, of=sam, at="mon 10:00")


def test_a_decision_is_noted_with_what_it_led_to_and_its_reasons_in_words() -> None:
    journal = Journal()
    held = HeldBack(WORKSPACE, sam, Matter("gap/1"), at("mon 10:00"), Reason("cap"))
    say = Say("k", ToPerson(sam), Nudge(sam, ()))
    journal.watch(QUESTION, Decision((held,), (Reason("named"),), say=(say,)))
    (note,) = journal.latest()
    assert (note.kind, note.person, note.place, note.at) == ("MessagePosted", ana, SITE, at("mon 10:00"))
    assert note.happened == (Named(ana), " wrote in ", Channel(SITE))
    assert note.because == ("names who is asked",)
    assert note.led_to[0][0] == "Held back from "
    assert note.led_to[1][:2] == ("To be said: ", "nudge")


def test_no_note_holds_what_was_said() -> None:
    journal = Journal()
    journal.watch(QUESTION, Decision(because=(Reason("named"),)))
    journal.watch(edits(QUESTION, "secret words?", "mon 10:01"), Decision())
    assert "header" not in repr(journal.latest())
    assert "secret" not in repr(journal.latest())


def test_the_latest_comes_first_and_the_oldest_goes() -> None:
    journal = Journal()
    for _ in range(KEPT + 2):
        journal.watch(QUESTION, Decision())
    numbers = [note.number for note in journal.latest()]
    assert (numbers[0], numbers[-1], len(numbers)) == (KEPT + 2, 3, KEPT)
