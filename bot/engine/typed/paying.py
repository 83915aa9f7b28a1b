"""How people say what is paid: "30 EUR/h, at most 20 h a week", "retainer 40 h a month for 1600 EUR, rolls over".

A small grammar that never guesses. A line is read as a whole, or refused with what would be right. `wording.terms`
says each way of paying so that it is read back.

| way | as it is said |
|---|---|
| one-off | `one-off 1200 EUR, deposit 300 EUR` |
| project | `project: wireframes 400 EUR, layout 600 EUR, launch 200 EUR` |
| hourly | `30 EUR/h, at most 20 h a week` |
| retainer | `retainer 40 h a month for 1600 EUR, rolls over`, `retainer 1600 EUR a month at 40 EUR/h` |
| recurring | `1500 EUR a month` |
| commission | `commission 10 %, 12 % above 10000 EUR`, `commission 15 EUR a sale, 20 EUR above 10 sales` |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Final

from bot.engine.typed import amounts
from bot.engine.typed.amounts import MONEY, PERCENT, Unclear
from bot.vocabulary.money import Money
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import (
    Cap,
    Commission,
    Hourly,
    Milestone,
    OneOff,
    Pay,
    Per,
    Project,
    Recurring,
    Retainer,
    Tier,
)

MOST_PARTS: Final = 20
"""Milestones of a project, and tiers of a commission."""
LONGEST_NAME: Final = 80
LONGEST: Final = 1000

_BETWEEN: Final = re.compile(
    r"\s*(?:[;\n]|,\s)\s*|\s+(?=(?:at most|max|up to|no more than|for|at|above|rolls? over|with(?:out)? roll)\b)",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"\s*(?:[;\n]|,\s)\s*")
_PER: Final = r"(?:(?:a|an|per|each|every)\s+|/\s?)(?P<per>week|month|quarter|year)|(?P<ly>week|month|quarter|year)ly"
_EACH: Final = re.compile(rf"(?P<what>.+?)\s*(?:{_PER})", re.IGNORECASE)
_IN_ALL: Final = re.compile(r"(?P<what>.+?)\s+(?:in all|in total|altogether)", re.IGNORECASE)
_RATE: Final = re.compile(r"(?P<what>.+?)\s*(?:/|\bper\b|\ban?\b)\s*h(?:(?:ou)?r)?", re.IGNORECASE)
_MOST: Final = re.compile(r"(?:at most|max(?:imum)?\.?|up to|no more than)\s+", re.IGNORECASE)
_HEADS: Final = re.compile(
    r"(?P<head>one[ -]?off|fixed(?: price)?|project|milestones?|hourly|retainer|recurring|commission)\b(?:\s+of)?:?\s*",
    re.IGNORECASE,
)
_DEPOSIT: Final = re.compile(r"(?:deposit(?: of)?\s+(?P<after>.+)|(?P<before>.+?)\s+deposit)", re.IGNORECASE)
_ROLLS: Final = re.compile(
    r"(?:with )?(?:unused (?:hours|time|money) )?(?P<no>(?:no|not|never|without)\b.*)?roll(?:s|ing)?[ -]?over", re.I
)
_SALE: Final = re.compile(r"(?P<what>.+?)(?:\s+(?:a|per|each|for each)\s+sale)?", re.IGNORECASE)
_SHARE: Final = re.compile(r"(?P<what>.+?%)(?:\s+of\s+(?:each\s+|every\s+|all\s+)?sales?)?", re.IGNORECASE)
_OF_SALES: Final = re.compile(r"[^,;\n]{1,20}%\s+of\s+(?:each\s+|every\s+|all\s+)?sales?\b", re.IGNORECASE)
_ABOVE: Final = re.compile(r"above\s+(?P<what>.+)", re.IGNORECASE)
_SALES: Final = re.compile(r"(?P<count>\d{1,6})\s+sales?", re.IGNORECASE)

Reader = Callable[[str, Collection[str]], Pay]


def pay(words: str, agreed: Collection[str] = ()) -> Pay:
    """The way of paying that is meant; `agreed` are the currencies in use. Raises Unclear."""
    line = words.strip().rstrip(".")
    if not line or len(line) > LONGEST:
        raise Unclear(Reason("pay", (line[:60],)))
    head = _HEADS.match(line)
    if head is not None:
        return _READERS[_family(head["head"])](line[head.end() :], agreed)
    if _OF_SALES.match(line):
        return _READERS["commission"](line, agreed)
    first = _BETWEEN.split(line)[0]
    return _hourly(line, agreed) if _RATE.fullmatch(first) else _recurring(line, agreed)


def cap(words: str, agreed: Collection[str] = ()) -> Cap:
    """What may be used: "2000 EUR a month", "20 h a week", "5000 EUR in all". Raises Unclear."""
    line = _MOST.sub("", words.strip().rstrip("."), count=1)
    if whole := _IN_ALL.fullmatch(line):
        return _cap(whole["what"], Per.ALL, agreed)
    what, per = _each(line, "cap")
    return _cap(what, per, agreed)


def _family(head: str) -> str:
    plain = head.casefold().replace(" ", "-")
    return {"oneoff": "one-off", "fixed": "one-off", "fixed-price": "one-off"}.get(plain, plain.rstrip("s"))


def _cap(what: str, per: Per, agreed: Collection[str]) -> Cap:
    if amounts.DURATION.fullmatch(what):
        return Cap(per, minutes=amounts.minutes(what))
    return Cap(per, money=amounts.money(what, agreed))


def _each(clause: str, code: str) -> tuple[str, Per]:
    """What there is in each period, and how long that is."""
    found = _EACH.fullmatch(clause)
    if found is None:
        raise Unclear(Reason(code, (clause,)))
    return found["what"], Per((found["per"] or found["ly"]).lower())


def _one_off(line: str, agreed: Collection[str]) -> OneOff:
    price, *rest = _BETWEEN.split(line)
    total = amounts.money(price, agreed)
    if not rest:
        return OneOff(total)
    found = _DEPOSIT.fullmatch(rest[0])
    if found is None or len(rest) > 1:
        raise Unclear(Reason("pay-one-off", (rest[-1],)))
    deposit = amounts.money(found["after"] or found["before"], agreed)
    if deposit.currency != total.currency or not deposit < total:
        raise Unclear(Reason("pay-deposit", (rest[0],)))
    return OneOff(total, deposit)


def _project(line: str, agreed: Collection[str]) -> Project:
    parts = tuple(_milestone(each, agreed) for each in _LISTED.split(line) if each)
    names = {each.name.casefold() for each in parts}
    if not parts or len(parts) > MOST_PARTS or len(names) < len(parts):
        raise Unclear(Reason("pay-project", (float(MOST_PARTS),)))
    if len({each.price.currency for each in parts}) > 1:
        raise Unclear(Reason("one-currency"))
    return Project(parts)


def _milestone(part: str, agreed: Collection[str]) -> Milestone:
    found = next((each for each in MONEY.finditer(part) if each.end() == len(part)), None)
    name = part[: found.start()].strip(" :-–") if found else ""
    if found is None or not name or len(name) > LONGEST_NAME:
        raise Unclear(Reason("pay-milestone", (part,)))
    return Milestone(name, amounts.money_of(found, agreed))


def _hourly(line: str, agreed: Collection[str]) -> Hourly:
    first, *rest = _BETWEEN.split(line)
    if len(rest) > 1:
        raise Unclear(Reason("pay-hourly", (rest[-1],)))
    rate = _rate(first, agreed) if _RATE.fullmatch(first) else amounts.money(first, agreed)
    if not rest:
        return Hourly(rate)
    what, per = _each(_MOST.sub("", rest[0], count=1), "pay-hourly")
    return Hourly(rate, amounts.minutes(what), per)


def _rate(clause: str, agreed: Collection[str]) -> Money:
    found = _RATE.fullmatch(clause)
    if found is None:
        raise Unclear(Reason("pay-rate", (clause,)))
    return amounts.money(found["what"], agreed)


def _retainer(line: str, agreed: Collection[str]) -> Retainer:
    first, *rest = _BETWEEN.split(line)
    what, per = _each(first, "pay-retainer")
    held = _cap(what, per, agreed)
    fee, rate, rolls = held.money, None, False
    for clause in rest:
        if rolling := _ROLLS.fullmatch(clause):
            rolls = not rolling["no"]
        elif clause.casefold().startswith("for ") and held.minutes is not None:
            fee = amounts.money(clause[4:], agreed)
        elif clause.casefold().startswith("at ") and held.money is not None:
            rate = _rate(clause[3:], agreed)
        else:
            raise Unclear(Reason("pay-retainer", (clause,)))
    if rate is not None and fee is not None and rate.currency != fee.currency:
        raise Unclear(Reason("one-currency"))
    return Retainer(per, fee, held.minutes, rate, rolls)


def _recurring(line: str, agreed: Collection[str]) -> Recurring:
    found = _EACH.fullmatch(line)
    if found is None:
        raise Unclear(Reason("pay", (line[:60],)))
    return Recurring(amounts.money(found["what"], agreed), Per((found["per"] or found["ly"]).lower()))


def _commission(line: str, agreed: Collection[str]) -> Commission:
    clauses = _BETWEEN.split(line)
    per, clauses = _counted_by(clauses)
    tiers: list[Tier] = []
    currency: str | None = None
    for clause, above in _with_thresholds(clauses):
        tier, its = _tier(clause, above, agreed)
        if tiers and (above is None or tier.above <= tiers[-1].above or currency not in {None, its}):
            raise Unclear(Reason("pay-tiers", (clause,)))
        if not tiers and above is not None:
            raise Unclear(Reason("pay-commission", (clause,)))
        tiers.append(tier)
        currency = currency or its
    _check(tiers)
    return Commission(tuple(tiers), per, currency)


def _counted_by(clauses: Sequence[str]) -> tuple[Per, list[str]]:
    """Over which period sales are counted for tiers: the last clause may say so; else a month."""
    found = re.fullmatch(_PER, clauses[-1], re.IGNORECASE) if len(clauses) > 1 else None
    if found is None:
        return Per.MONTH, list(clauses)
    return Per((found["per"] or found["ly"]).lower()), list(clauses[:-1])


def _with_thresholds(clauses: Sequence[str]) -> list[tuple[str, str | None]]:
    """Each rate with what stands after its "above"."""
    found: list[tuple[str, str | None]] = []
    for clause in clauses:
        above = _ABOVE.fullmatch(clause)
        if above is None:
            found.append((clause, None))
        elif found and found[-1][1] is None:
            found[-1] = (found[-1][0], above["what"])
        else:
            raise Unclear(Reason("pay-commission", (clause,)))
    return found


def _tier(clause: str, above: str | None, agreed: Collection[str]) -> tuple[Tier, str | None]:
    """A rate from a threshold on, and the currency that this binds the sales to."""
    share = _SHARE.fullmatch(clause)
    if share is not None:
        percent = PERCENT.fullmatch(share["what"])
        if percent is None:
            raise Unclear(Reason("percent", (clause,)))
        threshold = amounts.money(above, agreed) if above else None
        tier = Tier(threshold.amount if threshold else Decimal(0), percent=amounts.percent_of(percent))
        return tier, threshold.currency if threshold else None
    sale = _SALE.fullmatch(clause)
    count = _SALES.fullmatch(above) if above else None
    if sale is None or (above and count is None):
        raise Unclear(Reason("pay-commission", (clause,)))
    return Tier(Decimal(count["count"]) if count else Decimal(0), amount=amounts.money(sale["what"], agreed)), None


def _check(tiers: Sequence[Tier]) -> None:
    if not tiers or len(tiers) > MOST_PARTS or len({tier.percent is None for tier in tiers}) > 1:
        raise Unclear(Reason("pay-commission", ("",)))
    if len({tier.amount.currency for tier in tiers if tier.amount}) > 1:
        raise Unclear(Reason("one-currency"))


_READERS: Final[dict[str, Reader]] = {
    "one-off": _one_off,
    "project": _project,
    "milestone": _project,
    "hourly": _hourly,
    "retainer": _retainer,
    "recurring": _recurring,
    "commission": _commission,
}
