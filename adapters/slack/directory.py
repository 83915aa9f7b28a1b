"""How people and places are called, asked of Slack when it is needed and remembered for some hours. In memory only."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from adapters.slack.api import Api
from adapters.slack.people import person
from adapters.slack.text import Names
from bot.ports import Clock
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, Person, PersonId, WorkspaceId

Found = TypeVar("Found")

FRESH: Final = timedelta(hours=6)
"""A name older than this is asked for again; zones change by `user_change` at once."""
FAILED: Final = timedelta(minutes=1)
"""What Slack would not tell is not asked for again before."""
AT_MOST: Final = 20_000
"""People and places that are remembered."""
MEMBERS: Final = 200
"""In larger conversations it does not matter who is there."""
WORTH: Final = 1.2
"""Seconds that a name is worth waiting for: an answer has three."""


@dataclass(slots=True)
class _Book:
    """What is known of one workspace."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    bots: set[str] = field(default_factory=set)


class Directory:
    """Names of people and places, by workspace."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._books: dict[WorkspaceId, _Book] = {}
        self._people: OrderedDict[tuple[WorkspaceId, str], tuple[datetime, Person | None]] = OrderedDict()
        self._asking: dict[tuple[WorkspaceId, str], asyncio.Future[Any]] = {}
        self._places: OrderedDict[tuple[WorkspaceId, str], tuple[datetime, Conversation | None]] = OrderedDict()

    def names(self, workspace: WorkspaceId) -> Names:
        """What is known by now, for texts and cards; it grows."""
        book = self._books.setdefault(workspace, _Book())
        return Names(book.people, book.channels, {}, book.bots)

    def known(self, workspace: WorkspaceId, who: str) -> Person | None:
        """Somebody, where Slack has told about them and that is still fresh."""
        known = self._people.get((workspace, who))
        return known[1] if known is not None and self._clock.now() < known[0] else None

    async def person(self, workspace: WorkspaceId, who: str) -> Person | None:
        """Somebody, as Slack tells about them; None where it does not."""
        known = self._people.get((workspace, who))
        if known is not None and self._clock.now() < known[0]:
            return known[1]
        return await self._once((workspace, who), lambda: self._ask_person(workspace, who, known))

    async def _ask_person(
        self, workspace: WorkspaceId, who: str, known: tuple[datetime, Person | None] | None
    ) -> Person | None:
        told = await self._told(workspace, "users.info", user=who)
        found = person(told["user"], workspace) if isinstance(told.get("user"), dict) else None
        if found is None and known is not None:
            return known[1]
        return self.met(workspace, who, found)

    def met(self, workspace: WorkspaceId, who: str, found: Person | None) -> Person | None:
        """Remember what was told about somebody."""
        _remember(self._people, (workspace, who), self._clock.now() + (FRESH if found else FAILED), found)
        if found is not None:
            book = self._books.setdefault(workspace, _Book())
            book.people[who] = found.name
            if found.is_bot:
                book.bots.add(who)
        return found

    async def place(self, workspace: WorkspaceId, where: str) -> Conversation | None:
        """A conversation with the people in it; None where Slack does not tell."""
        known = self._places.get((workspace, where))
        if known is not None and self._clock.now() < known[0]:
            return known[1]
        return await self._once((workspace, where), lambda: self._ask_place(workspace, where))

    async def _ask_place(self, workspace: WorkspaceId, where: str) -> Conversation | None:
        told = await self._told(workspace, "conversations.info", channel=where)
        channel = told.get("channel")
        found = conversation(channel) if isinstance(channel, dict) else None
        if found is not None:
            found = replace(found, members=await self._members(workspace, where))
            self._books.setdefault(workspace, _Book()).channels[where] = found.name
        _remember(self._places, (workspace, where), self._clock.now() + (FRESH if found else FAILED), found)
        return found

    def moved(self, workspace: WorkspaceId, where: str) -> None:
        """Something about a conversation has changed: it is asked about anew."""
        self._places.pop((workspace, where), None)

    async def learn(self, workspace: WorkspaceId, people: Iterable[str], places: Iterable[str] = ()) -> None:
        """Come to know these, as far as that is quick."""
        book = self._books.setdefault(workspace, _Book())
        asked: list[Any] = [self.person(workspace, who) for who in people if who not in book.people]
        asked += [
            self.place(workspace, where) for where in places if where not in book.channels and where[:1] not in "CG"
        ]
        if asked:
            await asyncio.wait([asyncio.ensure_future(each) for each in asked], timeout=WORTH)

    async def _members(self, workspace: WorkspaceId, where: str) -> frozenset[PersonId] | None:
        told = await self._told(workspace, "conversations.members", channel=where, limit=MEMBERS)
        listed = told.get("members")
        cursor = (told.get("response_metadata") or {}).get("next_cursor")
        if not isinstance(listed, list) or cursor or len(listed) > MEMBERS:
            return None
        found = await asyncio.gather(*(self.person(workspace, who) for who in listed if isinstance(who, str)))
        bots = {each.id for each in found if each is not None and each.is_bot}
        return frozenset(PersonId(who) for who in listed if isinstance(who, str) and who not in bots)

    async def _once(self, key: tuple[WorkspaceId, str], ask: Callable[[], Coroutine[Any, Any, Found]]) -> Found:
        """Many who want to know the same at one time wait for one answer; whoever gives up leaves it to the others."""
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.ensure_future(ask())
            asking.add_done_callback(lambda _: self._asking.pop(key, None))
        found: Found = await asyncio.shield(asking)
        return found

    async def _told(self, workspace: WorkspaceId, method: str, **arguments: Any) -> dict[str, Any]:
        """An answer, or nothing: what a name is called is never worth a failure."""
        try:
            return await self._api.call(workspace, method, **arguments)
        except (Refused, Unsure):
            return {}


def conversation(channel: dict[str, Any]) -> Conversation | None:
    """A conversation object as Slack has it."""
    where = channel.get("id")
    if not isinstance(where, str) or not where:
        return None
    kind = ConversationKind.CHANNEL
    if channel.get("is_im") or where.startswith("D"):
        kind = ConversationKind.DIRECT
    elif channel.get("is_mpim"):
        kind = ConversationKind.GROUP
    name = channel.get("name")
    return Conversation(ConversationId(where), name if isinstance(name, str) and name else where, kind)


def _remember(table: OrderedDict[Any, Any], key: Any, until: datetime, found: Any) -> None:
    table[key] = (until, found)
    table.move_to_end(key)
    if len(table) > AT_MOST:
        table.popitem(last=False)
