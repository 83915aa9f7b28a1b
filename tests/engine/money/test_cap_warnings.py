"""Case 33: one warning of each level a period; the pace before the cap. Both sides are told, in their hours."""

from __future__ import annotations

from bot.vocabulary.booked import TellBudget
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.entries import BudgetWarned
from bot.vocabulary.model import PersonId
from tests.agreed import Talk, ana, lee, sam


def told(talk: Talk, to: PersonId = ana) -> list[str]:
    return [each.effect.level for each in talk.said if isinstance(each.effect, TellBudget) and each.effect.to == to]


def team(terms: str = "terms support: retainer 40 h a month") -> Talk:
    return Talk().team(sam).command(ana, terms)


def test_each_level_is_told_once_and_the_most_urgent_speaks_for_all_it_passes() -> None:
    talk = team().command(sam, "log 19h logo")
    assert told(talk) == []
    talk.command(sam, "log 2h menu").command(sam, "log 1h menu")
    assert told(talk) == ["50"]
    talk.command(sam, "log 18h shop").command(sam, "log 5h shop")
    assert told(talk) == ["50", "100"]
    assert told(talk, sam) == ["50", "100"]
    assert {each.level for each in talk.all(BudgetWarned)} == {"50", "80", "100"}
    said = [each for each in talk.said if isinstance(each.effect, TellBudget)]
    assert len({each.key for each in said}) == len(said)
    assert not any(each.card for each in said), "each is a message of its own: a card that changes tells nobody"


def test_a_new_period_warns_anew() -> None:
    talk = team().command(sam, "log 22h logo").wait(days=10).command(sam, "log 23h logo")
    assert told(talk) == ["50", "50"]
    assert {each.slot for each in talk.all(BudgetWarned)} == {"2026-11-01", "2026-12-01"}


def test_the_pace_is_told_before_the_cap_and_once() -> None:
    talk = team("terms support: retainer 20 h a week")
    talk.command(sam, "log 4h logo").wait(days=1).command(sam, "log 5h logo")
    assert told(talk) == ["pace"]
    talk.command(sam, "log 30 min logo")
    assert told(talk) == ["pace"]
    talk.command(sam, "log 1h logo")
    assert told(talk) == ["pace", "50"]


def test_nobody_is_told_outside_their_hours() -> None:
    talk = team().command(sam, "log 22h logo")
    opening = {each.to: each.not_before for each in talk.said if isinstance(each.effect, TellBudget)}
    assert opening[ToPerson(ana)] is not None
    assert opening[ToPerson(ana)] == talk.at
    talk = Talk(at=talk.at.replace(hour=20)).team(sam).command(ana, "terms support: retainer 40 h a month")
    talk.command(sam, "log 22h logo")
    later = {each.to: each.not_before for each in talk.said if isinstance(each.effect, TellBudget)}[ToPerson(ana)]
    assert later is not None
    assert later > talk.at


def test_what_concerns_one_person_is_told_to_them_and_the_owners_alone() -> None:
    talk = Talk().team(sam, lee)
    talk.submit(ana, "set-terms", talk.engagement.id, duty="Design", pay="30 EUR/h, at most 2 h a week", person=sam)
    talk.command(sam, "log 2h logo")
    assert (told(talk), told(talk, sam), told(talk, lee)) == (["100"], ["100"], [])


def test_a_lower_cap_warns_of_what_was_used_already() -> None:
    talk = team().command(sam, "log 15h logo")
    assert told(talk) == []
    talk.command(ana, "terms support: retainer 16 h a month")
    assert told(talk) == ["80"]


def test_reaching_the_price_of_a_project_is_what_was_agreed_on_and_going_beyond_is_told() -> None:
    talk = team("terms site: project: layout 600 EUR, launch 200 EUR")
    (duty,) = talk.situation(ana).affairs[0].books.duties
    talk.press(ana, "milestone-reached", f"{duty}/0").press(ana, "milestone-reached", f"{duty}/1")
    assert told(talk) == []
    talk.command(sam, "log cost 10 EUR fonts")
    assert told(talk) == ["100"]
