"""The lines about money in `health`, in the digest and on one's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.vocabulary.budget import Balance, Budget
from bot.vocabulary.model import EngagementId
from bot.wording.budget_signs import SIGNS, STEPS, at_home
from tests.engine.ledgers import euros
from tests.wording.money_seen import plain

EMPTY = Budget(EngagementId("E1"), "Site", date(2026, 11, 25), has_terms=False)


def said(code: str, *facts: str | float) -> str:
    return plain(SIGNS[code]("UTC", *facts))


def test_a_cap_is_said_with_its_numbers_and_its_pace() -> None:
    line = said("cap", "Design", "", "month", "2026-11-01", "", "1920", "2400", "2026-11-27")
    assert line == "Design · November: 32 h of 40 h used (80 %), 8 h left; at this pace it is reached on Fri 27 Nov"
    over = said("cap", "", "", "month", "2026-11-01", "EUR", "120.00", "100", "")
    assert over == "All together, November: €120 of €100 used (120 %), €20 over"
    assert said("cap", "", "U2", "week", "2026-11-23", "", "60", "600", "").startswith(
        "U2, The week of Mon 23 Nov: 1 h"
    )


def test_entries_and_days_are_said() -> None:
    assert said("entries", 0, 0, 0) == "Nothing is logged yet"
    assert said("entries", 0, 0, 1) == "Of 1 entry, each was confirmed, or is less than a week old"
    assert said("entries", 2, 1, 5) == "Of 5 entries, 2 wait for a word for more than a week and 1 are disputed"
    assert said("contract-day", "ends", "2026-12-05") == "The agreement ends on 5 Dec 2026"
    assert said("contract-day", "notice", "2026-12-05") == "The agreement can be given notice of until 5 Dec 2026"
    assert (
        said("unused-hours", "Design", 8.0, 1) == "Design: 8 h are not used yet, one working day is left in the period"
    )
    assert said("no-terms") == "Nothing is agreed on about pay"


def test_every_step_says_why_and_what_its_button_does() -> None:
    facts: dict[str, tuple[str | float, ...]] = {
        "look-at-budget": ("Design",),
        "look-at-entries": (2,),
        "use-hours": ("Design", 8.0),
    }
    for code, step in STEPS.items():
        offer = step("UTC", *facts.get(code, ()))
        assert plain(offer.reason)
        assert len(offer.label) <= 20


def test_ones_page_has_a_line_for_each_budget_there_is() -> None:
    kept = replace(EMPTY, has_terms=True, unanswered=2)
    (one,) = at_home([EMPTY, kept])
    assert one.heading == "Budget"
    assert [plain(line) for line in one.lines] == ["Site: no caps", "2 to confirm"]
    assert [button.action for button in one.buttons] == ["budget", "log", "entries"]
    both = at_home([kept, replace(EMPTY, balances=(Balance(euros(5), euros(0)),))])
    assert [section.heading for section in both] == ["Budget of Site", "Budget of Site"]
    assert at_home([EMPTY]) == ()
