"""One or more made-up records of every type that is kept; whoever adds a type adds it here (a test reminds)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from bot.ports import Store
from bot.vocabulary.agreements import (
    Altered,
    Change,
    Draft,
    Expectation,
    ExpectationState,
    ExpectationStep,
    Goal,
    Move,
    Profile,
)
from bot.vocabulary.calendar import ALWAYS, DEFAULT_WEEK, Absence, Span, WorkingHours
from bot.vocabulary.capacity import RoomAsked
from bot.vocabulary.coaching import HintKept
from bot.vocabulary.effects import InConversation, Matter, Nudge, OutsideHours, StillWaiting, ToPerson, gap_matter
from bot.vocabulary.events import Value
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    ConversationKind,
    EngagementId,
    ExpectationId,
    GapId,
    GoalId,
    GroupId,
    MessageId,
    Person,
    PersonId,
    Side,
    WorkspaceId,
)
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import (
    AbsenceKept,
    CalibrationKept,
    ClosedBy,
    Closing,
    ConversationKept,
    Engagement,
    Gap,
    GapState,
    HeldBack,
    Hole,
    HoursKept,
    Member,
    MemberState,
    MessageKept,
    NudgeKept,
    Outgoing,
    OutgoingState,
    PersonKept,
    Reach,
    Record,
    SetAside,
    Snooze,
    Wakeup,
)
from bot.vocabulary.signals import ASKS, Heard, Link, Reading, Reason
from bot.vocabulary.vetting import (
    STANDARD,
    Candidacy,
    CandidacyState,
    GoneAhead,
    VettingItem,
    VettingList,
    VettingTemplate,
    VettingTick,
)
from tests.kept_books import books
from tests.kept_talk import talked

ACME, OTHER = WorkspaceId("acme"), WorkspaceId("other")
SITE, SHOP = ConversationId("site"), ConversationId("shop")
ANA, SAM, KIM = PersonId("ana"), PersonId("sam"), PersonId("kim")
BUILD: Final = EngagementId("build")
NOW: Final = datetime(2026, 6, 1, 10, 0, 0, 250_000, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
FACTS: Final = Reason("named", ("Ünïcode ✅", 0.75, 3))


def later(hours: float) -> datetime:
    """So many hours after `NOW`."""
    return NOW + hours * HOUR


def gap(number: int = 1, workspace: WorkspaceId = ACME, **changes: Any) -> Gap:
    """Ana waits for Sam."""
    parts: dict[str, Any] = {
        "conversation": SITE,
        "thread": None,
        "message": MessageId(f"site/{number}"),
        "asked_by": ANA,
        "owed_by": SAM,
        "group": None,
        "asked_at": later(number),
        "due_at": later(number + 8),
        "signs": ASKS,
        "because": (FACTS, Reason("question", (0.9,))),
    }
    return Gap(workspace, **{**parts, **changes})


def heard(number: int, thread: int | None = None, author: PersonId = ANA) -> Heard:
    """A message, the n-th second."""
    root = None if thread is None else MessageId(f"site/{thread}")
    reading = Reading(ASKS, (SAM,), (GroupId("team"),), (), 7, 0.8)
    link = Link(MessageId("site/0"), 0.4, Reason("previous"))
    at = NOW + timedelta(seconds=number)
    return Heard(MessageId(f"site/{number:05}"), at, author, root, None, False, reading, link)


def outgoing(key: str, workspace: WorkspaceId = ACME, **changes: Any) -> Outgoing:
    """A nudge for Sam."""
    parts: dict[str, Any] = {
        "to": ToPerson(SAM),
        "effect": Nudge(SAM, (gap_matter(GapId("1")), Matter("expectation/2"))),
        "created_at": NOW,
        "not_before": NOW,
    }
    return Outgoing(workspace, key, **{**parts, **changes})


def wakeup(slot: str, at: datetime = NOW, workspace: WorkspaceId = ACME) -> Wakeup:
    """A moment for Sam's nudges."""
    return Wakeup(workspace, "nudge", SAM, slot, at)


