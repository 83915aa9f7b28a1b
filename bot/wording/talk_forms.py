"""The forms of check-ins, feedback, and of what is put off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.vocabulary.view import Choice, Field, FieldKind
from bot.wording.blanks import PERSON, Blank
from bot.wording.checkin_forms import USUAL
from bot.wording.feedback import RATINGS

CHECK_IN_DAYS: Final = Field(
    "days", "On which days?", placeholder="Mon, Wed, Fri", is_required=True, help="“off” asks no more."
)
CHECK_IN_TIME: Final = Field(
    "time", "At what time?", placeholder="10:00", is_required=True, help="On the clock of whoever is asked."
)
CHECK_IN_QUESTIONS: Final = Field(
    "questions",
    "Own questions, a line each",
    FieldKind.LINES,
    placeholder="How is the mood with the client?",
    help="Up to two, besides the usual ones.",
)

TALK: Final[Mapping[str, Blank]] = {
    "checkin": Blank("Check-in", "Send", USUAL[0]),  # with own questions: checkin_forms
    "answer-blocker": Blank(
        "Answer",
        "Answer",
        (
            Field(
                "words",
                "Your answer",
                FieldKind.LINES,
                placeholder="Use the old one for now; the new one comes Thursday",
                is_required=True,
            ),
        ),
    ),
    "checkin-schedule": Blank("Your check-ins", "Save", (CHECK_IN_DAYS, CHECK_IN_TIME, CHECK_IN_QUESTIONS)),
    "checkin-plan": Blank(
        "Check-ins",
        "Save",
        (
            CHECK_IN_DAYS,
            CHECK_IN_TIME,
            CHECK_IN_QUESTIONS,
            Field(
                "shown",
                "Where you see the answers",
                FieldKind.CHOICE,
                choices=(Choice("private", "In private"), Choice("here", "In the channel, for everybody there")),
                is_required=True,
            ),
        ),
        ("Asked of everybody who has chosen nothing else, on their own clock.",),
    ),
    "feedback": Blank(
        "Feedback",
        "Send",
        (
            PERSON,
            Field(
                "rating",
                "How is the work going?",
                FieldKind.CHOICE,
                choices=tuple(Choice(str(number), f"{number} · {words}") for number, words in RATINGS.items()),
                is_required=True,
            ),
            Field("well", "What went well?", FieldKind.LINES, placeholder="The drafts came a day early"),
            Field("change", "What to change?", FieldKind.LINES, placeholder="Ask when a brief is unclear"),
        ),
        ("Who it is about sees it, in private; nobody else.",),
    ),
}
