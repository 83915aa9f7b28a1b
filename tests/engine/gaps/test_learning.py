"""A workspace teaches by going on: numbers only, and within bounds."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.judgement.calibration import MOST, MOST_ASKING
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import CalibrationKept, Mark
from tests.builders import ana, asks, kim, marks, sam, says
from tests.playbook import Playbook

RHETORICAL = ("wow, already friday?", "another meeting?", "seriously?", "you know what i mean?")
TRUE = (
    "which one do you prefer?",
    "when will it be ready?",
    "where is the logo?",
    "did you get my mail?",
    "how many hours did you need?",
    "should i publish it?",
)


def taught(play: Playbook) -> Playbook:
    """Carry what was learnt to the next message, as the gatherer does."""
    learnt = play.decisions[-1][1].learnt
    if learnt is not None:
        play.situation = replace(play.situation, calibration=learnt)
    return play


def opened(play: Playbook, texts: tuple[str, ...], day: str) -> int:
    before = len(play.gaps)
    for number, text in enumerate(texts):
        play.hears(says(ana, text, f"{day} {6 + 2 * number}:00"))
    return len(play.gaps) - before


def test_who_dismisses_rhetorical_questions_gets_fewer_of_them_and_keeps_the_true_ones() -> None:
    untaught = opened(Playbook(), RHETORICAL, "mon")
    play = Playbook()
    for number in range(14):
        remark = says(ana, "wow, already friday?", f"mon {number + 6}:00")
        taught(play.hears(remark, marks(ana, remark, Mark.NOT_A_QUESTION, f"mon {number + 6}:05")))
    assert opened(play, RHETORICAL, "tue") < untaught
    assert opened(play, TRUE, "wed") == opened(Playbook(), TRUE, "wed") == len(TRUE)


def test_however_often_somebody_dismisses_the_bias_stays_within_bounds_and_names_are_still_heard() -> None:
    play = Playbook()
    for number in range(60):
        remark = says(ana, "really?", f"mon 9:{number:02}")
        taught(play.hears(remark, marks(ana, remark, Mark.NOT_A_QUESTION, f"mon 10:{number:02}")))
    assert play.situation.calibration.asks >= -MOST_ASKING
    play.hears(asks(ana, of=sam, at="tue 10:00", text="friday ok?"))
    assert (ana, sam) in play.waiting


def test_a_mark_that_agrees_with_the_reading_moves_nothing() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = taught(Playbook().hears(question, marks(ana, question, Mark.WAITING, "mon 10:05")))
    assert play.situation.calibration == Calibration(corrections_seen=1)


def test_plain_replies_teach_how_this_community_answers() -> None:
    play = Playbook()
    for number in range(30):
        question = says(ana, "where is the header file?", f"mon 9:{number:02}")
        answer = says(sam, "in the drive", f"mon 9:{number:02}:30", reply_to=question)
        play.hears(says(kim, "lunch is at noon", f"mon 9:{number:02}:10"), question)
        taught(play.hears(answer))
    learnt = play.situation.calibration
    assert learnt.links_seen == 30
    assert max(abs(learnt.towards_nobody), abs(learnt.towards_oneself)) <= MOST
    assert learnt.towards_nobody != 0


def test_what_is_learnt_is_kept_as_numbers() -> None:
    question = says(ana, "where is the header file?", "mon 9:00")
    play = Playbook().hears(question, says(sam, "in the drive", "mon 9:01", reply_to=question))
    (kept,) = [record for record in play.decisions[-1][1].remember if isinstance(record, CalibrationKept)]
    assert kept.calibration.links_seen == 1


def test_between_two_alone_there_is_nothing_to_learn() -> None:
    question: MessagePosted = says(ana, "where is the header file?", "mon 9:00")
    play = Playbook(members=(ana, sam)).hears(question, says(sam, "in the drive", "mon 9:01", reply_to=question))
    assert play.decisions[-1][1].learnt is None
