"""A made-up team and what it asked one another, for the tests of the audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.engine import hours
from bot.service.questions import Told, audit
from bot.vocabulary.audit import Audit, Basis
from bot.vocabulary.calendar import DEFAULT_WEEK, Calendar, default_calendar
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.model import (
    Conversation,
    ConversationId,
    GroupId,
    MessageId,
    Person,
    PersonId,
    Side,
    WorkspaceId,
)
from bot.vocabulary.records import ClosedBy, Closing, Gap, GapState
from bot.vocabulary.signals import ASKS, Reason

ACME = WorkspaceId("acme")
SITE = Conversation(ConversationId("C1"), "site")
ANA = Person(PersonId("U1"), "Ana", zone="Europe/Berlin")
SAM = Person(PersonId("U2"), "Sam", zone="America/New_York")
LEE = Person(PersonId("U3"), "Lee")
TEAM = {person.id: person for person in (ANA, SAM, LEE)}
SIDES = {ANA.id: Side.OWNER, SAM.id: Side.ASSISTANT, LEE.id: Side.ASSISTANT}
MONDAY = datetime(2024, 6, 3, 8, tzinfo=UTC)
TARGET = timedelta(hours=8)
END = MONDAY + timedelta(weeks=3)


def gap(
    asked_by: Person = ANA,
    owed_by: Person | None = SAM,
    at: datetime = MONDAY,
    after: timedelta | None = None,
    by: Person | None = None,
    group: str | None = None,
    state: GapState | None = None,
    message: str | None = None,
) -> Gap:
    """An ask, answered `after` so long (by the one who owes it unless told otherwise), or left open."""
    closer = by or owed_by or LEE
    return Gap(
        workspace=ACME,
        conversation=SITE.id,
        thread=None,
        message=MessageId(message or f"C1/{at.timestamp():.6f}"),
        asked_by=asked_by.id,
        owed_by=owed_by.id if owed_by else None,
        group=GroupId(group) if group else None,
        asked_at=at,
        due_at=hours.due(calendar(owed_by.id if owed_by else None), at, TARGET),
        signs=ASKS,
        because=(Reason("asks"),),
        state=state or (GapState.OPEN if after is None else GapState.ANSWERED),
        closed_at=None if after is None else at + after,
        closed_by=None if after is None else Closing(ClosedBy.THREAD, MessageId("C1/9"), closer.id),
    )


def calendar(who: PersonId | None) -> Calendar:
    """The default hours in each one's own zone."""
    person = TEAM.get(who) if who else None
    return default_calendar((person and person.zone) or "UTC")


def told(sides: dict[PersonId, Side] | None = None, people: Sequence[Person] = (ANA, SAM, LEE)) -> Told:
    """What the made-up archive tells."""
    return Told(
        Basis("acme", MONDAY, END, 1, "Europe/Berlin", "UTC", DEFAULT_WEEK, TARGET),
        END,
        Coverage(seen=120, read=100),
        {person.id: person for person in people},
        {SITE.id: SITE},
        calendar,
        lambda gap: f"https://acme.example/{gap.message}",
        sides or {},
    )


def three_weeks() -> Iterator[Gap]:
    """Asks in both directions on working days, most of them answered, each week a little later by the assistants."""
    for week in range(3):
        for number in range(24):
            asking, owing = [(ANA, SAM), (ANA, LEE), (SAM, ANA), (LEE, ANA)][number % 4]
            at = MONDAY + timedelta(weeks=week, days=number // 5, minutes=97 * number % 480)
            slow = 90 + 120 * week if asking is ANA else 260
            after = None if number % 9 == 4 else timedelta(minutes=2 + slow * (number * 7 % 12) / 4)
            yield gap(asking, owing, at, after)


def made_up(gaps: Iterable[Gap] | None = None, sides: dict[PersonId, Side] | None = SIDES) -> Audit:
    """The audit of these gaps, or of the three weeks."""
    return audit(list(three_weeks() if gaps is None else gaps), told(sides))


def with_name(person: Person, name: str) -> Person:
    """The same person under another name."""
    return replace(person, name=name)
