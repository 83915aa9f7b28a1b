"""Money, hours and periods in words. Currencies by ISO 4217, formed by Babel; several stand side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from babel.numbers import format_currency, format_decimal, get_currency_symbol

from bot.vocabulary.budget import Usage
from bot.vocabulary.money import Money, decimals
from bot.vocabulary.terms import Cap, Per
from bot.wording.durations import exact
from bot.wording.moments import DAYS, MONTHS

LOCALE: Final = "en_US"
FULL_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def said(money: Money, exactly: bool = False) -> str:
    """An amount: "€1,200", "$40.50", "KWD 1.250". `exactly` always shows every coin."""
    rounded = money.rounded
    is_whole = rounded.amount == rounded.amount.to_integral_value()
    places = 0 if is_whole and not exactly else decimals(money.currency)
    apart = "\xa0" if get_currency_symbol(money.currency, LOCALE).isalpha() else ""
    pattern = f"¤{apart}#,##0" + (f".{'0' * places}" if places else "")
    return format_currency(
        rounded.amount, money.currency, pattern, LOCALE, currency_digits=False, decimal_quantization=True
    )


def amounts(several: Iterable[Money], exactly: bool = False) -> str:
    """Amounts of several currencies side by side: "€40 and $30". Nothing is "nothing"."""
    words = [said(each, exactly) for each in several if each.amount]
    if not words:
        return "nothing"
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def typed(money: Money) -> str:
    """An amount as `engine.typed.amounts` reads it: "1200 EUR", "40.50 USD"."""
    amount = money.amount
    return f"{amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount} {money.currency}"


def hours(minutes: Decimal | int) -> str:
    """Working time: "40 h", "2 h 30 min"; nothing is "0 h"."""
    whole = int(minutes)
    return exact(timedelta(minutes=whole)) if whole > 0 else "0 h" if not whole else f"-{hours(-whole)}"


def plain_hours(minutes: int) -> str:
    """Hours as a number for a table: "2.50"."""
    return f"{Decimal(minutes) / 60:.2f}"


def number(value: Decimal) -> str:
    """A number with no more decimals than it has: "10", "7.5"."""
    return format_decimal(value, "#,##0.####", LOCALE)


def of_cap(cap: Cap, amount: Decimal) -> str:
    """An amount in the unit of a cap: hours, or money."""
    return said(Money(amount, cap.money.currency)) if cap.money else hours(amount)


def cap(what: Cap) -> str:
    """A cap, as it is typed: "20 h a week", "2000 EUR a month", "5000 EUR in all"."""
    amount = typed(what.money) if what.money else hours(what.minutes or 0)
    return f"{amount} {'in all' if what.per is Per.ALL else f'a {what.per}'}"


def limit(usage: Usage) -> str:
    """A limit with its period: "October's 40 h", "the 20 h of the week of Mon 23 Nov", "the agreed €800"."""
    amount = of_cap(usage.cap, usage.limit)
    if usage.cap.per is Per.ALL:
        return f"the agreed {amount}"
    return f"the {amount} of {period(usage)}" if usage.cap.per is Per.WEEK else f"{period(usage)}'s {amount}"


def period(usage: Usage) -> str:
    """A period by its name: "October", "Q4 2026", "the week of Mon 23 Nov"."""
    first = usage.first
    return {
        Per.WEEK: f"the week of {day(first)}",
        Per.MONTH: f"{FULL_MONTHS[first.month - 1]}",
        Per.QUARTER: f"Q{(first.month + 2) // 3} {first.year}",
        Per.YEAR: f"{first.year}",
        Per.ALL: "the whole",
    }[usage.cap.per]


def day(when: date) -> str:
    """A day: "Tue 24 Nov"."""
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def dated(when: date) -> str:
    """A day with its year: "24 Nov 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def percent(share: Decimal) -> str:
    """A share, cut off, so that 100 % is only said once it is reached."""
    return f"{int(share)} %"
