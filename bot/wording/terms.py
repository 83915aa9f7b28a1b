"""What is agreed on about pay: each way so that `engine.typed.paying` reads it back, and the card of it all."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.budget import DutySeen, Stage, TermsShown
from bot.vocabulary.commands import NAME
from bot.vocabulary.terms import (
    Commission,
    Contract,
    ExchangeRate,
    Hourly,
    OneOff,
    Pay,
    Per,
    Project,
    Recurring,
    Retainer,
    Terms,
    Tier,
)
from bot.vocabulary.view import Button, Code, Named, Section, Strong, Text, Url, View, Weight
from bot.wording import money

MOST: Final = 10
"""Duties and stages that a card shows."""


def spoken(pay: Pay) -> str:
    """A way of paying, as it is typed."""
    match pay:
        case OneOff():
            deposit = f", deposit {money.typed(pay.deposit)}" if pay.deposit else ""
            return f"one-off {money.typed(pay.price)}{deposit}"
        case Project():
            return "project: " + ", ".join(f"{each.name} {money.typed(each.price)}" for each in pay.milestones)
        case Hourly():
            most = f", at most {money.hours(pay.minutes)} a {pay.per}" if pay.minutes else ""
            return f"{money.typed(pay.rate)}/h{most}"
        case Retainer():
            return _retainer(pay)
        case Recurring():
            return f"{money.typed(pay.fee)} a {pay.per}"
        case Commission():
            return _commission(pay)


def _retainer(pay: Retainer) -> str:
    rolls = ", rolls over" if pay.rolls_over else ""
    if pay.minutes:
        fee = f" for {money.typed(pay.fee)}" if pay.fee else ""
        return f"retainer {money.hours(pay.minutes)} a {pay.per}{fee}{rolls}"
    rate = f" at {money.typed(pay.rate)}/h" if pay.rate else ""
    return f"retainer {money.typed(pay.fee) if pay.fee else ''} a {pay.per}{rate}{rolls}"


def _commission(pay: Commission) -> str:
    tiers = ", ".join(_tier(each, pay.currency) for each in pay.tiers)
    per = "" if pay.per is Per.MONTH else f", per {pay.per}"
    return f"commission {tiers}{per}"


def _tier(tier: Tier, currency: str | None) -> str:
    if tier.amount is not None:
        above = f" above {tier.above} sales" if tier.above else ""
        return f"{money.typed(tier.amount)}{above or ' a sale'}"
    above = f" above {_plain(tier.above)} {currency}" if tier.above else ""
    return f"{_plain(tier.percent or Decimal(0))} %{above}"


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


def card(shown: TermsShown) -> View:
    """Everything that is agreed on about pay; for the owner, with what can be changed."""
    about = shown.engagement
    change = (
        Button("Add a duty", "set-terms", about, Weight.PRIMARY),
        Button(BY_NAME["set-contract"].label, "set-contract", about),
        Button(BY_NAME["set-ceiling"].label, "set-ceiling", about),
    )
    more = (Button(BY_NAME["set-rate"].label, "set-rate", about),)
    if not (shown.duties or shown.ceilings or shown.contract):
        hint = (
            "Say how each duty is paid and what you can afford for it; then both of you see what is left."
            if shown.can_change
            else "The owner sets them; both of you read them here."
        )
        example: Text = ("For example: ", Code(f"/{NAME} terms design: 30 EUR/h, at most 20 h a week"))
        facts: tuple[Text, ...] = ((hint,), example) if shown.can_change else ((hint,),)
        return View((Strong("No terms yet"),), facts, buttons=change if shown.can_change else ())
    return View(
        (Strong("What is agreed on about pay"),),
        tuple(_contract(shown.contract)) if shown.contract else (),
        sections=(*(_duty(each, shown) for each in shown.duties[:MOST]), *_ceilings(shown), *_rates(shown.rates)),
        buttons=change if shown.can_change else (),
        more=more if shown.can_change else (),
        small_print=("Both sides see the same. What is changed holds from its day on; the past stays as it was.",),
    )


def _duty(seen: DutySeen, shown: TermsShown) -> Section:
    terms = seen.terms
    who: Text = (Named(terms.person), " · ") if terms.person else ()
    lines: list[Text] = [(*who, spoken(terms.pay))]
    if terms.cap:
        lines.append((f"Up to {money.cap(terms.cap)}",))
    since = f"Since {money.dated(terms.since)}" if not seen.later else f"Until {money.dated(seen.later.since)}"
    version = f", version {seen.versions}" if seen.versions > 1 else ""
    ends = f", ends {money.dated(terms.ends)}" if terms.ends else ""
    lines.append((f"{since}{version}{ends}",))
    if seen.later:
        lines.append((f"From {money.dated(seen.later.since)}: {spoken(seen.later.pay)}",))
    lines += [_stage(each) for each in seen.stages[:MOST]]
    return Section(terms.name, tuple(lines), _duty_buttons(seen, shown))


def _stage(stage: Stage) -> Text:
    if stage.due_since:
        state = f"due since {money.day(stage.due_since)}"
    else:
        state = "due when its expectation is accepted" if stage.expectation else "not reached yet"
    return (f"{stage.name}: {money.said(stage.price)}, {state}",)


def _duty_buttons(seen: DutySeen, shown: TermsShown) -> tuple[Button, ...]:
    """The next stage can be reached, or tied to an expectation; the owner can change or end it."""
    duty, buttons = seen.terms.duty, []
    offset = sum(stage.name == "deposit" and isinstance(seen.terms.pay, OneOff) for stage in seen.stages)
    open_ones = [place - offset for place, stage in enumerate(seen.stages) if place >= offset and not stage.due_since]
    if open_ones:
        stage = seen.stages[open_ones[0] + offset]
        about = f"{duty}/{open_ones[0]}"
        if not stage.expectation:
            buttons.append(Button(f"{stage.name[:24]} is reached", "milestone-reached", about))
        if shown.can_change:
            buttons.append(Button("Tie to an expectation", "tie-milestone", about))
    if shown.can_change:
        buttons += [Button("Change", "set-terms", duty), Button("End", "end-terms", duty)]
    return tuple(buttons[:3])


def _ceilings(shown: TermsShown) -> tuple[Section, ...]:
    lines: list[Text] = [
        ((Named(person) if person else "Everybody together"), f": {money.cap(cap)}") for person, cap in shown.ceilings
    ]
    return (Section("What can be afforded over all duties", tuple(lines)),) if lines else ()


def _rates(rates: tuple[ExchangeRate, ...]) -> tuple[Section, ...]:
    lines: list[Text] = [(rate(each),) for each in rates]
    return (Section("Rates between currencies", tuple(lines)),) if lines else ()


def rate(given: ExchangeRate) -> str:
    """A rate with its day: "1 USD = 0.92 EUR, given 25 Nov 2026"."""
    return f"1 {given.base} = {_plain(given.rate)} {given.quote}, given {money.dated(given.since)}"


def _contract(contract: Contract) -> list[Text]:
    days = [
        f"{words} {money.dated(when)}"
        for words, when in (
            ("from", contract.starts),
            ("until", contract.ends),
            ("notice by", contract.notice),
            ("renews on", contract.renews),
        )
        if when
    ]
    lines: list[Text] = [(Url(contract.link, "The agreement"),)] if contract.link else []
    return [*lines, *([(", ".join(days).capitalize(),)] if days else [])]


def told(terms: Terms, before: Terms | None) -> View:
    """New terms of a duty, for whoever is concerned; with what held before."""
    if terms.ends is not None:
        return View(
            (Named(terms.set_by), " ended ", Strong(terms.name)),
            ((f"Last day: {money.dated(terms.ends)}",),),
            buttons=(Button("See the terms", "terms", terms.engagement),),
            small_print=("What was logged until then stays as it is.",),
        )
    facts: list[Text] = [(Strong(spoken(terms.pay)), f" from {money.dated(terms.since)}")]
    if terms.cap:
        facts.append((f"Up to {money.cap(terms.cap)}",))
    if before is not None and before.pay != terms.pay:
        facts.append((f"Before: {spoken(before.pay)}",))
    return View(
        (Named(terms.set_by), " set new terms for " if before else " set terms for ", Strong(terms.name)),
        tuple(facts),
        buttons=(Button("See the terms", "terms", terms.engagement), Button("Budget", "budget", terms.engagement)),
        small_print=("Both sides see the same. What was logged before keeps the terms it had.",),
    )


CONTRACT_DAYS: Final = {
    "starts": "The agreement begins on {}",
    "ends": "The agreement ends on {}",
    "notice": "Notice can be given until {}",
    "renews": "The agreement renews on {}",
}


def reminder(which: str, when: str, contract: Contract, name: str) -> View:
    """A day of the agreement is near."""
    link: Text = (Url(contract.link, "Read the agreement"),) if contract.link else ()
    return View(
        (Strong(CONTRACT_DAYS[which].format(when)), f" · {name}"),
        (link,) if link else (),
        buttons=(Button("See the terms", "terms", contract.engagement),),
        small_print=("Both of you are reminded in time, because this day stands in the terms.",),
    )
