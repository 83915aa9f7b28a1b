"""What a digest says of check-ins and feedback: the lines of its findings, and its suggestions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from bot.vocabulary.model import PersonId
from bot.vocabulary.view import MomentStyle, Named, Strong, Text
from bot.wording.moments import moment
from bot.wording.offers import Offer

LONGEST: Final = 80


def _check_ins(zone: str, person: str, answered: float, asked: float, late: float) -> Text:
    said = f"{answered:g} of {asked:g} check-ins answered" if asked > 1 else _only(answered)
    return (Named(PersonId(person)), f": {said}", f", {late:g} of them late" if late else "")


def _only(answered: float) -> str:
    return "the one check-in was answered" if answered else "the one check-in was not answered"


def _in_the_way(zone: str, person: str, words: str, since: str) -> Text:
    when = moment(datetime.fromisoformat(since), zone, MomentStyle.DAY)
    return ("In the way of ", Named(PersonId(person)), " since ", when, ": ", Strong(_short(words)))


def _given(zone: str, count: float) -> Text:
    return ("Feedback was given once" if count == 1 else f"Feedback was given {count:g} times",)


def _none(zone: str, by: str, about: str) -> Text:
    return ("No feedback for 30 days from ", Named(PersonId(by)), " to ", Named(PersonId(about)))


def _clear(zone: str, person: str, words: str) -> Offer:
    return Offer((Named(PersonId(person)), " cannot go on: ", Strong(_short(words))), "See my turn")


def _give(zone: str, about: str) -> Offer:
    return Offer(("A word on the work helps ", Named(PersonId(about)), " to go on well"), "Give feedback")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


TALK_LINES: Final[Mapping[str, Callable[..., Text]]] = {
    "check-ins": _check_ins,
    "in-the-way": _in_the_way,
    "feedback-given": _given,
    "no-feedback": _none,
}
TALK_OFFERS: Final[Mapping[str, Callable[..., Offer]]] = {"clear-the-way": _clear, "give-feedback": _give}
