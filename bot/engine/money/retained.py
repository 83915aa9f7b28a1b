"""Retainers as hours: what of a week they hold for somebody, and what of them is about to be lost.

Hours of a retainer that do not roll over are gone at the end of its period. They are pointed out while there is still
time to use them: once most of the period has passed, and a good part of the hours is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from bot.engine import vetting
from bot.engine.money import budget
from bot.engine.typed.periods import local_day
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.budget import Usage
from bot.vocabulary.digest import Heading, Suggestion, Week
from bot.vocabulary.health import Sign, State
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import Per, Retainer, Terms

WEEKS: Final = {Per.WEEK: 1.0, Per.MONTH: 52 / 12, Per.QUARTER: 13.0, Per.YEAR: 52.0}
PASSED: Final = 0.6
"""Share of a period after which unused hours are pointed out: of a month, about a week and a half is left."""
UNUSED: Final = 0.25
"""Share of the hours that has to be left to be worth a word."""


def a_week(person: PersonId, affairs: Affairs, at: datetime) -> float:
    """Hours a week that retainers hold for somebody: their own, and everybody's where they are the only one."""
    alone = vetting.assistants(affairs) == (person,)
    held = (each for each in _retainers(affairs, at) if each.person == person or (each.person is None and alone))
    return sum(_hours(each) for each in held)


def _hours(terms: Terms) -> float:
    pay = terms.pay
    if not isinstance(pay, Retainer) or pay.minutes is None:
        return 0.0
    return pay.minutes / 60 / WEEKS.get(pay.per, 1.0)


def _retainers(affairs: Affairs, at: datetime) -> Iterator[Terms]:
    today = local_day(at, affairs.engagement.zone)
    for duty in affairs.books.duties:
        terms = affairs.books.valid(duty, today)
        if terms is not None and isinstance(terms.pay, Retainer) and terms.pay.per in WEEKS:
            yield terms


def signs(week: Week) -> Iterator[Sign]:
    """Hours of retainers that will be lost at the end of their period."""
    affairs = week.affairs
    today = local_day(week.until, affairs.engagement.zone)
    kept = {each.duty for each in _retainers(affairs, week.until)}
    for usage in budget.usages(affairs, today, today):
        if usage.duty not in kept or usage.cap.minutes is None or usage.cap.rolls_over:
            continue
        days = (usage.last - usage.first).days + 1
        passed = ((today - usage.first).days + 1) / days
        if passed >= PASSED and usage.limit and float(usage.left / usage.limit) >= UNUSED:
            yield _unused(usage, affairs)


def _unused(usage: Usage, affairs: Affairs) -> Sign:
    whom = usage.person or next(iter(vetting.assistants(affairs)), PersonId(""))
    facts = (usage.name, round(float(usage.left) / 60, 1), usage.last.isoformat())
    step = Suggestion(Reason("use-hours", facts), "hand-over", vetting.about(affairs, whom), 6)
    return Sign(Heading.ROOM, State.WATCH, Reason("unused", facts), step, usage.key)
