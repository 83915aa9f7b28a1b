"""How an engagement stands, by numbers that can be looked at one by one."""

from __future__ import annotations

from datetime import timedelta

from bot.service.standing import standings
from tests.agreed import Talk, ana, sam


def states(talk: Talk) -> dict[str, tuple[str, tuple[int, ...]]]:
    situation = talk.situation(ana)
    return {each.code: (each.state, each.numbers) for each in standings(situation.affairs[0], (), talk.at, situation)}


def test_at_first_only_the_goals_are_missing() -> None:
    found = states(Talk().team(sam))
    assert {code for code, (state, _) in found.items() if state != "good"} == {"goals"}


def test_what_is_not_taken_on_is_watched_and_then_asks_for_something() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday")
    assert states(talk)["untaken"] == ("watch", (1, 0))
    talk.at += timedelta(hours=6)
    assert states(talk)["untaken"] == ("act", (1, 1))


def test_past_its_date_it_asks_for_something_and_delivered_it_waits_for_a_word() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday")
    talk.press(sam, "acknowledge", talk.expectation.id)
    talk.at += timedelta(days=6)
    assert states(talk)["late"] == ("act", (1, 1))
    talk.submit(sam, "deliver", talk.expectation.id)
    assert states(talk)["late"][0] == "good"
    assert states(talk)["undecided"] == ("watch", (1,))


def test_a_goal_is_enough_for_goals() -> None:
    assert states(Talk().team(sam).command(ana, "goals sell"))["goals"] == ("good", (1,))
