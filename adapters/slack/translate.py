"""The one place where what Slack says becomes what happened.

Live events and the entries of exports have nearly one shape; each is met here with every field possibly
missing or of the wrong kind. What means nothing to us is `Skipped` with a reason in plain words.
"""

from __future__ import annotations

from datetime import UTC, datetime
from sys import intern
from typing import Any, Final

from adapters.slack.subtypes import SILENT, SPOKEN
from adapters.slack.text import NOBODY, Names, plain
from bot.vocabulary.coverage import Skipped
from bot.vocabulary.events import MessageDeleted, MessageEdited, MessagePosted, ReactionAdded, ReactionRemoved, Spoken
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId

Payload = dict[str, Any]

NOT_A_MESSAGE: Final = Skipped("not a message", is_damage=True)
NO_AUTHOR: Final = Skipped("no author", is_damage=True)
NO_TIME: Final = Skipped("no usable time", is_damage=True)
NOTHING_CHANGED: Final = Skipped("an edit that changed no text")
NO_ORIGINAL: Final = Skipped("an edit or deletion of nothing")
SLACKBOT: Final = "USLACKBOT"


def message(
    payload: Any, workspace: WorkspaceId, conversation: ConversationId, names: Names = NOBODY
) -> Spoken | Skipped:
    """What a `message` payload means, live or from an export.

    A message that was edited before it was exported is told as it reads now, at its first moment. A
    tombstone, what is left of a deleted message with a thread, is a deletion at the message's moment.
    """
    if not isinstance(payload, dict) or payload.get("type", "message") != "message":
        return NOT_A_MESSAGE
    subtype = payload.get("subtype")
    if subtype is None:
        return _posted(payload, None, workspace, conversation, names)
    if not isinstance(subtype, str):
        return NOT_A_MESSAGE
    if subtype in SPOKEN:
        return _posted(payload, subtype, workspace, conversation, names)
    if subtype == "message_changed":
        return _edited(payload, workspace, conversation, names)
    if subtype in ("message_deleted", "tombstone"):
        return _deleted(payload, workspace, conversation)
    return Skipped(SILENT.get(subtype) or f"unknown kind: {subtype[:40]}")


def reactions(payload: Payload, posted: MessagePosted) -> tuple[ReactionAdded, ...]:
    """The reactions an exported message carries. Exports keep no time of a reaction: the message's own is given."""
    found: dict[tuple[str, str], ReactionAdded] = {}
    listed = payload.get("reactions")
    for each in listed if isinstance(listed, list) else ():
        emoji = _emoji(each.get("name")) if isinstance(each, dict) else ""
        users = each.get("users") if emoji else None
        for who in users if isinstance(users, list) else ():
            if isinstance(who, str) and who:
                found.setdefault((emoji, who), _reaction(posted, PersonId(who), emoji))
    return tuple(found.values())


def reaction(payload: Payload, workspace: WorkspaceId) -> ReactionAdded | ReactionRemoved | Skipped:
    """What a live `reaction_added` or `reaction_removed` means."""
    item = payload.get("item")
    if not isinstance(item, dict) or item.get("type") != "message":
        return Skipped("a reaction to something else than a message")
    channel, ts = item.get("channel"), item.get("ts")
    at, who, emoji = moment(payload.get("event_ts")), payload.get("user"), _emoji(payload.get("reaction"))
    if at is None or not isinstance(channel, str) or not isinstance(ts, str):
        return NO_TIME
    if not isinstance(who, str) or not who or not emoji:
        return NO_AUTHOR
    kind = ReactionRemoved if payload.get("type") == "reaction_removed" else ReactionAdded
    return kind(workspace, ConversationId(channel), MessageId(f"{channel}/{ts}"), at, PersonId(who), emoji)


def moment(ts: object) -> datetime | None:
    """The moment a Slack timestamp (`1355517523.000005`) names, or None where it names none."""
    try:
        return datetime.fromtimestamp(float(ts), UTC) if type(ts) is str and ts[:1].isdigit() else None
    except (ValueError, OverflowError, OSError):
        return None


