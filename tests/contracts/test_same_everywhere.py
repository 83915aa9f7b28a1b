"""R34: the same events through the same inbox leave the same records in every store, however they were batched."""

from __future__ import annotations

from random import Random  # noqa: TID251 - with a seed: the same each time
from typing import Any

from adapters.memory.unit_of_work import Memory
from bot.ports import Place, Store
from bot.service.inbox import Inbox
from bot.vocabulary.events import Event, MessageDeleted, MessagePosted, PersonSeen, ReactionAdded
from bot.vocabulary.model import MessageId, Person, Side, WorkspaceId
from bot.vocabulary.records import Gap, MessageKept, Outgoing, PersonKept, Record, Wakeup
from tests.kept import ACME, ANA, KIM, NOW, OTHER, SAM, SHOP, SITE, engagement, keep, later, member

SAID = (
    "can you look at the header?",
    "@sam could you send the invoice by tonight?",
    "will look",
    "yes, it is done",
    "thanks!",
    "never mind, found it",
    "the page is blue now, see https://example.com",
    "what do you think about the second draft? and who pays for the font?",
)
TEAM: list[Record] = [
    engagement(conversations=(SITE, SHOP)),
    member(ANA, Side.OWNER),
    member(SAM, Side.ASSISTANT),
    member(KIM, Side.ASSISTANT),
]


def a_week(seed: int, workspace: WorkspaceId = ACME, count: int = 240) -> list[Event]:
    """Made-up days of three people in two conversations; some messages arrive late."""
    chance = Random(seed)  # noqa: S311
    told: list[Event] = [PersonSeen(workspace, Person(each, each.title(), (each,)), NOW) for each in (ANA, SAM, KIM)]
    said: list[MessagePosted] = []
    for number in range(count):
        where, who = chance.choice((SITE, SHOP)), chance.choice((ANA, SAM, KIM))
        at = later(number / 4)
        earlier = chance.choice(said) if said and chance.random() < 0.3 else None
        if earlier is not None and chance.random() < 0.2:
            told.append(MessageDeleted(workspace, earlier.conversation, earlier.message, at))
        elif earlier is not None and chance.random() < 0.4:
            emoji = chance.choice(("eyes", "+1"))
            told.append(ReactionAdded(workspace, earlier.conversation, earlier.message, at, who, emoji))
        else:
            thread = earlier.thread or earlier.message if earlier else None
            message = MessageId(f"{earlier.conversation if earlier else where}/{number:04}")
            place = earlier.conversation if earlier else where
            text = chance.choice(SAID)
            to = (SAM,) if text.startswith("@sam") else ()
            said.append(MessagePosted(workspace, place, message, at, who, text, thread, None, to))
            told.append(said[-1])
    for number in range(3, len(told) - 1, 17):
        told[number], told[number + 1] = told[number + 1], told[number]
    return told


async def live(store: Store, events: list[Event], batch: int) -> dict[str, list[Any]]:
    """Take events in, and return all that is kept afterwards."""
    await keep(store, *TEAM)
    inbox = Inbox(store)
    for start in range(0, len(events), batch):
        await inbox.take(events[start : start + batch])
    kept: dict[str, list[Any]] = {}
    async with store.begin(reading=True) as work:
        for kind in (Gap, MessageKept, PersonKept, Wakeup, Outgoing):
            kept[kind.__name__] = list(await work.find(kind, ACME))
        for place in (Place(ACME, SITE), Place(ACME, SHOP)):
            known = await work.known(place)
            kept[place.conversation] = [
                known.people,
                known.sides,
                known.calendars,
                list(known.heard),
                list(known.waiting),
            ]
        kept["gaps"] = list(await work.gaps(ACME, since=NOW))
        kept["neighbour"] = list(await work.find(Gap, OTHER))
    return kept


async def test_the_same_events_leave_the_same_records(store: Store) -> None:
    assert await live(store, a_week(1), 40) == await live(Memory(), a_week(1), 40)


async def test_telling_everything_twice_changes_nothing(store: Store) -> None:
    events = a_week(3, count=96)
    once = await live(Memory(), events, 30)
    assert len(once["Gap"]) > 5
    assert await live(store, [*events, *events], 30) == once
