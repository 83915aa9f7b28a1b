"""What happened, in the past tense. Adapters tame a platform's payloads into these.

Each event carries its moment (`at`, aware, UTC) and a `key` that names the fact itself and not its
delivery: the same message told live, told again and read from the history has one key, and counts once.

Messages arrive by the million, so the events about them are named tuples (a frozen dataclass costs
six times as much to make).
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.vocabulary.model import Conversation, ConversationId, GroupId, MessageId, Person, PersonId, WorkspaceId
from bot.vocabulary.tenancy import Tenancy


class MessagePosted(NamedTuple):
    """Somebody said something.

    `text` is plain: a mention reads `@name`, quotes keep their leading `>`, code its backticks.
    It is read in memory and forgotten. `thread` is the root of the thread the message stands in
    (None at the top of a conversation, and for the root itself); `reply_to` is set where the platform
    itself tells which message is answered. `mentions` are people, `groups` are user groups and roles.
    """

    workspace: WorkspaceId
    conversation: ConversationId
    message: MessageId
    at: datetime
    author: PersonId
    text: str
    thread: MessageId | None = None
    reply_to: MessageId | None = None
    mentions: tuple[PersonId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    is_bot: bool = False

    @property
    def key(self) -> str:
        """Names the fact for telling repeated deliveries apart."""
        return f"posted:{self.message}"


class MessageEdited(NamedTuple):
    """A message now reads differently; `posted` is the whole message as it reads since `at`."""

    posted: MessagePosted
    at: datetime

    @property
    def key(self) -> str:
        """An edit is known by the message and its moment."""
        return f"edited:{self.posted.message}:{self.at.timestamp():.6f}"

    @property
    def workspace(self) -> WorkspaceId:
        """The workspace of the message."""
        return self.posted.workspace

    @property
    def conversation(self) -> ConversationId:
        """The conversation of the message."""
        return self.posted.conversation


class MessageDeleted(NamedTuple):
    """A message was taken back. May arrive before the message itself."""

    workspace: WorkspaceId
    conversation: ConversationId
    message: MessageId
    at: datetime

    @property
    def key(self) -> str:
        """A message is deleted once."""
        return f"deleted:{self.message}"


class ReactionAdded(NamedTuple):
    """`emoji` is the reaction's plain name without colons and skin tone ("eyes", "white_check_mark")."""

    workspace: WorkspaceId
    conversation: ConversationId
    message: MessageId
    at: datetime
    by: PersonId
    emoji: str

    @property
    def key(self) -> str:
        """The same emoji may be taken back and given again, so its moment belongs to it."""
        return f"reacted:{self.message}:{self.by}:{self.emoji}:{self.at.timestamp():.6f}"


class ReactionRemoved(NamedTuple):
    """The reaction is no longer there."""

    workspace: WorkspaceId
    conversation: ConversationId
    message: MessageId
    at: datetime
    by: PersonId
    emoji: str

    @property
    def key(self) -> str:
        """See `ReactionAdded.key`."""
        return f"unreacted:{self.message}:{self.by}:{self.emoji}:{self.at.timestamp():.6f}"


class GapMarked(NamedTuple):
    """Somebody concerned said what a message is; that wins over any judgement (rule 6)."""

    workspace: WorkspaceId
    conversation: ConversationId
    message: MessageId
    at: datetime
    by: PersonId
    mark: str
    """One of `records.Mark`: "not a question", "answered", "waiting for this"."""

    @property
    def key(self) -> str:
        """A person may change their mind; each time is a fact of its own."""
        return f"marked:{self.message}:{self.by}:{self.mark}:{self.at.timestamp():.6f}"


class PersonSeen(NamedTuple):
    """What the platform tells about a person, now."""

    workspace: WorkspaceId
    person: Person
    at: datetime

    @property
    def key(self) -> str:
        """People change; each telling is a fact of its own."""
        return f"person:{self.person.id}:{self.at.timestamp():.6f}"


class ConversationSeen(NamedTuple):
    """What the platform tells about a conversation, now."""

    workspace: WorkspaceId
    about: Conversation
    at: datetime

    @property
    def conversation(self) -> ConversationId:
        """The conversation that is told about."""
        return self.about.id

    @property
    def key(self) -> str:
        """Conversations change; each telling is a fact of its own."""
        return f"conversation:{self.about.id}:{self.at.timestamp():.6f}"


class WakeupDue(NamedTuple):
    """A stored moment has come at which the engine wanted to be asked again."""

    workspace: WorkspaceId
    kind: str
    subject: str
    slot: str
    at: datetime

    @property
    def key(self) -> str:
        """A slot rings once, however many processes look at it."""
        return f"wakeup:{self.kind}:{self.subject}:{self.slot}"


class Value(NamedTuple):
    """One thing somebody filled in: a parameter of a command or a field of a form, by name.

    A person is given by id. What takes several choices or people stands once for each.
    """

    name: str
    text: str


class CommandGiven(NamedTuple):
    """Somebody gave a command. `id` is the platform's id of the interaction.

    `text` is what follows the command's name, where the platform gives words; a mention in it reads `<@ID>`.
    `values` are its parameters, where the platform takes them apart. Both are read by the declaration in `commands`.
    """

    workspace: WorkspaceId
    conversation: ConversationId
    id: str
    at: datetime
    by: PersonId
    command: str
    text: str = ""
    values: tuple[Value, ...] = ()

    @property
    def key(self) -> str:
        """An interaction happens once, however often it is delivered."""
        return f"command:{self.id}"


class ButtonPressed(NamedTuple):
    """Somebody pressed a button of a card, or used a shortcut on a message.

    `action` and `about` are those of the button (`view.Button`); for a shortcut, `about` is the message and `text`
    what it says, to begin a form with: read in memory and forgotten unless the form is sent.
    """

    workspace: WorkspaceId
    conversation: ConversationId
    id: str
    at: datetime
    by: PersonId
    action: str
    about: str = ""
    text: str = ""

    @property
    def key(self) -> str:
        """An interaction happens once, however often it is delivered."""
        return f"pressed:{self.id}"


class FormSubmitted(NamedTuple):
    """Somebody sent a form. `action` and `about` are those of the form (`view.Form`)."""

    workspace: WorkspaceId
    conversation: ConversationId
    id: str
    at: datetime
    by: PersonId
    action: str
    about: str = ""
    values: tuple[Value, ...] = ()

    @property
    def key(self) -> str:
        """An interaction happens once, however often it is delivered."""
        return f"submitted:{self.id}"


Given = CommandGiven | ButtonPressed | FormSubmitted
"""What people tell Openline itself; each is answered at once, to the one who gave it."""

Spoken = MessagePosted | MessageEdited | MessageDeleted | ReactionAdded | ReactionRemoved | GapMarked
"""What happens inside a conversation, in the order of its moments."""

Event = Spoken | Given | PersonSeen | ConversationSeen | WakeupDue | Tenancy
