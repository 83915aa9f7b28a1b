"""What people tell Openline itself: the slash command, shortcuts, buttons and forms, and where their answer belongs."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, NamedTuple

from adapters.slack.forms import Origin, carried, values
from adapters.slack.people import person
from adapters.slack.render import Pressed, action_of
from adapters.slack.text import NOBODY, Names, plain
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Given
from bot.vocabulary.model import ConversationId, Person, PersonId, WorkspaceId

Payload = dict[str, Any]

HOME: Final = "home"
"""The command that a bare `/openline` is, and the Home tab."""
_MENTION: Final = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_MESSAGE: Final = re.compile(r"([CDG][A-Z0-9]+)/\d+\.\d+")


class Spot(NamedTuple):
    """Where something was told, and how to answer there."""

    workspace: WorkspaceId
    person: PersonId
    channel: str = ""
    """Where it was told; empty where there is no conversation (a global shortcut, the Home tab)."""
    trigger: str = ""
    """Opens a modal, once, within three seconds."""
    response_url: str = ""
    message: str = ""
    """The card on which a button was pressed (`ts`)."""
    thread: str = ""
    is_ephemeral: bool = False
    """That card was for one person's eyes: it can be changed by `response_url` only."""
    is_home: bool = False
    view: Payload | None = None
    """The modal that was sent."""

    @property
    def origin(self) -> Origin:
        """What a form opened here has to carry, for its answer to come back here."""
        respond = self.response_url if self.is_ephemeral else ""
        return Origin(self.workspace, self.channel, self.channel, self.message, self.thread, respond)


class Heard(NamedTuple):
    """One thing somebody told, who that is as far as the payload tells, and where to answer."""

    given: Given
    spot: Spot
    by: Person


def candidates(body: Payload) -> Iterable[object]:
    """Ids under which the workspace may be known, the most telling first: our own card tells best."""
    action = _action(body)
    if action is not None:
        yield _pressed(action).workspace
    view = body.get("view")
    if isinstance(view, dict):
        told = carried(view.get("private_metadata"))
        yield told.origin.workspace if told else None
        yield view.get("app_installed_team_id")
        yield view.get("team_id")
    for part in ("team", "user", "enterprise"):
        inner = body.get(part)
        if isinstance(inner, dict):
            yield inner.get("team_id") if part == "user" else inner.get("id")
    yield body.get("team_id")
    yield body.get("enterprise_id")


def command(body: Payload, workspace: WorkspaceId, now: datetime, names: Names = NOBODY) -> Heard | None:
    """A slash command: its first word is the command, the rest its text."""
    who, where = body.get("user_id"), body.get("channel_id")
    if not isinstance(who, str) or not who:
        return None
    said = _said(body.get("text"), names)
    name, _, rest = said.partition(" ")
    spot = Spot(workspace, PersonId(who), _word(where), _word(body.get("trigger_id")), _word(body.get("response_url")))
    conversation = ConversationId(spot.channel)
    id_ = _id(body)
    given = CommandGiven(workspace, conversation, id_, now, spot.person, name.casefold() or HOME, rest.strip())
    return Heard(given, spot, _known(body, who, workspace))


def shortcut(body: Payload, workspace: WorkspaceId, now: datetime, names: Names = NOBODY) -> Heard | None:
    """A shortcut: of a message, it is a button on that message; a global one is a command."""
    who, action = _who(body), body.get("callback_id")
    if not who or not isinstance(action, str) or not action:
        return None
    channel = _inner(body, "channel").get("id")
    spot = Spot(
        workspace, PersonId(who), _word(channel), _word(body.get("trigger_id")), _word(body.get("response_url"))
    )
    conversation, id_ = ConversationId(spot.channel), _id(body)
    if body.get("type") != "message_action":
        given: Given = CommandGiven(workspace, conversation, id_, now, spot.person, action)
        return Heard(given, spot, _known(body, who, workspace))
    message = _inner(body, "message")
    ts = message.get("ts") or body.get("message_ts")
    if not isinstance(ts, str) or not spot.channel:
        return None
    text = message.get("text")
    said = plain(text, names).text if isinstance(text, str) else ""
    given = ButtonPressed(workspace, conversation, id_, now, spot.person, action, f"{channel}/{ts}", said)
    return Heard(given, spot._replace(thread=_word(message.get("thread_ts"))), _known(body, who, workspace))


