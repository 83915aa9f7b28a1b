"""Amounts as people type them: "40 EUR", "€1,200.50", "2h30", "90 min", "7.5 %". Read strictly, or not at all.

A number may use a point or a comma for its decimals, and the other one, a space or an apostrophe between thousands.
What could be read in two ways is refused: "$" where several dollars are possible, "1.200 EUR", "1,200 KWD".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Final

from bot.vocabulary.money import CURRENCIES, MOST, Money, decimals
from bot.vocabulary.signals import Reason

SYMBOLS: Final = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₱": "PHP", "₩": "KRW", "₦": "NGN", "₴": "UAH", "₫": "VND", "₪": "ILS",
    "₺": "TRY", "฿": "THB", "₽": "RUB", "₡": "CRC", "zł": "PLN", "kč": "CZK", "r$": "BRL", "us$": "USD", "ca$": "CAD",
    "a$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "mx$": "MXN", "nt$": "TWD", "chf": "CHF",
}  # fmt: skip
"""Signs that mean one currency."""
SHARED: Final = {
    "$": frozenset("USD CAD AUD NZD SGD HKD MXN TWD ARS CLP COP".split()),
    "¥": frozenset({"JPY", "CNY"}),
    "kr": frozenset("SEK NOK DKK ISK".split()),
    "rs": frozenset("INR PKR LKR NPR MUR".split()),
}
"""Signs that mean several: the one that was agreed on, if that is one."""
MOST_MINUTES: Final = 24 * 60 * 31

_SIGN: Final = "|".join(re.escape(each) for each in sorted((*SYMBOLS, *SHARED), key=len, reverse=True))
_NUMBER: Final = r"\d{1,3}(?:(?P<s1>[,.' \u00a0\u202f])\d{3})(?:(?P=s1)\d{3})*(?:(?!(?P=s1))[.,]\d+)?|\d+(?:[.,]\d+)?"
MONEY: Final = re.compile(
    rf"(?<![\w.,-])(?:(?P<before>{_SIGN}|[a-z]{{3}})\s?)?(?P<number>{_NUMBER})(?:\s?(?P<after>{_SIGN}|[a-z]{{3}}))?(?![\w,.]*\d|\w)",
    re.IGNORECASE,
)
_CLOCK: Final = r"(?P<ch>\d{1,3}):(?P<cm>[0-5]\d)(?:\s?h)?"
_PARTS: Final = (
    r"(?P<h>\d{1,3}(?:[.,]\d{1,2})?)\s?h(?:(?:ou)?rs?|ours?)?"
    r"(?:(?P<hm>[0-5]\d)(?:\s?m(?:in(?:ute)?s?)?)?|\s?(?P<hm2>[0-5]?\d)\s?m(?:in(?:ute)?s?)?)?"
    r"|(?P<m>\d{1,4})\s?m(?:in(?:ute)?s?)?"
)
DURATION: Final = re.compile(rf"(?<![\w.,:-])(?:{_CLOCK}|{_PARTS})(?![\w:]|[.,]\d)", re.IGNORECASE)
PERCENT: Final = re.compile(r"(?<![\w.,-])(?P<percent>\d{1,3}(?:[.,]\d{1,4})?)\s?%")


class Unclear(Exception):
    """The words are not understood, or may mean two things. `reason` is a code with facts, for a sentence."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def money(words: str, agreed: Collection[str] = ()) -> Money:
    """An amount of money, all of the words. `agreed` are the currencies that are in use. Raises Unclear."""
    found = MONEY.fullmatch(words.strip())
    if found is None:
        raise Unclear(Reason("money", (words,)))
    return money_of(found, agreed)


def money_of(found: re.Match[str], agreed: Collection[str] = ()) -> Money:
    """The amount that MONEY found. Raises Unclear."""
    sign = found["before"] or found["after"] or ""
    if found["before"] and found["after"]:
        raise Unclear(Reason("money", (found[0],)))
    currency = _currency(sign.casefold(), found[0], agreed)
    amount = _number(found["number"], decimals(currency), found[0])
    if amount >= MOST:
        raise Unclear(Reason("money", (found[0],)))
    return Money(amount, currency)


def _currency(sign: str, words: str, agreed: Collection[str]) -> str:
    if not sign:
        raise Unclear(Reason("currency-missing", (words,)))
    if found := SYMBOLS.get(sign):
        return found
    if sign in SHARED:
        among = SHARED[sign] & set(agreed)
        if len(among) != 1:
            raise Unclear(Reason("currency-which", (words, sign, *sorted(SHARED[sign])[:3])))
        return next(iter(among))
    if sign.upper() not in CURRENCIES:
        raise Unclear(Reason("currency-unknown", (sign.upper(),)))
    return sign.upper()


def _number(words: str, places: int, whole: str) -> Decimal:
    """A number with no more decimals than its currency has. What may be thousands or decimals is asked about."""
    plain = re.sub(r"[' \u00a0\u202f]", "", words)
    marks = [each for each in plain if each in ".,"]
    if not marks:
        return Decimal(plain)
    head, mark, tail = plain.rpartition(marks[-1])
    if len(marks) > 1 and mark in head:  # 1,200,000
        return Decimal(plain.replace(mark, ""))
    if len(tail) == 3 and len(marks) == 1:
        if mark == "." or places == 3 or head == "0":
            raise Unclear(Reason("money-which", (whole,)))
        return Decimal(head + tail)
    if len(tail) > places:
        raise Unclear(Reason("money-decimals", (whole, float(places))))
    return Decimal(f"{re.sub('[.,]', '', head)}.{tail}")


def minutes(words: str) -> int:
    """How long, all of the words: "2h30", "2:30", "1.5 h", "90 min". Raises Unclear."""
    found = DURATION.fullmatch(words.strip())
    if found is None:
        raise Unclear(Reason("duration", (words,)))
    return minutes_of(found)


def minutes_of(found: re.Match[str]) -> int:
    """The duration that DURATION found, in whole minutes. Raises Unclear."""
    if found["ch"]:
        total = Decimal(found["ch"]) * 60 + Decimal(found["cm"])
    elif found["h"]:
        hours = Decimal(found["h"].replace(",", "."))
        rest = found["hm"] or found["hm2"]
        if rest and hours != hours.to_integral_value():
            raise Unclear(Reason("duration", (found[0],)))
        total = hours * 60 + Decimal(rest or 0)
    else:
        total = Decimal(found["m"])
    if total != total.to_integral_value() and found["h"]:
        total = total.quantize(Decimal(1))
    if not 0 < total <= MOST_MINUTES:
        raise Unclear(Reason("duration", (found[0],)))
    return int(total)


def percent_of(found: re.Match[str]) -> Decimal:
    """The share that PERCENT found. Raises Unclear."""
    share = Decimal(found["percent"].replace(",", "."))
    if not 0 < share <= 100:
        raise Unclear(Reason("percent", (found[0],)))
    return share
