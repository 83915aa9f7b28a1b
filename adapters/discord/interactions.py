"""What somebody gave, pressed or sent, read from an interaction as Discord tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from adapters.discord import commands, modals
from adapters.discord.custom_ids import Carried, Shelf, unpack
from adapters.discord.places import Places
from adapters.discord.render import MORE
from adapters.discord.roster import person
from adapters.discord.translate import user_id
from bot.ports.surfaces import Typing
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Given, Value
from bot.vocabulary.model import ConversationId, Person, PersonId, WorkspaceId

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMITTED = 2, 3, 4, 5
ADMIN: Final = 0x8 | 0x20
"""Administrator, or manages the server."""
COUNTED: Final = 1_000
"""Components of a message that Discord numbers by itself, from 1 on, at most."""
TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Interaction:
    """One interaction: how it is answered, by whom and where it was made, and what it asks.

    `page` are the values of a page of a form; `carried` is what the pressed button or the form carries; `number` finds
    the card on which it was pressed.
    """

    id: str
    token: str
    application: str
    kind: int
    by: PersonId
    who: Person
    workspace: WorkspaceId | None
    place: ConversationId
    in_private: bool
    has_card: bool
    given: Given | None = None
    typing: Typing | None = None
    carried: Carried | None = None
    page: tuple[Value, ...] = ()
    number: int | None = None


def read(data: Any, places: Places, shelf: Shelf, at: datetime) -> Interaction | None:
    """What an interaction says; None where it is none that could be answered."""
    if not isinstance(data, dict):
        return None
    member, told = _object(data.get("member")), _object(data.get("data"))
    user = member.get("user") or data.get("user")
    by, own, token = user_id(user), data.get("id"), data.get("token")
    kind = data.get("type")
    if by is None or not isinstance(own, str) or not isinstance(token, str) or kind not in (2, 3, 4, 5):
        return None
    carried = _carried(told, shelf)
    guild = data.get("guild_id")
    workspace = WorkspaceId(guild) if isinstance(guild, str) and guild else carried.workspace if carried else None
    base = Interaction(
        own,
        token,
        str(data.get("application_id") or ""),
        kind,
        by,
        _person(user, member, by),
        workspace,
        _place(data, places, guild),
        not guild,
        isinstance(data.get("message"), dict),
        carried=carried,
        number=_number(_object(data.get("message"))),
    )
    return _understood(base, workspace, told, at) if workspace is not None else base


def _understood(base: Interaction, workspace: WorkspaceId, told: Mapping[str, Any], at: datetime) -> Interaction:
    about = (workspace, base.place, base.id, at, base.by)
    if base.kind in (COMMAND, AUTOCOMPLETE):
        found = commands.given(told)
        if found is not None and base.kind == AUTOCOMPLETE:
            typing = found.typing or Value("", "")
            return replace(base, typing=Typing(*about[:2], base.by, found.command, typing.name, typing.text))
        if found is not None:
            return replace(base, given=CommandGiven(*about, found.command, values=found.values))
        action = commands.shortcut(told.get("name"))
        target = str(told.get("target_id") or "")
        return replace(base, given=ButtonPressed(*about, action, target, _text(told, target))) if action else base
    if base.carried is None:
        return base
    if base.kind == COMPONENT:
        return replace(base, given=ButtonPressed(*about, base.carried.action, base.carried.about))
    page = modals.values(told)
    return replace(base, page=page, given=FormSubmitted(*about, base.carried.action, base.carried.about, page))


def _carried(told: Mapping[str, Any], shelf: Shelf) -> Carried | None:
    """What the button carries, or the chosen line of the select."""
    carried = unpack(told.get("custom_id"), shelf)
    if carried is None or carried.action != MORE:
        return carried
    chosen = told.get("values")
    return unpack(chosen[0], shelf) if isinstance(chosen, list) and chosen else None


def _place(data: Mapping[str, Any], places: Places, guild: Any) -> ConversationId:
    """The conversation it was made in; a thread belongs to its parent's."""
    raw = data.get("channel")
    channel = raw if isinstance(raw, dict) else {}
    own = data.get("channel_id") or channel.get("id") or ""
    if isinstance(guild, str) and places.spot(own) is None and channel.get("id"):
        places.channel(channel, guild)
    known = places.spot(own)
    return known.conversation if known is not None else ConversationId(str(own))


def _person(user: Any, member: Mapping[str, Any], by: PersonId) -> Person:
    nick = member.get("nick")
    told = {**user, "nickname": nick} if isinstance(nick, str) and nick.strip() else user
    found = person(told, by)
    try:
        rights = int(str(member.get("permissions") or 0))
    except ValueError:
        rights = 0
    return Person(found.id, found.name, found.names, is_bot=found.is_bot, is_admin=bool(rights & ADMIN))


def _text(told: Mapping[str, Any], target: str) -> str:
    """What the message says on whose menu a shortcut was used; Discord tells it whatever our intents are."""
    resolved = told.get("resolved")
    messages = resolved.get("messages") if isinstance(resolved, dict) else None
    message = messages.get(target) if isinstance(messages, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    return content[:TEXT] if isinstance(content, str) else ""


def _number(message: Mapping[str, Any]) -> int | None:
    """The number of the card's outermost component, unless it is one of those that Discord counts by itself."""
    components = message.get("components")
    outermost = components[0] if isinstance(components, list) and components else None
    own = outermost.get("id") if isinstance(outermost, dict) else None
    return own if isinstance(own, int) and own > COUNTED else None


def _object(told: Any) -> dict[str, Any]:
    return told if isinstance(told, dict) else {}
