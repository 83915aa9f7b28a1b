"""Read-only answers: what is my turn, what do others owe me, how does it stand, what is kept about me."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

from bot.engine import access, hours
from bot.engine.lifecycle import FINAL, turn
from bot.engine.reviews.working_together import WINDOW
from bot.ports import UnitOfWork
from bot.service.answering import capacities, getting_to_know, keeping, money, weeks
from bot.vocabulary import commands
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, ExpectationState, Part
from bot.vocabulary.answers import LookUp
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap
from bot.vocabulary.view import Document, View
from bot.wording import checkins_of_week, health, home, listings
from bot.wording.listings import Item

WORKING: Final = ExpectationState.ACKNOWLEDGED
"""Whoever works on something owes nobody a move before it is due."""


async def look_up(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    """Answer a question that only looks."""
    return await _ANSWERS[asked.command](asked, at, situation, work)


async def _mine(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    owed, owing = await waits(asked.person, at, situation, work)
    return listings.mine(owed, len(owing), situation.zone(asked.person))


async def _waiting(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    owed, owing = await waits(asked.person, at, situation, work)
    return listings.waiting(owing, len(owed), situation.zone(asked.person))


async def waits(
    person: PersonId, at: datetime, situation: Agreements, work: UnitOfWork
) -> tuple[list[Item], list[Item]]:
    """What is somebody's turn, and what others owe them, each oldest first; an owner's decisions come first."""
    workspace = situation.workspace
    owed = [
        _asked(gap, gap.asked_by, at, situation) for gap in await work.gaps(workspace, owed_by=person) if gap.is_waiting
    ]
    owing = [
        _asked(gap, gap.owed_by, at, situation) for gap in await work.gaps(workspace, asked_by=person) if gap.is_waiting
    ]
    for affairs in situation.of(person):
        for each in affairs.expectations:
            if each.state not in FINAL and person in _seen_by(each):
                (owed if whose_turn(each) == person else owing).append(_expected(each, person, at, situation))
    decides_first = any(affairs.is_owner(person) for affairs in situation.of(person))
    in_order = sorted(owed, key=lambda item: (decides_first and is_own_work(item, person), item.since))
    return in_order, sorted(owing, key=_since)


def _seen_by(each: Expectation) -> tuple[PersonId, ...]:
    """Nobody but the asker sees what is handed out later."""
    return (each.asked_by,) if each.state is ExpectationState.SCHEDULED else (each.asked_by, each.owed_by)


def is_own_work(item: Item, person: PersonId) -> bool:
    """Whether it is something to be done, and no question or decision on which somebody else's work waits."""
    return isinstance(item.matter, Expectation) and item.matter.owed_by == person


def whose_turn(expectation: Expectation) -> PersonId | None:
    """The person whose move an expectation is."""
    part = turn(expectation.state)
    if part is None:
        return None
    return expectation.owed_by if part is Part.DOER else expectation.asked_by


def _since(item: Item) -> datetime:
    return item.since


def _asked(gap: Gap, other: PersonId | None, at: datetime, situation: Agreements) -> Item:
    calendar = situation.calendar(gap.owed_by or gap.asked_by)
    told = (each for affairs in situation.affairs for each in affairs.blockers if each.message == gap.message)
    return Item(gap, other, gap.asked_at, hours.working_time(calendar, gap.asked_at, at), next(told, None))


def _expected(expectation: Expectation, person: PersonId, at: datetime, situation: Agreements) -> Item:
    other = expectation.asked_by if person == expectation.owed_by else expectation.owed_by
    calendar = situation.calendar(whose_turn(expectation) or person)
    return Item(expectation, other, expectation.since, hours.working_time(calendar, expectation.since, at))


async def _home(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    owed, owing = await waits(asked.person, at, situation, work)
    stand = [
        home.Stands(each, health.summed_up(await weeks.health(each, situation, at, work, changes=False)))
        for each in situation.of(asked.person)
    ]
    weeks_taken = capacities.at_home(asked.person, at, situation)
    asked_for = checkins_of_week.at_home(asked.person, at, situation)
    parts = (*asked_for, *await money.at_home(asked.person, situation, at, work), *weeks_taken)
    return home.home(asked.person, owed, owing, stand, situation, parts)


async def _health(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    affairs = _affairs(asked, situation)
    found = await weeks.health(affairs, situation, at, work)
    return health.view(found, affairs.engagement.name, situation.zone(asked.person), affairs.is_owner(asked.person))


def _affairs(asked: LookUp, situation: Agreements) -> Affairs:
    return next(each for each in situation.affairs if each.engagement.id == asked.engagement)


def _is_of(gap: Gap, affairs: Affairs) -> bool:
    """Between two people of this engagement, in one of its conversations."""
    between = {gap.asked_by, gap.owed_by or gap.asked_by}
    return gap.conversation in affairs.engagement.conversations and all(map(affairs.has_joined, between))


async def _digest(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    return await weeks.preview(_affairs(asked, situation), at, situation, asked.person, work)


async def _capacity(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    return capacities.view(asked, _affairs(asked, situation), at, situation)


async def _vet(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    affairs = _affairs(asked, situation)
    gaps = await work.gaps(situation.workspace, since=at - WINDOW)
    between = [gap for gap in gaps if _is_of(gap, affairs)]
    return getting_to_know.view(asked, affairs, between, at, situation)


async def _help(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    command = commands.BY_NAME.get(asked.about.split()[0].lower()) if asked.about else None
    if command is not None:
        return listings.help_one(command)
    affairs = next((each for each in situation.affairs if each.engagement.id == asked.engagement), None)
    return listings.help_all(access.role(situation.person(asked.person), affairs))


async def _privacy(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    kept = await keeping.kept_about(asked.person, situation.workspace, work)
    counts = {kind: len(rows) for kind, rows in kept.items()}
    return listings.privacy(counts, [each.engagement.name for each in situation.of(asked.person)])


async def _export(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    kept = await keeping.kept_about(asked.person, situation.workspace, work)
    return listings.exported(await asyncio.to_thread(_documents, kept, asked.about))


def _documents(kept: keeping.Rows, form: str) -> tuple[Document, ...]:
    """Thousands of rows take a while; nobody else waits for that."""
    return keeping.as_csv(kept) if form == "csv" else (keeping.as_json(kept),)


_ANSWERS: Final[dict[str, Callable[[LookUp, datetime, Agreements, UnitOfWork], Awaitable[View]]]] = {
    "home": _home,
    "mine": _mine,
    "waiting": _waiting,
    "health": _health,
    "digest": _digest,
    "vet": _vet,
    "capacity": _capacity,
    "entry-history": money.history,
    "help": _help,
    "privacy": _privacy,
    "export": _export,
}
