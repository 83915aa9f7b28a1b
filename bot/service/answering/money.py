"""The books of an engagement: gathered where something about money is decided, drawn when it is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from bot.engine.money import bookkeeping, budget, cap_warnings, reckoning
from bot.engine.requests import understood
from bot.engine.typed.periods import local_day, period
from bot.engine.workload.room_for_more import ROOM
from bot.ports import Place, Question, UnitOfWork
from bot.service.agreements import agreements
from bot.service.answering import keeping
from bot.service.gather import Gatherer
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import LookUp
from bot.vocabulary.booked import Booked, RemindContract, ShowEntries, TellBudget, TellEntry, TellTerms
from bot.vocabulary.books import NAMED, books
from bot.vocabulary.budget import Statement, Usage
from bot.vocabulary.entries import EntryStep
from bot.vocabulary.events import Given, WakeupDue
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.records import Engagement
from bot.vocabulary.terms import DutyId
from bot.vocabulary.view import Document, Section, View
from bot.wording import budget as budget_words
from bot.wording import budget_signs
from bot.wording import entries as entry_words
from bot.wording import money as money_words
from bot.wording import statement as statement_words
from bot.wording import terms as terms_words

KINDS: Final[tuple[type[Any], ...]] = tuple(kind for kind in NAMED if kind is not EntryStep)


async def with_books(event: Given | WakeupDue, situation: Agreements, work: UnitOfWork) -> Agreements:
    """The situation with its books, where an event is about money; else as it was."""
    if isinstance(event, WakeupDue):
        concerns = event.kind in {*bookkeeping.MOMENTS, ROOM}
    else:
        concerns = understood(event, situation).action in {*bookkeeping.RULES, "capacity"}
    return await opened(situation, work) if concerns else situation


async def opened(situation: Agreements, work: UnitOfWork) -> Agreements:
    """The situation with the books of all its engagements."""
    return replace(situation, affairs=await with_their_books(situation.affairs, work))


async def with_their_books(all_affairs: Sequence[Affairs], work: UnitOfWork) -> tuple[Affairs, ...]:
    """Engagements of one workspace with their books, in one journey to the store."""
    if not all_affairs:
        return ()
    which = frozenset(each.engagement.id for each in all_affairs)
    questions = [Question(kind, {"engagement": which}) for kind in KINDS]
    found = await work.find_each(all_affairs[0].engagement.workspace, questions)
    kept = [record for records in found for record in records]
    return tuple(replace(each, books=books(kept, each.engagement.id)) for each in all_affairs)


async def with_its_books(affairs: Affairs, work: UnitOfWork) -> Affairs:
    """One engagement with its books."""
    return (await with_their_books([affairs], work))[0]


async def at_home(person: PersonId, situation: Agreements, at: datetime, work: UnitOfWork) -> tuple[Section, ...]:
    """How the budgets of somebody's engagements stand, for their page."""
    mine = await with_their_books(situation.of(person), work)
    return budget_signs.at_home([reckoning.stands(each, person, at, situation) for each in mine])


def files(statement: Statement, situation: Agreements) -> tuple[Document, ...]:
    """A statement to take along: a table whose cells are inert (S12), and a page to print."""
    name = f"statement-{statement.first.isoformat()}-{statement.last.isoformat()}"
    rows = statement_words.rows(statement, situation)
    return (
        *((Document(f"{name}.csv", "text/csv", keeping.table(rows)),) if rows else ()),
        Document(f"{name}.html", "text/html", statement_words.page(statement, situation)),
    )


async def history(asked: LookUp, at: datetime, situation: Agreements, work: UnitOfWork) -> View:
    """Everything that happened to an entry."""
    steps = await work.find(EntryStep, situation.workspace, entry=asked.about)
    return entry_words.history(steps, situation.zone(asked.person))


async def shown(
    effect: Booked, workspace: WorkspaceId, work: UnitOfWork, gatherer: Gatherer, now: datetime
) -> View | None:
    """The card of what is said about money, as the books are now; None where there is no more reason to say it."""
    found = await work.find(Engagement, workspace, id=effect.engagement, ended_at=None)
    if not found:
        return None
    situation = await agreements(work, gatherer, Place(workspace, found[0].conversations[0]), effect.to)
    affairs = next((each for each in situation.affairs if each.engagement.id == effect.engagement), None)
    if affairs is None or not affairs.has_joined(effect.to):
        return None
    affairs = await with_its_books(affairs, work)
    if isinstance(effect, TellBudget):
        return _budget(effect, affairs, situation, now)
    if isinstance(effect, ShowEntries):
        waiting = reckoning.waiting(affairs, effect.to)
        return entry_words.to_confirm(waiting, effect.engagement, affairs.engagement.name) if waiting else None
    if isinstance(effect, TellTerms):
        return _terms(effect, affairs)
    return await _entry(effect, affairs, work) if isinstance(effect, TellEntry) else _contract(effect, affairs)


def _terms(effect: TellTerms, affairs: Affairs) -> View | None:
    """Unless there are newer ones, which are told by themselves."""
    versions = affairs.books.versions(DutyId(effect.duty))
    if not versions or versions[-1].number != effect.number:
        return None
    latest = versions[-1]
    before = [each for each in versions[:-1] if each.since <= latest.since]
    return terms_words.told(latest, before[-1] if before else None)


def _budget(effect: TellBudget, affairs: Affairs, situation: Agreements, now: datetime) -> View | None:
    """Said as long as it is still so, of the period in which it was."""
    today, first = local_day(now, affairs.engagement.zone), date.fromisoformat(effect.slot)
    held = next((each for each in budget.caps(affairs, today) if each.key == effect.cap), None)
    if held is None:
        return None
    day = today if period(held.cap.per, today).first == first else period(held.cap.per, first).last
    usage = _usage(budget.usages(affairs, day, today, reckoning.calendars(affairs, situation)), effect)
    if usage is None or not _still(usage, effect.level):
        return None
    can_change = affairs.is_owner(effect.to)
    return budget_words.warning(usage, effect.level, can_change, effect.engagement, affairs.engagement.name)


def _usage(usages: Iterable[Usage], effect: TellBudget) -> Usage | None:
    return next((each for each in usages if (each.key, cap_warnings.slot(each)) == (effect.cap, effect.slot)), None)


def _still(usage: Usage, level: str) -> bool:
    if level == cap_warnings.PACE:
        return usage.pace is not None and usage.pace.reached is not None
    return usage.share >= int(level)


async def _entry(effect: TellEntry, affairs: Affairs, work: UnitOfWork) -> View | None:
    entry = affairs.books.entry(effect.entry)
    steps = await work.find(EntryStep, affairs.engagement.workspace, entry=effect.entry, number=effect.step)
    return entry_words.told(entry, steps[0]) if entry and steps else None


def _contract(effect: RemindContract, affairs: Affairs) -> View | None:
    contract, day = affairs.books.contract, date.fromisoformat(effect.day)
    if contract is None or getattr(contract, effect.which) != day:
        return None
    return terms_words.reminder(effect.which, money_words.dated(day), contract, affairs.engagement.name)
