"""The cards of what is logged."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.money.log import step
from bot.vocabulary.budget import EntriesShown, EntryShown
from bot.vocabulary.entries import EntryKind, EntryState
from bot.vocabulary.terms import NO_DUTY
from bot.wording import entries as wording
from tests.engine.ledgers import NOW, E, ana, cost, euros, nov, payment, sam, time
from tests.wording.money_seen import labels, words

LOGO = replace(time(150, nov(24)), words="landing page")


def test_what_was_logged_is_said_with_what_can_be_done() -> None:
    view = wording.card(EntryShown(LOGO, "logged", (), euros(75)))
    assert "Logged: 2 h 30 min\nlanding page, Tue 24 Nov; €75 due for it" in words(view)
    assert labels(view) == ["Correct", "Take it back"]
    assert labels(wording.card(EntryShown(LOGO, "confirmed"))) == []


def test_what_is_beyond_a_cap_and_what_no_terms_hold_for_is_said() -> None:
    assert "Beyond a cap" in words(wording.card(EntryShown(replace(LOGO, over=("x",)), "logged")))
    assert "counts for no cap" in words(wording.card(EntryShown(replace(LOGO, duty=NO_DUTY), "logged")))
    assert "counts for no cap" not in words(wording.card(EntryShown(payment(euros(5), nov(2)), "logged")))


def test_a_list_has_buttons_where_a_word_is_waited_for() -> None:
    paid = replace(payment(euros(500), nov(23)), words="")
    disputed = replace(cost(euros(4), nov(23)), state=EntryState.DISPUTED, answer="Which fonts?", over=("x",))
    view = wording.listed(EntriesShown(E, (LOGO, disputed, paid), frozenset({LOGO.id})))
    assert [len(section.buttons) for section in view.sections] == [2, 0, 0]
    said = words(view)
    assert "1 entry waits for your word" in said
    assert "· disputed · over the cap" in said
    assert "“Which fonts?”" in said
    assert "€500 · payment, Mon 23 Nov" in said
    assert "Nothing is logged yet." in words(wording.listed(EntriesShown(E, ())))


def test_the_other_side_is_asked_in_one_message() -> None:
    view = wording.to_confirm([LOGO, replace(cost(euros(40), nov(24)), over=("x",))], E, "Site")
    said = words(view)
    assert "2 entries wait for your word" in said
    assert "Site: 2 h 30 min and €40" in said
    assert "1 of them beyond a cap" in said
    assert labels(view) == ["Confirm all", "See entries"]
    assert labels(wording.to_confirm([LOGO], E, "Site"))[0] == "Confirm"


def test_a_dispute_is_told_with_its_words_and_can_be_answered() -> None:
    disputed = replace(LOGO, state=EntryState.DISPUTED, answer="One hour", steps=1)
    view = wording.told(disputed, step(disputed, ana, NOW))
    assert f"{ana} disputes an entry: 2 h 30 min" in words(view)
    assert "“One hour”" in words(view)
    assert labels(view) == ["Correct", "Take it back"]
    gone = replace(disputed, state=EntryState.WITHDRAWN, answer="")
    assert labels(wording.told(gone, step(gone, sam, NOW))) == ["See entries"]


def test_every_kind_has_its_word() -> None:
    kinds = [wording.summary(replace(LOGO, kind=kind)) for kind in EntryKind]
    assert kinds[0] == "landing page, Tue 24 Nov"
    assert kinds[1] == "cost: landing page, Tue 24 Nov"


def test_the_history_says_who_did_what_and_what_it_said_then() -> None:
    steps = [
        step(LOGO, sam, NOW),
        step(replace(LOGO, state=EntryState.DISPUTED, answer="One hour", steps=1), ana, NOW),
        step(replace(LOGO, minutes=60, steps=2), sam, NOW),
    ]
    said = words(wording.history(steps, "UTC"))
    assert f"{sam} · logged · 2 h 30 min, landing page, Tue 24 Nov" in said
    assert f"{ana} · disputed · 2 h 30 min, landing page, Tue 24 Nov “One hour”" in said
    assert f"{sam} · corrected · 1 h, landing page" in said


def test_what_was_confirmed_takes_the_place_of_what_was_asked() -> None:
    view = wording.listed(EntriesShown(E, (LOGO,), frozenset(), confirmed=2))
    assert view.replaces
    assert "2 confirmed. Entries" in words(view)
    assert not wording.listed(EntriesShown(E, (LOGO,))).replaces
