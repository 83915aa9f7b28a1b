"""A made-up team that agrees on things, told as a conversation: commands, buttons and forms, and time that goes on.

`Talk` keeps what is decided in dictionaries, by the identities of the vocabulary, and shows it to the engine again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from bot.engine.commands import MOMENTS, concerned, told
from bot.engine.decision import Decision
from bot.vocabulary.affairs import PARTS, Affairs, Agreements, assembled
from bot.vocabulary.agreements import Draft, Erased, Expectation, ExpectationStep
from bot.vocabulary.answers import Answer
from bot.vocabulary.books import books
from bot.vocabulary.calendar import DEFAULT_WEEK, Calendar, WorkingHours
from bot.vocabulary.effects import Say
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Given, Value, WakeupDue
from bot.vocabulary.identity import identify
from bot.vocabulary.model import Conversation, ConversationId, Person, PersonId, WorkspaceId
from bot.vocabulary.records import AbsenceKept, Engagement, HoursKept, Member, Wakeup
from bot.vocabulary.vetting import VettingTemplate

Kind = TypeVar("Kind")

ACME = WorkspaceId("T1")
SITE = ConversationId("C1")
ana, sam, lee, kim, joe, max_, eve, bot = map(PersonId, ("U1", "U2", "U3", "U4", "U5", "U6", "U7", "B1"))
PEOPLE = {
    ana: Person(ana, "Ana", ("ana", "Ana Gold"), "Europe/Berlin"),
    sam: Person(sam, "Sam", ("sam",), "America/New_York"),
    lee: Person(lee, "Lee", ("lee",), "Asia/Manila", is_guest=True),
    kim: Person(kim, "Kim", ("kim",), "Europe/London", is_outsider=True),
    joe: Person(joe, "Joe", ("joe",), "Europe/Berlin"),
    max_: Person(max_, "Max", ("max",), "Europe/Berlin", is_admin=True),
    eve: Person(eve, "Eve", ("eve",), "Europe/Paris", is_outsider=True),
    bot: Person(bot, "Openline", ("openline",), is_bot=True),
}
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""Monday, 15:00 in Berlin and 9:00 in New York."""


