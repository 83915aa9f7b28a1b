"""What the Events API tells, as facts: messages and reactions, people and places, what befalls a workspace.

`order` of arrival is Slack's own affair: each fact carries its moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from adapters.slack.installed import Removal
from adapters.slack.people import person
from adapters.slack.text import Names
from adapters.slack.translate import message, moment, reaction
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.events import ConversationSeen, Event, MessagePosted, PersonSeen
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, PersonId, WorkspaceId
from bot.vocabulary.tenancy import ConversationClosed, ConversationMoved, PersonLeft

Payload = dict[str, Any]


class Told(NamedTuple):
    """What one delivery amounts to: facts to be kept, places to look at anew, and whether something may be missing."""

    facts: tuple[Event, ...] = ()
    places: tuple[str, ...] = ()
    """Conversations about which something changed: they are asked about."""
    skipped: str = ""
    """Why there is nothing to keep."""
    home: str = ""
    """Who has opened the Home tab."""
    has_missed: bool = False
    removal: Removal | None = None
    """We were removed from somewhere."""
    granted: tuple[str, ...] = ()
    """Workspaces of an organisation that let us in."""


class Setting(NamedTuple):
    """Where a delivery belongs: the workspace, our account there, how people are called."""

    workspace: WorkspaceId
    user: str
    names: Names
    now: datetime


def candidates(body: Payload) -> Iterable[object]:
    """Ids under which the workspace of a delivery may be known, the most telling first.

    In a shared channel `team_id` may be the other organisation's; `context_team_id` and `authorizations` are ours.
    """
    authorized = body.get("authorizations")
    listed = [each for each in authorized if isinstance(each, dict)] if isinstance(authorized, list) else []
    yield body.get("context_team_id")
    for each in listed:
        yield each.get("team_id")
    yield body.get("team_id")
    for each in listed:
        yield each.get("enterprise_id")
    yield body.get("enterprise_id")


def understood(body: Payload, setting: Setting) -> Told:
    """What a delivery of the Events API means. Whatever is unknown is said to be so, never an error."""
    if body.get("type") == "app_rate_limited":
        return Told(has_missed=True)
    event = body.get("event")
    kind = event.get("type") if isinstance(event, dict) else None
    if not isinstance(event, dict) or not isinstance(kind, str):
        return Told(skipped="not an event")
    read = _KINDS.get(kind)
    return read(event, body, setting) if read else Told(skipped=f"unknown event: {kind[:40]}")


def channels(body: Payload) -> tuple[str, ...]:
    """Where a delivery happened, if it is about a channel."""
    event = body.get("event")
    if not isinstance(event, dict):
        return ()
    item = event.get("item")
    return _channels(event) or (_channels(item) if isinstance(item, dict) else ())


def _message(event: Payload, body: Payload, setting: Setting) -> Told:
    channel = event.get("channel")
    if not isinstance(channel, str) or not channel:
        return Told(skipped="no channel")
    told = message(event, setting.workspace, ConversationId(channel), setting.names)
    if isinstance(told, Skipped):
        return Told(skipped=told.reason)
    if event.get("channel_type") in ("im", "app_home") or channel.startswith("D"):
        return _written_to_us(told, setting)
    return Told((told,))


def _written_to_us(told: Event, setting: Setting) -> Told:
    """A direct message with us, as all are that we see: it may answer a check-in. Where it stands is told with it."""
    if not isinstance(told, MessagePosted) or told.is_bot:
        return Told(skipped="a direct message of our own, or changed")
    place = Conversation(told.conversation, told.conversation, ConversationKind.DIRECT)
    return Told((ConversationSeen(setting.workspace, place, setting.now), told))


def _reaction(event: Payload, body: Payload, setting: Setting) -> Told:
    if event.get("user") == setting.user:
        return Told(skipped="our own reaction")
    told = reaction(event, setting.workspace)
    return Told(skipped=told.reason) if isinstance(told, Skipped) else Told((told,))


def _joined(event: Payload, body: Payload, setting: Setting) -> Told:
    return Told(places=_channels(event))


def _left(event: Payload, body: Payload, setting: Setting) -> Told:
    who, where = event.get("user"), _channels(event)
    if who == setting.user:
        return _closed(event, body, setting)
    if not isinstance(who, str) or not where:
        return Told(skipped="nobody left")
    at = _at(event, body, setting)
    return Told((PersonLeft(setting.workspace, PersonId(who), ConversationId(where[0]), at),), where)


def _closed(event: Payload, body: Payload, setting: Setting) -> Told:
    at = _at(event, body, setting)
    return Told(tuple(ConversationClosed(setting.workspace, ConversationId(each), at) for each in _channels(event)))


def _changed(event: Payload, body: Payload, setting: Setting) -> Told:
    return Told(places=_channels(event))


def _moved(event: Payload, body: Payload, setting: Setting) -> Told:
    old, new = event.get("old_channel_id"), event.get("new_channel_id")
    if not isinstance(old, str) or not isinstance(new, str):
        return Told(skipped="a move from nowhere")
    at = _at(event, body, setting)
    return Told((ConversationMoved(setting.workspace, ConversationId(old), ConversationId(new), at),), (new,))


def _user(event: Payload, body: Payload, setting: Setting) -> Told:
    user = event.get("user")
    found = person(user, setting.workspace) if isinstance(user, dict) else None
    if found is None or not isinstance(user, dict):
        return Told(skipped="nobody changed")
    at = _at(event, body, setting)
    if user.get("deleted") is True:
        return Told((PersonLeft(setting.workspace, found.id, None, at),))
    return Told((PersonSeen(setting.workspace, found, at),))


def _home(event: Payload, body: Payload, setting: Setting) -> Told:
    who = event.get("user")
    if event.get("tab", "home") != "home" or not isinstance(who, str) or not who:
        return Told(skipped="another tab")
    return Told(home=who)


def _uninstalled(event: Payload, body: Payload, setting: Setting) -> Told:
    return Told(removal=Removal(_at(event, body, setting)))


def _revoked(event: Payload, body: Payload, setting: Setting) -> Told:
    """Only the bot's own token matters; people's are none of ours."""
    tokens = event.get("tokens")
    bots = tokens.get("bot") if isinstance(tokens, dict) else None
    return _uninstalled(event, body, setting) if bots else Told(skipped="a token that is not ours")


def _access_revoked(event: Payload, body: Payload, setting: Setting) -> Told:
    """An organisation took us out of some of its workspaces."""
    return Told(removal=Removal(_at(event, body, setting), _teams(event)))


def _access_granted(event: Payload, body: Payload, setting: Setting) -> Told:
    """An organisation let us into some more of its workspaces."""
    teams = _teams(event)
    return Told(granted=teams) if teams else Told(skipped="nobody let us in")


def _nothing(event: Payload, body: Payload, setting: Setting) -> Told:
    return Told(skipped="nothing to keep")


_KINDS: Final[dict[str, Callable[[Payload, Payload, Setting], Told]]] = {
    "message": _message,
    "reaction_added": _reaction,
    "reaction_removed": _reaction,
    "member_joined_channel": _joined,
    "member_left_channel": _left,
    **dict.fromkeys(("channel_left", "group_left", "channel_archive", "group_archive"), _closed),
    **dict.fromkeys(("channel_deleted", "group_deleted"), _closed),
    **dict.fromkeys(("channel_rename", "group_rename", "channel_unarchive", "group_unarchive"), _changed),
    **dict.fromkeys(("channel_shared", "channel_unshared"), _changed),
    "channel_id_changed": _moved,
    **dict.fromkeys(("user_change", "user_profile_changed", "user_status_changed"), _user),
    "app_home_opened": _home,
    "app_uninstalled": _uninstalled,
    "tokens_revoked": _revoked,
    "team_access_revoked": _access_revoked,
    "team_access_granted": _access_granted,
    "app_mention": _nothing,
}


def _channels(event: Payload) -> tuple[str, ...]:
    channel = event.get("channel")
    where = channel.get("id") if isinstance(channel, dict) else channel
    return (where,) if isinstance(where, str) and where else ()


def _teams(event: Payload) -> tuple[str, ...]:
    teams = event.get("team_ids")
    return tuple(team for team in teams if isinstance(team, str) and team) if isinstance(teams, list) else ()


def _at(event: Payload, body: Payload, setting: Setting) -> datetime:
    """When it happened, as far as Slack tells."""
    told = moment(event.get("event_ts"))
    if told is not None:
        return told
    seconds = body.get("event_time")
    try:
        return datetime.fromtimestamp(seconds, UTC) if type(seconds) is int else setting.now
    except (ValueError, OverflowError, OSError):
        return setting.now
