"""What was decided lately and why, in memory: for whoever looks over Openline's shoulder in the playground."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Final, NamedTuple

from bot.engine.decision import Decision
from bot.vocabulary.events import Event, MessageEdited
from bot.vocabulary.view import Text
from bot.wording import journal as wording
from bot.wording.judgements import because

KEPT: Final = 500
"""Decisions that can be looked back at."""


class Noted(NamedTuple):
    """One decision: what happened (`kind` is the event's), by whom, what it led to, and the reasons in words."""

    number: int
    at: datetime
    kind: str
    happened: Text
    person: str
    place: str
    led_to: tuple[Text, ...]
    because: tuple[str, ...]


class Journal:
    """Watches decisions. Holds no message text: reasons never do."""

    def __init__(self) -> None:
        self._notes: deque[Noted] = deque(maxlen=KEPT)
        self._numbers = count(1)

    def watch(self, event: Event, decision: Decision) -> None:
        """Note what was decided."""
        reasons = tuple(because(each) for each in decision.because)
        led = (*(each for record in decision.remember if (each := wording.led_to(record))), *_said(decision))
        self._notes.append(
            Noted(
                next(self._numbers),
                event.at,
                type(event).__name__,
                wording.happened(event),
                _person(event),
                str(getattr(event, "conversation", "")),
                led,
                reasons,
            )
        )

    def latest(self) -> list[Noted]:
        """The notes, the latest first."""
        return list(reversed(self._notes))


def _said(decision: Decision) -> Iterator[Text]:
    return (wording.to_be_said(each) for each in decision.say)


def _person(event: Event) -> str:
    if isinstance(event, MessageEdited):
        return event.posted.author
    return str(getattr(event, "author", None) or getattr(event, "by", ""))
