"""How one matter stands with the person whose turn it is: how often they were nudged, and when it may be again.

Somebody acts by acknowledging, by putting the matter off, or, for the asker, by writing again; from then on nudges are
counted anew. A `NudgeKept` with number 0 says the same: what was to be said was not, or the asker wrote again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.engine.hours import quiet
from bot.vocabulary.calendar import ALWAYS
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import Matter, gap_matter
from bot.vocabulary.records import Gap, NudgeKept, Snooze

TWICE: Final = 2
"""After so many nudges without an answer, it is the asker who is told."""
ASKER_TOLD: Final = 3
"""The number under which it is kept that the asker was told."""
ANEW: Final = 0
"""The number under which it is kept that nudges are counted anew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A waiting gap as its debtor's matter.

    `nudged` counts nudges since somebody acted. `from_at` is the moment from which on it may be spoken about, hours
    aside; None once the asker was told, and for what never becomes due. `snoozed` is set while it is put off.
    """

    gap: Gap
    nudged: int
    from_at: datetime | None
    snoozed: Snooze | None = None

    @property
    def matter(self) -> Matter:
        """What a nudge calls it."""
        return gap_matter(self.gap.identity)


def standings(desk: Desk, now: datetime) -> Iterator[Standing]:
    """Everything that is this person's turn, what was asked first coming first."""
    for gap in sorted(desk.waiting, key=lambda each: (each.asked_at, each.identity)):
        yield standing(gap, desk, now)


def standing(gap: Gap, desk: Desk, now: datetime) -> Standing:
    """How one gap stands."""
    matter = gap_matter(gap.identity)
    told = [each for each in desk.nudges if each.about == matter]
    snooze = latest_snooze(matter, desk)
    acted_at = _acted_at(gap, told, snooze)
    since = [each for each in told if each.at > acted_at and each.number > ANEW]
    nudged = max((each.number for each in since), default=0)
    active = snooze if snooze is not None and snooze.until > now else None
    from_at = None if nudged >= ASKER_TOLD else _from_at(gap, told, snooze, desk)
    return Standing(gap, nudged, from_at, active)


def latest_snooze(matter: Matter, desk: Desk) -> Snooze | None:
    """The last time a matter was put off, ended or not."""
    return max((each for each in desk.snoozes if each.about == matter), key=lambda each: each.at, default=None)


def _acted_at(gap: Gap, told: list[NudgeKept], snooze: Snooze | None) -> datetime:
    anew = [each.at for each in told if each.number == ANEW]
    acts = [gap.acknowledged_at, snooze.at if snooze else None, *anew]
    return max((at for at in acts if at is not None), default=ALWAYS)


def _from_at(gap: Gap, told: list[NudgeKept], snooze: Snooze | None, desk: Desk) -> datetime | None:
    """Due, not put off, and on a working day of its own after an acknowledgement and after the last nudge.

    Who puts a matter off until this afternoon wants to be reminded this afternoon, whatever was said this morning.
    """
    if gap.due_at is None:
        return None
    asked_for = snooze.at if snooze else ALWAYS
    said = [each.at for each in told if ANEW < each.number < ASKER_TOLD and each.at > asked_for]
    before = [*said, *([gap.acknowledged_at] if gap.acknowledged_at and gap.acknowledged_at > asked_for else [])]
    moments = [gap.due_at, *([snooze.until] if snooze else [])]
    if before:
        day = quiet.next_working_day(desk.calendar, max(before))
        if day is None:
            return None
        moments.append(day)
    return max(moments)
