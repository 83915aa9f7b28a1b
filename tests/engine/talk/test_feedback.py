"""Feedback: asked at the right moments, never twice within a fortnight, shown to whom it is about."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.vocabulary.answers import FeedbackGiven, FormAsked, Refused, Said
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.feedback import AskFeedback, Feedback, FeedbackAsked, Occasion, TellFeedback
from bot.vocabulary.model import PersonId
from tests.agreed import Talk, ana, joe, lee, new_york, sam


def asked(talk: Talk, by: PersonId | None = None) -> list[FeedbackAsked]:
    found = sorted(talk.all(FeedbackAsked), key=lambda each: (each.at, each.by))
    return [each for each in found if by in (None, each.by)]


def delivered(talk: Talk, what: str = "new banner") -> Talk:
    """Something was expected, delivered and accepted."""
    talk.expects(f"<@{sam}> {what} by tomorrow 5pm")
    talk.submit(sam, "deliver", talk.expectation.id, words="done")
    return talk.press(ana, "accept", talk.expectation.id)


def wrong(talk: Talk) -> set[str]:
    assert isinstance(talk.answer, FormAsked), talk.answer
    return {each.field for each in talk.answer.wrong}


def test_who_accepts_work_is_asked_how_it_was() -> None:
    talk = delivered(Talk().team(sam))
    (it,) = asked(talk)
    assert (it.by, it.about, it.why, it.expectation) == (ana, sam, Occasion.ACCEPTED, talk.expectation.id)
    assert (talk.said[-1].to, talk.said[-1].effect) == (ToPerson(ana), AskFeedback(ana, it.id))


def test_never_twice_within_a_fortnight_however_much_is_accepted() -> None:
    talk = delivered(delivered(Talk().team(sam)), "new footer")
    assert len(asked(talk)) == 1
    delivered(talk.wait(days=13, hours=20), "third")
    assert len(asked(talk)) == 1
    delivered(talk.wait(days=1), "fourth")
    assert len(asked(talk, by=ana)) == 2


def test_nor_soon_after_it_was_given_unasked() -> None:
    talk = Talk().team(sam).submit(ana, "feedback", person=sam, rating="4")
    assert not asked(delivered(talk))


def test_three_weeks_after_the_start_both_are_asked() -> None:
    talk = Talk().team(sam).wait(days=20)
    assert not asked(talk)
    talk.wait(days=2)
    assert [(each.by, each.about, each.why) for each in asked(talk)] == [
        (ana, sam, Occasion.THREE_WEEKS),
        (sam, ana, Occasion.THREE_WEEKS),
    ]


def test_each_is_asked_inside_their_own_hours() -> None:
    talk = Talk().team(sam).wait(days=22)
    for say in talk.said:
        if isinstance(say.effect, AskFeedback):
            assert say.not_before is not None
            assert say.not_before >= talk.all(FeedbackAsked)[0].at


def test_after_thirty_silent_days_it_is_asked_for_again() -> None:
    talk = Talk().team(sam)
    talk.wait(days=10).submit(ana, "feedback", person=sam, rating="4")
    talk.wait(days=29)
    assert not asked(talk, by=ana)
    talk.wait(days=2)
    assert [each.why for each in asked(talk, by=ana)] == [Occasion.LONG_SILENT]


def test_who_never_answers_is_asked_once_a_month_at_the_most() -> None:
    talk = Talk().team(sam).wait(days=120)
    moments = [each.at for each in asked(talk, by=ana)]
    assert len(moments) >= 3
    assert all(later - earlier >= timedelta(days=30) for earlier, later in pairwise(moments))


def test_giving_it_by_a_form_shows_it_to_whom_it_is_about_in_private() -> None:
    talk = Talk().team(sam).submit(ana, "feedback", person=sam, rating="4", well="fast", change="ask more")
    (it,) = talk.all(Feedback)
    assert (it.by, it.about, it.rating, it.well, it.change) == (ana, sam, 4, "fast", "ask more")
    (say,) = talk.decision.say
    assert (say.to, say.effect) == (ToPerson(sam), TellFeedback(sam, it.id))
    assert talk.answer == FeedbackGiven(sam, 4)


def test_both_directions() -> None:
    talk = Talk().team(sam).submit(sam, "feedback", person=ana, rating="5")
    assert talk.all(Feedback)[0].about == ana


def test_the_command_opens_the_form_with_the_only_other_side() -> None:
    talk = Talk().team(sam).command(ana, "feedback")
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.values[0].text == sam
    assert not talk.answer.wrong
    talk.command(ana, f"feedback <@{sam}>")
    assert isinstance(talk.answer, FormAsked)


def test_with_several_on_the_other_side_it_is_asked_whom() -> None:
    talk = Talk().team(sam, lee).submit(ana, "feedback", rating="4")
    assert wrong(talk) == {"person"}


@pytest.mark.parametrize("rating", ["", "0", "6", "good"])
def test_a_rating_is_a_number_from_one_to_five_and_nothing_typed_is_lost(rating: str) -> None:
    talk = Talk().team(sam).submit(ana, "feedback", person=sam, rating=rating, well="fast")
    assert wrong(talk) == {"rating"}
    assert isinstance(talk.answer, FormAsked)
    assert ("well", "fast") in [tuple(value) for value in talk.answer.values]


@pytest.mark.parametrize("about", [joe, ana, lee], ids=["a stranger", "oneself", "one's own side"])
def test_only_about_who_has_joined_on_the_other_side(about: PersonId) -> None:
    talk = Talk().team(sam, lee)
    by = sam if about == lee else ana
    talk.submit(by, "feedback", person=about, rating="4")
    assert wrong(talk) == {"person"}
    assert not talk.all(Feedback)


def test_a_stranger_gives_none() -> None:
    talk = Talk().team(sam).submit(joe, "feedback", person=sam, rating="1")
    assert isinstance(talk.answer, Refused)


def test_later_asks_again_on_the_next_working_day() -> None:
    talk = delivered(Talk().team(sam))
    talk.press(ana, "feedback-later", asked(talk)[0].id)
    assert isinstance(talk.answer, Said)
    assert talk.decision.say[0].not_before == new_york(24, 3), "Tuesday 9:00 in Berlin"


def test_later_after_it_was_given_is_gone() -> None:
    talk = delivered(Talk().team(sam))
    which = asked(talk)[0].id
    talk.submit(ana, "feedback", which, rating="5")
    talk.press(ana, "feedback-later", which)
    assert isinstance(talk.answer, Refused)


def test_what_was_asked_after_a_delivery_is_about_it() -> None:
    talk = delivered(Talk().team(sam))
    talk.submit(ana, "feedback", asked(talk)[0].id, rating="5")
    assert talk.all(Feedback)[0].expectation == talk.expectation.id


def test_nobody_is_asked_about_who_has_left() -> None:
    talk = Talk().team(sam, lee)
    talk.press(sam, "leave-now", talk.engagement.id).wait(days=40)
    assert all(sam not in (each.by, each.about) for each in asked(talk))
