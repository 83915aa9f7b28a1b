"""The other side's word on an entry; nobody confirms their own."""

from __future__ import annotations

import pytest

from bot.vocabulary.answers import FormAsked, LookUp, Refused
from bot.vocabulary.booked import TellEntry
from bot.vocabulary.budget import EntriesShown
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.entries import Entry, EntryKind, EntryState, EntryStep
from tests.agreed import Talk, ana, lee, sam


@pytest.fixture
def talk() -> Talk:
    return Talk().team(sam).command(ana, "terms design: 30 EUR/h").command(sam, "log 2h logo")


def entry(talk: Talk) -> Entry:
    return max(talk.all(Entry), key=lambda each: each.at)


def refused(talk: Talk) -> str:
    assert isinstance(talk.answer, Refused)
    return talk.answer.reason.code


def test_the_other_side_confirms_once(talk: Talk) -> None:
    talk.press(ana, "confirm-entry", entry(talk).id)
    assert isinstance(talk.answer, EntriesShown)
    assert talk.answer.confirmed == 1
    assert entry(talk).state is EntryState.CONFIRMED
    assert refused(talk.press(ana, "confirm-entry", entry(talk).id)) == "entry-not-now"


def test_nobody_says_anything_about_their_own_sides_entries(talk: Talk) -> None:
    assert refused(talk.press(sam, "confirm-entry", entry(talk).id)) == "entry-own"
    two = Talk().team(sam, lee).command(ana, "terms design: 30 EUR/h").command(sam, "log 2h logo")
    assert refused(two.press(lee, "confirm-entry", entry(two).id)) == "entry-own"


def test_a_payment_of_the_owner_is_confirmed_by_whoever_got_it(talk: Talk) -> None:
    talk.command(ana, "log paid 50 EUR")
    assert refused(talk.press(ana, "confirm-entry", entry(talk).id)) == "entry-own"
    talk.press(sam, "confirm-entry", entry(talk).id)
    assert entry(talk).state is EntryState.CONFIRMED


def test_a_dispute_says_why_and_tells_whoever_wrote_it_down(talk: Talk) -> None:
    talk.press(ana, "dispute-entry", entry(talk).id)
    assert talk.answer == FormAsked("dispute-entry", entry(talk).id)
    for words, code in (("", "words-dispute"), ("x" * 900, "too-long")):
        talk.submit(ana, "dispute-entry", entry(talk).id, words=words)
        assert isinstance(talk.answer, FormAsked)
        assert talk.answer.wrong[0].why.code == code
    talk.submit(ana, "dispute-entry", entry(talk).id, words="It was one hour")
    assert (entry(talk).state, entry(talk).answer) == (EntryState.DISPUTED, "It was one hour")
    (told,) = talk.decision.say
    assert (told.to, told.effect) == (ToPerson(sam), TellEntry(sam, talk.engagement.id, entry(talk).id, 1))
    talk.press(ana, "confirm-entry", entry(talk).id)
    assert entry(talk).state is EntryState.CONFIRMED


def test_all_that_waits_is_confirmed_at_once(talk: Talk) -> None:
    talk.command(sam, "log 1h menu").command(ana, "log paid 5 EUR")
    talk.press(ana, "confirm-entries", talk.engagement.id)
    assert [each.state for each in talk.all(Entry)] == [EntryState.CONFIRMED, EntryState.CONFIRMED, EntryState.LOGGED]
    assert isinstance(talk.answer, EntriesShown)
    assert not talk.answer.waiting


def test_taking_back_is_for_whoever_wrote_it_and_its_history_stays(talk: Talk) -> None:
    assert refused(talk.press(ana, "withdraw-entry", entry(talk).id)) == "entry-not-yours"
    talk.press(ana, "confirm-entry", entry(talk).id).press(sam, "withdraw-entry", entry(talk).id)
    assert entry(talk).state is EntryState.WITHDRAWN
    assert [each.state for each in talk.all(EntryStep)][-1] is EntryState.WITHDRAWN
    assert [each.to for each in talk.decision.say] == [ToPerson(ana)]
    assert refused(talk.press(sam, "withdraw-entry", entry(talk).id)) == "gone"
    assert refused(talk.press(ana, "confirm-entry", entry(talk).id)) == "entry-not-now"


def test_both_sides_see_the_history(talk: Talk) -> None:
    for person in (ana, sam):
        talk.press(person, "entry-history", entry(talk).id)
        assert talk.answer == LookUp("entry-history", person, talk.engagement.id, entry(talk).id)
    assert refused(talk.press(sam, "entry-history", "nothing")) == "gone"


def test_a_list_begins_with_what_waits_for_the_reader(talk: Talk) -> None:
    talk.command(ana, "log paid 5 EUR").press(ana, "entries", talk.engagement.id)
    assert isinstance(talk.answer, EntriesShown)
    assert [each.kind for each in talk.answer.entries] == [EntryKind.TIME, EntryKind.PAYMENT]
    assert talk.answer.waiting == {talk.all(Entry)[0].id}


def test_a_milestone_is_reached_once_and_confirmed_by_the_other_side(talk: Talk) -> None:
    talk.command(ana, "terms site: project: layout 600 EUR, launch 200 EUR")
    duty = next(each.duty for each in talk.situation(ana).affairs[0].books.terms if each.name == "site")
    talk.press(sam, "milestone-reached", f"{duty}/0")
    assert (entry(talk).kind, entry(talk).words, entry(talk).by) == (EntryKind.MILESTONE, "layout", sam)
    assert refused(talk.press(ana, "milestone-reached", f"{duty}/0")) == "reached-already"
    assert refused(talk.press(ana, "milestone-reached", f"{duty}/9")) == "gone"
    talk.press(ana, "confirm-entry", entry(talk).id)
    assert entry(talk).state is EntryState.CONFIRMED
    assert refused(talk.press(sam, "correct-entry", entry(talk).id)) == "entry-not-yours"
