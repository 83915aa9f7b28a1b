"""Which records are the same one: what names each, and when a later one takes the place of what is kept.

Every store follows this, so the same records in give the same records out, whatever keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Final

from bot.vocabulary.agreements import Draft, Expectation, ExpectationStep, Goal, Profile
from bot.vocabulary.books import CONCERNING, NAMED, NEVER_REWRITTEN
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.checkins import Blocker, CheckIn, CheckInAnswer, CheckInSchedule
from bot.vocabulary.coaching import HintKept
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
    OutgoingState,
    PersonKept,
    Reach,
    SetAside,
    Snooze,
    Wakeup,
    WeekKept,
)
from bot.vocabulary.vetting import Candidacy, GoneAhead, VettingList, VettingTemplate, VettingTick

IDENTITY: Final[Mapping[type, tuple[str, ...]]] = {
    Gap: ("identity",),
    MessageKept: ("heard.message",),
    PersonKept: ("person.id",),
    ConversationKept: ("conversation.id",),
    CalibrationKept: (),
    Engagement: ("id",),
    Member: ("engagement", "person"),
    HoursKept: ("person", "hours.since"),
    AbsenceKept: ("person", "do_not_disturb", "absence.first"),
    NudgeKept: ("to", "about", "at"),
    Snooze: ("by", "about", "at"),
    HeldBack: ("to", "about", "at"),
    Wakeup: ("kind", "subject", "slot"),
    Outgoing: ("key",),
    Reach: ("conversation",),
    SetAside: ("key",),
    Expectation: ("id",),
    ExpectationStep: ("expectation", "number"),
    Goal: ("id",),
    Profile: ("engagement", "person"),
    Draft: ("id",),
    VettingList: ("engagement",),
    VettingTemplate: ("name",),
    VettingTick: ("engagement", "person", "item"),
    Candidacy: ("engagement", "person"),
    GoneAhead: ("expectation",),
    RoomAsked: ("engagement", "person", "at"),
    HintKept: ("engagement", "to", "person", "code"),
    WeekKept: ("engagement", "person", "week"),
    **NAMED,
    CheckInSchedule: ("engagement", "person"),
    CheckIn: ("id",),
    CheckInAnswer: ("check_in",),
    Blocker: ("id",),
    FeedbackAsked: ("id",),
    Feedback: ("id",),
    Installation: (),
}
"""What names a record inside its workspace: fields, or parts of fields. A record that is kept stands in here."""

ABOUT: Final[Mapping[type, tuple[str, ...]]] = {
    Gap: ("asked_by", "owed_by"),
    MessageKept: ("heard.author",),
    PersonKept: ("person.id",),
    Member: ("person",),
    HoursKept: ("person",),
    AbsenceKept: ("person",),
    NudgeKept: ("to",),
    Snooze: ("by",),
    HeldBack: ("to",),
    Outgoing: ("recipient",),
    Wakeup: ("person",),
    Expectation: ("asked_by", "owed_by"),
    ExpectationStep: ("by",),
    Goal: ("set_by",),
    Profile: ("person",),
    Draft: ("by", "person"),
    VettingList: ("set_by",),
    VettingTick: ("person", "by"),
    Candidacy: ("person",),
    GoneAhead: ("person", "by"),
    RoomAsked: ("person",),
    HintKept: ("to", "person"),
    WeekKept: ("person",),
    **CONCERNING,
    CheckInSchedule: ("person",),
    CheckIn: ("person",),
    CheckInAnswer: ("person",),
    Blocker: ("person", "by"),
    FeedbackAsked: ("by", "about"),
    Feedback: ("by", "about"),
}
"""Whom a record is about: what goes when that person's part is erased."""

MENTIONING: Final[Mapping[type, str]] = {MessageKept: "heard", Gap: "closed_by"}
"""Records that are about others and may mention somebody, and the field that does: whom a message addressed, and who
answered what the whole room was asked. When that person's part is erased, they stay and no longer say who it was."""

SHARED: Final[frozenset[type]] = frozenset({PersonKept, Engagement, Member, HoursKept, AbsenceKept})
"""What holds in all conversations of a workspace: a change of it makes every situation there another one.

What was learnt (`CalibrationKept`) is not among them: it moves with every reply, and each process goes on learning.
"""

ONCE: Final[frozenset[type]] = frozenset({Wakeup, ExpectationStep, *NEVER_REWRITTEN})
"""Records that never change: the first stays."""

SETTLED: Final = frozenset({OutgoingState.SENT, OutgoingState.RECONCILED, OutgoingState.SUPPRESSED, OutgoingState.DEAD})
"""What has come to its end; nothing that is told later changes it."""


@cache
def identify(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """How to tell a record's name, its workspace first."""
    if not IDENTITY[kind]:
        return lambda record: (record.workspace,)
    return attrgetter("workspace", *IDENTITY[kind])


def replaces(kept: Any, later: Any) -> bool:
    """Whether `later` takes the place of `kept`, which has the same name."""
    if type(later) in ONCE:
        return False
    return _settles(kept, later) if isinstance(later, Outgoing) else True


def _settles(kept: Outgoing, later: Outgoing) -> bool:
    """Never posted twice: what is new does not begin again what was begun, and `tries` fences off who came too late.

    Taking a post raises its tries. So a process that had it before another one took it over settles nothing any more,
    and a new one under a known key (PENDING, no tries) changes nothing at all.
    """
    is_new = later.state is OutgoingState.PENDING and later.tries == 0
    return not is_new and kept.state not in SETTLED and later.tries >= kept.tries


def part(path: str) -> str:
    """A part of a field as one name: `person.id` is asked for as `person_id`."""
    return path.replace(".", "_")


@cache
def reader(kind: type, name: str) -> Callable[[Any], Any]:
    """How to read what a question names: a field of the record, a part of its identity, or whom it is about."""
    paths = {part(path): path for path in (*IDENTITY[kind], *ABOUT.get(kind, ()))}
    return attrgetter(paths.get(name, name))
