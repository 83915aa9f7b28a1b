"""The one place where what Discord says becomes what happened.

The gateway (`message_reference`, `edited_timestamp`) and DiscordChatExporter (`reference`,
`timestampEdited`) spell one thing in two ways; both are met here, with every field possibly missing or of
the wrong kind. What means nothing to us is `Skipped` with a reason in plain words.

A thread is a channel of its own at Discord. Here it is a thread of its parent channel, and its id is that
of the message it starts from (Discord gives both one number), so a forum post's first message is its root.
"""

from __future__ import annotations

from datetime import UTC, datetime
from sys import intern
from typing import Any, Final

from adapters.discord.emoji import short_name
from adapters.discord.kinds import SILENT, SPOKEN
from adapters.discord.text import NOBODY, Names, groups_in, plain
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.events import MessageDeleted, MessageEdited, MessagePosted, ReactionAdded, ReactionRemoved
from bot.vocabulary.model import EVERYONE, ConversationId, GroupId, MessageId, PersonId, WorkspaceId

Payload = dict[str, Any]

NOT_A_MESSAGE: Final = Skipped("not a message", is_damage=True)
NO_AUTHOR: Final = Skipped("no author", is_damage=True)
NO_TIME: Final = Skipped("no usable time", is_damage=True)
NOTHING_CHANGED: Final = Skipped("an edit that changed no text")


def message(
    payload: Any,
    workspace: WorkspaceId,
    conversation: ConversationId,
    thread: MessageId | None = None,
    names: Names = NOBODY,
) -> MessagePosted | Skipped:
    """What a message payload means, live or from an export, in a channel or in a thread of it."""
    if not isinstance(payload, dict) or type(identity := payload.get("id")) is not str or not identity:
        return NOT_A_MESSAGE
    kind = payload.get("type", "Default")
    if kind not in SPOKEN if type(kind) is str else str(kind) not in SPOKEN:
        return Skipped(SILENT.get(str(kind)) or f"unknown kind: {str(kind)[:40]}")
    at = moment(payload.get("timestamp"))
    if at is None:
        return NO_TIME
    author = payload.get("author")
    if not isinstance(author, dict) or type(who := author.get("id")) is not str or not who:
        return NO_AUTHOR
    text, groups = _said(payload, names)
    return MessagePosted(
        workspace,
        conversation,
        MessageId(identity),
        at,
        PersonId(who),
        text,
        thread if thread != identity else None,
        _answered(payload, thread or conversation),
        _mentioned(payload.get("mentions")),
        groups,
        is_bot(author) or bool(payload.get("webhook_id")),
    )


def reactions(payload: Payload, posted: MessagePosted) -> tuple[ReactionAdded, ...]:
    """The reactions an exported message carries. Exports keep no time of a reaction: the message's own is given."""
    found: dict[tuple[str, str], ReactionAdded] = {}
    for each in _list(payload.get("reactions")):
        emoji = short_name(each.get("emoji")) if isinstance(each, dict) else ""
        for user in _list(each.get("users")) if emoji else ():
            if who := user_id(user):
                found.setdefault((who, emoji), _reaction(posted, who, emoji))
    return tuple(found.values())


def edited(
    payload: Payload,
    workspace: WorkspaceId,
    conversation: ConversationId,
    thread: MessageId | None = None,
    names: Names = NOBODY,
) -> MessageEdited | Skipped:
    """What a live MESSAGE_UPDATE means. Discord sends it for a preview that was added, too."""
    at = moment(payload.get("edited_timestamp"))
    if at is None:
        return NOTHING_CHANGED
    posted = message(payload, workspace, conversation, thread, names)
    return posted if isinstance(posted, Skipped) else MessageEdited(posted, at)


def deleted(
    payload: Payload, workspace: WorkspaceId, conversation: ConversationId, at: datetime
) -> MessageDeleted | Skipped:
    """What a live MESSAGE_DELETE means; Discord does not say when, so that is when we heard of it."""
    gone = payload.get("id") or payload.get("message_id")
    return (
        MessageDeleted(workspace, conversation, MessageId(gone), at)
        if isinstance(gone, str) and gone
        else NOT_A_MESSAGE
    )


def reaction(
    payload: Payload, workspace: WorkspaceId, conversation: ConversationId, at: datetime, *, added: bool
) -> ReactionAdded | ReactionRemoved | Skipped:
    """What a live MESSAGE_REACTION_ADD or _REMOVE means, heard of at that moment."""
    target, who, emoji = payload.get("message_id"), payload.get("user_id"), short_name(payload.get("emoji"))
    if not isinstance(target, str) or not target:
        return NOT_A_MESSAGE
    if not isinstance(who, str) or not who or not emoji:
        return NO_AUTHOR
    kind = ReactionAdded if added else ReactionRemoved
    return kind(workspace, conversation, MessageId(target), at, PersonId(who), emoji)


def moment(timestamp: object) -> datetime | None:
    """The moment an ISO 8601 timestamp names, or None. Exports may be in their maker's own zone."""
    if type(timestamp) is not str:
        return None
    try:
        at = datetime.fromisoformat(timestamp)
        return at if at.tzinfo is UTC else at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def user_id(user: object) -> PersonId | None:
    """The id of a user object."""
    who = user.get("id") if isinstance(user, dict) else None
    return PersonId(intern(who)) if isinstance(who, str) and who else None


def is_bot(user: dict[str, Any]) -> bool:
    """Whether a user object is a program's."""
    return user.get("isBot") is True or user.get("bot") is True


def _said(payload: Payload, names: Names) -> tuple[str, tuple[GroupId, ...]]:
    text = payload.get("content")
    text = text if type(text) is str else ""
    if not text and (forwarded := payload.get("forwardedMessage")):
        return _quoted(forwarded), ()
    marked: list[GroupId] = []
    if "<" in text:
        text, marked = plain(text, names)
    groups = groups_in(text, marked, names) if marked or "@" in text else ()
    if payload.get("mention_everyone") is True and EVERYONE not in groups:
        groups = (*groups, EVERYONE)
    return text, groups


def _quoted(forwarded: object) -> str:
    """A message handed on is somebody else's words."""
    text = forwarded.get("content") if isinstance(forwarded, dict) else None
    return "\n".join(f"> {line}" for line in text.splitlines()) if isinstance(text, str) else ""


def _answered(payload: Payload, here: str) -> MessageId | None:
    """The message this one replies to; a forward, or an announcement from another channel, replies to nothing."""
    reference = payload.get("reference") or payload.get("message_reference")
    if not isinstance(reference, dict) or reference.get("type") in ("Forward", 1):
        return None
    answered = reference.get("messageId") or reference.get("message_id")
    where = reference.get("channelId") or reference.get("channel_id") or here
    return MessageId(answered) if isinstance(answered, str) and where == here else None


def _mentioned(users: object) -> tuple[PersonId, ...]:
    if not users:
        return ()
    humans = [who for user in _list(users) if (who := user_id(user)) and not is_bot(user)]
    return tuple(dict.fromkeys(humans)) if len(humans) > 1 else tuple(humans)


def _reaction(posted: MessagePosted, who: PersonId, emoji: str) -> ReactionAdded:
    return ReactionAdded(posted.workspace, posted.conversation, posted.message, posted.at, who, emoji)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
