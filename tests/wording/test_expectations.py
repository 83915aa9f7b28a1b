"""The cards of an expectation: short, with the likely thing first, and no button that can do nothing."""

from __future__ import annotations

import pytest

from bot.engine.lifecycle import FINAL, moves
from bot.vocabulary.agreements import ExpectationState, Move, Part
from bot.vocabulary.view import Mention, Moment, View, Weight
from bot.wording.expectations import OFFERED, card, still_on_it, told
from tests.agreed import Talk, ana, sam


def words(view: View) -> str:
    spans = [*view.headline, *(span for fact in view.facts for span in fact), *view.small_print]
    return " ".join(span if isinstance(span, str) else str(span[-1]) for span in spans)


@pytest.mark.parametrize("state", ExpectationState)
def test_what_a_card_offers_is_what_the_table_allows(state: ExpectationState) -> None:
    legal = {*moves(state, Part.ASKER), *moves(state, Part.DOER)}
    offered = OFFERED.get(state, ((), ()))
    assert {*offered[0], *offered[1]} == legal
    assert len(offered[0]) <= 3
    assert bool(legal) == (state not in FINAL)


def way() -> list[Talk]:
    """One talk for each thing that can have happened last."""

    def begun() -> Talk:
        return (
            Talk().team(sam).command(ana, "expect @sam new banner by Friday 5pm done when it is live because we fair")
        )

    steps = [
        [],
        [(sam, "acknowledge", "")],
        [(sam, "ask", "Which logo?")],
        [(sam, "ask", "Which logo?"), (ana, "answer-question", "Blue")],
        [(sam, "deliver", "https://acme.example")],
        [(sam, "deliver", ""), (ana, "return", "The date")],
        [(sam, "deliver", ""), (ana, "accept", "")],
        [(sam, "decline", "I am full")],
        [(ana, "withdraw", "")],
        [(sam, "acknowledge", ""), (sam, "undo", "")],
    ]
    talks = []
    for acts in steps:
        talk = begun()
        for who, action, text in acts:
            talk.submit(who, action, talk.expectation.id, words=text)
        talks.append(talk)
    return [*talks, begun().wait(days=60)]


@pytest.mark.parametrize("talk", way(), ids=lambda talk: talk.steps[-1].move)
def test_a_card_is_short_and_pings_nobody(talk: Talk) -> None:
    situation = talk.situation(ana)
    views = [
        card(talk.expectation, situation),
        *(told(talk.steps[-1], talk.expectation, situation, to) for to in (ana, sam)),
    ]
    for view in views:
        assert len(view.facts) <= 3
        assert len(view.buttons) <= 3
        assert sum(each.weight is Weight.PRIMARY for each in view.buttons) <= 1
        assert not any(isinstance(span, Mention) for span in view.headline)
        assert "!" not in words(view)
        assert view.headline


def test_the_deadline_is_shown_on_both_clocks() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday 5pm")
    when = card(talk.expectation, talk.situation(ana), ana).facts[1]
    assert [span.words for span in when if isinstance(span, Moment)] == ["Fri 27 Nov 23:00"]
    assert ": Fri 27 Nov 17:00)" in when


def test_what_changed_is_shown_before_and_after() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday 5pm")
    talk.submit(ana, "edit", talk.expectation.id, what="two banners", by="Thursday noon")
    view = told(talk.steps[-1], talk.expectation, talk.situation(ana), sam)
    assert view.facts[1][:3] == ("what: ", "new banner", " → ")
    assert [span.words for span in view.facts[2] if isinstance(span, Moment)] == [
        "Fri 27 Nov 17:00",
        "Thu 26 Nov 12:00",
    ]


def test_a_step_that_was_overtaken_offers_the_card_and_no_old_buttons() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday 5pm")
    first = talk.steps[0]
    talk.press(ana, "withdraw", talk.expectation.id)
    view = told(first, talk.expectation, talk.situation(ana), sam)
    assert [button.action for button in view.buttons] == ["show"]


def test_still_on_it_begins_with_yes() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday 5pm")
    talk.press(sam, "acknowledge", talk.expectation.id)
    view = still_on_it(talk.expectation, talk.situation(sam))
    assert view.buttons[0].action == Move.CONFIRM


def test_how_long_it_takes_is_asked_as_long_as_nobody_has_said_it() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    assert "estimate" in [button.action for button in card(talk.expectation, talk.situation(ana)).more]
    talk.submit(sam, "estimate", talk.expectation.id, hours="3")
    known = card(talk.expectation, talk.situation(ana))
    assert "estimate" not in [button.action for button in known.more]
    assert "about 3 h" in str(known.facts)
