"""What chat platforms are to the core: where it posts, what it reads back, and where they hand in what they hear."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple, Protocol

from bot.ports import Place
from bot.vocabulary.effects import Address
from bot.vocabulary.events import Event, Given
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import Choice, View

FORBIDDEN: Final = "forbidden"
"""Why a post is refused where we may not be (403): nothing is lost, and somebody may let us in again."""


GONE: Final = "gone"
"""Why a card cannot be drawn anew: it was deleted, or its place was."""


class Refused(Exception):
    """The platform did not post it. `retry_after` is given where trying again makes sense; `why` is a code."""

    def __init__(self, why: str, retry_after: timedelta | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after


class Unsure(Exception):
    """The connection ended before the platform said whether it posted; it may have."""


class Messenger(Protocol):
    """Posts cards on one platform."""

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        """Post once and return the platform's id of the message. Raises Refused, or Unsure if it may have arrived."""
        ...

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        """The id of what was posted under this key, None if it certainly was not. Raises Unsure if nobody can tell."""
        ...

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        """Draw what stands under a receipt anew, in place; doing so twice does no harm.

        Raises Refused, with GONE where it stands there no longer, or Unsure.
        """
        ...

    def pace(self, to: Address) -> timedelta:
        """How long to leave between two posts to one address."""
        ...


class Page(NamedTuple):
    """A stretch of a conversation's history, in order; `until` is how far it reaches, `hole` why it is not whole."""

    events: Sequence[Event]
    until: datetime
    hole: str | None = None


class History(Protocol):
    """Reads back what was said."""

    def since(self, place: Place, watermark: datetime) -> AsyncIterator[Page]:
        """What happened in a conversation after `watermark`, page by page. Raises Refused where it may not be read."""
        ...


class Typing(NamedTuple):
    """What somebody is typing into a parameter of a command, for suggestions while they do."""

    workspace: WorkspaceId
    place: ConversationId
    by: PersonId
    command: str
    parameter: str
    text: str


class Reception(Protocol):
    """Where a platform's listener hands in what it heard."""

    async def accept(self, event: Event) -> None:
        """Return once an event is kept: only then is it acknowledged. Raises what the store raises, then it is not."""
        ...

    async def accept_each(self, events: Sequence[Event]) -> Sequence[Exception | None]:
        """The same for many, in their order: beside each, what kept it from being kept."""
        ...

    async def answer(self, given: Given) -> View | None:
        """Decide and keep what was told to Openline itself; the card to draw at once, None if it was told before."""
        ...

    async def suggest(self, typing: Typing) -> Sequence[Choice]:
        """What may be meant, best first; at most 25. Reads only, and within a few milliseconds."""
        ...

    async def lost_touch(self, workspace: WorkspaceId | None = None) -> None:
        """Something may have been missed, in one workspace or in all: it is read back before anything is said."""
        ...
