"""The lines about money in `health`, in the digest and on one's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.vocabulary.budget import Budget, Pace, Usage
from bot.vocabulary.model import PersonId
from bot.vocabulary.money import Money
from bot.vocabulary.terms import Cap, Per
from bot.vocabulary.view import Button, Named, Section, Strong, Text
from bot.wording import money
from bot.wording.budget import lead, usage_line
from bot.wording.offers import Offer

MOST: Final = 5
"""Engagements whose budget stands on one's page."""


def _cap(zone: str, name: str, whose: str, per: str, first: str, unit: str, used: str, limit: str, when: str) -> Text:
    """How far a cap is used, and when it is reached at this pace."""
    day = date.fromisoformat(first)
    cap = Cap(Per(per), money=Money(Decimal(0), unit)) if unit else Cap(Per(per), 0)
    usage = Usage("", cap, day, day, Decimal(limit), Decimal(used), pace=Pace(0, _day(when)))
    who: Text = (Named(PersonId(whose)), ", ") if whose else () if name else ("All together, ",)
    pace = f"; at this pace it is reached on {money.day(date.fromisoformat(when))}" if when else ""
    return (*who, *((Strong(name), " · ") if name else ()), *usage_line(usage), pace)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _entries(zone: str, waiting: float, disputed: float, count: float) -> Text:
    if not count:
        return ("Nothing is logged yet",)
    parts = [
        f"{waiting:g} wait for a word for more than a week" if waiting else "",
        f"{disputed:g} are disputed" if disputed else "",
    ]
    said = " and ".join(part for part in parts if part) or "each was confirmed, or is less than a week old"
    return (f"Of {count:g} {'entry' if count == 1 else 'entries'}, {said}",)


def _contract(zone: str, which: str, day: str) -> Text:
    words = {"starts": "begins", "ends": "ends", "notice": "can be given notice of until", "renews": "renews on"}[which]
    on = "" if which in {"notice", "renews"} else "on "
    return (f"The agreement {words} {on}{money.dated(date.fromisoformat(day))}",)


def _unused(zone: str, name: str, still: float, days: float) -> Text:
    left = "one working day is left" if days == 1 else f"{days:g} working days are left"
    return (Strong(name), f": {round(still, 1):g} h are not used yet, {left} in the period")


SIGNS: Final[Mapping[str, Callable[..., Text]]] = {
    "unused-hours": _unused,
    "no-terms": lambda zone: ("Nothing is agreed on about pay",),
    "cap": _cap,
    "entries": _entries,
    "contract-day": _contract,
}
"""Codes of signs about money, each with its line."""

STEPS: Final[Mapping[str, Callable[..., Offer]]] = {
    "set-terms": lambda zone: Offer(("With terms, both of you see what is used and what is left",), "Set terms"),
    "look-at-budget": lambda zone, name: Offer(
        ((Strong(name) if name else "What can be afforded"), " fills up: look at what uses it"), "See the budget"
    ),
    "use-hours": lambda zone, name, still: Offer(
        (f"{round(still, 1):g} h of ", Strong(name), " lapse with the period: use them"), "Hand something over"
    ),
    "look-at-entries": lambda zone, count: Offer(
        (f"{'One entry waits' if count == 1 else f'{count:g} entries wait'} for a word",), "See entries"
    ),
    "look-at-terms": lambda zone: Offer(("A day of the agreement is near",), "See the terms"),
}
"""Codes of steps about money, each with its reason and what its button says."""


def at_home(budgets: Sequence[Budget]) -> tuple[Section, ...]:
    """How the budget of each engagement stands, in a line, with what can be done beside it."""
    known = [each for each in budgets if each.has_terms or each.balances]
    sections = []
    for budget in known[:MOST]:
        waiting = f"{budget.unanswered} to confirm" if budget.unanswered else ""
        lines: tuple[Text, ...] = ((lead(budget),), *(((waiting,),) if waiting else ()))
        buttons = (
            Button("Budget", "budget", budget.engagement),
            Button("Log", "log", budget.engagement),
            *((Button("See entries", "entries", budget.engagement),) if waiting else ()),
        )
        sections.append(Section("Budget" if len(known) == 1 else f"Budget of {budget.name}", lines, buttons))
    return tuple(sections)
