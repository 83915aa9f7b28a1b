"""The forms about money: how a duty is paid, what can be afforded, the agreement, and what is logged."""

from __future__ import annotations

from typing import Final, NamedTuple

from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import FormAsked
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.view import Choice, Field, FieldKind, Text
from bot.wording import money, terms

MOST: Final = 25
"""What a list to choose from holds on Discord."""

ENTRY: Final = Field(
    "entry",
    "What, how much, when?",
    placeholder="2h30 landing page yesterday",
    is_required=True,
    help="Or: cost 40 EUR stock photos · sale 1200 USD order 88 · paid 500 EUR.",
)
DUTY: Final = Field("duty", "For which duty?", FieldKind.CHOICE)
WHOSE: Final = Field("person", "Whose?", FieldKind.PERSON, help="For what an owner paid or sold.")
DAY: Final = "31 Dec 2026"


class Asked(NamedTuple):
    """A form before it is filled in: its title, its button, its fields, and a line above them."""

    title: str
    submit: str
    fields: tuple[Field, ...]
    intro: Text = ()


FORMS: Final[dict[str, Asked]] = {
    "set-terms": Asked(
        "Terms",
        "Save",
        (
            Field("duty", "What is paid for?", placeholder="Design", is_required=True),
            Field(
                "pay",
                "How is it paid?",
                placeholder="30 EUR/h, at most 20 h a week",
                is_required=True,
                help=(
                    "Or: one-off 1200 EUR, deposit 300 EUR · project: layout 600 EUR, launch 200 EUR · "
                    "retainer 40 h a month for 1600 EUR, rolls over · 1500 EUR a month · commission 10 %"
                ),
            ),
            Field("cap", "What can you afford for it?", placeholder="2000 EUR a month", help="Empty: no cap."),
            Field("person", "Whose work is it?", FieldKind.PERSON, help="Empty: of everybody on that side."),
            Field("since", "From when?", placeholder="today, or 1 Dec", help="Empty: today. The past stays as it was."),
        ),
    ),
    "set-ceiling": Asked(
        "What you can afford",
        "Save",
        (
            Field("cap", "How much?", placeholder="5000 EUR a month", help="Empty: no ceiling any more."),
            Field("person", "For one person", FieldKind.PERSON, help="Empty: over all people together."),
        ),
        ("Over all duties. Both sides are told at 50, 80 and 100 %.",),
    ),
    "set-rate": Asked(
        "A rate",
        "Save",
        (Field("rate", "What is it worth?", placeholder="1 USD = 0.92 EUR", is_required=True),),
        ("Only with a rate of yours are two currencies added up.",),
    ),
    "set-contract": Asked(
        "The agreement",
        "Save",
        (
            Field("link", "Where can it be read?", placeholder="https://…"),
            Field("starts", "Begins on", placeholder="1 Jan 2027"),
            Field("ends", "Ends on", placeholder=DAY),
            Field("notice", "Notice can be given until", placeholder=DAY),
            Field("renews", "Renews on", placeholder=DAY),
        ),
        ("Both of you are reminded of these days in time.",),
    ),
    "tie-milestone": Asked(
        "Due when accepted",
        "Save",
        (Field("expectation", "Which expectation?", FieldKind.CHOICE, is_required=True),),
        ("It is due on the day on which this expectation is accepted.",),
    ),
    "log": Asked("Log", "Log it", (ENTRY, DUTY, WHOSE)),
    "correct-entry": Asked("Correct an entry", "Save", (ENTRY, DUTY, WHOSE), ("Its history is kept.",)),
    "dispute-entry": Asked(
        "Dispute an entry",
        "Send",
        (
            Field(
                "words",
                "What is not right?",
                FieldKind.LINES,
                placeholder="We agreed on two hours for this",
                is_required=True,
            ),
        ),
    ),
}


def fields(asked: FormAsked, blank: tuple[Field, ...], situation: Agreements, reader: PersonId) -> tuple[Field, ...]:
    """The fields that are needed: something to choose only where there is a choice, and whose it is only of owners."""
    affairs = _home(asked, situation)
    if affairs is None or asked.action not in {"log", "correct-entry", "tie-milestone"}:
        return blank
    found = {"duty": duties(affairs), "expectation": expectations(affairs)}
    wanted = [each for each in blank if _is_wanted(each, affairs, found.get(each.name), reader)]
    return tuple(each if each.kind is not FieldKind.CHOICE else _with(each, found[each.name]) for each in wanted)


def prefilled(field: Field, asked: FormAsked, situation: Agreements) -> str:
    """How a duty is paid now, as it would be typed; nothing for a new one."""
    affairs = _home(asked, situation)
    known = affairs.books.latest(asked.about) if affairs and asked.action == "set-terms" else None
    if known is None:
        return ""
    return {"pay": terms.spoken(known.pay), "cap": money.cap(known.cap) if known.cap else ""}.get(field.name, "")


def duties(affairs: Affairs) -> tuple[Choice, ...]:
    """The duties there are, by name."""
    latest = [found for duty in affairs.books.duties if (found := affairs.books.latest(duty)) is not None]
    return tuple(Choice(each.duty, each.name) for each in latest)[:MOST]


def expectations(affairs: Affairs) -> tuple[Choice, ...]:
    """The expectations of the engagement, the latest first."""
    return tuple(Choice(each.id, each.what[:90]) for each in reversed(affairs.expectations))[:MOST]


def _is_wanted(field: Field, affairs: Affairs, choices: tuple[Choice, ...] | None, reader: PersonId) -> bool:
    if field.name == "duty":
        return choices is not None and len(choices) > 1
    if field.name == "person":
        several = sum(member.side is Side.ASSISTANT for member in affairs.joined) > 1
        return several and affairs.is_owner(reader)
    return True


def _with(field: Field, choices: tuple[Choice, ...]) -> Field:
    return Field(field.name, field.label, field.kind, "", "", choices, field.is_required, field.help)


def _home(asked: FormAsked, situation: Agreements) -> Affairs | None:
    return next(
        (each for each in situation.affairs if asked.about == each.engagement.id or each.books.names(asked.about)), None
    )
