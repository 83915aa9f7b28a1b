"""The digest as a card: one sentence first, the picture, what is to be said under five headings, and suggestions.

Each finding and each suggestion has its sentence in `LINES` or `SUGGESTED`, by its code; a function gets the reader's
zone, then the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from bot.vocabulary.digest import Digest, Finding, Suggestion
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Button, MomentStyle, Named, Section, Strong, Text, View, Weight
from bot.wording.courses import picture
from bot.wording.digest_talk import TALK_LINES, TALK_OFFERS
from bot.wording.durations import spoken
from bot.wording.health import SIGNS, STEPS
from bot.wording.moments import moment
from bot.wording.offers import Offer as Offer

WORKING_DAY: Final = 8 * 3600.0
WHOM: Final = {"assistant": "the assistants", "owner": "the owner"}
HELD: Final = {
    "cap": "three a day had been sent already",
    "snoozed": "they were put off",
    "unreconciled": "something may have been missed in that conversation",
    "missed": "they came too late",
}


def view(digest: Digest, name: str, zone: str, is_preview: bool = False) -> View:
    """The card, for a reader in a zone. Both sides get the same."""
    so_far = "so far" if is_preview else "until "
    until: Text = (so_far,) if is_preview else (so_far, moment(digest.until, zone, MomentStyle.DAY))
    buttons = tuple(_button(each, number) for number, each in enumerate(digest.suggestions))
    drawn = picture(digest, zone)
    below: tuple[Text, ...] = ((drawn.chart.title,),) if drawn is not None and drawn.chart is not None else ()
    return View(
        LEADS[digest.lead.code](zone, *digest.lead.facts),
        ((Strong(name), " · the week ", *until), *below),
        sections=(*_sections(digest, zone), *_suggested(digest, zone)),
        buttons=buttons,
        small_print=("Both sides see the same. Working time, on the clock of whoever owes the answer.",),
        picture=drawn,
    )


def _sections(digest: Digest, zone: str) -> tuple[Section, ...]:
    by_heading = groupby(digest.findings, key=lambda each: each.heading)
    return tuple(Section(str(heading), tuple(said(each, zone) for each in found)) for heading, found in by_heading)


def said(finding: Finding, zone: str) -> Text:
    """The line of a finding. An unknown code is a KeyError: each has its line here."""
    return LINES[finding.what.code](zone, *finding.what.facts)


def _suggested(digest: Digest, zone: str) -> tuple[Section, ...]:
    if not digest.suggestions:
        return ()
    return (Section("Suggestions", tuple(offer(each, zone).reason for each in digest.suggestions)),)


def offer(suggestion: Suggestion, zone: str) -> Offer:
    """A suggestion in words."""
    return SUGGESTED[suggestion.what.code](zone, *suggestion.what.facts)


def _button(suggestion: Suggestion, number: int) -> Button:
    weight = Weight.PLAIN if number else Weight.PRIMARY
    return Button(offer(suggestion, "UTC").label, suggestion.action, suggestion.about, weight)


def long(seconds: float) -> str:
    """A number of seconds as people say it."""
    return spoken(timedelta(seconds=seconds))


def within(seconds: float) -> str:
    """A target: "within a working day", "within 4 h"."""
    return "within a working day" if seconds == WORKING_DAY else f"within {long(seconds)}"


def day(zone: str, iso: str) -> Text:
    """A day from a fact."""
    return (moment(datetime.fromisoformat(iso), zone, MomentStyle.DAY),)


def some(count: float, one: str, several: str) -> str:
    """A count with its noun: "one question", "3 questions"."""
    return f"one {one}" if count == 1 else f"{count:g} {several}"


def _still(zone: str, waiting: float, since: str) -> Text:
    if not waiting:
        return ("; nothing waits.",)
    verb = "one waits" if waiting == 1 else f"{waiting:g} wait, the oldest"
    return (f"; {verb} since ", *day(zone, since), ".")


def _lead_answers(zone: str, in_time: float, decided: float, target: float, waiting: float, since: str) -> Text:
    count = f"{in_time:g} of {decided:g} questions were" if decided > 1 else ("The question was" if in_time else "")
    if not count:
        return ("The one question was not answered ", within(target), *_still(zone, waiting, since))
    return (f"{count} answered {within(target)}", *_still(zone, waiting, since))


def _lead_quiet(zone: str, waiting: float, since: str) -> Text:
    if not waiting:
        return ("A quiet week: nobody waits for an answer.",)
    return (f"A quiet week; {some(waiting, 'question waits', 'questions wait')} since ", *day(zone, since), ".")


LEADS: Final[dict[str, Callable[..., Text]]] = {"lead-answers": _lead_answers, "lead-quiet": _lead_quiet}


def _answers(zone: str, owing: str, asked: float, answered: float, still: float, middle: float, longest: float) -> Text:
    half = f"half of them within {long(middle)}" if middle >= 0 else "too few to tell a median"
    asked_ = f"{some(asked, 'question', 'questions')} to {WHOM[owing]}, {answered:g} answered"
    if not asked:
        return (f"No new question to {WHOM[owing]}; {still:g} still open, the longest for {long(longest)}",)
    rest = f", {still:g} still open" if still else ""
    return (f"{asked_[0].upper()}{asked_[1:]}{rest}; {half}, the longest took {long(longest)}",)


def _untaken(zone: str, count: float, what: str, who: str, since: str) -> Text:
    more = f" and {count - 1:g} more" if count > 1 else ""
    return (
        "Not taken on yet: ", Strong(short(what)), " by ", Named(PersonId(who)), ", since ", *day(zone, since), more,
    )  # fmt: skip


def _overdue(zone: str, count: float, what: str, who: str, due: str) -> Text:
    more = f", and {count - 1:g} more" if count > 1 else ""
    return ("Past its date: ", Strong(short(what)), ", ", Named(PersonId(who)), ", was for ", *day(zone, due), more)


def _no_word(zone: str, count: float, what: str, who: str, since: str) -> Text:
    more = f", and {count - 1:g} more" if count > 1 else ""
    return ("Delivered, without a word since ", *day(zone, since), ": ", Strong(short(what)), more)


def _held_back(zone: str, code: str, count: float) -> Text:
    return (f"{some(count, 'reminder', 'reminders')} held back: {HELD.get(code, code)}".capitalize(),)


def _not_read(zone: str, holes: float, behind: float) -> Text:
    places = max(holes, behind)
    return (f"Not everything could be read: {some(places, 'stretch is', 'stretches are')} missing from these figures",)


def _goal_still(zone: str, words: str, more: float) -> Text:
    rest = f", nor for {more:g} more" if more else ""
    return ("Nothing is under way for the goal ", Strong(short(words)), rest)


def short(words: str, longest: int = 80) -> str:
    """The beginning of what somebody typed."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


