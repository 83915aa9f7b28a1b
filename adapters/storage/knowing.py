"""What is known of a conversation and of a person's turn, put together from the records of one workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Dialect, and_, bindparam, desc, false, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.asking import HELD, Asked, Part, asked, find_each
from adapters.storage.columns import Moment, Words
from adapters.storage.repositories import Records
from adapters.storage.tables import GAPS, HELD_BACK, MESSAGES, NUDGES, PLACES, REACHES, SNOOZES, WORKSPACES
from adapters.storage.tables import WAITING as OPEN
from adapters.storage.versions import SHIFT
from bot.ports import ENDED_SINCE, HEARD_AT_TOP, HEARD_IN_THREADS, NUDGES_FOR, Known, Place, Question
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.desk import Desk, day_began, equipped, set_up
from bot.vocabulary.model import Conversation, PersonId, WorkspaceId
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import (
    AbsenceKept,
    CalibrationKept,
    ConversationKept,
    Engagement,
    Gap,
    HoursKept,
    Member,
    PersonKept,
    Reach,
)
from bot.vocabulary.roster import Legal, Roster
from bot.vocabulary.signals import Heard

ROSTER: Final = (
    Question(PersonKept),
    Question(Engagement, {"ended_at": None}),
    Question(Member),
    Question(HoursKept),
    Question(AbsenceKept),
)


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where nobody has said otherwise, and who knows the holidays."""

    policy: Policy = field(default_factory=Policy)
    calendar: Calendar = field(default_factory=default_calendar)
    legal: Legal | None = None


