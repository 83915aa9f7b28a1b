"""Putting a matter off: for an hour, until tomorrow, until the next working day (the default), until a date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.hours import quiet
from bot.engine.reminding.nudging import applied, gap_of, look, opening_for
from bot.engine.reminding.standing import latest_snooze
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import Matter, Say, StillWaiting, ToPerson
from bot.vocabulary.records import Snooze
from bot.vocabulary.signals import Reason

HOUR: Final = timedelta(hours=1)
ASKER_SEES: Final = 3
"""The time at which putting off the same matter is shown to who asked."""
LONGEST_REASON: Final = 200


class Later(StrEnum):
    """For how long something is put off; a date is given as a date."""

    HOUR = "1 h"
    TOMORROW = "tomorrow"
    NEXT_WORKING_DAY = "next working day"


def snooze(desk: Desk, about: Matter, at: datetime, until: Later | date | None = None, reason: str = "") -> Decision:
    """Put a matter off. What does not wait for this person any more cannot be; the decision says so."""
    gap, woken_at = gap_of(about, desk.waiting), wakes_at(desk.calendar, at, until)
    if gap is None or woken_at is None:
        return Decision(because=(Reason("gone" if gap is None else "never-open"),))
    before = latest_snooze(about, desk)
    number = before.number + 1 if before else 1
    kept = Snooze(desk.workspace, desk.person.id, about, at, woken_at, number, reason[:LONGEST_REASON])
    looked = look(applied(desk, (kept,)), at)
    says: tuple[Say, ...] = ()
    opening = opening_for((desk.asker_calendars or {}).get(gap.asked_by), at)
    if number == ASKER_SEES and opening is not None:
        key = f"put-off/{about}/{at.isoformat()}"
        says = (Say(key, ToPerson(gap.asked_by), StillWaiting(gap.asked_by, about), opening),)
    return looked._replace(
        remember=(kept, *looked.remember), because=(Reason("snoozed", (number,)),), say=(*says, *looked.say)
    )


def wakes_at(calendar: Calendar, at: datetime, until: Later | date | None) -> datetime | None:
    """When something put off comes back: always inside the person's hours. None where those never open again."""
    if until is Later.HOUR:
        return hours.next_opening(calendar, at + HOUR)
    if until is Later.TOMORROW:
        return quiet.day_opening(calendar, quiet.local_day(calendar, at) + quiet.DAY, at)
    if until is None or isinstance(until, Later):
        return quiet.next_working_day(calendar, at)
    return quiet.day_opening(calendar, until, at)
