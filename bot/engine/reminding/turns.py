"""What a change of who waits for whom means for people's turns: when to look at whose desk, and who is away.

Called for every fact that changes a gap; most facts change none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.engine import hours
from bot.engine.gaps.ledger import Change
from bot.engine.gaps.situation import Situation
from bot.engine.hours import quiet
from bot.engine.reminding.nudging import turn
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.effects import Matter, OutsideHours, Say, ToPerson, gap_matter
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.records import Gap, Wakeup

AGAIN: Final = "again"
"""A wakeup that says: the asker wrote again. Its subject is who owes, its slot the moment and the matter."""
BACK_SHORTLY: Final = timedelta(hours=1)
"""Nobody is told that the other is away when they are back within the hour: lunch is not worth a message."""


class WrittenAgain(NamedTuple):
    """What the slot of an `AGAIN` says."""

    at: datetime
    matter: Matter


def wakeups(changes: Iterable[Change], situation: Situation, at: datetime) -> Iterator[Wakeup]:
    """When to look at whose desk: as a gap becomes due, and now that an asker wrote again."""
    if not situation.policy.nudges:
        return
    for gap in (change.after for change in changes if _opens(change)):
        if gap is not None and gap.owed_by is not None and gap.due_at is not None:
            yield turn(situation.workspace, gap.owed_by, gap.due_at)
    for gap in (change.after for change in changes if _is_asked_again(change)):
        if gap is not None and gap.owed_by is not None:
            slot = f"{at.isoformat()} {gap_matter(gap.identity)}"
            yield Wakeup(situation.workspace, AGAIN, gap.owed_by, slot, at)


def written_again(slot: str) -> WrittenAgain:
    """Read the slot of an `AGAIN`."""
    moment, _, matter = slot.partition(" ")
    return WrittenAgain(datetime.fromisoformat(moment), Matter(matter))


def notices(changes: Iterable[Change], situation: Situation) -> Iterator[Say]:
    """The asker is told, once a day for each person, that nobody who was asked is at work, and who is back when."""
    if not situation.policy.nudges:
        return
    asked: dict[MessageId, list[Gap]] = {}
    for change in changes:
        if _opens(change) and change.after is not None and change.after.owed_by is not None:
            asked.setdefault(change.after.message, []).append(change.after)
    for gaps in asked.values():
        for gap in _first_of_groups(gaps, situation):
            yield from _notice(gap, situation)


def _opens(change: Change) -> bool:
    """Whether somebody waits now who did not before."""
    return bool(change.after and change.after.is_waiting) and not (change.before and change.before.is_waiting)


def _is_asked_again(change: Change) -> bool:
    before, after = change.before, change.after
    if before is None or after is None or not after.is_waiting or not after.joined:
        return False
    return after.joined[-1] not in before.joined


def _first_of_groups(gaps: list[Gap], situation: Situation) -> Iterator[Gap]:
    """Of a group, the one who is back first: one answer is enough."""
    groups: dict[object, list[Gap]] = {}
    for gap in gaps:
        groups.setdefault(gap.group or gap.identity, []).append(gap)
    for members in groups.values():
        backs = [(back, gap) for gap in members if (back := _back_at(gap, situation))]
        if backs:
            yield min(backs, key=lambda each: each[0])[1]


def _notice(gap: Gap, situation: Situation) -> Iterator[Say]:
    back = _back_at(gap, situation)
    if back is not None and back - gap.asked_at > BACK_SHORTLY:
        asker = gap.asked_by
        day = quiet.local_day(_calendar(asker, situation), gap.asked_at)
        effect = OutsideHours(asker, gap_matter(gap.identity), back)
        yield Say(f"outside/{asker}/{gap.owed_by}/{day}", ToPerson(asker), effect)


def _back_at(gap: Gap, situation: Situation) -> datetime | None:
    """When who owes is at work again; the moment of asking itself while they are."""
    return hours.next_opening(_calendar(gap.owed_by, situation), gap.asked_at)


def _calendar(person: PersonId | None, situation: Situation) -> Calendar:
    return situation.calendar if person is None else situation.calendars.get(person, situation.calendar)
