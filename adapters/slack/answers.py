"""The answer to what somebody told Openline: drawn where they are, for their eyes alone unless it is meant for all.

What was told is kept by then: whatever fails here is told to the log, and never makes Slack deliver it again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import structlog

from adapters.slack.api import Api
from adapters.slack.directory import Directory
from adapters.slack.easel import Easel
from adapters.slack.forms import errors, modal, window
from adapters.slack.interactions import Spot
from adapters.slack.messenger import Messenger
from adapters.slack.render import WINDOW, Drawn, home, named
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.view import Form, View

NAME: Final = "Openline"
"""The title of a window that is no form."""

Body = dict[str, Any]


class Answers:
    """Draws answers."""

    def __init__(self, api: Api, easel: Easel, directory: Directory, messenger: Messenger) -> None:
        self._api = api
        self._easel = easel
        self._directory = directory
        self._messenger = messenger

    async def to_command(self, view: View, spot: Spot) -> Body:
        """What acknowledges a slash command: the answer itself, where nothing more is needed to show it."""
        if view.form is not None or view.for_all or view.documents or view.picture is not None:
            return {}
        drawn = await self._easel.draw(spot.workspace, view)
        return {"response_type": "ephemeral", "text": drawn.text, "blocks": drawn.blocks}

    async def to_form(self, view: View, spot: Spot) -> Body:
        """What acknowledges a form: errors, another form, or an answer that has no conversation."""
        if view.form is not None:
            wrong = errors(view.form, spot.view or {})
            return _errors(wrong) if wrong else _update(await self._modal(view.form, spot))
        if not spot.channel:
            return _update(await self._window(view, spot))
        return {}

    async def draw(self, view: View, spot: Spot) -> None:
        """Show an answer. Never raises."""
        try:
            await self._drawn(view, spot)
        except (Refused, Unsure) as failure:
            why = failure.why if isinstance(failure, Refused) else "unsure"
            structlog.get_logger().warning("answer_not_shown", why=why)
        except Exception as failure:  # a card that cannot be drawn is our fault, and nobody else's
            structlog.get_logger().error("answer_not_drawn", failure=type(failure).__name__)

    async def home(self, workspace: WorkspaceId, person: PersonId, view: View) -> None:
        """Show the Home tab. Never raises."""
        await self._attempt(lambda: self._publish(workspace, person, view))

    async def _drawn(self, view: View, spot: Spot) -> None:
        if view.form is not None:
            await self._open(await self._modal(view.form, spot), spot)
        elif view.replaces and spot.message:
            await self._replace(view, spot)
        elif not spot.channel:
            await self._open(await self._window(view, spot), spot)
        elif view.for_all:
            await self._for_all(view, spot)
        else:
            await self._aside(view, spot)
        for document in view.documents:
            direct = await self._messenger.direct(spot.workspace, spot.person)
            await self._easel.bring(spot.workspace, direct, document)

    async def _open(self, view: Body, spot: Spot) -> None:
        await self._api.call(spot.workspace, "views.open", trigger_id=spot.trigger, view=view)

    async def _replace(self, view: View, spot: Spot) -> None:
        """In place of the card; where that stands no longer, beside it."""
        drawn = await self._easel.draw(spot.workspace, view)
        try:
            if spot.is_ephemeral:
                changed = await self._api.respond(spot.response_url, {"replace_original": True, **_message(drawn)})
            else:
                body = _message(drawn)
                await self._api.call(spot.workspace, "chat.update", channel=spot.channel, ts=spot.message, **body)
                changed = True
        except Refused:
            changed = False
        if not changed:
            await self._aside(view, spot)

    async def _for_all(self, view: View, spot: Spot) -> None:
        drawn = await self._easel.draw(spot.workspace, view)
        quiet = {"unfurl_links": False, "unfurl_media": False}
        thread = spot.thread or None
        try:
            await self._api.call(
                spot.workspace, "chat.postMessage", channel=spot.channel, thread_ts=thread, **quiet, **_message(drawn)
            )
        except Refused:
            if not await self._api.respond(spot.response_url, {"response_type": "in_channel", **_message(drawn)}):
                raise

    async def _aside(self, view: View, spot: Spot) -> None:
        """For one person's eyes: in the conversation, by the payload's own address, or directly, in that order."""
        drawn = await self._easel.draw(spot.workspace, view)
        try:
            await self._api.call(
                spot.workspace,
                "chat.postEphemeral",
                channel=spot.channel,
                user=spot.person,
                thread_ts=spot.thread or None,
                **_message(drawn),
            )
        except Refused:
            private = {"response_type": "ephemeral", "replace_original": False, **_message(drawn)}
            if not await self._api.respond(spot.response_url, private):
                direct = await self._messenger.direct(spot.workspace, spot.person)
                await self._api.call(spot.workspace, "chat.postMessage", channel=direct, **_message(drawn))

    async def _publish(self, workspace: WorkspaceId, person: PersonId, view: View) -> None:
        people, places = named(view)
        await self._directory.learn(workspace, people, places)
        shown = home(view, workspace, self._directory.names(workspace))
        await self._api.call(workspace, "views.publish", user_id=person, view=shown)

    async def _modal(self, form: Form, spot: Spot) -> Body:
        people, places = named(View((), form=form))
        await self._directory.learn(spot.workspace, people, places)
        return modal(form, spot.origin, self._directory.names(spot.workspace))

    async def _window(self, view: View, spot: Spot) -> Body:
        await self._easel.draw(spot.workspace, view, WINDOW)
        return window(view, NAME, spot.origin, self._directory.names(spot.workspace))

    async def _attempt(self, work: Callable[[], Any]) -> None:
        try:
            await work()
        except Exception as failure:
            structlog.get_logger().warning("home_not_shown", failure=type(failure).__name__)


def _message(drawn: Drawn) -> Body:
    return {"text": drawn.text, "blocks": drawn.blocks}


def _errors(wrong: dict[str, str]) -> Body:
    return {"response_action": "errors", "errors": wrong}


def _update(view: Body) -> Body:
    return {"response_action": "update", "view": view}
