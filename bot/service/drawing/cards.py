"""What is about to be sent, looked at once more and drawn from the records as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine import hours
from bot.engine.hours import quiet
from bot.engine.reminding.nudging import gap_of
from bot.engine.reminding.rechecking import Known, Verdict, recheck
from bot.engine.reminding.standing import latest_snooze, standing
from bot.ports import UnitOfWork
from bot.service.answering import money
from bot.service.drawing import showing
from bot.service.gather import Gatherer
from bot.service.pictures import Draw, drawn
from bot.vocabulary.agreements import Draft
from bot.vocabulary.booked import Booked
from bot.vocabulary.checkins import BLOCKER, Blocker
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import (
    AskWhen,
    Deliver,
    Effect,
    Matter,
    Nudge,
    OutsideHours,
    PostAnswer,
    StillWaiting,
    ToPerson,
)
from bot.vocabulary.model import GapId, MessageId, PersonId, WorkspaceId
from bot.vocabulary.records import Gap, Outgoing
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import View
from bot.wording import nudges

GAP = "gap/"
ABOUT_ONE = StillWaiting | OutsideHours | AskWhen | Deliver
"""Effects about one gap."""


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the table when something is about to be sent: the desks concerned, and the gap it is about."""

    desks: Mapping[PersonId, Desk] = field(default_factory=dict)
    gap: Gap | None = None
    blockers: Mapping[MessageId, Blocker] = field(default_factory=dict)
    """What was told in check-ins, by how gaps name it."""


class Cards:
    """Draws what is to be sent; shares what it knows with the inbox."""

    def __init__(self, gatherer: Gatherer, draw: Draw | None = None) -> None:
        self._gatherer = gatherer
        self._draw = draw

    async def drawn(self, outgoing: Outgoing, work: UnitOfWork, now: datetime) -> tuple[Verdict, View | None]:
        """The verdict on something, and its card if it is still to be sent.

        Conversations are held before desks, as everywhere, so that two processes never wait for each other.
        """
        shown = await self._shown(outgoing, work, now)
        table = await _table(outgoing, work, now)
        verdict = recheck(outgoing, Known(_reader(outgoing, table), table.gap), now)
        if verdict.effect is None:
            return verdict, None
        view = drawn(shown or self._view(verdict.effect, outgoing, table, now), self._draw)
        return (Verdict(None, Reason("overtaken")), None) if view is None else (verdict, view)

    async def _shown(self, outgoing: Outgoing, work: UnitOfWork, now: datetime) -> View | None:
        effect = outgoing.effect
        if isinstance(effect, Booked):
            return await money.shown(effect, outgoing.workspace, work, self._gatherer, now)
        if isinstance(effect, PostAnswer):
            drafts = await work.find(Draft, outgoing.workspace, id=effect.draft)
            return nudges.posted_answer(effect.by, drafts[0].values[0].text) if drafts else None
        if not isinstance(effect, showing.Shown):
            return None
        return await showing.shown(effect, outgoing.workspace, work, self._gatherer)

    @staticmethod
    def _view(effect: Effect, outgoing: Outgoing, table: Table, now: datetime) -> View | None:
        if isinstance(effect, Nudge):
            return _nudge(effect, table, _reader(outgoing, table), now)
        if isinstance(effect, StillWaiting):
            return _still_waiting(effect, table, now)
        if isinstance(effect, OutsideHours):
            desk = _reader(outgoing, table)
            return nudges.outside_hours(table.gap, effect.back_at, _zone(desk, now)) if table.gap and desk else None
        if isinstance(effect, AskWhen | Deliver):
            return _asked_of(effect, table, now)
        return None


async def _table(outgoing: Outgoing, work: UnitOfWork, now: datetime) -> Table:
    """Desks are held in one order, so that two processes never wait for each other."""
    effect, people = outgoing.effect, set()
    gap = await _gap(effect.about, outgoing, work) if isinstance(effect, ABOUT_ONE) else None
    if isinstance(outgoing.to, ToPerson):
        people.add(outgoing.to.person)
    if isinstance(effect, StillWaiting) and gap is not None and gap.owed_by is not None:
        people.add(gap.owed_by)
    desks = {person: await work.desk(outgoing.workspace, person, now) for person in sorted(people)}
    waiting = [each for desk in desks.values() for each in desk.waiting]
    return Table(desks, gap, await _blockers(waiting, outgoing.workspace, work))


async def _blockers(gaps: Iterable[Gap], workspace: WorkspaceId, work: UnitOfWork) -> dict[MessageId, Blocker]:
    """What was told in check-ins stands in records of its own; looked up only where there is such a gap."""
    ids = {gap.message.removeprefix(BLOCKER) for gap in gaps if gap.message.startswith(BLOCKER)}
    found = [each for one in sorted(ids) for each in await work.find(Blocker, workspace, id=one)]
    return {each.message: each for each in found}


async def _gap(about: Matter, outgoing: Outgoing, work: UnitOfWork) -> Gap | None:
    found = await work.find(Gap, outgoing.workspace, identity=GapId(about.removeprefix(GAP)))
    return found[0] if found else None


def _reader(outgoing: Outgoing, table: Table) -> Desk | None:
    return table.desks.get(outgoing.to.person) if isinstance(outgoing.to, ToPerson) else None


def _nudge(effect: Nudge, table: Table, desk: Desk | None, now: datetime) -> View | None:
    if desk is None:
        return None
    gaps = [gap for matter in effect.about if (gap := gap_of(matter, desk.waiting)) is not None]
    matters = [_waiting(gap, desk, now)._replace(blocker=table.blockers.get(gap.message)) for gap in gaps]
    return nudges.nudge(matters, _zone(desk, now), desk.policy.answer_within) if matters else None


def _still_waiting(effect: StillWaiting, table: Table, now: datetime) -> View | None:
    gap, reader = table.gap, table.desks.get(effect.to)
    debtor = table.desks.get(gap.owed_by) if gap is not None and gap.owed_by is not None else None
    if gap is None or reader is None or debtor is None:
        return None
    stands = standing(gap, debtor, now)
    opening = hours.next_opening(debtor.calendar, now)
    back = opening if opening is not None and opening > now else None
    matter = nudges.Waiting(gap, hours.working_time(debtor.calendar, gap.asked_at, now), stands.snoozed)
    return nudges.still_waiting(matter, min(stands.nudged, 2), back, _zone(reader, now))


def _asked_of(effect: AskWhen | Deliver, table: Table, now: datetime) -> View | None:
    gap, desk = table.gap, table.desks.get(effect.to)
    if gap is None or desk is None:
        return None
    matter = _waiting(gap, desk, now)
    draw = nudges.ask_when if isinstance(effect, AskWhen) else nudges.delivered
    return draw(matter, _zone(desk, now))


def _waiting(gap: Gap, desk: Desk, now: datetime) -> nudges.Waiting:
    matter = Matter(f"{GAP}{gap.identity}")
    return nudges.Waiting(gap, hours.working_time(desk.calendar, gap.asked_at, now), latest_snooze(matter, desk))


def _zone(desk: Desk | None, now: datetime) -> str:
    return quiet.zone_of(desk.calendar, now).key if desk is not None else "UTC"