def member(person: PersonId, side: Side, state: MemberState = MemberState.JOINED, **changes: Any) -> Member:
    """Somebody in the engagement."""
    return replace(Member(ACME, BUILD, person, side, state, NOW), **changes)


def engagement(workspace: WorkspaceId = ACME, **changes: Any) -> Engagement:
    """What Ana and Sam agreed on, in the conversation about the site."""
    parts: dict[str, Any] = {
        "id": BUILD,
        "name": "The site",
        "conversations": (SITE,),
        "zone": "Europe/Berlin",
        "started_at": NOW,
        "policy": Policy(answer_within=timedelta(hours=4, microseconds=1)),
    }
    return Engagement(workspace, **{**parts, **changes})


def hours(person: PersonId, zone: str, since: datetime = ALWAYS, **changes: Any) -> HoursKept:
    """The hours somebody keeps."""
    return HoursKept(ACME, person, WorkingHours(zone, DEFAULT_WEEK, since=since, **changes))


def expectation(number: int = 1, workspace: WorkspaceId = ACME, **changes: Any) -> Expectation:
    """Ana expects something of Sam."""
    parts: dict[str, Any] = {
        "id": ExpectationId(f"e{number}"),
        "engagement": BUILD,
        "conversation": SITE,
        "asked_by": ANA,
        "owed_by": SAM,
        "what": "The header “in blue”",
        "created_at": NOW,
        "put_at": NOW,
        "since": NOW,
        "due_at": later(48),
        "state": ExpectationState.ANOTHER_DATE,
    }
    return Expectation(workspace, **{**parts, **changes})


def step(workspace: WorkspaceId, number: int) -> ExpectationStep:
    """Something that happened to the expectation."""
    altered = (Altered(Change.DONE_WHEN, "", "it is blue"),)
    states = (ExpectationState.PROPOSED, ExpectationState.ANOTHER_DATE)
    return ExpectationStep(
        workspace, ExpectationId("e1"), number, NOW, SAM, Move.PROPOSE_DATE, *states, "Friday?", altered
    )


