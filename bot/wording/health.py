"""How an engagement stands: five headings, each with its state, its numbers, what changed, and the one next step.

Each sign and each step has its sentence here, by its code; a function gets the reader's zone, then the facts. The
digest says them in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.vocabulary.digest import Heading, Suggestion
from bot.vocabulary.health import Health, Moved, Sign, Stand, State
from bot.vocabulary.model import PersonId
from bot.vocabulary.money import Money
from bot.vocabulary.view import Button, Named, Section, Strong, Text, View, Weight
from bot.wording import budget_signs
from bot.wording.money import amounts, dated
from bot.wording.offers import Offer

ORDER: Final = (State.ACT, State.WATCH, State.GOOD)
STATES: Final = {State.GOOD: "good", State.WATCH: "keep an eye on it", State.ACT: "act"}
SHORT: Final = 80
MOST_LINES: Final = 6


def view(health: Health, name: str, zone: str, can_change: bool) -> View:
    """All five headings, in their order; the button of each is its next step."""
    return View(
        (Strong(f"{name}: {summed_up(health)}"),),
        sections=tuple(_stand(each, zone) for each in health.stands),
        buttons=(Button("Change the thresholds", "thresholds", health.engagement),) if can_change else (),
        small_print=("Both sides see the same. Each heading stands for itself; there is no figure for everything.",),
    )


def summed_up(health: Health) -> str:
    """In a few words: how many headings ask for something."""
    worst = min((each.state for each in health.stands), key=ORDER.index, default=State.GOOD)
    if worst is State.GOOD:
        return "nothing is stuck"
    count = sum(each.state is worst for each in health.stands)
    if worst is State.ACT:
        return "one thing asks for something" if count == 1 else f"{count} things ask for something"
    return "one thing to keep an eye on" if count == 1 else f"{count} things to keep an eye on"


def _stand(stand: Stand, zone: str) -> Section:
    lines = [said(each, zone) for each in stand.signs[:MOST_LINES]] or [EMPTY[stand.heading]]
    if stand.before is not stand.state:
        lines.append((f"A week ago: {STATES[stand.before]}",))
    elif stand.moved:
        lines.append(_moved(stand.moved, zone))
    step = (_button(stand.step),) if stand.step else ()
    return Section(f"{stand.heading} · {STATES[stand.state]}", tuple(lines), step)


def _moved(moved: Sequence[Moved], zone: str) -> Text:
    return ("A week ago: ", *SIGNS[moved[0].before.code](zone, *moved[0].before.facts))


def _button(step: Suggestion) -> Button:
    offer = STEPS[step.what.code]("UTC", *step.what.facts)
    return Button(offer.label, step.action, step.about, Weight.PLAIN)


def said(sign: Sign, zone: str) -> Text:
    """The line of a sign. An unknown code is a KeyError: each has its line here."""
    return SIGNS[sign.what.code](zone, *sign.what.facts)


EMPTY: Final[Mapping[Heading, Text]] = {
    Heading.KNOWING: ("Nobody has joined yet",),
    Heading.TALKING: ("Nothing was asked yet",),
    Heading.MONEY: ("No terms are agreed on yet",),
    Heading.ROOM: ("Nobody has said how many hours they have",),
    Heading.OWNING: ("Nothing to tell yet",),
}
"""What stands under a heading of which no rule has anything to say."""


def short(words: str) -> str:
    """The beginning of what somebody typed."""
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


def some(count: float, one: str, several: str) -> str:
    """A count with its noun: "one question", "3 questions"."""
    return f"one {one}" if count == 1 else f"{count:g} {several}"


def _settled(zone: str, person: str, done: float, required: float, left: str) -> Text:
    who = Named(PersonId(person))
    if not required:
        return (who, ": nothing is required before work")
    return (who, f": {done:g} of {required:g} required things are settled", *((f"; open: {left}",) if left else ()))


def _open_answers(zone: str, owing: str, still: float, late: float) -> Text:
    who = "The owner owes" if owing == "owner" else "The assistants owe"
    if not still:
        return (f"{who} no answer",)
    longer = f", {late:g} of them longer than agreed" if late else ""
    return (f"{who} {some(still, 'answer', 'answers')}{longer}",)


def _not_taken_on(zone: str, waiting: float, late: float) -> Text:
    if not waiting:
        return ("Everything asked for was taken on",)
    longer = f", {late:g} longer than agreed" if late else ""
    return (f"{some(waiting, 'thing is', 'things are')} not taken on yet{longer}".capitalize(),)


def _past_date(zone: str, late: float, dated: float) -> Text:
    return (f"{late:g} of {dated:g} things with a date are past it",) if dated else ("Nothing has a date",)


def _decisions(zone: str, waiting: float, late: float) -> Text:
    if not waiting:
        return ("No decision waits for the owner",)
    verb = "decision waits" if waiting == 1 else "decisions wait"
    longer = f", {late:g} longer than an answer may take" if late else ""
    return (f"{waiting:g} {verb} for the owner{longer}",)


def _goals(zone: str, count: float) -> Text:
    return (f"{some(count, 'goal is', 'goals are')} written down".capitalize() if count else "No goal is written down",)


def _taken(zone: str, who: str, taken: float, stated: float, unknown: float) -> Text:
    rest = f"; {some(unknown, 'thing has', 'things have')} no estimate" if unknown else ""
    return (Named(PersonId(who)), f": {taken:g} of {stated:g} h a week are taken{rest}")


def _repeated(zone: str, who: str, what: str, times: float, hours: float, money: str) -> Text:
    so_far = " and ".join(each for each in (f"{hours:g} h" if hours else "", _money(money)) if each)
    cost = f", {so_far} so far" if so_far else ""
    return (Strong(short(what)), " was asked of ", Named(PersonId(who)), f" {times:g} times{cost}")


def _money(words: str) -> str:
    """Amounts as facts have them, as people read them: "120.00 EUR + 30 USD"."""
    pairs = (each.split() for each in words.split(" + ") if each)
    return amounts(Money(Decimal(amount), currency) for amount, currency in pairs) if words else ""


def _unused(zone: str, name: str, hours: float, last: str) -> Text:
    return (f"{hours:g} h of {short(name)} are not used yet; they are lost after {dated(date.fromisoformat(last))}",)


def _feedback_debt(zone: str, count: float, days: float) -> Text:
    if not count:
        return ("Nothing that was accepted waits for a word",)
    return (f"{some(count, 'accepted thing', 'accepted things')} without a word of feedback".capitalize(),)


def _both(one: str, other: str) -> Text:
    return (Named(PersonId(one)), " and ", Named(PersonId(other)))


def _gone_ahead(zone: str, count: float) -> Text:
    if not count:
        return ("Nothing was handed out against a warning this week",)
    return (f"{some(count, 'thing was', 'things were')} handed out this week against a warning".capitalize(),)


SIGNS: Final[Mapping[str, Callable[..., Text]]] = {
    "no-list": lambda zone: ("No vetting list was begun",),
    "settled": _settled,
    "candidates": lambda zone, count: (f"{some(count, 'candidate waits', 'candidates wait')} to hear".capitalize(),),
    "open-answers": _open_answers,
    "not-taken-on": _not_taken_on,
    "past-date": _past_date,
    "decisions": _decisions,
    "no-hours": lambda zone, who: (Named(PersonId(who)), " has not said how many hours they have"),
    "taken": _taken,
    "repeated": _repeated,
    "split": lambda zone, one, other, duty: (
        *_both(one, other),
        f" both do {duty}, and both have room: one could hold both",
    ),
    **budget_signs.SIGNS,
    "briefs": lambda zone, whole, count: (
        f"{whole:g} of {count:g} briefs of four weeks had a deadline and a “done when”" if count else "No brief yet",
    ),
    "gone-ahead": _gone_ahead,
    "unused": _unused,
    "feedback-debt": _feedback_debt,
    "goals": _goals,
    "goals-still": lambda zone, count: (
        f"Nothing is under way for {some(count, 'goal', 'goals')}" if count else "Something moves towards each goal",
    ),
}
"""Codes of signs, each with its line."""


STEPS: Final[Mapping[str, Callable[..., Offer]]] = {
    "begin-list": lambda zone: Offer(("A list says what to settle before work is handed out",), "Begin a list"),
    "settle-next": lambda zone, who, item: Offer(
        ("Settle ", Strong(short(item)), " with ", Named(PersonId(who))), "Open the list"
    ),
    "choose-one": lambda zone, count: Offer((f"{some(count, 'candidate waits', 'candidates wait')}",), "Look at them"),
    "answer-those": lambda zone, owing: Offer(
        ("Questions wait for longer than agreed",), "See my turn" if owing == "owner" else "See them"
    ),
    "take-on": lambda zone, what: Offer(("Nobody has said yes to ", Strong(short(what)), " yet"), "Look at it"),
    "another-date": lambda zone, what: Offer((Strong(short(what)), " is past its date: agree on another"), "Show it"),
    "decide": lambda zone, what: Offer((Strong(short(what)), " waits for a decision"), "Look at it"),
    "say-hours": lambda zone, who: Offer((Named(PersonId(who)), " can say how many hours they have"), "Say it"),
    "less": lambda zone, who: Offer((Named(PersonId(who)), " has more to do than hours"), "See what takes it"),
    "hand-over": lambda zone, who, free: Offer(
        (Named(PersonId(who)), f" has about {free:g} h a week free for two weeks now"), "Hand something over"
    ),
    "recurring": lambda zone, who, what, times, hours, money: Offer(
        ("Agree once on ", Strong(short(what)), ", instead of asking each time; so much a time talks a better rate"),
        "See the terms",
    ),
    "use-hours": lambda zone, name, hours, last: Offer(
        (f"{hours:g} h of {short(name)} can still be used until {dated(date.fromisoformat(last))}",),
        "Hand something over",
    ),
    "say-feedback": lambda zone, count: Offer(
        (f"A line on {some(count, 'accepted thing', 'accepted things')}: what was good, what to change",),
        "Give feedback",
    ),
    "one-could-hold-both": lambda zone, one, other, duty: Offer(
        (*_both(one, other), f" share {duty}: one of them has the hours for both"), "See the hours"
    ),
    **budget_signs.STEPS,
    "set-a-goal": lambda zone: Offer(("With a goal, both of you can tell what helps",), "Set a goal"),
    "move-a-goal": lambda zone, words: Offer(("Ask for the next step towards ", Strong(short(words))), "Ask for it"),
}
"""Codes of steps, each with its reason and what its button says."""
