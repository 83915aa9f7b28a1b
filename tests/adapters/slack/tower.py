"""Everything of Slack's tower over the fake Slack, in front of a reception that only remembers."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.answers import Answers
from adapters.slack.api import Api
from adapters.slack.app import bolt
from adapters.slack.connections import Connections, by_bolt
from adapters.slack.directory import Directory
from adapters.slack.easel import Easel
from adapters.slack.history import History
from adapters.slack.installed import OneWorkspace
from adapters.slack.listener import Listener
from adapters.slack.messenger import Messenger, Standing, nowhere
from bot.ports.surfaces import Typing
from bot.vocabulary.events import Event, Given, MessagePosted
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import Choice, Mention, View
from tests.adapters.slack.fake import TEAM, Slack

ACME = WorkspaceId(TEAM)
SITE = ConversationId("C0SITE")
NOTHING = View(("Nothing waits for you",))


def beckon(person: PersonId) -> View:
    return View((Mention(person), ": something waits"))


async def at_once(seconds: float) -> None:
    """Sleeping, for those who cannot wait."""


@dataclass
class Heard:
    """A reception that remembers, and answers what it was told to."""

    events: list[Event] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    answers: dict[str, View] = field(default_factory=dict)
    """By command or action; otherwise nothing waits."""
    lost: list[WorkspaceId | None] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    """Raised by the next that are accepted."""

    async def accept(self, event: Event) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.events.append(event)

    async def accept_each(self, events: Sequence[Event]) -> Sequence[Exception | None]:
        self.events.extend(events)
        return [None] * len(events)

    async def answer(self, given: Given) -> View | None:
        if self.failures:
            raise self.failures.pop(0)
        if any(each.key == given.key for each in self.given):
            return None
        self.given.append(given)
        return self.answers.get(getattr(given, "command", "") or getattr(given, "action", ""), NOTHING)

    async def suggest(self, typing: Typing) -> Sequence[Choice]:
        return ()

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> None:
        self.lost.append(workspace)

    @property
    def said(self) -> list[str]:
        """The texts of the messages that were heard."""
        return [each.text for each in self.events if isinstance(each, MessagePosted)]


@dataclass
class Tower:
    """The parts, put together as the wiring does."""

    slack: Slack
    heard: Heard
    api: Api
    tokens: OneWorkspace
    directory: Directory
    easel: Easel
    messenger: Messenger
    answers: Answers
    listener: Listener
    history: History
    passed_over: list[None] = field(default_factory=list)

    def connections(self, sleep: Callable[[float], Awaitable[None]]) -> Connections:
        """Socket Mode; how it sleeps is the test's affair."""
        return Connections(
            lambda: self.api.client(None), "xapp-1", by_bolt(bolt(self.listener)), lost_touch=self.heard.lost_touch,
            sleep=sleep,
        )  # fmt: skip


@asynccontextmanager
async def standing(slack: Slack, matters: Standing = nowhere, **more: Any) -> AsyncIterator[Tower]:
    """The tower, over a Slack."""
    passed_over: list[None] = []

    async def ask(token: str) -> dict[str, Any]:
        return dict((await api.client(token).auth_test()).data)  # type: ignore[arg-type]

    tokens = OneWorkspace("xoxb-1", ask)
    api = Api(f"{slack.url}/api/", tokens, slack.clock)
    directory = Directory(api, slack.clock)
    easel = Easel(api, directory, lambda svg: b"PNG" + svg.encode(), at_once)
    messenger = Messenger(api, easel, beckon, matters)
    answers = Answers(api, easel, directory, messenger)
    heard = Heard()
    listener = Listener(heard, tokens, directory, answers, slack.clock, lambda: passed_over.append(None))
    history = History(api, tokens, directory, slack.clock, **more)
    async with api.open():
        yield Tower(slack, heard, api, tokens, directory, easel, messenger, answers, listener, history, passed_over)
        await listener.close()
