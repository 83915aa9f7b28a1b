"""Everything that is kept about one person, for them to see and to take along."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, cast

from bot.ports import UnitOfWork
from bot.vocabulary.agreements import Draft, Expectation, ExpectationStep, Goal, Profile
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.checkins import Blocker, CheckIn, CheckInAnswer, CheckInSchedule
from bot.vocabulary.coaching import HintKept
from bot.vocabulary.entries import BudgetWarned, Entry, EntryStep
from bot.vocabulary.feedback import Feedback, FeedbackAsked
from bot.vocabulary.identity import identify
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.records import (
    AbsenceKept,
    Gap,
    HeldBack,
    HoursKept,
    Member,
    MessageKept,
    NudgeKept,
    Outgoing,
    PersonKept,
    Snooze,
    Wakeup,
    WeekKept,
)
from bot.vocabulary.terms import Ceiling, Contract, ExchangeRate, Terms
from bot.vocabulary.vetting import Candidacy, GoneAhead, VettingList, VettingTick
from bot.vocabulary.view import Document

Rows = Mapping[str, Sequence[object]]

CONCERNS: Final[tuple[tuple[str, type[Any], tuple[str, ...]], ...]] = (
    ("name and time zone", PersonKept, ("person_id",)),
    ("engagements", Member, ("person",)),
    ("what you told on joining", Profile, ("person",)),
    ("working hours", HoursKept, ("person",)),
    ("absences", AbsenceKept, ("person",)),
    ("goals", Goal, ("set_by",)),
    ("expectations", Expectation, ("asked_by", "owed_by")),
    ("steps of expectations", ExpectationStep, ("by",)),
    ("drafts", Draft, ("by", "person")),
    ("terms of pay", Terms, ("set_by", "person")),
    ("ceilings", Ceiling, ("set_by", "person")),
    ("rates between currencies", ExchangeRate, ("set_by",)),
    ("days of the agreement", Contract, ("set_by",)),
    ("time, costs, sales and payments", Entry, ("person", "by")),
    ("steps of these", EntryStep, ("person", "by")),
    ("budget warnings", BudgetWarned, ("person",)),
    ("candidacies", Candidacy, ("person",)),
    ("what was settled before work", VettingTick, ("person", "by")),
    ("vetting lists", VettingList, ("set_by",)),
    ("work handed out anyway", GoneAhead, ("person", "by")),
    ("questions about room for more", RoomAsked, ("person",)),
    ("hints", HintKept, ("to", "person")),
    ("messages", MessageKept, ("heard_author",)),
    ("questions", Gap, ("asked_by", "owed_by")),
    ("reminders", NudgeKept, ("to",)),
    ("reminders put off", Snooze, ("by",)),
    ("reminders held back", HeldBack, ("to",)),
    ("what waits to be sent", Outgoing, ("recipient",)),
    ("moments to look again", Wakeup, ("person",)),
    ("figures of weeks", WeekKept, ("person",)),
    ("when you are asked for check-ins", CheckInSchedule, ("person",)),
    ("check-ins", CheckIn, ("person",)),
    ("answers to check-ins", CheckInAnswer, ("person",)),
    ("what was in the way", Blocker, ("person", "by")),
    ("feedback asked for", FeedbackAsked, ("by", "about")),
    ("feedback", Feedback, ("by", "about")),
)
"""Each kind of record with the fields that name a person."""

RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
"""A spreadsheet takes a cell that begins so for a formula (OWASP: CSV injection)."""


async def kept_about(person: PersonId, workspace: WorkspaceId, work: UnitOfWork) -> dict[str, list[object]]:
    """Everything that names somebody, kind by kind; a record that names them twice stands once."""
    found: dict[str, list[object]] = {}
    for words, kind, names in CONCERNS:
        rows: dict[object, object] = {}
        name_of = identify(cast(type, kind))
        for name in names:
            rows |= {name_of(row): row for row in await work.find(kind, workspace, **{name: person})}
        found[words] = list(rows.values())
    return found


def as_json(kept: Rows) -> Document:
    """One file with everything."""
    told = {kind: [plain(row) for row in rows] for kind, rows in kept.items() if rows}
    return Document("openline.json", "application/json", json.dumps(told, indent=2, ensure_ascii=False, sort_keys=True))


def as_csv(kept: Rows) -> tuple[Document, ...]:
    """A table for each kind; its cells are inert in any spreadsheet (S12)."""
    return tuple(
        Document(f"openline-{kind.replace(' ', '-')}.csv", "text/csv", table([plain(row) for row in rows]))
        for kind, rows in kept.items()
        if rows
    )


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV, with a heading."""
    heading = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([[inert(_cell(row.get(name, ""))) for name in heading] for row in rows])
    return out.getvalue()


def inert(cell: str) -> str:
    """A cell that no spreadsheet calculates: the apostrophe says that it is text."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def plain(value: object) -> Any:
    """A value as JSON knows them."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
        return [plain(part) for part in value]
    return value
