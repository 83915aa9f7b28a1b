"""Before work is handed out: go ahead anyway?"""

from __future__ import annotations

from bot.engine.cautions import UNVETTED
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.answers import BriefChecked, ExpectationShown
from bot.vocabulary.vetting import GoneAhead
from tests.agreed import Talk, ana, sam

WHOLE = "expect @sam new banner by Friday 5pm done when it is on the site because the fair opens on Monday"


def vetted() -> Talk:
    """A list is begun; nothing but the hours is settled with Sam."""
    talk = Talk().team(sam)
    return talk.press(ana, "vet-begin", talk.engagement.id)


def test_a_list_that_nobody_began_asks_for_nothing() -> None:
    assert isinstance(Talk().team(sam).command(ana, WHOLE).answer, ExpectationShown)


def test_handing_out_work_while_required_things_are_open_is_asked_about() -> None:
    talk = vetted().command(ana, WHOLE)
    assert isinstance(talk.answer, BriefChecked)
    (why,) = talk.answer.cautions
    assert why.code == UNVETTED
    assert "Contract" in why.facts
    assert "NDA" not in why.facts
    assert not talk.all(Expectation)


def test_going_ahead_is_kept_with_what_was_open() -> None:
    talk = vetted().command(ana, WHOLE)
    assert isinstance(talk.answer, BriefChecked)
    talk.press(ana, "send-as-is", talk.answer.draft)
    (kept,) = talk.all(GoneAhead)
    assert (kept.by, kept.person, kept.expectation) == (ana, sam, talk.expectation.id)
    assert "Contract" in kept.why[0].facts


def test_what_one_went_ahead_about_is_not_asked_again() -> None:
    talk = vetted().command(ana, WHOLE)
    assert isinstance(talk.answer, BriefChecked)
    talk.press(ana, "send-as-is", talk.answer.draft)
    assert isinstance(talk.command(ana, WHOLE.replace("banner", "logo")).answer, ExpectationShown)


def test_an_assistant_who_asks_the_owner_is_not_asked_anything() -> None:
    answer = vetted().command(sam, WHOLE.replace("@sam", "@ana")).answer
    assert isinstance(answer, ExpectationShown)
