"""Between currencies: only at a rate that the owner gave, the one valid on the day; else nothing is added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.vocabulary.budget import Together
from bot.vocabulary.money import Money, added
from bot.vocabulary.terms import ExchangeRate


def rate(base: str, quote: str, day: date, rates: Sequence[ExchangeRate]) -> ExchangeRate | None:
    """The rate given between two currencies, in either direction."""
    pair = {base, quote}
    given = [each for each in rates if {each.base, each.quote} == pair and each.since <= day]
    return max(given, key=lambda each: (each.since, each.at), default=None)


def converted(money: Money, currency: str, day: date, rates: Sequence[ExchangeRate]) -> Money | None:
    """An amount in another currency, not rounded; None where nobody has said at what rate."""
    if money.currency == currency:
        return money
    given = rate(money.currency, currency, day, rates)
    if given is None:
        return None
    return Money(money.amount * given.rate if given.quote == currency else money.amount / given.rate, currency)


def together(amounts: Iterable[Money], day: date, rates: Sequence[ExchangeRate]) -> Together | None:
    """Amounts of several currencies as one, in the currency the owner converted into last; None unless all can be."""
    sums = added(amounts)
    if len(sums) < 2 or not rates:
        return None
    quote = max(rates, key=lambda each: each.at).quote
    parts = [converted(each, quote, day, rates) for each in sums]
    used = tuple(found for each in sums if (found := rate(each.currency, quote, day, rates)))
    if any(part is None for part in parts):
        return None
    (total,) = added(part for part in parts if part is not None)
    return Together(total.rounded, used)
