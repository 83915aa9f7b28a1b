"""What happened, what it led to, and what is due, in a line each: for whoever looks over Openline's shoulder."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.commands import BY_NAME as COMMANDS
from bot.vocabulary.commands import NAME
from bot.vocabulary.effects import Effect, InConversation, Say, ToPerson
from bot.vocabulary.events import (
    ButtonPressed,
    CommandGiven,
    ConversationSeen,
    Event,
    FormSubmitted,
    GapMarked,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PersonSeen,
    ReactionAdded,
    ReactionRemoved,
    WakeupDue,
)
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap, GapState, HeldBack, Outgoing, Record, Wakeup
from bot.vocabulary.view import Channel, Code, Named, Text
from bot.wording.moments import moment

LOOKS: Final = {
    "turn": "looks at whose turn it is",
    "again": "looks again, because the asker wrote again",
    "still-on-it": "asks whether somebody is still on it",
    "lapse": "counts it as not taken on, if nothing was heard",
    "expire": "lets it go, if nobody took it on",
    "digest": "sums up the week",
    "check-in": "asks for the check-in",
    "feedback": "asks for feedback, if none was given",
    "room": "looks whether there is room for more",
    "contract": "looks at the dates of the agreement",
    "deposit": "looks whether the deposit is there",
    "pace": "looks at the pace of the budget",
}
"""What Openline does when a moment comes, by its kind."""
STATES: Final = {
    GapState.OPEN: "waits for an answer",
    GapState.ACKNOWLEDGED: "is acknowledged, and still waits",
    GapState.ANSWERED: "is answered",
    GapState.DISMISSED: "is no question",
    GapState.WITHDRAWN: "is no longer asked",
}


def happened(event: Event) -> Text:
    """What happened, without what was said; an event that has no words here is told by its kind."""
    tell: Callable[[Any], Text] | None = HAPPENED.get(type(event))
    return tell(event) if tell else (_spaced(event),)


def led_to(record: Record) -> Text:
    """What is kept about a question, or was held back; nothing for other records."""
    if isinstance(record, Gap):
        owed: Text = (Named(record.owed_by),) if record.owed_by else ("anyone",)
        due: Text = (", due ", moment(record.due_at, "UTC")) if record.due_at and record.is_waiting else ()
        return ("A question from ", Named(record.asked_by), " to ", *owed, f" {STATES[record.state]}", *due)
    if isinstance(record, HeldBack):
        return ("Held back from ", Named(record.to), f": {record.why.code.replace('-', ' ')}")
    return ()


def to_be_said(say: Say) -> Text:
    """What is to be said, and when."""
    later: Text = (" at ", moment(say.not_before, "UTC")) if say.not_before else ()
    return ("To be said: ", effect(say.effect), " ", *_to(say.to), *later)


def due(wakeup: Wakeup) -> Text:
    """What Openline does at a stored moment."""
    looks = _looks(wakeup.kind)
    return (f"{looks[:1].upper()}{looks[1:]}", *_subject(wakeup.subject))


def waits(outgoing: Outgoing) -> Text:
    """What waits to be posted."""
    return (f"Says it: {effect(outgoing.effect)} ", *_to(outgoing.to))


def effect(said: Effect) -> str:
    """What is said, by its kind: "nudge", "tell step"."""
    return _spaced(said)


def _to(to: ToPerson | InConversation) -> Text:
    return ("to ", Named(to.person)) if isinstance(to, ToPerson) else ("in ", Channel(to.conversation))


def _looks(kind: str) -> str:
    return LOOKS.get(kind, kind.replace("-", " "))


def _subject(subject: str) -> Text:
    """A subject that is a person is named; those of agreements are ids, of which nobody is the wiser."""
    return (": ", Named(PersonId(subject))) if subject and "/" not in subject else ()


def _command(event: CommandGiven) -> str:
    return event.command if event.command != NAME else (event.text.split() or [""])[0][:40]


def _action(event: ButtonPressed | FormSubmitted) -> str:
    if event.action in COMMANDS:
        return f"/{NAME} {event.action}"
    declared = BY_NAME.get(event.action)
    return f"“{declared.label if declared else event.action}”"


def _spaced(thing: object) -> str:
    """The name of a kind as words: `TellStep` reads "tell step"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(thing).__name__).lower()


HAPPENED: Final[dict[type, Callable[[Any], Text]]] = {
    MessagePosted: lambda event: (Named(event.author), " wrote in ", Channel(event.conversation)),
    MessageEdited: lambda event: (Named(event.posted.author), " changed a message in ", Channel(event.conversation)),
    MessageDeleted: lambda event: ("A message was taken back in ", Channel(event.conversation)),
    ReactionAdded: lambda event: (Named(event.by), f" put the reaction {event.emoji[:40]}"),
    ReactionRemoved: lambda event: (Named(event.by), f" took back the reaction {event.emoji[:40]}"),
    GapMarked: lambda event: (Named(event.by), f" said of a message: {event.mark}"),
    CommandGiven: lambda event: (Named(event.by), " gave ", Code(f"/{NAME} {_command(event)}".strip())),
    ButtonPressed: lambda event: (Named(event.by), f" pressed {_action(event)}"),
    FormSubmitted: lambda event: (Named(event.by), f" sent {_action(event)}"),
    WakeupDue: lambda event: ("Openline ", _looks(event.kind), *_subject(event.subject)),
    PersonSeen: lambda event: ("The platform told about ", Named(event.person.id)),
    ConversationSeen: lambda event: ("The platform told about ", Channel(event.about.id)),
}
"""What happened, by the kind of event."""
