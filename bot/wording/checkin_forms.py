"""The form of a check-in: the usual questions, and own ones in place of the last of them, since a form holds five."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import FormAsked
from bot.vocabulary.view import Field, FieldKind, Form
from bot.wording.replies import plain

MOVED: Final = Field("moved", "What moved?", FieldKind.LINES, placeholder="The banner is on the site")
NEXT: Final = Field("next", "What is next?", FieldKind.LINES, placeholder="The footer, until Wednesday")
IN_THE_WAY: Final = Field(
    "in_the_way",
    "Is anything in the way?",
    FieldKind.LINES,
    placeholder="I have no access to the shop yet",
    help="The owner is asked about it until it is answered.",
)
UNCLEAR: Final = Field("unclear", "Is anything unclear?", FieldKind.LINES, placeholder="Which of the two logos?")
ROOM: Final = Field("room", "Room for more work? Hours a week", placeholder="5, or no")
BOTH: Final = replace(IN_THE_WAY, label="Is anything in the way, or unclear?")
USUAL: Final = {
    0: (MOVED, NEXT, IN_THE_WAY, UNCLEAR, ROOM),
    1: (MOVED, NEXT, BOTH, ROOM),
    2: (MOVED, NEXT, BOTH),
}
"""What is asked besides so many own questions."""


def form(asked: FormAsked, situation: Agreements) -> Form:
    """The questions, with what is known in their fields and what is wrong beside them."""
    questions = [each.text for each in asked.values if each.name == "question"]
    own = tuple(Field(f"own_{place}", label, FieldKind.LINES) for place, label in enumerate(questions))
    fields = (*USUAL[len(own)], *own)
    name = _name(asked.about, situation)
    filled = tuple(_filled(field, asked) for field in fields)
    return Form(f"Check-in for {name}"[:60], asked.action, filled, asked.about, "Send", ("All of it may stay empty.",))


def _filled(field: Field, asked: FormAsked) -> Field:
    value = next((each.text for each in asked.values if each.name == field.name), "")
    error = next((plain(wrong.why) for wrong in asked.wrong if wrong.field == field.name), "")
    return replace(field, value=value, error=error)


def _name(about: str, situation: Agreements) -> str:
    found = home(about, situation)
    return found.engagement.name if found else ""


def home(about: str, situation: Agreements) -> Affairs | None:
    """The engagement that is named, or that the check-in named belongs to."""
    return next(
        (
            each
            for each in situation.affairs
            if about == each.engagement.id or any(one.id == about for one in each.check_ins)
        ),
        None,
    )
