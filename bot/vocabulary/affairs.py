"""What was agreed on, gathered for a decision: the engagements of a conversation and of a person, with all in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, Final

from bot.vocabulary.agreements import Draft, Expectation, Goal, Profile
from bot.vocabulary.books import Books, with_changes
from bot.vocabulary.calendar import Calendar, default_calendar
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.checkins import Blocker, CheckIn, CheckInAnswer, CheckInSchedule
from bot.vocabulary.coaching import HintKept
from bot.vocabulary.desk import Desk
from bot.vocabulary.feedback import Feedback, FeedbackAsked
from bot.vocabulary.identity import identify
from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    ExpectationId,
    Person,
    PersonId,
    Side,
    WorkspaceId,
)
from bot.vocabulary.records import Engagement, Member, MemberState
from bot.vocabulary.vetting import Candidacy, GoneAhead, VettingList, VettingTemplate, VettingTick


@dataclass(frozen=True, slots=True)
class Affairs:
    """One engagement and everything in it. `expectations` are those that are open, and those that ended lately.

    `books` are empty unless something about money is decided or shown: they are long.
    """

    engagement: Engagement
    members: tuple[Member, ...] = ()
    profiles: tuple[Profile, ...] = ()
    goals: tuple[Goal, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    vetting_lists: tuple[VettingList, ...] = ()
    """One, once the owner has begun it."""
    ticks: tuple[VettingTick, ...] = ()
    candidacies: tuple[Candidacy, ...] = ()
    gone_ahead: tuple[GoneAhead, ...] = ()
    room_asked: tuple[RoomAsked, ...] = ()
    hints: tuple[HintKept, ...] = ()
    books: Books = field(default_factory=Books)
    schedules: tuple[CheckInSchedule, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    check_in_answers: tuple[CheckInAnswer, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    feedback_asked: tuple[FeedbackAsked, ...] = ()
    feedback: tuple[Feedback, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it has not been ended."""
        return self.engagement.ended_at is None

    @property
    def joined(self) -> tuple[Member, ...]:
        """Who is in it, in the order of joining."""
        return tuple(member for member in self.members if member.state is MemberState.JOINED)

    def member(self, person: PersonId) -> Member | None:
        """Somebody's part in it, past or present."""
        return next((member for member in self.members if member.person == person), None)

    def has_joined(self, person: PersonId) -> bool:
        """Whether somebody is in it."""
        member = self.member(person)
        return member is not None and member.state is MemberState.JOINED

    def is_owner(self, person: PersonId) -> bool:
        """Whether somebody is in it on the side that hands out work."""
        member = self.member(person)
        return member is not None and member.state is MemberState.JOINED and member.side is Side.OWNER

    def profile(self, person: PersonId) -> Profile | None:
        """What somebody told on joining."""
        return next((profile for profile in self.profiles if profile.person == person), None)


PARTS: Final[Mapping[str, tuple[Any, str]]] = {
    "members": (Member, "since"),
    "profiles": (Profile, "at"),
    "goals": (Goal, "at"),
    "expectations": (Expectation, "created_at"),
    "vetting_lists": (VettingList, "at"),
    "ticks": (VettingTick, "at"),
    "candidacies": (Candidacy, "at"),
    "gone_ahead": (GoneAhead, "at"),
    "room_asked": (RoomAsked, "at"),
    "hints": (HintKept, "at"),
    "schedules": (CheckInSchedule, "at"),
    "check_ins": (CheckIn, "asked_at"),
    "check_in_answers": (CheckInAnswer, "at"),
    "blockers": (Blocker, "at"),
    "feedback_asked": (FeedbackAsked, "at"),
    "feedback": (Feedback, "at"),
}
"""The fields of `Affairs` that hold records of an engagement, in the order of which moment. They are gathered, and
brought up to date after a decision, by this table: a new kind is a field there and a line here."""


def assembled(engagement: Engagement, parts: Mapping[str, Iterable[Any]]) -> Affairs:
    """An engagement with everything in it, by the names of `PARTS`."""
    found: dict[str, Any] = {name: tuple(sorted(parts[name], key=attrgetter(PARTS[name][1]))) for name in PARTS}
    return Affairs(engagement, **found)


def updated(affairs: Affairs, records: Iterable[Any]) -> Affairs:
    """The same engagement after these records were kept."""
    one = affairs.engagement.id
    mine = [each for each in records if getattr(each, "engagement", None) == one]
    engagement = next((each for each in records if isinstance(each, Engagement) and each.id == one), affairs.engagement)
    changed: dict[str, Any] = {
        name: tuple({identify(kind)(each): each for each in (*getattr(affairs, name), *later)}.values())
        for name, (kind, _) in PARTS.items()
        if (later := [each for each in mine if isinstance(each, kind)])
    }
    return replace(affairs, engagement=engagement, books=with_changes(affairs.books, mine, one), **changed)


@dataclass(frozen=True, slots=True)
class Agreements:
    """All that is agreed on in one conversation and by one person; with the people, and the hours they keep.

    `desk` is there where something is about somebody's turn: the desk of whose turn it is.

    `drafts` are that person's own, `templates` those of the workspace.
    """

    workspace: WorkspaceId
    conversation: Conversation
    affairs: tuple[Affairs, ...] = ()
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    calendars: Mapping[PersonId, Calendar] = field(default_factory=dict)
    drafts: tuple[Draft, ...] = ()
    templates: tuple[VettingTemplate, ...] = ()
    desk: Desk | None = None

    def person(self, who: PersonId) -> Person:
        """What is known of somebody; a stranger is called by their id."""
        return self.people.get(who) or Person(who, who)

    def calendar(self, who: PersonId) -> Calendar:
        """Somebody's working time; the default hours in their zone until they have told."""
        return self.calendars.get(who) or default_calendar(self.person(who).zone or self._zone(who))

    def zone(self, who: PersonId) -> str:
        """The zone somebody lives in."""
        return self.calendar(who).versions[-1].zone

    def here(self) -> tuple[Affairs, ...]:
        """The live engagements of this conversation."""
        return tuple(each for each in self.affairs if each.is_live and self._is_here(each, self.conversation.id))

    def of(self, person: PersonId) -> tuple[Affairs, ...]:
        """The live engagements somebody is in, those of this conversation first."""
        mine = [each for each in self.affairs if each.is_live and each.has_joined(person)]
        return tuple(sorted(mine, key=lambda each: not self._is_here(each, self.conversation.id)))

    def expectation(self, which: ExpectationId | str) -> tuple[Affairs, Expectation] | None:
        """An expectation, and the engagement it belongs to."""
        found = ((each, one) for each in self.affairs for one in each.expectations if one.id == which)
        return next(found, None)

    def draft(self, which: str) -> Draft | None:
        """Something this person typed and has not sent."""
        return next((draft for draft in self.drafts if draft.id == which and not draft.is_used), None)

    @staticmethod
    def _is_here(each: Affairs, conversation: ConversationId) -> bool:
        return conversation in each.engagement.conversations

    def _zone(self, who: PersonId) -> str:
        zones: Iterable[str] = (each.engagement.zone for each in self.affairs if each.has_joined(who))
        return next(iter(zones), "UTC")
