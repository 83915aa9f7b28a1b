"""How an engagement stands, in words."""

from __future__ import annotations

import inspect
import re

from bot.engine.money import retained
from bot.engine.reviews import coaching, in_touch, knowing, repeating
from bot.engine.workload import capacity
from bot.vocabulary.digest import Heading, Suggestion
from bot.vocabulary.health import Health, Moved, Sign, Stand, State
from bot.vocabulary.signals import Reason
from bot.wording.health import EMPTY, SIGNS, STEPS, summed_up, view
from tests.kept import BUILD, NOW

LATE = Sign(
    Heading.TALKING,
    State.ACT,
    Reason("past-date", (1, 3)),
    Suggestion(Reason("another-date", ("new banner",)), "show", "e1"),
)


def health(*stands: Stand) -> Health:
    return Health(BUILD, NOW, stands)


def stand(state: State, *signs: Sign, before: State = State.GOOD, moved: tuple[Moved, ...] = ()) -> Stand:
    return Stand(Heading.TALKING, state, signs, before, moved, signs[0].step if signs else None)


def test_it_says_how_many_headings_ask_for_something() -> None:
    act, watch, good = stand(State.ACT, LATE), stand(State.WATCH), stand(State.GOOD)
    assert summed_up(health(good)) == "nothing is stuck"
    assert summed_up(health(watch, good)) == "one thing to keep an eye on"
    assert summed_up(health(act, watch)) == "one thing asks for something"
    assert summed_up(health(act, act)) == "2 things ask for something"


def test_each_heading_has_its_state_its_numbers_and_its_one_next_step() -> None:
    card = view(health(stand(State.ACT, LATE)), "The site", "UTC", can_change=True)
    (section,) = card.sections
    assert section.heading == "Keeping in touch · act"
    assert section.lines[0] == ("1 of 3 things with a date are past it",)
    assert section.lines[1] == ("A week ago: good",)
    assert [(each.label, each.action, each.about) for each in section.buttons] == [("Show it", "show", "e1")]
    assert [each.action for each in card.buttons] == ["thresholds"]
    assert view(health(stand(State.ACT, LATE)), "The site", "UTC", can_change=False).buttons == ()


def test_where_the_state_is_the_same_the_number_that_moved_is_told() -> None:
    moved = (Moved(LATE.what, Reason("past-date", (2, 3))),)
    card = view(health(stand(State.ACT, LATE, before=State.ACT, moved=moved)), "The site", "UTC", can_change=False)
    assert card.sections[0].lines[1] == ("A week ago: ", "2 of 3 things with a date are past it")


def test_a_heading_with_nothing_to_tell_says_so_kindly() -> None:
    assert set(EMPTY) == set(Heading)


def test_every_code_that_a_rule_gives_has_its_words() -> None:
    modules = (knowing, in_touch, coaching, capacity, repeating, retained)
    text = "".join(inspect.getsource(module) for module in modules)
    codes = set(re.findall(r'Reason\(\s*"([a-z-]+)"', text)) | {"take-on", "another-date"}
    answered = {"nothing-here", "own-hours", "capacity", "hours-stated"}
    assert codes - answered <= set(SIGNS) | set(STEPS)


def test_what_came_back_is_told_with_its_hours_and_its_cost() -> None:
    line = SIGNS["repeated"]("UTC", "sam", "newsletter", 3, 4.5, "120.00 EUR + 30 USD")
    assert line[-1] == " 3 times, 4.5 h and €120 and $30 so far"
    assert SIGNS["repeated"]("UTC", "sam", "newsletter", 3, 0, "")[-1] == " 3 times"
    assert "30 h of Design are not used yet" in str(SIGNS["unused"]("UTC", "Design", 30.0, "2026-11-30"))
