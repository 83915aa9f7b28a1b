"""What the budget tells about an engagement: caps that fill or are exceeded, words that are waited for, days that near.

Signs of `health` and of the digest. A cap asks for something once more is used than there is; for an eye on it from
80 % on, or when it will not last at this pace.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from bot.engine import vetting
from bot.engine.money import budget, reckoning
from bot.engine.money.contracts import DAYS, day_of
from bot.engine.typed.periods import local_day
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.budget import Usage
from bot.vocabulary.digest import Heading, Suggestion, Week
from bot.vocabulary.entries import Entry, EntryState
from bot.vocabulary.health import Sign, State
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import Retainer

FULL: Final = 80
"""Percent from which on a cap asks for an eye on it."""
MOSTLY: Final = 70
"""Percent of a retainer below which, near its end, unused hours are pointed out."""
LAST_DAYS: Final = (1, 7)
"""Working days before the end of a period in which there is still time to use them."""
A_WEEK: Final = timedelta(weeks=1)
NEAR: Final = timedelta(days=14)


def signs(week: Week) -> Iterator[Sign]:
    """Each cap, what waits for a word, and what is agreed on; or that nothing is."""
    affairs, today = week.affairs, local_day(week.until, week.affairs.engagement.zone)
    if not affairs.books.terms:
        step = Suggestion(Reason("set-terms"), "set-terms", affairs.engagement.id, 2)
        yield Sign(Heading.MONEY, State.WATCH, Reason("no-terms"), step)
        return
    calendars = reckoning.calendars(affairs, week.situation)
    for usage in budget.usages(affairs, today, today, calendars):
        yield _cap(usage, affairs)
        yield from _unused(usage, affairs)
    yield _words(week)
    yield from _days(affairs, today)


def in_digest(week: Week) -> Iterator[Sign]:
    """What is told in a digest: of an engagement without terms, nothing."""
    return (sign for sign in signs(week) if week.affairs.books.terms)


def _cap(usage: Usage, affairs: Affairs) -> Sign:
    reached = usage.pace.reached if usage.pace else None
    state = State.GOOD
    if usage.is_over:
        state = State.ACT
    elif usage.warns and (usage.share >= FULL or reached):
        state = State.WATCH
    step = Suggestion(Reason("look-at-budget", (usage.name,)), "budget", affairs.engagement.id, 7)
    return Sign(Heading.MONEY, state, Reason("cap", _facts(usage, reached)), step, usage.key)


def _unused(usage: Usage, affairs: Affairs) -> Iterator[Sign]:
    """Hours of a retainer that would lapse, in time to use them: the last working days, and not those without any."""
    terms = affairs.books.latest(usage.duty) if usage.duty else None
    if terms is None or not isinstance(terms.pay, Retainer) or terms.pay.minutes is None or usage.pace is None:
        return
    if usage.key != f"{terms.duty}/own" or usage.cap.rolls_over:
        return
    days, still = usage.pace.days_left, float(usage.left) / 60
    is_late = LAST_DAYS[0] <= days <= LAST_DAYS[1] and usage.share < MOSTLY
    person = usage.person or next(iter(vetting.assistants(affairs)), PersonId(""))
    step = Suggestion(Reason("use-hours", (usage.name, still)), "hand-over", vetting.about(affairs, person), 5)
    state = State.WATCH if is_late else State.GOOD
    yield Sign(Heading.ROOM, state, Reason("unused-hours", (usage.name, still, days)), step, usage.key)


def _facts(usage: Usage, reached: date | None) -> tuple[str, ...]:
    """Amounts as text: no float comes near them. The unit is a currency, or nothing for minutes."""
    unit = usage.cap.money.currency if usage.cap.money else ""
    whose = usage.person or ""
    when = reached.isoformat() if reached else ""
    return (usage.name, whose, usage.cap.per, usage.first.isoformat(), unit, str(usage.used), str(usage.limit), when)


def _words(week: Week) -> Sign:
    """Entries that nobody has said a word on for a week, and those that are disputed."""
    entries = week.affairs.books.entries
    waiting = [each for each in entries if each.state is EntryState.LOGGED and each.at <= week.until - A_WEEK]
    disputed = [each for each in entries if each.state is EntryState.DISPUTED]
    state = State.ACT if disputed else State.WATCH if waiting else State.GOOD
    step = Suggestion(Reason("look-at-entries", (len(waiting) + len(disputed),)), "entries", _about(week), 5)
    return Sign(Heading.MONEY, state, Reason("entries", (len(waiting), len(disputed), _count(entries))), step)


def _count(entries: tuple[Entry, ...]) -> int:
    return sum(each.counts for each in entries)


def _about(week: Week) -> str:
    return week.affairs.engagement.id


def _days(affairs: Affairs, today: date) -> Iterator[Sign]:
    """Days of the agreement that are near."""
    contract = affairs.books.contract
    for which in DAYS if contract else ():
        day = day_of(contract, which) if contract else None
        if day is not None and today <= day <= today + NEAR:
            step = Suggestion(Reason("look-at-terms"), "terms", affairs.engagement.id, 4)
            yield Sign(Heading.MONEY, State.WATCH, Reason("contract-day", (which, day.isoformat())), step, which)
