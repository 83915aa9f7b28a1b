"""What is known of a conversation and of a person's turn, put together from the records of one workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, desc, false, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.repositories import Records
from adapters.storage.tables import GAPS, HELD_BACK, MESSAGES, NUDGES, PLACES, REACHES, SNOOZES, WORKSPACES
from adapters.storage.versions import SHIFT
from bot.ports import ENDED_SINCE, HEARD_AT_TOP, HEARD_IN_THREADS, NUDGES_FOR, Known, Place
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.desk import Desk, day_began, equipped, set_up
from bot.vocabulary.model import Conversation, PersonId, WorkspaceId
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import (
    WAITING,
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
        """Something was remembered: read the rosters again."""
        self._rosters.clear()

    async def known(self, place: Place) -> Known:
        """Everything about one conversation."""
        roster = await self._roster(place.workspace)
        here, heard = roster.here(place.conversation), await self._heard(place)
        since = heard[-ENDED_SINCE:][0].at if heard else None
        gaps = await self.gaps(place.workspace, GAPS.table.c.conversation == place.conversation, since=since)
        return Known(
            version=await self._version(place),
            conversation=await self._conversation(place),
            people=roster.people,
            sides=here.sides,
            calendars=here.calendars(),
            calendar=here.calendar,
            policy=here.agreed,
            calibration=await self._calibration(place.workspace),
            joined=here.joined,
            heard=heard,
            waiting=[gap for gap in gaps if gap.is_waiting],
            ended=[gap for gap in gaps if not gap.is_waiting],
        )

    async def desk(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Desk:
        """Everything that is one person's turn."""
        waiting = await self.gaps(workspace, GAPS.table.c.owed_by == person)
        desk = set_up(await self._roster(workspace), workspace, person, tuple(waiting))
        nudges, snoozes, held = NUDGES.table.c, SNOOZES.table.c, HELD_BACK.table.c
        today = day_began(desk.calendar, now)
        lasting = or_(snoozes.until > now, snoozes.at >= now - NUDGES_FOR)
        read = self._records.read
        return equipped(
            desk,
            tuple(
                await read(
                    NUDGES, workspace, nudges.to == person, nudges.at >= now - NUDGES_FOR, order=_by_time(NUDGES)
                )
            ),
            tuple(await read(SNOOZES, workspace, snoozes.by == person, lasting, order=_by_time(SNOOZES))),
            tuple(await read(HELD_BACK, workspace, held.to == person, held.at >= today, order=_by_time(HELD_BACK))),
            frozenset(
                reach.conversation for reach in await read(REACHES, workspace, REACHES.table.c.is_reconciled == false())
            ),
        )

    async def gaps(
        self, workspace: WorkspaceId, *conditions: ColumnElement[bool], since: datetime | None = None
    ) -> list[Gap]:
        """Gaps that wait, and those that ended after a moment; oldest first."""
        rows = GAPS.table.c
        of_interest: ColumnElement[bool] = rows.state.in_(sorted(WAITING))
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
        find = self._records.find
        return Roster(
            people={kept.person.id: kept.person for kept in await find(PersonKept, workspace)},
            engagements=await find(Engagement, workspace, ended_at=None),
            members=await find(Member, workspace),
            hours=await find(HoursKept, workspace),
            absences=await find(AbsenceKept, workspace),
            usual=self._usual.calendar,
            policy=self._usual.policy,
            legal=self._usual.legal,
        )

    async def _conversation(self, place: Place) -> Conversation:
        kept = await self._records.find(ConversationKept, place.workspace, conversation_id=place.conversation)
        return kept[0].conversation if kept else Conversation(place.conversation, name=place.conversation)

    async def _calibration(self, workspace: WorkspaceId) -> Calibration:
        kept = await self._records.find(CalibrationKept, workspace)
        return kept[0].calibration if kept else Calibration()

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


def _by_time(kept: Any) -> tuple[Any, ...]:
    return (kept.table.c.at, *kept.key)
