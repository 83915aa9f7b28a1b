"""What people do in Slack, delivered over Socket Mode: say, react, command, press, fill in."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from tests.adapters.slack.fake import APP, BOT, Answer, Slack

PATIENCE = 3.0
"""Seconds for an acknowledgement, on the real clock: the process under test is real."""
RETRIES = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
"""When Slack delivers again what was not acknowledged."""


class Unacknowledged(Exception):
    """Nobody acknowledged a delivery in time."""


class People:
    """The people of a workspace, and Slack between them and us."""

    def __init__(self, slack: Slack, patience: float = PATIENCE) -> None:
        self.slack = slack
        self.team = slack.team
        self.patience = patience
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._numbers = count(1)
        slack.on_frame = self._acknowledged

    async def connected(self, sockets: int = 1) -> None:
        """Wait until somebody listens."""
        async with asyncio.timeout(max(30.0, self.patience)):
            while len(self.slack.sockets) < sockets:
                self.slack.opened.clear()
                await self.slack.opened.wait()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until what was told has led to something at Slack."""
        async with asyncio.timeout(max(30.0, self.patience)):
            while not is_so():
                self.slack.answered.clear()
                await self.slack.answered.wait()

    async def deliver(self, kind: str, payload: Answer, patience: float | None = None, **more: Any) -> Answer:
        """Deliver once; returns what the acknowledgement carries. Raises Unacknowledged."""
        envelope = f"E{next(self._numbers)}"
        done = self._waiting[envelope] = asyncio.get_running_loop().create_future()
        socket = self.slack.sockets[next(self._numbers) % len(self.slack.sockets)]
        body = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True, **more}
        await socket.send_str(json.dumps(body))
        try:
            return await asyncio.wait_for(done, patience or self.patience)
        except TimeoutError:
            raise Unacknowledged(kind) from None
        finally:
            del self._waiting[envelope]

    async def insist(self, kind: str, payload: Answer, patience: float | None = None) -> tuple[int, Answer]:
        """Deliver until it is acknowledged, when Slack would; how many times, and the acknowledgement."""
        for number, wait in enumerate((None, *RETRIES), 1):
            if wait is not None:
                self.slack.clock.move_to(self.slack.clock.now() + wait)
            try:
                return number, await self.deliver(kind, payload, patience, retry_attempt=number - 1)
            except Unacknowledged:
                continue
        raise Unacknowledged(kind)

    async def tell(self, event: Answer, **body: Any) -> Answer:
        """An event of the Events API."""
        return await self.deliver("events_api", self.event(event, **body))

    def event(self, event: Answer, **body: Any) -> Answer:
        """The delivery of an event."""
        number, now = next(self._numbers), self.slack.clock.now()
        authorized = [{"team_id": self.team, "user_id": BOT, "is_bot": True, "enterprise_id": None}]
        return {
            "type": "event_callback", "team_id": self.team, "api_app_id": APP, "event_id": f"Ev{number}",
            "event_time": int(now.timestamp()), "authorizations": authorized,
            "event": {"event_ts": event.get("ts") or f"{now.timestamp():.6f}", **event}, **body,
        }  # fmt: skip

    async def says(self, who: str, text: str, channel: str = "C0SITE", **more: Any) -> Answer:
        """Somebody says something, and we are told."""
        message = self.slack.keeps(channel, who, text, **more)
        await self.tell({**message, "channel": channel, "channel_type": "channel"})
        return message

    async def commands(self, who: str, text: str, channel: str = "C0SITE") -> Answer:
        """Somebody gives the slash command; returns the acknowledgement."""
        return await self.deliver("slash_commands", self.command(who, text, channel))

    def command(self, who: str, text: str, channel: str = "C0SITE") -> Answer:
        """The delivery of a slash command."""
        return {
            "command": "/openline", "text": text, "user_id": who, "user_name": who, "channel_id": channel,
            "channel_name": "site", "team_id": self.team, "team_domain": "acme", "api_app_id": APP,
            "trigger_id": self._trigger(), "response_url": f"{self.slack.url}/respond/{who}",
        }  # fmt: skip

    async def presses(self, who: str, label: str, card: Answer, **more: Any) -> Answer:
        """Somebody presses a button of a card, or chooses it from its menu."""
        return await self.deliver("interactive", self.press(who, label, card, **more))

    def press(self, who: str, label: str, card: Answer, **more: Any) -> Answer:
        """The delivery of a button."""
        channel = card.get("channel", "C0SITE")
        container = {
            "type": "message",
            "message_ts": card.get("ts"),
            "channel_id": channel,
            "is_ephemeral": bool(card.get("is_ephemeral")),
        }
        return {
            "type": "block_actions", "team": {"id": self.team, "domain": "acme"}, "api_app_id": APP,
            "user": {"id": who, "username": who, "team_id": self.slack.users.get(who, {}).get("team_id", self.team)},
            "channel": {"id": channel}, "container": container, "message": {"ts": card.get("ts")},
            "trigger_id": self._trigger(), "response_url": f"{self.slack.url}/respond/{who}",
            "actions": [{**button(card, label), "action_ts": self.slack.ts()}], **more,
        }  # fmt: skip

    async def submits(self, who: str, view: Answer, **filled: Any) -> Answer:
        """Somebody sends a form; what stands in it already stays unless it is filled in anew."""
        return await self.deliver("interactive", self.submission(who, view, **filled))

    def submission(self, who: str, view: Answer, **filled: Any) -> Answer:
        """The delivery of a form."""
        return {
            "type": "view_submission", "team": {"id": self.team}, "user": {"id": who, "team_id": self.team},
            "api_app_id": APP, "trigger_id": self._trigger(),
            "view": {**view, "state": {"values": dict(_filled(view, filled))}},
        }  # fmt: skip

    async def uses(self, who: str, shortcut: str, message: Answer | None = None, channel: str = "C0SITE") -> Answer:
        """Somebody uses a shortcut, of a message or a global one."""
        body: Answer = {
            "type": "message_action" if message else "shortcut", "callback_id": shortcut, "team": {"id": self.team},
            "user": {"id": who, "team_id": self.team}, "trigger_id": self._trigger(), "action_ts": self.slack.ts(),
        }  # fmt: skip
        if message:
            body |= {"channel": {"id": channel}, "message": message, "message_ts": message["ts"]}
        return await self.deliver("interactive", body)

    def _trigger(self) -> str:
        return f"{next(self._numbers)}.{self.team}.trigger"

    def _acknowledged(self, frame: Answer) -> None:
        waiting = self._waiting.get(frame.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(frame.get("payload") or {})


def button(card: Answer, label: str) -> Answer:
    """The action of a button by its label."""
    for element in _elements(card["blocks"]):
        if element["type"] == "button" and element["text"]["text"] == label:
            return {"type": "button", "action_id": element["action_id"], "value": element["value"]}
        for option in element.get("options", ()):
            if element["type"] == "overflow" and option["text"]["text"] == label:
                return {"type": "overflow", "action_id": element["action_id"], "selected_option": option}
    raise AssertionError(f"No {label!r} on it; there are {labels(card)}.")


def labels(card: Answer) -> list[str]:
    """What can be pressed on a card."""
    found = []
    for element in _elements(card["blocks"]):
        found += [option["text"]["text"] for option in element.get("options", [element])]
    return found


def _elements(blocks: list[Answer]) -> Iterator[Answer]:
    for block in blocks:
        yield from (each for each in block.get("elements", ()) if "action_id" in each)
        if block.get("accessory"):
            yield block["accessory"]


def _filled(view: Answer, filled: Answer) -> Iterator[tuple[str, Answer]]:
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element, name = block["element"], block["block_id"]
        yield name, {element["action_id"]: {"type": element["type"], **_given(element, filled.get(name))}}


def _given(element: Answer, given: Any) -> Answer:
    match element["type"]:
        case "users_select":
            return {"selected_user": given or element.get("initial_user")}
        case "multi_users_select":
            return {"selected_users": given or element.get("initial_users") or []}
        case "static_select":
            chosen = [each for each in element["options"] if each["value"] == given]
            return {"selected_option": chosen[0] if chosen else element.get("initial_option")}
        case "multi_static_select":
            chosen = [each for each in element["options"] if each["value"] in (given or ())]
            return {"selected_options": chosen or element.get("initial_options") or []}
        case "datepicker":
            return {"selected_date": given or element.get("initial_date")}
        case _:
            return {"value": given if given is not None else element.get("initial_value")}
