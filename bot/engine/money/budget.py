"""How far each cap is used: of a duty, of a person, over all people; what rolls over, and how the pace goes on.

| cap | what uses it |
|---|---|
| hours of a duty, of a retainer, of a ceiling | time that is logged |
| money of a retainer | costs, and time at its rate |
| any other money | whatever is due: time by the hour, costs, fees, deposits, milestones, commission |

Each entry counts in the period of its own day, whenever it was logged. A period is capped by the terms that hold on its
last day, or today while it goes on; what a period before was capped by stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import ROUND_CEILING, Decimal
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.engine.money import earnings, exchange
from bot.engine.typed.periods import DAY, Period, before, period
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.budget import Earned, Pace, Source, Usage
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.model import PersonId
from bot.vocabulary.money import Money, added
from bot.vocabulary.terms import Cap, Ceiling, DutyId, Hourly, OneOff, Per, Project, Retainer, Terms

EARLIEST: Final = 2
"""Working days that have to have gone by before a pace is one."""
EVIDENCE: Final = Decimal(5)
"""A fifth of a period's working days, too."""
LONGEST: Final = 400
"""Periods are looked back at no further: a weekly retainer of seven years."""
FIXED: Final = frozenset({Source.FEE, Source.DEPOSIT, Source.MILESTONE})
"""What comes once, and says nothing about a pace."""


Calendars = Callable[[PersonId | None], Calendar]


class Held(NamedTuple):
    """A cap with what it holds: whose lines it counts, and by what measure."""

    key: str
    cap: Cap
    duty: DutyId | None
    person: PersonId | None
    name: str = ""
    by_worth: bool = False
    warns: bool = True


def usages(affairs: Affairs, day: date, today: date, calendars: Calendars | None = None) -> tuple[Usage, ...]:
    """Every cap, in the period that a day is in. `calendars` tell the pace: somebody's, or (None) everybody's."""
    lines = earnings.earned(affairs, max(day, today))
    found = []
    for held in caps(affairs, day):
        within = period(held.cap.per, day)
        usage = _usage(held, within, lines, affairs)
        if calendars is not None and within.has(today) and held.cap.per is not Per.ALL:
            usage = replace(usage, pace=_pace(usage, held, lines, calendars(held.person), today, affairs))
        found.append(usage)
    return tuple(found)


def caps(affairs: Affairs, day: date) -> tuple[Held, ...]:
    """The caps that hold on a day: of each duty its own and what can be afforded for it, then the ceilings."""
    books = affairs.books
    duties = [terms for duty in books.duties if (terms := books.valid(duty, day)) is not None]
    ceilings = [each for each in _latest(books.ceilings, day) if each.cap is not None]
    return (*(held for terms in duties for held in _of_duty(terms)), *map(_ceiling, ceilings))


def _of_duty(terms: Terms) -> Iterator[Held]:
    own = own_cap(terms)
    if own is not None:
        is_price = isinstance(terms.pay, OneOff | Project)
        by_worth = isinstance(terms.pay, Retainer)
        yield Held(f"{terms.duty}/own", own, terms.duty, terms.person, terms.name, by_worth, not is_price)
    if terms.cap is not None:
        yield Held(f"{terms.duty}/cap", terms.cap, terms.duty, terms.person, terms.name)


def own_cap(terms: Terms) -> Cap | None:
    """The cap that lies in the way of paying itself."""
    pay = terms.pay
    if isinstance(pay, Hourly):
        return Cap(pay.per, minutes=pay.minutes) if pay.minutes else None
    if isinstance(pay, Retainer):
        held = Cap(pay.per, pay.minutes, None, pay.rolls_over)
        return held if pay.minutes else replace(held, money=pay.fee)
    if isinstance(pay, OneOff):
        return Cap(Per.ALL, money=pay.price)
    if isinstance(pay, Project):
        return Cap(Per.ALL, money=added(each.price for each in pay.milestones)[0])
    return None


def _latest(ceilings: Sequence[Ceiling], day: date) -> Iterator[Ceiling]:
    """The version of each ceiling that holds on a day; the one over all people last."""
    for scope in sorted({each.scope for each in ceilings}, key=lambda scope: (scope == "all", scope)):
        held = [each for each in ceilings if each.scope == scope and each.since <= day]
        if held:
            yield max(held, key=lambda each: (each.since, each.number))


def _ceiling(ceiling: Ceiling) -> Held:
    cap = ceiling.cap or Cap(Per.ALL)
    return Held(f"ceiling/{ceiling.scope}", cap, None, ceiling.person)


