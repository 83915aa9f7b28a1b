"""What a change of who waits for whom means for people's turns."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.reminding.nudging import turn
from bot.engine.reminding.turns import WrittenAgain, written_again
from bot.vocabulary.effects import OutsideHours
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import Mark, Wakeup
from tests.builders import WORKSPACE, ana, asks, at, kim, marks, office_hours, sam, says
from tests.playbook import SIDES, Playbook, matter


def woken(play: Playbook) -> list[Wakeup]:
    return [wakeup for _, decision in play.decisions for wakeup in decision.wake]


def test_whoever_owes_is_looked_at_when_it_is_due() -> None:
    assert woken(Playbook().hears(asks(ana, of=sam, at="mon 10:00"))) == [turn(WORKSPACE, sam, at("tue 10:00"))]


def test_an_asker_who_writes_again_wakes_what_was_put_off() -> None:
    question, again = asks(ana, of=sam, at="mon 10:00"), asks(ana, of=sam, at="mon 11:00")
    _, wakeup = woken(Playbook().hears(question, again))
    assert (wakeup.kind, wakeup.subject, wakeup.at) == ("again", sam, again.at)
    assert written_again(wakeup.slot) == WrittenAgain(again.at, matter(question, sam))


def test_what_opens_again_is_looked_at_again() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, marks(sam, question, Mark.NOT_A_QUESTION, "mon 11:00"))
    play.hears(marks(ana, question, Mark.WAITING, "mon 12:00"))
    assert woken(play) == [turn(WORKSPACE, sam, at("tue 10:00"))] * 2


def test_nobody_is_woken_for_a_question_to_the_room_or_where_nobody_wants_nudges() -> None:
    assert woken(Playbook().hears(says(ana, "does anyone know the way?", "mon 10:00"))) == []
    play = Playbook(calendars={sam: office_hours("America/New_York")})
    play.situation = replace(play.situation, policy=Policy(everyone=True, nudges=False))
    play.hears(asks(ana, of=sam, at="mon 9:00"))
    assert woken(play) == []
    assert [decision.say for _, decision in play.decisions] == [()]


def test_a_late_question_wakes_its_debtor_as_well() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(says(kim, "lunch is here", "mon 12:00"), question)
    assert woken(play) == [turn(WORKSPACE, sam, at("tue 10:00"))]


def test_of_a_side_the_one_who_is_back_first_is_named() -> None:
    hours = {sam: office_hours("America/New_York"), kim: office_hours("America/Los_Angeles")}
    play = Playbook(sides=SIDES, calendars=hours).hears(says(ana, "is the header done?", "mon 9:00"))
    effects = [say.effect for _, decision in play.decisions for say in decision.say]
    assert [effect.back_at for effect in effects if isinstance(effect, OutsideHours)] == [at("mon 13:00")]


def test_while_one_of_a_side_is_there_nobody_is_told_anything() -> None:
    play = Playbook(sides=SIDES, calendars={sam: office_hours("America/New_York")})
    assert play.hears(says(ana, "is the header done?", "mon 9:00")).decisions[0][1].say == ()
