"""What is known of a conversation and of a person's turn, put together from the records in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from adapters.memory.shelves import Desktop
from bot.ports import ENDED_SINCE, HEARD_AT_TOP, HEARD_IN_THREADS, NUDGES_FOR, Known, Place
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.desk import Desk, day_began, equipped, set_up
from bot.vocabulary.identity import SHARED
from bot.vocabulary.model import Conversation, GroupId, PersonId, Side, WorkspaceId
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import (
    AbsenceKept,
    CalibrationKept,
    ConversationKept,
    Engagement,
    Gap,
    HeldBack,
    HoursKept,
    Member,
    MessageKept,
    NudgeKept,
    PersonKept,
    Reach,
    Snooze,
)
from bot.vocabulary.roster import Legal, Roster
from bot.vocabulary.signals import Heard


class Usual(Protocol):
    """What holds where no record says otherwise."""

    policy: Policy
    calendar: Calendar
    calendars: Mapping[PersonId, Calendar] | None
    sides: Mapping[PersonId, Side]
    groups: Mapping[GroupId, frozenset[PersonId]]
    joined: frozenset[PersonId]
    holidays: Legal | None
    rosters: dict[WorkspaceId, tuple[int, Roster]]
    workspaces: dict[WorkspaceId, int]

    def version(self, place: Place) -> int:
        """Which state of a conversation this is."""
        ...


def known_of(desktop: Desktop, usual: Usual, place: Place) -> Known:
    """Everything about one conversation."""
    roster = _roster(desktop, usual, place.workspace)
    here = roster.here(place.conversation)
    gaps, heard = desktop.there(Gap, place), _heard(desktop, place)
    return Known(
        version=usual.version(place),
        conversation=_conversation(desktop, place),
        people=roster.people,
        sides={**usual.sides, **here.sides},
        groups=usual.groups,
        calendars=here.calendars() if usual.calendars is None else usual.calendars,
        calendar=here.calendar,
        policy=here.agreed,
        calibration=_calibration(desktop, place.workspace),
        joined=here.joined | usual.joined,
        heard=heard,
        waiting=sorted((gap for gap in gaps if gap.is_waiting), key=_age),
        ended=sorted((gap for gap in gaps if heard and _ended_after(gap, heard[-ENDED_SINCE:][0].at)), key=_age),
    )


def desk_of(desktop: Desktop, usual: Usual, workspace: WorkspaceId, person: PersonId, now: datetime) -> Desk:
    """Everything that is one person's turn."""
    waiting = tuple(gaps_of(desktop, workspace, person, None, None))
    desk = set_up(_roster(desktop, usual, workspace), workspace, person, waiting)
    today, lately = day_began(desk.calendar, now), now - NUDGES_FOR
    nudges = (each for each in desktop.find(NudgeKept, workspace, to=person) if each.at >= lately)
    snoozes = (each for each in desktop.find(Snooze, workspace, by=person) if each.until > now or each.at >= lately)
    held_back = (each for each in desktop.find(HeldBack, workspace, to=person) if each.at >= today)
    return equipped(
        desk,
        tuple(sorted(nudges, key=lambda each: each.at)),
        tuple(sorted(snoozes, key=lambda each: each.at)),
        tuple(sorted(held_back, key=lambda each: each.at)),
        frozenset(reach.conversation for reach in desktop.find(Reach, workspace, is_reconciled=False)),
    )


def gaps_of(
    desktop: Desktop,
    workspace: WorkspaceId,
    owed_by: PersonId | None,
    asked_by: PersonId | None,
    since: datetime | None,
) -> list[Gap]:
    """Gaps that wait, and those that ended after a moment; oldest first."""
    gaps = (gap for gap in desktop.find(Gap, workspace) if gap.is_waiting or _ended_after(gap, since))
    wanted = (
        gap
        for gap in gaps
        if (owed_by is None or gap.owed_by == owed_by) and (asked_by is None or gap.asked_by == asked_by)
    )
    return sorted(wanted, key=_age)


def _age(gap: Gap) -> tuple[datetime, str]:
    return gap.asked_at, gap.identity


def _ended_after(gap: Gap, since: datetime | None) -> bool:
    return since is not None and gap.closed_at is not None and gap.closed_at > since


def _roster(desktop: Desktop, usual: Usual, workspace: WorkspaceId) -> Roster:
    """The roster, made anew when something of it has changed: an archive has thousands of people and conversations."""
    if SHARED & desktop.fresh.keys():
        return _made(desktop, usual, workspace)
    version = usual.workspaces.get(workspace, 0)
    known = usual.rosters.get(workspace)
    if known is None or known[0] != version:
        known = usual.rosters[workspace] = (version, _made(desktop, usual, workspace))
    return known[1]


def _made(desktop: Desktop, usual: Usual, workspace: WorkspaceId) -> Roster:
    return Roster(
        people={kept.person.id: kept.person for kept in desktop.find(PersonKept, workspace)},
        engagements=desktop.find(Engagement, workspace, ended_at=None),
        members=desktop.find(Member, workspace),
        hours=desktop.find(HoursKept, workspace),
        absences=desktop.find(AbsenceKept, workspace),
        usual=usual.calendar,
        policy=usual.policy,
        legal=usual.holidays,
    )


def _conversation(desktop: Desktop, place: Place) -> Conversation:
    kept = desktop.get(ConversationKept, (place.workspace, place.conversation))
    return kept.conversation if kept is not None else Conversation(place.conversation, name=place.conversation)


def _calibration(desktop: Desktop, workspace: WorkspaceId) -> Calibration:
    kept = desktop.get(CalibrationKept, (workspace,))
    return kept.calibration if kept is not None else Calibration()


def _heard(desktop: Desktop, place: Place) -> list[Heard]:
    """The latest messages, in the order of their moments."""
    said = sorted(
        (kept.heard for kept in desktop.there(MessageKept, place)), key=lambda heard: (heard.at, heard.message)
    )
    top = [heard for heard in said if heard.thread is None][-HEARD_AT_TOP:]
    threads = [heard for heard in said if heard.thread is not None][-HEARD_IN_THREADS:]
    return sorted((*top, *threads), key=lambda heard: (heard.at, heard.message))