LINES: Final[Mapping[str, Callable[..., Text]]] = {
    "answers": _answers,
    "untaken": _untaken,
    "overdue": _overdue,
    "no-word": _no_word,
    "accepted": lambda zone, count: (f"{some(count, 'delivery', 'deliveries')} accepted".capitalize(),),
    "held-back": _held_back,
    "not-read": _not_read,
    "no-goal": lambda zone: ("No goal is written down yet",),
    "goal-still": _goal_still,
    **SIGNS,
    **TALK_LINES,
}
"""Codes of findings, each with its line."""


def _answer_it(zone: str, owes: str, asker: str, seconds: float) -> Offer:
    who: Text = (Named(PersonId(owes)),) if owes else ("Somebody",)
    return Offer((*who, " owes ", Named(PersonId(asker)), f" an answer since {long(seconds)} of work"), "See my turn")


SUGGESTED: Final[Mapping[str, Callable[..., Offer]]] = {
    "answer-it": _answer_it,
    "take-on": lambda zone, what: Offer(("Nobody has said yes to ", Strong(short(what)), " yet"), "Look at it"),
    "another-date": lambda zone, what: Offer((Strong(short(what)), " is past its date: agree on another"), "Show it"),
    "say-a-word": lambda zone, what: Offer((Strong(short(what)), " is delivered and waits for a word"), "Show it"),
    "set-a-goal": lambda zone: Offer(("With a goal, both of you can tell what helps",), "Set a goal"),
    **STEPS,
    **TALK_OFFERS,
}
"""Codes of suggestions, each with its reason and what its button says."""
