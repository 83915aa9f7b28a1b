"""One sentence for each thing about money that is refused or wrong at a field, with what would be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_PAY: Final = "For example: 30 EUR/h, at most 20 h a week."

SENTENCES: Final[dict[str, str | Callable[..., str]]] = {
    # amounts
    "money": lambda words: f"I do not understand “{words}” as an amount. For example: 40 EUR, $1,200.50.",
    "money-which": lambda words: f"“{words}” may be thousands or decimals. Write it like 1200 EUR or 1.20 EUR.",
    "money-decimals": lambda words, places: (
        f"“{words}” has more decimals than its currency, which has {'none' if not places else f'{places:g}'}."
    ),
    "currency-missing": lambda words: f"{words} of which currency? Write it like {words} EUR.",
    "currency-unknown": lambda code: f"There is no currency {code}. Use its three letters, like EUR, USD or PHP.",
    "currency-which": lambda words, sign, *codes: (
        f"“{sign}” may be several currencies. Write the letters, like {' or '.join(codes[:2])}."
    ),
    "one-currency": "Use one currency in it.",
    "duration": lambda words: f"I do not understand “{words}” as a duration. For example: 2h30, 90 min, 1.5 h.",
    "duration-day": lambda words: f"“{words}” is more than a day has. Log each day by itself.",
    "percent": "A share above 0 and up to 100 %, like 7.5 %.",
    # terms
    "pay": lambda words: f"I do not understand “{words}” as a way of paying. {_PAY}" if words else f"Say how. {_PAY}",
    "pay-one-off": lambda words: f"I do not understand “{words}”. For example: one-off 1200 EUR, deposit 300 EUR.",
    "pay-deposit": "The deposit is a part of the price, in the same currency.",
    "pay-project": lambda most: (
        f"Up to {most:g} milestones, each with a name of its own: project: layout 600 EUR, launch 200 EUR."
    ),
    "pay-milestone": lambda words: f"“{words}” wants a name and then a price, like layout 600 EUR.",
    "pay-hourly": lambda words: f"I do not understand “{words}”. {_PAY}",
    "pay-rate": lambda words: f"I do not understand “{words}” as a rate. For example: 40 EUR/h.",
    "pay-retainer": lambda words: (
        f"I do not understand “{words}”. For example: retainer 40 h a month for 1600 EUR, rolls over."
    ),
    "pay-commission": "All rates of one kind, the first from the first sale on: commission 10 %, 12 % above 10000 EUR.",
    "pay-tiers": "Each rate after the first says above what it holds, one higher than the other: 12 % above 10000 EUR.",
    "cap": lambda words: f"I do not understand “{words}”. For example: 2000 EUR a month, 20 h a week, 5000 EUR in all.",
    "duty-name": "Say in a word or two what is paid for, like Design.",
    "duties-many": lambda most: f"At most {most:g} duties in one engagement. End one first.",
    "duty-person": "Choose somebody who has joined on the side that does the work.",
    "terms-past": "The past stays as it was: new terms hold from today on, or from a later day.",
    "owners-set-terms": "Owners set the terms; both sides read them with `terms`.",
    "rate": lambda words: "Say what one of it is worth, like 1 USD = 0.92 EUR.",
    "link": "A link begins with https://.",
    "expectation-which": "Choose one of the expectations.",
    "reached-already": lambda name: f"{name} is reached already.",
    # days
    "day": lambda words: f"I do not understand “{words}” as a day. For example: 24 Nov 2026.",
    "day-which": lambda words: f"“{words}” may mean more than one day. Write the date, like 24 Nov.",
    "day-year": lambda words: f"“{words}” of which year? Write it like 2026-11-24.",
    "day-ahead": lambda words: f"“{words}” lies ahead. Log what was done, on its day.",
    "day-long-ago": lambda words: f"“{words}” is more than a year ago.",
    "day-twice": "There are two days in it. Log each day by itself.",
    # entries
    "entry": lambda words: (
        f"How long, or how much? I find neither in “{words}”. For example: 2h30 landing page yesterday."
        if words
        else "Say what, how much and when, like 2h30 landing page yesterday."
    ),
    "entry-words": "Say in a few words what it was.",
    "entry-order": lambda words: f"Put “{words}” first or last, so that the rest says what it was.",
    "durations": lambda one, other: f"“{one}” or “{other}”? One duration in a line; write it like 2h30.",
    "amounts": lambda one, other: f"“{one}” or “{other}”? One amount in a line, its currency in capitals.",
    "amount-missing": "How much? For example: cost 40 EUR stock photos.",
    "owners-log": "Time and costs are logged by whoever had them. Owners log sales and payments.",
    "no-commission": "No duty is paid by commission on that day. `terms` shows what is agreed.",
    "sale-currency": lambda code: f"The thresholds of this commission are in {code}, so its sales are, too.",
    "duty": "For which duty? Choose one, or begin with its name and a colon.",
    "duty-then": lambda name, day: f"{name or 'It'} is not paid in this way on {day}. Choose another, or another day.",
    "whose": "Whose is it? Choose one person.",
    "entry-not-yours": "Only whoever wrote it down can change it. You can dispute it.",
    "entry-own": "The other side confirms or disputes it. You can correct it, or take it back.",
    "entry-not-now": lambda state: f"This entry is {state} already.",
    "words-dispute": "Say what is not right, so that it can be corrected.",
    "period": lambda words: (
        f"I do not understand “{words}” as a period. For example: last month, October, 2026-10, Q3 2026, 2026."
    ),
}
"""Codes of reasons, each with its sentence; `replies` takes them in."""
