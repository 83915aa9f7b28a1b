"""People, moments and messages for tests, in the words one would tell them in.

The week begins on Monday, 1 June 2026, in UTC. Ana owns; Sam and Kim assist; everybody works Mon-Fri 9-17 without
a break, as the scenarios have it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Final

from bot.vocabulary.calendar import Calendar, Span, WorkingHours
from bot.vocabulary.events import (
    GapMarked,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
)
from bot.vocabulary.model import ConversationId, GroupId, MessageId, Person, PersonId, WorkspaceId
from bot.vocabulary.records import Mark

WORKSPACE: Final = WorkspaceId("T1")
SITE: Final = ConversationId("site")
MONDAY: Final = date(2026, 6, 1)
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

ana, sam, kim, bot = (PersonId(name) for name in ("ana", "sam", "kim", "bot"))
PEOPLE: Final = {
    person: Person(person, person.title(), (person,), "UTC", is_bot=person == bot) for person in (ana, sam, kim, bot)
}


def at(words: str) -> datetime:
    """A moment of the week in UTC: "mon 10:00", "tue 9:05:30"; "next mon 9:00" is a week later."""
    weeks = words.split().count("next")
    day, clock = words.split()[weeks:]
    hour, rest = clock.split(":", 1)
    midnight = datetime.combine(MONDAY + timedelta(DAYS.index(day) + 7 * weeks), time(), UTC)
    return datetime.combine(midnight, time.fromisoformat(f"{int(hour):02}:{rest}"), UTC)


def office_hours(zone: str = "UTC", *spans: tuple[str, str]) -> Calendar:
    """Monday to Friday 9-17, or the given stretches of each day."""
    day = tuple(Span(_clock(start), _clock(end)) for start, end in spans or (("09:00", "17:00"),))
    return Calendar((WorkingHours(zone, (day,) * 5 + ((), ())),))


def _clock(words: str) -> time:
    return time.fromisoformat(words)


_numbers = count(1)


def says(
    who: PersonId,
    text: str,
    when: str,
    *,
    to: tuple[PersonId, ...] = (),
    thread: MessagePosted | None = None,
    reply_to: MessagePosted | None = None,
    groups: tuple[GroupId, ...] = (),
    where: ConversationId = SITE,
) -> MessagePosted:
    """Somebody says something."""
    return MessagePosted(
        workspace=WORKSPACE,
        conversation=where,
        message=MessageId(f"{where}/{next(_numbers):08}"),
        at=at(when),
        author=who,
        text=text,
        thread=thread.message if thread else None,
        reply_to=reply_to.message if reply_to else None,
        mentions=to,
        groups=groups,
        is_bot=who == bot,
    )


def asks(who: PersonId, of: PersonId, at: str, text: str = "can you look at the header?") -> MessagePosted:
    """Somebody asks somebody something by name."""
    return says(who, f"@{of} {text}", at, to=(of,))


def edits(message: MessagePosted, text: str, when: str) -> MessageEdited:
    """The author changes what a message says."""
    return MessageEdited(message._replace(text=text), at(when))


def deletes(message: MessagePosted, when: str) -> MessageDeleted:
    """The author takes a message back."""
    return MessageDeleted(message.workspace, message.conversation, message.message, at(when))


def reacts(who: PersonId, emoji: str, to: MessagePosted, when: str) -> ReactionAdded:
    """Somebody puts an emoji on a message."""
    return ReactionAdded(to.workspace, to.conversation, to.message, at(when), who, emoji)


def takes_back(who: PersonId, emoji: str, to: MessagePosted, when: str) -> ReactionRemoved:
    """Somebody takes an emoji off a message."""
    return ReactionRemoved(to.workspace, to.conversation, to.message, at(when), who, emoji)


def marks(who: PersonId, message: MessagePosted, mark: Mark, when: str) -> GapMarked:
    """Somebody says what a message is."""
    return GapMarked(message.workspace, message.conversation, message.message, at(when), who, mark)
