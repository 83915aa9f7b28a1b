"""What is offered while somebody types: what it stands for, and how it is understood."""

from __future__ import annotations

from datetime import datetime

from bot.vocabulary.model import Person
from bot.vocabulary.view import Choice
from bot.wording.moments import said
from bot.wording.names import shown

USUAL = ("tomorrow noon", "Friday 17:00", "in 3 working days", "end of month")
"""Deadlines that are offered before anything is typed."""


def deadline(at: datetime, zone: str, words: str) -> Choice:
    """A deadline as it is understood, on the clock of whoever types it; it reads the same whoever it is due from."""
    moment = said(at, zone)
    return Choice(f"{moment} my time", f"{words[:40]} → {moment} your time")


def person(person: Person) -> Choice:
    """Somebody by name."""
    return Choice(person.id, shown(person.name, person.id))