def pressed(body: Payload, workspace: WorkspaceId, now: datetime, names: Names = NOBODY) -> Heard | None:
    """A button or a menu of a card."""
    who, action = _who(body), _action(body)
    if not who or action is None:
        return None
    what = _pressed(action)
    if not what.action:
        return None
    container, message = _inner(body, "container"), _inner(body, "message")
    channel = _inner(body, "channel").get("id") or container.get("channel_id")
    spot = Spot(
        workspace,
        PersonId(who),
        _word(channel),
        _word(body.get("trigger_id")),
        _word(body.get("response_url")),
        _word(message.get("ts") or container.get("message_ts")),
        _word(message.get("thread_ts") or container.get("thread_ts")),
        container.get("is_ephemeral") is True,
        _inner(body, "view").get("type") == "home",
    )
    conversation = ConversationId(about_where(what.about) or spot.channel)
    id_ = _id(body)
    given = ButtonPressed(workspace, conversation, id_, now, spot.person, what.action, what.about)
    return Heard(given, spot, _known(body, who, workspace))


def submitted(body: Payload, workspace: WorkspaceId, now: datetime, names: Names = NOBODY) -> Heard | None:
    """A form that was sent."""
    who, view = _who(body), _inner(body, "view")
    told = carried(view.get("private_metadata"))
    if not who or told is None or not told.action:
        return None
    origin = told.origin
    spot = Spot(
        workspace, PersonId(who), origin.channel, _word(body.get("trigger_id")), origin.respond, origin.message,
        origin.thread, is_ephemeral=bool(origin.respond), view=view,
    )  # fmt: skip
    conversation = ConversationId(about_where(told.about) or origin.conversation)
    id_, filled = _id(body), values(view.get("state"))
    given = FormSubmitted(workspace, conversation, id_, now, spot.person, told.action, told.about, filled)
    return Heard(given, spot, _known(body, who, workspace))


def about_where(about: str) -> str:
    """The conversation of the message that something concerns: cards about it stand elsewhere, too."""
    found = _MESSAGE.match(about)
    return found.group(1) if found else ""


def mentioned(given: Given) -> tuple[str, ...]:
    """People whom a command or a form names."""
    if isinstance(given, CommandGiven):
        return tuple(_MENTION.findall(given.text))
    if isinstance(given, FormSubmitted):
        return tuple(value.text for value in given.values if re.fullmatch(r"[UW][A-Z0-9]{2,}", value.text))
    return ()


def _said(text: object, names: Names) -> str:
    """What was typed: mentions stay as `<@ID>`, everything else reads as people see it."""
    if not isinstance(text, str):
        return ""
    parts, end = [], 0
    for found in _MENTION.finditer(text):
        parts += [plain(text[end : found.start()], names).text, f"<@{found.group(1)}>"]
        end = found.end()
    return "".join([*parts, plain(text[end:], names).text]).strip()


def _action(body: Payload) -> Payload | None:
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    return first if isinstance(first, dict) else None


def _pressed(action: Payload) -> Pressed:
    chosen = action.get("selected_option")
    value = chosen.get("value") if isinstance(chosen, dict) else action.get("value")
    return action_of(_word(action.get("action_id")), _word(value))


def _known(body: Payload, who: str, workspace: WorkspaceId) -> Person:
    """Who it is, as far as the payload tells: enough where Slack does not tell more in time."""
    user = _inner(body, "user")
    told = {"id": who, "name": user.get("username") or user.get("name") or body.get("user_name"), **user}
    theirs = told.pop("team_id", None)
    return person({**told, "team_id": theirs} if theirs else told, workspace) or Person(PersonId(who), who)


def _who(body: Payload) -> str:
    return _word(_inner(body, "user").get("id"))


def _inner(body: Payload, name: str) -> Payload:
    inner = body.get(name)
    return inner if isinstance(inner, dict) else {}


def _word(text: object) -> str:
    return text if isinstance(text, str) else ""


def _id(body: Payload) -> str:
    """What tells this interaction from every other, and is the same when it is delivered again: all that it says.

    The trigger alone is not enough. Whatever stands in for Slack may hand out one and the same.
    """
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()[:32]
