"""Facts of working together, the same for both sides."""

from __future__ import annotations

from datetime import timedelta

from bot.engine.reviews.working_together import Share, Together, together
from bot.vocabulary.model import MessageId
from bot.vocabulary.records import ClosedBy, Closing, Gap, GapState
from bot.vocabulary.signals import ASKS
from tests.agreed import ACME, MONDAY, SITE, Talk, ana, joe, sam


def record(talk: Talk, *gaps: Gap) -> Together:
    situation = talk.situation(ana)
    found = together(sam, situation.affairs[0], gaps, situation, talk.at)
    assert found is not None
    return found


def gap(number: int, answered_after: float | None) -> Gap:
    asked = MONDAY + timedelta(minutes=number)
    message = MessageId(f"C1/{number}")
    open_one = Gap(ACME, SITE, None, message, ana, sam, None, asked, asked + timedelta(hours=8), ASKS, ())
    if answered_after is None:
        return open_one
    closed = asked + timedelta(hours=answered_after)
    by = Closing(ClosedBy.THREAD, MessageId(f"C1/{number}a"), sam)
    return Gap(
        ACME, SITE, None, message, ana, sam, None, asked, open_one.due_at, ASKS, (), GapState.ANSWERED, (), None,
        closed, by,
    )  # fmt: skip


def test_there_is_none_of_who_is_not_in_it() -> None:
    talk = Talk().team(sam)
    situation = talk.situation(ana)
    assert together(joe, situation.affairs[0], (), situation, talk.at) is None


def test_with_few_answers_nothing_is_said_about_how_long_they_take() -> None:
    found = record(Talk().team(sam), *(gap(number, 1) for number in range(4)))
    assert found.answers.answered == 4
    assert found.answers.median.seconds is None


def test_open_questions_count_with_the_time_they_have_waited() -> None:
    talk = Talk().team(sam)
    talk.at = MONDAY + timedelta(hours=2)
    answered = record(talk, *(gap(number, 0.5) for number in range(6)))
    with_open_ones = record(talk, *(gap(number, 0.5) for number in range(6)), *(gap(number, None) for number in (7, 8)))
    assert (answered.answers.p90.seconds or 0) <= (with_open_ones.answers.p90.seconds or 0)
    assert with_open_ones.answers.open == 2


def test_taking_on_delivering_and_coming_back_are_counted() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    assert record(talk).acknowledged == Share(0, 0)
    talk.press(sam, "acknowledge", talk.expectation.id)
    talk.submit(sam, "deliver", talk.expectation.id)
    talk.submit(ana, "return", talk.expectation.id, words="bigger")
    talk.submit(sam, "deliver", talk.expectation.id)
    talk.press(ana, "accept", talk.expectation.id)
    found = record(talk)
    assert (found.acknowledged, found.on_time) == (Share(1, 1), Share(1, 1))
    assert (found.delivered, found.returned, found.accepted) == (1, 1, 1)


def test_what_nobody_took_on_in_time_and_what_is_past_its_date_counts_against_the_share() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    talk.at += timedelta(days=6)
    found = record(talk)
    assert (found.acknowledged, found.on_time) == (Share(0, 1), Share(0, 1))


def test_what_was_called_off_is_nobodys_delay() -> None:
    talk = Talk().team(sam).expects("@sam new banner by Friday")
    talk.press(ana, "withdraw", talk.expectation.id)
    talk.at += timedelta(days=6)
    assert record(talk).on_time == Share(0, 0)