class Knowledge:
    """What one transaction knows; rosters are read once in it."""

    def __init__(self, connection: AsyncConnection, records: Records, usual: Usual) -> None:
        self._connection = connection
        self._records = records
        self._usual = usual
        self._rosters: dict[WorkspaceId, Roster] = {}

    def forget(self) -> None:
        """What holds in all conversations has changed: read the rosters again."""
        self._rosters.clear()

    async def known(self, place: Place) -> Known:
        """Everything about one conversation."""
        roster = await self._roster(place.workspace)
        here, heard = roster.here(place.conversation), await self._heard(place)
        since = heard[-ENDED_SINCE:][0].at if heard else None
        gaps = await self.gaps(place.workspace, GAPS.table.c.conversation == place.conversation, since=since)
        conversation, calibration = await self._told(place)
        return Known(
            version=await self._version(place),
            conversation=conversation,
            people=roster.people,
            sides=here.sides,
            calendars=here.calendars(),
            calendar=here.calendar,
            policy=here.agreed,
            calibration=calibration,
            joined=here.joined,
            heard=heard,
            waiting=[gap for gap in gaps if gap.is_waiting],
            ended=[gap for gap in gaps if not gap.is_waiting],
        )

    async def desk(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Desk:
        """Everything that is one person's turn."""
        roster = await self._roster(workspace)
        today = day_began(set_up(roster, workspace, person, ()).calendar, now)
        told = {"workspace": workspace, "person": person, "now": now, "lately": now - NUDGES_FOR, "today": today}
        found = await _of_a_desk(self._connection.dialect).answered(self._connection, **told)
        waiting, reaches = sorted(found[0], key=attrgetter("asked_at")), found[-1]
        nudges, snoozes, held_back = (tuple(sorted(each, key=attrgetter("at"))) for each in found[1:-1])
        desk = set_up(roster, workspace, person, tuple(waiting))
        return equipped(desk, nudges, snoozes, held_back, frozenset(reach.conversation for reach in reaches))

    async def gaps(
        self, workspace: WorkspaceId, *conditions: ColumnElement[bool], since: datetime | None = None
    ) -> list[Gap]:
        """Gaps that wait, and those that ended after a moment; oldest first."""
        rows = GAPS.table.c
        of_interest: Any = text(OPEN)  # spelt as in the indexes of what waits, or these would not be looked at
        if since is not None:
            of_interest = or_(of_interest, and_(rows.closed_at.is_not(None), rows.closed_at > since))
        order = (rows.asked_at, *GAPS.key)
        return await self._records.read(GAPS, workspace, of_interest, *conditions, order=order)

    async def reaches(self, workspace: WorkspaceId | None) -> list[Reach]:
        """How far conversations are known."""
        query = select(*REACHES.fields).order_by(*REACHES.key)
        if workspace is not None:
            query = query.where(REACHES.table.c.workspace == workspace)
        return await self._records.fetch(REACHES, query)

    async def _roster(self, workspace: WorkspaceId) -> Roster:
        roster = self._rosters.get(workspace)
        if roster is None:
            roster = self._rosters[workspace] = await self._read_roster(workspace)
        return roster

    async def _read_roster(self, workspace: WorkspaceId) -> Roster:
        people, engagements, members, hours, absences = await find_each(self._connection, workspace, ROSTER)
        return Roster(
            people={kept.person.id: kept.person for kept in people},
            engagements=engagements,
            members=members,
            hours=hours,
            absences=absences,
            usual=self._usual.calendar,
            policy=self._usual.policy,
            legal=self._usual.legal,
        )

    async def _told(self, place: Place) -> tuple[Conversation, Calibration]:
        """What the platform says of a conversation, and what its workspace has taught."""
        questions = (Question(ConversationKept, {"conversation_id": place.conversation}), Question(CalibrationKept))
        conversations, calibrations = await find_each(self._connection, place.workspace, questions)
        unheard_of = Conversation(place.conversation, name=place.conversation)
        return (
            conversations[0].conversation if conversations else unheard_of,
            calibrations[0].calibration if calibrations else Calibration(),
        )

    async def _heard(self, place: Place) -> list[Heard]:
        """The latest messages, in the order of their moments."""
        thread = MESSAGES.table.c.heard_thread
        top = await self._latest(place, thread.is_(None), HEARD_AT_TOP)
        threads = await self._latest(place, thread.is_not(None), HEARD_IN_THREADS)
        return sorted((*top, *threads), key=lambda heard: (heard.at, heard.message))

    async def _latest(self, place: Place, which: ColumnElement[bool], limit: int) -> list[Heard]:
        rows = MESSAGES.table.c
        order = (desc(rows.heard_at), desc(rows.heard_message))
        is_there = rows.conversation == place.conversation
        kept = await self._records.read(MESSAGES, place.workspace, is_there, which, order=order, limit=limit)
        return [each.heard for each in kept]

    async def _version(self, place: Place) -> int:
        own = select(PLACES.c.version).where(
            PLACES.c.workspace == place.workspace, PLACES.c.conversation == place.conversation
        )
        shared = select(WORKSPACES.c.version).where(WORKSPACES.c.workspace == place.workspace)
        row = (await self._connection.execute(select(own.scalar_subquery(), shared.scalar_subquery()))).one()
        return (row[1] or 0) * SHIFT + (row[0] or 0)


@lru_cache(HELD)
def _of_a_desk(dialect: Dialect) -> Asked:
    nudges, snoozes, held, reaches = NUDGES.table.c, SNOOZES.table.c, HELD_BACK.table.c, REACHES.table.c
    person, lately = bindparam("person", type_=Words), bindparam("lately", type_=Moment)
    now, today = bindparam("now", type_=Moment), bindparam("today", type_=Moment)
    parts = (
        Part(GAPS, (GAPS.table.c.owed_by == person, text(OPEN))),
        Part(NUDGES, (nudges.to == person, nudges.at >= lately)),
        Part(SNOOZES, (snoozes.by == person, or_(snoozes.until > now, snoozes.at >= lately))),
        Part(HELD_BACK, (held.to == person, held.at >= today)),
        Part(REACHES, (reaches.is_reconciled == false(),)),
    )
    return asked(parts, dialect)