class Talk:
    """What was told to Openline, and what came of it."""

    def __init__(self, at: datetime = MONDAY, conversation: ConversationId = SITE) -> None:
        self.at = at
        self.conversation = conversation
        self.records: dict[tuple[Any, ...], Any] = {}
        self.said: list[Say] = []
        self.wakeups: list[Wakeup] = []
        self.decision = Decision()
        self._count = 0

    @property
    def answer(self) -> Answer | None:
        """What was answered last."""
        return self.decision.answer

    def command(self, by: PersonId, text: str, /, **values: str) -> Talk:
        """Give a command, as a line of text or with its parameters apart."""
        name, _, rest = text.partition(" ")
        given = tuple(Value(name, value) for name, value in values.items())
        return self._told(CommandGiven(ACME, self.conversation, self._id(), self.at, by, name, rest, given))

    def press(self, by: PersonId, action: str, about: str = "", text: str = "") -> Talk:
        """Press a button, or use a shortcut."""
        return self._told(ButtonPressed(ACME, self.conversation, self._id(), self.at, by, action, about, text))

    def submit(self, by: PersonId, action: str, about: str = "", /, **values: str) -> Talk:
        """Send a form."""
        given = tuple(Value(name, value) for name, value in values.items())
        return self._told(FormSubmitted(ACME, self.conversation, self._id(), self.at, by, action, about, given))

    def wait(self, **span: float) -> Talk:
        """Let time go on, and what is due in it ring."""
        until = self.at + timedelta(**span)
        while due := sorted((each for each in self.wakeups if each.at <= until), key=lambda each: each.at)[:1]:
            self.wakeups.remove(due[0])
            self.at = max(self.at, due[0].at)
            if due[0].kind not in MOMENTS:
                continue  # a digest needs what was asked, too: see tests/service/answering/test_weeks.py
            self._told(WakeupDue(ACME, due[0].kind, due[0].subject, due[0].slot, self.at))
        self.at = until
        return self

    def team(self, *people: PersonId) -> Talk:
        """Ana begins an engagement, and these people join it."""
        self.command(ana, "start " + " ".join(f"<@{person}>" for person in people))
        for person in people:
            self.submit(person, "join", zone=PEOPLE[person].zone or "UTC", hours="Mon-Fri 9-12, 13-17")
        return self

    def expects(self, text: str, by: PersonId = ana) -> Talk:
        """Log an expectation, as it is."""
        self.command(by, f"expect {text}")
        draft = next((each for each in self.all(Draft) if not each.is_used), None)
        return self.press(by, "send-as-is", draft.id) if draft else self

    @property
    def expectation(self) -> Expectation:
        """The latest one."""
        return max(self.all(Expectation), key=lambda each: each.created_at)

    @property
    def engagement(self) -> Engagement:
        """The latest one."""
        return max(self.all(Engagement), key=lambda each: each.started_at)

    @property
    def steps(self) -> list[ExpectationStep]:
        """What happened to the latest expectation."""
        return [step for step in self.all(ExpectationStep) if step.expectation == self.expectation.id]

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Every record of a kind."""
        return [record for record in self.records.values() if isinstance(record, kind)]

    def situation(self, by: PersonId) -> Agreements:
        """What is agreed on, as the engine is told."""
        mine = {member.engagement for member in self.all(Member) if member.person == by}
        concerned = [
            each for each in self.all(Engagement) if each.id in mine or self.conversation in each.conversations
        ]
        newest = sorted(concerned, key=lambda each: each.started_at, reverse=True)
        return Agreements(
            ACME,
            Conversation(self.conversation, "site", members=frozenset(PEOPLE)),
            tuple(self._affairs(each) for each in newest),
            PEOPLE,
            {person: calendar for person in PEOPLE if (calendar := self.calendar(person))},
            tuple(draft for draft in self.all(Draft) if draft.by == by),
            tuple(self.all(VettingTemplate)),
        )

    def calendar(self, person: PersonId) -> Calendar | None:
        """Somebody's hours, as far as they told them."""
        kept = sorted(
            (each.hours for each in self.all(HoursKept) if each.person == person), key=lambda each: each.since
        )
        if not kept:
            return None
        absences = tuple(each.absence for each in self.all(AbsenceKept) if each.person == person)
        return Calendar(tuple(kept), absences=absences)

    def _affairs(self, engagement: Engagement) -> Affairs:
        parts = {
            name: [each for each in self.all(kind) if each.engagement == engagement.id]
            for name, (kind, _) in PARTS.items()
        }
        return replace(assembled(engagement, parts), books=books(self.records.values(), engagement.id))

    def _told(self, event: Given | WakeupDue) -> Talk:
        by = concerned(event) if isinstance(event, WakeupDue) else event.by
        self.decision = told(event, self.situation(by))
        self._keep(self.decision.remember)
        self.said += self.decision.say
        self.wakeups += self.decision.wake
        return self

    def _keep(self, records: Iterable[Any]) -> None:
        for record in records:
            if isinstance(record, Erased):
                self._erase(record)
            else:
                kind: Any = type(record)
                self.records[kind, *identify(kind)(record)] = record

    def _erase(self, erased: Erased) -> None:
        gone = [key for key, record in self.records.items() if erased.person in _people(record)]
        for key in gone:
            del self.records[key]

    def _id(self) -> str:
        self._count += 1
        self.at += timedelta(seconds=1)
        return f"I{self._count}"


def _people(record: Any) -> set[str]:
    names = ("person", "by", "asked_by", "owed_by", "set_by", "to")
    return {value for name in names if isinstance(value := getattr(record, name, None), str)}


def new_york(day: int, hour: float) -> datetime:
    """A moment of November 2026 on Sam's clock."""
    return datetime(2026, 11, day, 5, tzinfo=UTC) + timedelta(hours=hour)


def week(zone: str) -> Calendar:
    """The default hours in a zone."""
    return Calendar((WorkingHours(zone, DEFAULT_WEEK),))
