"""Goals: set and closed by the owner, read by both."""

from bot.vocabulary.agreements import Goal
from bot.vocabulary.answers import FormAsked, GoalsShown, Refused
from tests.agreed import Talk, ana, sam


def test_an_owner_sets_a_goal_and_both_read_it() -> None:
    talk = Talk().team(sam).command(ana, "goals open the shop before Christmas")
    assert [goal.words for goal in talk.all(Goal)] == ["open the shop before Christmas"]
    assert talk.command(sam, "goals").decision.answer == GoalsShown(talk.engagement.id, can_change=False)
    assert talk.command(ana, "goals").decision.answer == GoalsShown(talk.engagement.id, can_change=True)


def test_an_assistant_does_not_set_one() -> None:
    talk = Talk().team(sam).command(sam, "goals get rich")
    assert isinstance(talk.answer, Refused)
    assert not talk.all(Goal)


def test_the_button_opens_the_form_and_the_form_adds_it() -> None:
    talk = Talk().team(sam)
    talk.press(ana, "goals", talk.engagement.id)
    assert talk.answer == FormAsked("goals", talk.engagement.id)
    talk = talk.submit(ana, "goals", talk.engagement.id, goal="")
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.wrong
    talk.submit(ana, "goals", talk.engagement.id, goal="x" * 300).submit(ana, "goals", talk.engagement.id, goal="Sell")
    assert [goal.words for goal in talk.all(Goal)] == ["Sell"]


def test_a_goal_is_reached_once() -> None:
    talk = Talk().team(sam).command(ana, "goals open the shop")
    (goal,) = talk.all(Goal)
    talk.press(ana, "goal-reached", goal.id)
    assert [(each.is_reached, each.closed_at) for each in talk.all(Goal)] == [(True, talk.at)]
    assert isinstance(talk.press(ana, "goal-dropped", goal.id).answer, Refused)
