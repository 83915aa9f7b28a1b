"""What was said, readable page by page, with limits and holes: for tests and the playground."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.ports import Clock, Place
from bot.ports.surfaces import Page, Refused
from bot.vocabulary.events import Event, MessageDeleted, MessageEdited, MessagePosted


@dataclass(slots=True)
class History:
    """`ports.History` over lists. `refusals` befall the next pages in order; `holes` say which places are not whole."""

    clock: Clock
    events: dict[Place, list[Event]] = field(default_factory=dict)
    refusals: deque[Refused | None] = field(default_factory=deque)
    holes: dict[Place, str] = field(default_factory=dict)
    per_page: int = 15
    asked: list[tuple[Place, datetime]] = field(default_factory=list)

    def add(self, event: MessagePosted | MessageEdited | MessageDeleted) -> None:
        """Something was said, whether or not anybody heard it."""
        self.events.setdefault(Place(event.workspace, event.conversation), []).append(event)

    async def since(self, place: Place, watermark: datetime) -> AsyncIterator[Page]:
        """What was said after the watermark, oldest first; the last page reaches to now."""
        later = sorted((each for each in self.events.get(place, ()) if each.at > watermark), key=lambda each: each.at)
        pages = [later[start : start + self.per_page] for start in range(0, len(later), self.per_page)]
        for number, page in enumerate(pages or [[]], 1):
            self.asked.append((place, watermark))
            if self.refusals and (refusal := self.refusals.popleft()) is not None:
                raise refusal
            is_last = number >= len(pages)
            yield Page(page, self.clock.now() if is_last else page[-1].at, self.holes.get(place))