def _usage(held: Held, within: Period, lines: Sequence[Earned], affairs: Affairs) -> Usage:
    used, uncounted = _sum(held, _counted(held, within, lines), affairs)
    carried = _carried(held, within, lines, affairs)
    return Usage(
        held.key,
        held.cap,
        within.first,
        within.last,
        _limit(held.cap) + carried,
        used,
        carried,
        uncounted,
        None,
        held.duty,
        held.person,
        held.name,
        held.warns,
    )


def _limit(cap: Cap) -> Decimal:
    return cap.money.amount if cap.money else Decimal(cap.minutes or 0)


def _counted(held: Held, within: Period, lines: Iterable[Earned]) -> list[Earned]:
    """The lines that a cap is about. A duty's cap counts everybody's work on it."""
    return [
        each
        for each in lines
        if within.has(each.day)
        and (held.duty is None or each.duty == held.duty)
        and (held.duty is not None or held.person is None or each.person == held.person)
    ]


def _sum(held: Held, lines: Iterable[Earned], affairs: Affairs) -> tuple[Decimal, tuple[Money, ...]]:
    """What lines use of a cap, and the money that cannot be counted for want of a rate."""
    if held.cap.money is None:
        return Decimal(sum(each.minutes for each in lines)), ()
    total, uncounted = Decimal(0), []
    for line in lines:
        money = line.worth if held.by_worth else line.due
        if money is None:
            continue
        counted = exchange.converted(money, held.cap.money.currency, line.day, affairs.books.rates)
        if counted is None:
            uncounted.append(money)
        else:
            total += counted.rounded.amount
    return total, added(uncounted)


def _carried(held: Held, within: Period, lines: Sequence[Earned], affairs: Affairs) -> Decimal:
    """What is left of the periods before, where it rolls over; what was over is not taken from the next."""
    if not held.cap.rolls_over or held.duty is None:
        return Decimal(0)
    since = min(each.since for each in affairs.books.versions(held.duty))
    past: list[Period] = []
    earlier = before(held.cap.per, within.first)
    while earlier is not None and earlier.last >= since and len(past) < LONGEST:
        past.append(earlier)
        earlier = before(held.cap.per, earlier.first)
    carried = Decimal(0)
    for each in reversed(past):
        then = _then(held, each, affairs)
        used, _ = _sum(then, _counted(then, each, lines), affairs) if then else (Decimal(0), ())
        carried = max(Decimal(0), _limit(then.cap) + carried - used) if then else Decimal(0)
    return carried


def _then(held: Held, within: Period, affairs: Affairs) -> Held | None:
    """The same cap as it was in a period before, if it rolled over in the same measure."""
    now = held.cap.money.currency if held.cap.money else None
    for each in caps(affairs, within.last):
        was = each.cap.money.currency if each.cap.money else None
        if each.key == held.key and each.cap.rolls_over and each.cap.per is held.cap.per and was == now:
            return each
    return None


def _pace(usage: Usage, held: Held, lines: Sequence[Earned], calendar: Calendar, today: date, affairs: Affairs) -> Pace:
    within = Period(usage.first, usage.last)
    days = working_days(calendar, Period(max(within.first, _since(held, affairs)), within.last))
    gone, left = [day for day in days if day <= today], [day for day in days if day > today]
    paced = [each for each in _counted(held, within, lines) if each.source not in FIXED]
    spent, _ = _sum(held, paced, affairs)
    if not spent or usage.is_over or len(gone) < EARLIEST or len(gone) * EVIDENCE < len(days):
        return Pace(len(left))
    needed = (usage.left * len(gone) / spent).to_integral_value(ROUND_CEILING)
    is_overrun = usage.used + spent * len(left) / len(gone) > usage.limit
    return Pace(len(left), left[max(0, int(needed) - 1)] if is_overrun and left else None)


def _since(held: Held, affairs: Affairs) -> date:
    versions = affairs.books.versions(held.duty) if held.duty else ()
    return min((each.since for each in versions), default=date.min)


def working_days(calendar: Calendar, within: Period) -> list[date]:
    """The days on which somebody works, on their own calendar."""
    if within.last < within.first:
        return []
    zone = ZoneInfo(calendar.versions[-1].zone)
    first, until = (
        hours.moment(zone, datetime.combine(day, time.min)).astimezone(UTC) for day in (within.first, within.last + DAY)
    )
    return sorted({each.start.astimezone(zone).date() for each in hours.stretches(calendar, first, until)})
