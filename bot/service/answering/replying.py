"""What is written back to Openline in a direct message: to a check-in's card, it is an answer.

Only there, and only then: in every other conversation a message is read and forgotten like any other.
"""

from __future__ import annotations

from typing import Final

from bot.ports import Place
from bot.service.answering.counter import Counter
from bot.service.gather import Gatherer
from bot.vocabulary.events import Event, FormSubmitted, MessagePosted, Value
from bot.vocabulary.model import ConversationKind

REPLY: Final = "checkin-reply"


class Replies:
    """Hands on what somebody writes to Openline itself; costs nothing for any other message."""

    def __init__(self, gatherer: Gatherer, counter: Counter) -> None:
        self._gatherer = gatherer
        self._counter = counter

    async def take(self, event: Event) -> None:
        """Take in a message that was kept already: once, however often it is told. Raises what the store raises."""
        if isinstance(event, MessagePosted) and self._is_to_openline(event):
            words = (Value("words", event.text),)
            await self._counter.take(
                FormSubmitted(
                    event.workspace, event.conversation, event.message, event.at, event.author, REPLY, "", words
                )
            )

    def _is_to_openline(self, posted: MessagePosted) -> bool:
        """Openline hears no direct message but those with itself."""
        if posted.is_bot or not posted.text.strip():
            return False
        place = self._gatherer.conversation(Place(posted.workspace, posted.conversation))
        return place is not None and place.kind is ConversationKind.DIRECT
