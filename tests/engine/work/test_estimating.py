"""How long something takes, said by either of the two."""

from __future__ import annotations

from bot.vocabulary.agreements import ExpectationStep
from bot.vocabulary.answers import ExpectationShown, FormAsked, Refused
from tests.agreed import Talk, ana, joe, sam


def asked() -> Talk:
    return Talk().team(sam).expects("@sam new banner by Friday")


def test_it_is_said_when_it_is_asked_for() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday takes about 2.5 hours")
    assert (talk.expectation.what, talk.expectation.estimate) == ("new banner", 2.5)


def test_whoever_does_it_or_asked_for_it_can_say_it_and_nothing_else_changes() -> None:
    for person in (sam, ana):
        talk = asked()
        talk.press(person, "estimate", talk.expectation.id)
        assert type(talk.answer) is FormAsked
        before, steps = talk.expectation, len(talk.all(ExpectationStep))
        talk.submit(person, "estimate", before.id, hours="3 h")
        assert talk.expectation.estimate == 3
        assert (talk.expectation.state, talk.expectation.steps) == (before.state, before.steps)
        assert len(talk.all(ExpectationStep)) == steps
        assert type(talk.decision.answer) is ExpectationShown
        assert [say.card for say in talk.decision.say] == [f"expectation/{before.id}"]


def test_what_is_no_number_is_told_at_its_field() -> None:
    talk = asked()
    talk.submit(sam, "estimate", talk.expectation.id, hours="a while")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.why.code for wrong in talk.answer.wrong] == ["effort"]


def test_nobody_else_can_say_it_and_nobody_once_it_is_over() -> None:
    talk = asked()
    assert isinstance(talk.submit(joe, "estimate", talk.expectation.id, hours="3").answer, Refused)
    talk.press(ana, "withdraw", talk.expectation.id)
    assert isinstance(talk.submit(sam, "estimate", talk.expectation.id, hours="3").answer, Refused)