def author_of(payload: Payload) -> str:
    """Whoever wrote the message: a person, or a bot by its id, or by its name where it has no id. Empty if nobody."""
    user = payload.get("user")
    if type(user) is str and user:
        return user
    comment = payload.get("comment")  # of a file_comment, gone since 2018
    commenter = comment.get("user") if isinstance(comment, dict) else None
    for who in (commenter, payload.get("bot_id"), payload.get("username")):
        if isinstance(who, str) and who:
            return who
    return ""


def is_bot(payload: Payload, author: str, names: Names = NOBODY) -> bool:
    """Whether a program wrote the message, also where it speaks in a person's name."""
    if payload.get("bot_id") or author in names.bots or author == SLACKBOT:
        return True
    return author != payload.get("user") and "comment" not in payload


def _posted(
    payload: Payload, subtype: str | None, workspace: WorkspaceId, conversation: ConversationId, names: Names
) -> MessagePosted | Skipped:
    ts = payload.get("ts")
    at = moment(ts)
    if at is None:
        return NO_TIME
    author = author_of(payload)
    if not author:
        return NO_AUTHOR
    root = payload.get("thread_ts")
    text, mentions, groups = plain(_text(payload, subtype, author), names)
    return MessagePosted(
        workspace,
        conversation,
        MessageId(f"{conversation}/{ts}"),
        at,
        PersonId(intern(author)),
        text,
        MessageId(intern(f"{conversation}/{root}")) if root and root != ts and type(root) is str else None,
        None,
        mentions,
        groups,
        is_bot(payload, author, names),
    )


def _text(payload: Payload, subtype: str | None, author: str) -> str:
    text = payload.get("text")
    if type(text) is not str:
        return ""
    if subtype == "file_share" and text.startswith(f"<@{author}"):
        return _said_with_file(text)
    if subtype == "file_comment":
        comment = payload.get("comment")
        said = comment.get("comment") if isinstance(comment, dict) else None
        return said if isinstance(said, str) else text
    return text


def _said_with_file(text: str) -> str:
    """Until 2018 Slack wrote "<@U1> uploaded a file: … and commented: …" in the author's stead."""
    _, found, comment = text.partition(" and commented: ")
    return comment if found else text.partition(">")[2].strip()


def _edited(
    payload: Payload, workspace: WorkspaceId, conversation: ConversationId, names: Names
) -> MessageEdited | MessageDeleted | Skipped:
    now, before = payload.get("message"), payload.get("previous_message")
    at = moment(payload.get("ts")) or moment(payload.get("event_ts"))
    if not isinstance(now, dict):
        return NO_ORIGINAL
    if at is None:
        return NO_TIME
    if isinstance(before, dict):
        now = {"ts": before.get("ts"), **now}
        if now.get("text") == before.get("text") and now.get("subtype") == before.get("subtype"):
            return NOTHING_CHANGED
    if now.get("subtype") == "tombstone":
        return _gone(now.get("ts"), at, workspace, conversation)
    posted = message(now, workspace, conversation, names)
    if isinstance(posted, MessagePosted):
        return MessageEdited(posted, at)
    return posted if isinstance(posted, Skipped) else NO_ORIGINAL


def _deleted(payload: Payload, workspace: WorkspaceId, conversation: ConversationId) -> MessageDeleted | Skipped:
    at = moment(payload.get("ts")) or moment(payload.get("event_ts"))
    if payload.get("subtype") == "tombstone":
        return _gone(payload.get("ts"), at, workspace, conversation)
    before = payload.get("previous_message")
    gone = payload.get("deleted_ts") or (before.get("ts") if isinstance(before, dict) else None)
    return _gone(gone, at, workspace, conversation)


def _gone(
    ts: object, at: datetime | None, workspace: WorkspaceId, conversation: ConversationId
) -> MessageDeleted | Skipped:
    if at is None:
        return NO_TIME
    if moment(ts) is None:
        return NO_ORIGINAL
    return MessageDeleted(workspace, conversation, MessageId(f"{conversation}/{ts}"), at)


def _reaction(posted: MessagePosted, who: PersonId, emoji: str) -> ReactionAdded:
    return ReactionAdded(posted.workspace, posted.conversation, posted.message, posted.at, who, emoji)


def _emoji(name: object) -> str:
    """The emoji without its skin tone: `+1::skin-tone-2` is `+1`."""
    return name.partition("::")[0] if isinstance(name, str) else ""