def every_record(workspace: WorkspaceId = ACME) -> dict[type, Sequence[Record]]:
    """Records of every type, in the order of their identity; none of a type has the identity of another."""
    closed = Closing(ClosedBy.THREAD, MessageId("site/9"), SAM)
    night = (Span(time(22), time(2, 30)),)
    matter = gap_matter(gap().identity)
    return {
        Gap: [
            gap(1, workspace),
            gap(2, workspace, owed_by=None, group=GroupId("team"), due_at=None, joined=(MessageId("site/3"),)),
            gap(4, workspace, state=GapState.ANSWERED, closed_at=later(6), closed_by=closed, acknowledged_at=later(5)),
        ],
        MessageKept: [MessageKept(workspace, SITE, heard(1)), MessageKept(workspace, SITE, heard(2, thread=1))],
        PersonKept: [
            PersonKept(workspace, Person(ANA, "Ana", ("ana", "Ánà"), "UTC")),
            PersonKept(workspace, Person(SAM, "")),
        ],
        ConversationKept: [
            ConversationKept(workspace, Conversation(SHOP, "", ConversationKind.DIRECT)),
            ConversationKept(workspace, Conversation(SITE, "site", members=frozenset({SAM, ANA}))),
        ],
        Installation: [
            Installation(
                workspace,
                "Acme",
                NOW,
                "U0OPENLINE",
                "B0OPENLINE",
                "v1.k1.c2VhbGVk",
                "v1.k1.cmVmcmVzaA==",
                later(9),
                True,
                WorkspaceId("E0"),
                "invalid_refresh_token",
            )
        ],
        CalibrationKept: [CalibrationKept(workspace, Calibration(0.5, -0.25, 0.0, 12, 1))],
        Engagement: [engagement(workspace), engagement(workspace, id=EngagementId("ended"), ended_at=later(1))],
        Member: [Member(workspace, BUILD, each, Side.OWNER, MemberState.INVITED, NOW, True) for each in (ANA, SAM)],
        HoursKept: [
            HoursKept(workspace, SAM, WorkingHours("Asia/Manila", (night,) * 6 + ((),), "PH")),
            HoursKept(workspace, SAM, WorkingHours("Asia/Manila", DEFAULT_WEEK, None, NOW)),
        ],
        AbsenceKept: [AbsenceKept(workspace, SAM, Absence(NOW, later(9), "ill"), each) for each in (False, True)],
        NudgeKept: [NudgeKept(workspace, SAM, matter, later(each), each) for each in (1, 2)],
        Snooze: [
            Snooze(workspace, SAM, matter, NOW, later(1), 1, "lunch"),
            Snooze(workspace, SAM, matter, later(2), later(3), 2),
        ],
        HeldBack: [HeldBack(workspace, SAM, matter, NOW, FACTS)],
        Wakeup: [wakeup("a", NOW, workspace), wakeup("b", later(1), workspace)],
        Outgoing: [
            outgoing(
                "a",
                workspace,
                state=OutgoingState.SENT,
                tries=1,
                settled_at=NOW,
                receipt="42",
                claimed_at=NOW,
                card="one",
            ),
            outgoing(
                "b",
                workspace,
                to=InConversation(SITE, MessageId("site/1")),
                effect=StillWaiting(ANA, matter),
                why=FACTS,
            ),
            outgoing("c", workspace, effect=OutsideHours(ANA, matter, later(12)), not_before=later(1)),
        ],
        Reach: [
            Reach(workspace, SHOP, NOW, False, (Hole(NOW, later(1), "forbidden"),)),
            Reach(workspace, SITE, NOW, True),
        ],
        SetAside: [
            SetAside(workspace, "posted:1", None, NOW, "KeyError"),
            SetAside(workspace, "posted:2", SITE, NOW, "ValueError"),
        ],
        Expectation: [expectation(1, workspace), expectation(2, workspace, due_at=None, goal=GoalId("g"))],
        ExpectationStep: [step(workspace, 1), step(workspace, 2)],
        Goal: [Goal(workspace, GoalId("g"), BUILD, "Sell more", ANA, NOW)],
        Profile: [Profile(workspace, BUILD, SAM, NOW, 12.5, "by mail", "design")],
        VettingList: [VettingList(workspace, BUILD, STANDARD, ANA, NOW, ("abc123",))],
        VettingTemplate: [
            VettingTemplate(workspace, "b", (), NOW),
            VettingTemplate(workspace, "standard", (VettingItem("x", "“Ünïcode” checked", is_required=False),), NOW),
        ],
        VettingTick: [
            VettingTick(workspace, BUILD, SAM, "interview", NOW, ANA, "went well"),
            VettingTick(workspace, BUILD, SAM, "trial", NOW, ANA, is_done=False, expectation=ExpectationId("e1")),
        ],
        Candidacy: [
            Candidacy(workspace, BUILD, KIM, NOW),
            Candidacy(workspace, BUILD, SAM, NOW, CandidacyState.THANKED, later(24)),
        ],
        GoneAhead: [GoneAhead(workspace, BUILD, SAM, ANA, NOW, ExpectationId("e1"), (FACTS,))],
        RoomAsked: [
            RoomAsked(workspace, BUILD, SAM, NOW, 8.5),
            RoomAsked(workspace, BUILD, SAM, later(400), 4.0, later(401), has_room=True, hours=3.5),
        ],
        HintKept: [HintKept(workspace, BUILD, ANA, SAM, "outside", NOW)],
        **books(workspace, BUILD, ANA, SAM, NOW),
        Draft: [Draft(workspace, "d", ANA, "expect", "", (Value("what", "x"),), NOW, person=SAM)],
        **talked(workspace),
    }


async def keep(store: Store, *records: Record) -> None:
    """Remember records, and commit."""
    async with store.begin() as work:
        await work.remember(records)
        await work.commit()
