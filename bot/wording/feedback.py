"""The cards of feedback: asked for in private, and shown in private to whom it is about."""

from __future__ import annotations

from typing import Final

from bot.vocabulary.affairs import Affairs
from bot.vocabulary.feedback import Feedback, FeedbackAsked, Occasion
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Button, Named, Section, Strong, Text, View, Weight
from bot.wording.moments import moment

RATINGS: Final = {1: "poor", 2: "so so", 3: "all right", 4: "good", 5: "very good"}
"""What the numbers stand for, in forms and cards."""
SHOWN: Final = 300


def asking(asked: FeedbackAsked, affairs: Affairs) -> View:
    """Asked for in private, with the occasion."""
    return View(
        _headline(asked, affairs),
        (("One line on what was good, one on what to change?",),),
        buttons=(
            Button("Give feedback", "feedback", asked.id, Weight.PRIMARY),
            Button("Later", "feedback-later", asked.id),
        ),
        small_print=(WHY[asked.why], ". ", Named(asked.about), " sees what you say, nobody else."),
    )


WHY: Final = {
    Occasion.ACCEPTED: "Asked when work is accepted, at most once a fortnight",
    Occasion.THREE_WEEKS: "Asked three weeks after the start",
    Occasion.LONG_SILENT: "Asked when there was none for 30 days",
}


def _headline(asked: FeedbackAsked, affairs: Affairs) -> Text:
    found = next((each for each in affairs.expectations if each.id == asked.expectation), None)
    if asked.why is Occasion.ACCEPTED and found is not None:
        return (Named(asked.about), " delivered ", Strong(_short(found.what, 80)), ", you accepted it.")
    if asked.why is Occasion.THREE_WEEKS:
        return ("Three weeks with ", Named(asked.about), ": how is it going?")
    return (Named(asked.about), " has had no word from you on the work for a while.")


def told(given: Feedback, affairs: Affairs, zone: str) -> View:
    """For whom it is about."""
    sections = ((text, heading) for text, heading in ((given.well, "What went well"), (given.change, "What to change")))
    found = next((each for each in affairs.expectations if each.id == given.expectation), None)
    on: tuple[Text, ...] = ((f"On: {_short(found.what, 80)}",),) if found else ()
    return View(
        (Named(given.by), " gave you feedback: ", Strong(f"{given.rating} of 5, {RATINGS[given.rating]}")),
        on,
        sections=tuple(Section(heading, ((_short(text),),)) for text, heading in sections if text),
        buttons=(Button("Give feedback back", "feedback", affairs.engagement.id),),
        small_print=("For you alone. Given ", moment(given.at, zone), "."),
    )


def given(about: PersonId, rating: int) -> View:
    """For whoever gave it."""
    return View(
        ("Thank you. ", Named(about), " sees it in their working hours: ", f"{rating} of 5, {RATINGS[rating]}."),
        small_print=("You are not asked about them again for a fortnight.",),
    )


def _short(words: str, longest: int = SHOWN) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
