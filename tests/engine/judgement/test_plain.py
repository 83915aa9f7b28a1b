"""Links that need no weighing."""

from __future__ import annotations

import pytest

from bot.engine.judgement.linking import Recent
from bot.engine.judgement.reading import read
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.policy import Calibration
from bot.vocabulary.signals import Link
from tests.builders import ana, kim, sam, says
from tests.engine.chatter import NAMES, judged


def told(*said: MessagePosted, calibration: Calibration | None = None) -> Link:
    """What the last of these messages answers, the ones before having been heard."""
    recent = Recent()
    for each in said[:-1]:
        recent.add(judged(recent, each))
    return recent.judge(said[-1], read(said[-1], NAMES), False, calibration or Calibration())


CALLS = says(kim, "ana: the blue one is nicer", "mon 9:00")
REMARK = says(sam, "the coffee is ready", "mon 9:01")


def test_who_called_and_is_called_back_is_answered_over_what_others_say() -> None:
    link = told(CALLS, REMARK, says(ana, "kim: it is", "mon 9:02"))
    assert (link.answers, link.because.code) == (CALLS.message, "calls-author")


def test_after_having_spoken_oneself_it_is_no_longer_plain() -> None:
    link = told(CALLS, says(ana, "kim: it is", "mon 9:02"), says(ana, "kim: and cheaper", "mon 9:03"))
    assert link.confidence != 0.95


def test_a_remark_right_after_ones_own_goes_on_from_it() -> None:
    link = told(CALLS, REMARK, says(sam, "and so is the cake", "mon 9:02"))
    assert (link.answers, link.because.code) == (REMARK.message, "goes-on")


@pytest.mark.parametrize("text", ["and where is the cake?", "kim: and so is the cake"])
def test_a_question_and_a_name_are_weighed(text: str) -> None:
    assert told(CALLS, REMARK, says(sam, text, "mon 9:02")).confidence != 0.85


def test_where_people_do_not_go_on_it_is_weighed() -> None:
    reluctant = Calibration(towards_oneself=-1.0)
    assert told(CALLS, REMARK, says(sam, "and the cake", "mon 9:02"), calibration=reluctant).confidence != 0.85
