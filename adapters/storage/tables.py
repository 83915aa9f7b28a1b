"""Every table. To keep a new type of record, declare it here in one line, and ask Alembic for the migration.

The workspace comes first in every key and every index, so that no question can reach into another one by mistake;
but for the two queues, which are emptied for all workspaces in the order of time.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, MetaData, Table, text

from adapters.storage.columns import Moment, Words
from adapters.storage.mapping import Kept, kept
from bot.vocabulary.agreements import Draft, Expectation, ExpectationStep, Goal, Profile
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.checkins import Blocker, CheckIn, CheckInAnswer, CheckInSchedule
from bot.vocabulary.coaching import HintKept
from bot.vocabulary.entries import BudgetWarned, Entry, EntryStep
from bot.vocabulary.feedback import Feedback, FeedbackAsked
from bot.vocabulary.installing import Installation
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
    Outgoing,
    PersonKept,
    Reach,
    SetAside,
    Snooze,
    Wakeup,
    WeekKept,
)
from bot.vocabulary.terms import Ceiling, Contract, ExchangeRate, Terms
from bot.vocabulary.vetting import Candidacy, GoneAhead, VettingList, VettingTemplate, VettingTick

NAMES: Final = {"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}
metadata: Final = MetaData(naming_convention=NAMES)
WAITING: Final = "state IN ('open', 'acknowledged')"
UNDER_WAY: Final = "state IN ('sending', 'unknown')"
ACTIVE: Final = "state IN ('pending', 'sending', 'unknown')"


def _without_words(record: MessageKept) -> MessageKept:
    """Words of messages are for the memory of a process only."""
    heard = record.heard
    if not heard.reading.words:
        return record
    return record._replace(heard=heard._replace(reading=heard.reading._replace(words=())))


GAPS: Final = kept(metadata, Gap, "gaps")
MESSAGES: Final = kept(metadata, MessageKept, "messages", also=("heard.at", "heard.thread"), tidy=_without_words)
PEOPLE: Final = kept(metadata, PersonKept, "people")
CONVERSATIONS: Final = kept(metadata, ConversationKept, "conversations")
CALIBRATIONS: Final = kept(metadata, CalibrationKept, "calibrations")
ENGAGEMENTS: Final = kept(metadata, Engagement, "engagements")
MEMBERS: Final = kept(metadata, Member, "members")
HOURS: Final = kept(metadata, HoursKept, "hours")
ABSENCES: Final = kept(metadata, AbsenceKept, "absences")
NUDGES: Final = kept(metadata, NudgeKept, "nudges")
SNOOZES: Final = kept(metadata, Snooze, "snoozes")
HELD_BACK: Final = kept(metadata, HeldBack, "held_back")
WAKEUPS: Final = kept(metadata, Wakeup, "wakeups")
OUTGOING: Final = kept(metadata, Outgoing, "outgoing", also=("lane",))
REACHES: Final = kept(metadata, Reach, "reaches")
SET_ASIDE: Final = kept(metadata, SetAside, "set_aside")
EXPECTATIONS: Final = kept(metadata, Expectation, "expectations")
STEPS: Final = kept(metadata, ExpectationStep, "expectation_steps")
GOALS: Final = kept(metadata, Goal, "goals")
PROFILES: Final = kept(metadata, Profile, "profiles")
DRAFTS: Final = kept(metadata, Draft, "drafts")
VETTING_LISTS: Final = kept(metadata, VettingList, "vetting_lists")
VETTING_TEMPLATES: Final = kept(metadata, VettingTemplate, "vetting_templates")
VETTING_TICKS: Final = kept(metadata, VettingTick, "vetting_ticks")
CANDIDACIES: Final = kept(metadata, Candidacy, "candidacies")
GONE_AHEAD: Final = kept(metadata, GoneAhead, "gone_ahead")
ROOM_ASKED: Final = kept(metadata, RoomAsked, "room_asked")
HINTS: Final = kept(metadata, HintKept, "hints")
WEEKS: Final = kept(metadata, WeekKept, "weeks")
TERMS: Final = kept(metadata, Terms, "terms")
CEILINGS: Final = kept(metadata, Ceiling, "ceilings")
EXCHANGE_RATES: Final = kept(metadata, ExchangeRate, "exchange_rates")
CONTRACTS: Final = kept(metadata, Contract, "contracts")
ENTRIES: Final = kept(metadata, Entry, "entries")
ENTRY_STEPS: Final = kept(metadata, EntryStep, "entry_steps")
BUDGET_WARNED: Final = kept(metadata, BudgetWarned, "budget_warned")
SCHEDULES: Final = kept(metadata, CheckInSchedule, "check_in_schedules")
CHECK_INS: Final = kept(metadata, CheckIn, "check_ins")
CHECK_IN_ANSWERS: Final = kept(metadata, CheckInAnswer, "check_in_answers")
BLOCKERS: Final = kept(metadata, Blocker, "blockers")
FEEDBACK_ASKED: Final = kept(metadata, FeedbackAsked, "feedback_asked")
FEEDBACK: Final = kept(metadata, Feedback, "feedback")
INSTALLATIONS: Final = kept(metadata, Installation, "installations")

ALL: Final[dict[type, Kept]] = {each.kind: each for each in globals().values() if isinstance(each, Kept)}
"""How each type of record is kept."""


def _index(of: Kept, *columns: str, name: str = "", where: str | None = None) -> None:
    """An index, of some rows only if told so."""
    only = None if where is None else text(where)
    name = f"ix_{of.table.name}_{name or '_'.join(columns)}"
    Index(name, *(of.table.c[column] for column in columns), postgresql_where=only, sqlite_where=only)


_index(GAPS, "workspace", "conversation", where=WAITING)
_index(GAPS, "workspace", "owed_by", where=WAITING)
_index(GAPS, "workspace", "closed_at", where="closed_at IS NOT NULL")
_index(MESSAGES, "workspace", "conversation", "heard_at", name="top", where="heard_thread IS NULL")
_index(MESSAGES, "workspace", "conversation", "heard_at", name="threads", where="heard_thread IS NOT NULL")
_index(EXPECTATIONS, "workspace", "engagement")
_index(GOALS, "workspace", "engagement")
_index(DRAFTS, "workspace", "by")
_index(CHECK_INS, "workspace", "engagement")
_index(CHECK_IN_ANSWERS, "workspace", "engagement")
_index(BLOCKERS, "workspace", "engagement")
_index(FEEDBACK_ASKED, "workspace", "engagement")
_index(FEEDBACK, "workspace", "engagement")
_index(GONE_AHEAD, "workspace", "engagement")
_index(TERMS, "workspace", "engagement")
_index(ENTRIES, "workspace", "engagement")
# the two queues: by time, over all workspaces
_index(WAKEUPS, "at")
_index(OUTGOING, "not_before", where="state = 'pending'")
_index(OUTGOING, "claimed_at", where=UNDER_WAY)
_index(OUTGOING, "workspace", "lane", "created_at", where=ACTIVE)
_index(OUTGOING, "workspace", "card", where="card <> ''")

SEEN: Final = Table(
    "seen",
    metadata,
    Column("workspace", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("ix_seen_workspace_at", "workspace", "at"),
    sqlite_with_rowid=False,
)
"""Facts that were taken in: each is decided once."""

PLACES: Final = Table(
    "places",
    metadata,
    Column("workspace", Words, primary_key=True),
    Column("conversation", Words, primary_key=True),
    Column("version", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""The versions of conversations. Whoever decides about one holds its row."""

WORKSPACES: Final = Table(
    "workspaces",
    metadata,
    Column("workspace", Words, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("left_at", Moment, nullable=True),
    sqlite_with_rowid=False,
)
"""The versions of what holds in all conversations of a workspace: people, engagements, hours. All that stays of one
that was left is its row here: when that was, and the version, under which no process may take up what it knew."""
