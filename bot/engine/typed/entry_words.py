"""How people log: "2h30 landing page yesterday", "cost 40 EUR stock photos", "sale 1200 USD order 88", "paid 500 EUR".

A small grammar that never guesses. The first word says what is logged: `cost`, `sale` or `paid`; else it is time. There
is one amount or duration in the line, a day first or last (today without one), perhaps the name of a duty and a colon
before everything, and the rest says what it was. Whatever may mean two things is refused, with what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final, NamedTuple

from bot.engine.typed import amounts
from bot.engine.typed.amounts import DURATION, MONEY, SHARED, SYMBOLS, Unclear
from bot.engine.typed.periods import DAY, MONTHS
from bot.vocabulary.entries import Entry, EntryKind
from bot.vocabulary.money import CURRENCIES, Money
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import DutyId

LONGEST: Final = 200
"""Characters of what somebody says an entry was."""
A_DAY: Final = 24 * 60
OLDEST: Final = 366
"""Days: what lies further back has to be a slip."""
WITHOUT_YEAR: Final = 60
"""Days: a date that lies further back may be meant for another year."""
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_KINDS: Final = re.compile(r"(?P<kind>costs?|expenses?|sale|sold|paid|payment)\b:?\s*", re.IGNORECASE)
_KIND: Final = {"c": EntryKind.COST, "e": EntryKind.COST, "s": EntryKind.SALE, "p": EntryKind.PAYMENT}
_MONTH: Final = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_DATE: Final = (
    r"(?P<iso>20\d\d-\d\d-\d\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>20\d\d))?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>20\d\d))?"
    r"|(?P<d3>\d{1,2})\.(?P<m3>\d{1,2})\.(?P<y3>20\d\d)?"
    r"|(?P<either>\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
)
_NAMED: Final = rf"(?P<word>today|yesterday)|(?P<last>last\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})"
_SHORT: Final = rf"on\s+(?P<short>{'|'.join(each[:3] for each in WEEKDAYS)})\.?"
_ANY_DAY: Final = rf"(?:{_SHORT}|(?:on\s+)?(?:{_NAMED}|{_DATE}))"
_AT_END: Final = re.compile(rf"(?:^|[\s,(]){_ANY_DAY}\)?\.?$", re.IGNORECASE)
_AT_START: Final = re.compile(rf"{_ANY_DAY}(?:[:,]?\s+|$)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s+\d{1,2}(?![\w.])")
"""After a duration, these may be its minutes or the first word of what was done."""
_NEVER_AFTER: Final = re.compile(
    r"(?:^|\s)(?:for|of|about|the|a|since|until|till|by|next|every|each|from|to|before|after|with|and|or)$",
    re.IGNORECASE,
)
"""After these, a day is what the work was about."""


class Noted(NamedTuple):
    """What somebody wrote down. `duty` is None where the line names none."""

    kind: EntryKind
    day: date
    words: str
    minutes: int = 0
    money: Money | None = None
    duty: DutyId | None = None


class _Dated(NamedTuple):
    rest: str
    day: date


def read(line: str, today: date, duties: Mapping[DutyId, str], agreed: Collection[str] = ()) -> Noted:
    """What a line says. `duties` are those it may name, `agreed` the currencies in use. Raises Unclear."""
    duty, rest = _duty(" ".join(line.split()), duties)
    head = _KINDS.match(rest)
    kind = _KIND[head["kind"][0].lower()] if head else EntryKind.TIME
    dated = _dated(rest[head.end() :] if head else rest, today)
    if kind is EntryKind.TIME:
        return _time(dated, duty)
    return _amount(kind, dated, duty, agreed)


def written(entry: Entry) -> str:
    """An entry as a line that reads back as the same one."""
    if entry.kind is EntryKind.TIME:
        amount = f"{entry.minutes // 60}h{entry.minutes % 60:02}"
    else:
        head = {EntryKind.COST: "cost", EntryKind.SALE: "sale", EntryKind.PAYMENT: "paid"}[entry.kind]
        amount = f"{head} {entry.money.amount} {entry.money.currency}" if entry.money else head
    return " ".join(part for part in (amount, entry.words, "on", entry.day.isoformat()) if part)


def _duty(line: str, duties: Mapping[DutyId, str]) -> tuple[DutyId | None, str]:
    head, colon, rest = line.partition(":")
    if not colon or DURATION.match(line):
        return None, line
    named = [duty for duty, name in duties.items() if name.casefold() == head.strip().casefold()]
    return (named[0], rest.strip()) if len(named) == 1 else (None, line)


def _dated(line: str, today: date) -> _Dated:
    """The line without its day."""
    first, last = _AT_START.match(line), _AT_END.search(line)
    if last is not None and not _says_on(last) and _NEVER_AFTER.search(line[: last.start()]):
        last = None
    if first is not None and last is not None and first.end() <= last.start():
        raise Unclear(Reason("day-twice"))
    if first is not None:
        return _Dated(line[first.end() :], _day(first, today))
    return _Dated(line[: last.start()], _day(last, today)) if last is not None else _Dated(line, today)


def _says_on(found: re.Match[str]) -> bool:
    return found[0].strip(" ,(").lower().startswith("on ")


def _day(found: re.Match[str], today: date) -> date:
    if found["either"]:
        raise Unclear(Reason("day-which", (found["either"],)))
    if found["word"]:
        return today if found["word"].lower() == "today" else today - DAY
    weekday = found["weekday"] or found["short"]
    return _checked(_weekday(found, weekday, today) if weekday else _date(found, today), found, today)


def _weekday(found: re.Match[str], name: str, today: date) -> date:
    """The latest one; on that very day, and after "last", people mean either of two."""
    which = next(place for place, each in enumerate(WEEKDAYS) if each.startswith(name.lower()))
    ago = (today.weekday() - which) % 7
    if ago == 0 or found["last"]:
        raise Unclear(Reason("day-which", (found[0].strip(" ,("),)))
    return today - DAY * ago


def _date(found: re.Match[str], today: date) -> date:
    words = found[0].strip(" ,()")
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        day = int(found["d1"] or found["d2"] or found["d3"])
        named = found["m1"] or found["m2"]
        month = MONTHS.index(named[:3].lower()) + 1 if named else int(found["m3"])
        year = found["y1"] or found["y2"] or found["y3"]
        return date(int(year), month, day) if year else _latest(month, day, today)
    except ValueError:
        raise Unclear(Reason("day", (words,))) from None


def _latest(month: int, day: int, today: date) -> date:
    this_year = date(today.year, month, day)
    latest = this_year if this_year <= today else date(today.year - 1, month, day)
    if today - latest > WITHOUT_YEAR * DAY:
        raise Unclear(Reason("day-year", (f"{day} {MONTHS[month - 1].title()}",)))
    return latest


def _checked(day: date, found: re.Match[str], today: date) -> date:
    if day > today:
        raise Unclear(Reason("day-ahead", (found[0].strip(" ,()"),)))
    if today - day > OLDEST * DAY:
        raise Unclear(Reason("day-long-ago", (found[0].strip(" ,()"),)))
    return day


def _time(dated: _Dated, duty: DutyId | None) -> Noted:
    found = list(DURATION.finditer(dated.rest))
    if not found:
        raise Unclear(Reason("entry", (dated.rest[:60],)))
    if len(found) > 1:
        raise Unclear(Reason("durations", (found[0][0].strip(), found[1][0].strip())))
    (one,) = found
    if number := _NUMBER.match(dated.rest, one.end()):
        raise Unclear(Reason("durations", (one[0].strip(), number[0].strip())))
    words = _said(dated.rest, one)
    spent = amounts.minutes_of(one)
    if spent > A_DAY:
        raise Unclear(Reason("duration-day", (one[0].strip(),)))
    if not words:
        raise Unclear(Reason("entry-words"))
    return Noted(EntryKind.TIME, dated.day, words, minutes=spent, duty=duty)


def _amount(kind: EntryKind, dated: _Dated, duty: DutyId | None, agreed: Collection[str]) -> Noted:
    one = _one_amount(dated.rest)
    money = amounts.money_of(one, agreed).rounded
    words = _said(dated.rest, one)
    if not money.amount:
        raise Unclear(Reason("money", (one[0].strip(),)))
    if kind is EntryKind.COST and not words:
        raise Unclear(Reason("entry-words"))
    return Noted(kind, dated.day, words, money=money, duty=duty)


def _one_amount(text: str) -> re.Match[str]:
    """The one amount in a text. A code in small letters may be a word ("all 3"); one in capitals or a sign is none."""
    found = [each for each in MONEY.finditer(text) if _is_currency(each)]
    plain = [each for each in found if _sign(each) in SYMBOLS or _sign(each) in SHARED or _sign(each).isupper()]
    if len(found) > 1 and len(plain) == 1:
        found = plain
    if len(found) > 1:
        raise Unclear(Reason("amounts", (found[0][0].strip(), found[1][0].strip())))
    if not found:
        bare = MONEY.search(text)
        raise Unclear(Reason("currency-missing", (bare["number"],)) if bare else Reason("amount-missing"))
    return found[0]


def _is_currency(found: re.Match[str]) -> bool:
    sign = _sign(found)
    return bool(sign) and (sign.lower() in SYMBOLS or sign.lower() in SHARED or sign.upper() in CURRENCIES)


def _sign(found: re.Match[str]) -> str:
    return found["before"] or found["after"] or ""


def _said(text: str, amount: re.Match[str]) -> str:
    """What is left when the amount is taken out."""
    before, after = text[: amount.start()].strip(" ,:;-–"), text[amount.end() :].strip(" ,:;-–")
    after = re.sub(r"^(?:(?:on|for|of)\s+)+", "", after, flags=re.IGNORECASE)
    if before and after:
        raise Unclear(Reason("entry-order", (amount[0].strip(),)))
    words = before or after
    if len(words) > LONGEST:
        raise Unclear(Reason("too-long", (LONGEST,)))
    return words
