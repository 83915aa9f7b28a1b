"""Everything of one person's on one page."""

from __future__ import annotations

from datetime import timedelta

from bot.vocabulary.model import MessageId
from bot.vocabulary.records import Gap
from bot.vocabulary.view import Section
from bot.wording.home import FEW, Stands, home
from bot.wording.listings import Item
from tests.agreed import ACME, MONDAY, SITE, Talk, ana, sam


def _items(count: int) -> list[Item]:
    return [Item(_gap(number), ana, MONDAY, timedelta(hours=2)) for number in range(count)]


def _gap(number: int) -> Gap:
    return Gap(ACME, SITE, None, MessageId(f"m{number}"), ana, sam, None, MONDAY, None, 0, ())


def test_what_is_empty_is_friendly_and_says_what_else_there_is() -> None:
    situation = Talk().team(sam).situation(sam)
    stands = [Stands(situation.affairs[0], "nothing is stuck")]
    assert "One thing waits for others" in str(home(sam, (), _items(1), stands, situation).headline)
    assert "you wait for nobody" in str(home(sam, (), (), stands, situation).headline)
    assert "2 things wait for others" in str(home(sam, (), _items(2), stands, situation).headline)


def test_only_the_oldest_are_shown_and_all_are_one_press_away() -> None:
    situation = Talk().team(sam).situation(sam)
    view = home(sam, _items(FEW + 2), (), [Stands(situation.affairs[0], "nothing is stuck")], situation)
    assert [each.heading for each in view.sections].count("A question") == FEW
    assert view.sections[0].buttons[0].label == f"See all {FEW + 2}"
    assert f"{FEW + 2} things are your turn" in str(view.headline)


def test_other_matters_stand_between_what_waits_and_the_engagements() -> None:
    situation = Talk().team(sam).situation(sam)
    part = Section("This week's check-ins", (("Wed 10:00",),))
    view = home(sam, _items(1), (), [Stands(situation.affairs[0], "nothing is stuck")], situation, (part,))
    headings = [each.heading for each in view.sections]
    assert headings.index("A question") < headings.index(part.heading) < headings.index("site")


def test_an_engagement_is_a_line_on_how_it_stands_and_with_whom() -> None:
    situation = Talk().team(sam).situation(sam)
    view = home(sam, (), (), [Stands(situation.affairs[0], "one thing asks for something")], situation)
    one = view.sections[0]
    assert one.lines[0] == ("One thing asks for something",)
    assert [each.action for each in one.buttons] == ["health", "goals"]
