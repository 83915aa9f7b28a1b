"""Where Slack is heard: each kind of delivery is understood, decided and kept; its answer is drawn afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from adapters.slack import happenings, interactions
from adapters.slack.answers import Answers
from adapters.slack.directory import WORTH, Directory
from adapters.slack.happenings import Setting, Told, understood
from adapters.slack.installed import Removal, Tokens
from adapters.slack.interactions import HOME, Heard, mentioned
from bot.ports import Clock
from bot.ports.surfaces import Reception
from bot.vocabulary.events import CommandGiven, ConversationSeen, PersonSeen
from bot.vocabulary.model import Conversation, ConversationId, Person, PersonId, WorkspaceId
from bot.vocabulary.tenancy import WorkspaceLeft
from bot.vocabulary.view import View

Body = dict[str, Any]


class Listener:
    """Hears for one process; `passed_over` is told of each delivery that nobody listens for."""

    def __init__(
        self,
        reception: Reception,
        tokens: Tokens,
        directory: Directory,
        answers: Answers,
        clock: Clock,
        passed_over: Callable[[], None] = lambda: None,
    ) -> None:
        self._reception = reception
        self._tokens = tokens
        self._directory = directory
        self._answers = answers
        self._clock = clock
        self._passed_over = passed_over
        self._told: dict[tuple[WorkspaceId, str], Person | Conversation] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def event(self, body: Body) -> None:
        """A delivery of the Events API; returns once what it tells is kept."""
        workspace = await self._tokens.which(happenings.candidates(body))
        installed = await self._tokens.of(workspace) if workspace else None
        if workspace is None or installed is None or (_is_message(body) and installed.wrote(body["event"])):
            self._passed_over()
            return
        names = self._directory.names(workspace)
        told = understood(body, Setting(workspace, installed.user, names, self._clock.now()))
        await self._keep(told, workspace)
        if body.get("is_ext_shared_channel") is True:
            await self._keep_beside(body, workspace)
        if told.home:
            self._later(self._home(workspace, told.home, str(body.get("event_id") or "")))
        if told.skipped:
            self._passed_over()

    async def command(self, body: Body) -> Body:
        """The slash command; returns what acknowledges it."""
        heard, view = await self._hear(interactions.command, body)
        if heard is None or view is None:
            return {}
        answer = await self._answer(lambda: self._answers.to_command(view, heard.spot))
        if not answer:
            self._later(self._answers.draw(view, heard.spot))
        return answer

    async def shortcut(self, body: Body) -> None:
        """A shortcut, of a message or global."""
        heard, view = await self._hear(interactions.shortcut, body)
        if heard is not None and view is not None:
            self._later(self._answers.draw(view, heard.spot))

    async def action(self, body: Body) -> None:
        """A button or a menu."""
        heard, view = await self._hear(interactions.pressed, body)
        if heard is None:
            return
        spot = heard.spot
        if view is not None and not (spot.is_home and view.replaces):
            self._later(self._answers.draw(view, spot))
        if spot.is_home:
            self._later(self._home(spot.workspace, spot.person, f"home:{heard.given.id}"))

    async def form(self, body: Body) -> Body:
        """A form; returns what acknowledges it: nothing closes the modal."""
        heard, view = await self._hear(interactions.submitted, body)
        if heard is None or view is None:
            return {}
        answer = await self._answer(lambda: self._answers.to_form(view, heard.spot))
        if not answer:
            self._later(self._answers.draw(view, heard.spot))
        return answer

    def unknown(self) -> None:
        """Something that nobody listens for."""
        self._passed_over()

    async def close(self) -> None:
        """Let answers under way be shown."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _keep(self, told: Told, workspace: WorkspaceId) -> None:
        if told.has_missed:
            await self._reception.lost_touch(workspace)
        for fact in told.facts:
            if isinstance(fact, PersonSeen):
                self._directory.met(workspace, fact.person.id, fact.person)
            await self._reception.accept(fact)
        if told.removal is not None:
            await self._leave(told.removal, workspace)
        if told.granted:
            await self._tokens.granted(workspace, told.granted)
        for where in told.places:
            self._directory.moved(workspace, where)
            self._later(self._tell_place(workspace, where))

    async def _keep_beside(self, body: Body, workspace: WorkspaceId) -> None:
        """Where both sides of a shared channel are workspaces of ours, each hears what is said there."""
        for channel in happenings.channels(body):
            for other in await self._tokens.beside(workspace, channel):
                installed = await self._tokens.of(other)
                if installed is not None and not installed.wrote(body.get("event")):
                    setting = Setting(other, installed.user, self._directory.names(other), self._clock.now())
                    told = understood(body, setting)
                    await self._keep(Told(told.facts, told.places), other)

    async def _leave(self, removal: Removal, workspace: WorkspaceId) -> None:
        """All that is kept about a workspace goes, the tokens with it. What has been installed anew since stays."""
        for left in await self._tokens.left(workspace, removal):
            await self._reception.accept(WorkspaceLeft(left, removal.at))
            self._tokens.forget(left)

    async def _hear(self, read: Callable[..., Heard | None], body: Body) -> tuple[Heard | None, View | None]:
        """Understand an interaction, tell who gave it and where, and have it decided and kept."""
        workspace = await self._tokens.which(interactions.candidates(body))
        names = self._directory.names(workspace or WorkspaceId(""))
        heard = read(body, workspace, self._clock.now(), names) if workspace else None
        if heard is None or workspace is None:
            self._passed_over()
            return None, None
        await self._introduce(heard, workspace)
        return heard, await self._reception.answer(heard.given)

    async def _introduce(self, heard: Heard, workspace: WorkspaceId) -> None:
        """Whoever gives a command is known when it is decided, and whoever it names; as far as Slack tells in time."""
        spot = heard.spot
        asked: list[Coroutine[Any, Any, None]] = []
        if not self._is_told(workspace, spot.person):
            asked.append(self._tell_person(workspace, spot.person, heard.by))
        asked += [
            self._tell_person(workspace, who, None)
            for who in mentioned(heard.given)
            if not self._is_told(workspace, who)
        ]
        where = {str(heard.given.conversation), spot.channel} - {""}
        asked += [self._tell_place(workspace, each) for each in where if (workspace, each) not in self._told]
        if not asked:
            return
        tasks = [asyncio.ensure_future(each) for each in asked]
        await asyncio.wait(tasks, timeout=WORTH + 0.3)
        for task in tasks:
            if task.done() and not task.cancelled() and (failure := task.exception()):
                raise failure

    def _is_told(self, workspace: WorkspaceId, who: str) -> bool:
        """Whether what is known of somebody is of today, and has been told."""
        known = self._directory.known(workspace, who)
        return known is not None and self._told.get((workspace, who)) == known

    async def _tell_person(self, workspace: WorkspaceId, who: str, otherwise: Person | None) -> None:
        asked = asyncio.ensure_future(self._directory.person(workspace, who))
        await asyncio.wait([asked], timeout=WORTH)
        person = (asked.result() if asked.done() else None) or otherwise
        if person is not None and self._told.get((workspace, who)) != person:
            await self._reception.accept(PersonSeen(workspace, person, self._clock.now()))
            self._told[workspace, who] = person

    async def _tell_place(self, workspace: WorkspaceId, where: str) -> None:
        place = await self._directory.place(workspace, where)
        if place is not None and self._told.get((workspace, where)) != place:
            await self._reception.accept(ConversationSeen(workspace, place, self._clock.now()))
            self._told[workspace, where] = place

    async def _home(self, workspace: WorkspaceId, who: str, id_: str) -> None:
        person, now = PersonId(who), self._clock.now()
        await self._tell_person(workspace, who, None)
        given = CommandGiven(workspace, ConversationId(""), id_ or f"{who}:{now.timestamp()}", now, person, HOME)
        view = await self._reception.answer(given)
        if view is not None:
            await self._answers.home(workspace, person, view)

    async def _answer(self, draw: Callable[[], Coroutine[Any, Any, Body]]) -> Body:
        """What was told is kept: an answer that cannot be drawn must not make Slack deliver it again."""
        try:
            return await draw()
        except Exception as failure:
            structlog.get_logger().error("answer_not_drawn", failure=type(failure).__name__)
            return {}

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after the acknowledgement."""
        task = asyncio.ensure_future(_harmlessly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _harmlessly(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception as failure:
        structlog.get_logger().error("afterwards_failed", failure=type(failure).__name__)


def _is_message(body: Body) -> bool:
    event = body.get("event")
    return isinstance(event, dict) and event.get("type") == "message"
