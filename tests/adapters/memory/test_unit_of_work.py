"""What only the store in memory does. The contracts tell the rest."""

from __future__ import annotations

from datetime import timedelta

from adapters.memory.unit_of_work import SEEN_FOR, Memory
from bot.ports import Place
from bot.vocabulary.calendar import default_calendar
from bot.vocabulary.events import MessageDeleted
from bot.vocabulary.model import GroupId, MessageId, Person, Side
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import MessageKept, PersonKept
from tests.kept import ACME, ANA, NOW, SAM, SITE, gap, heard, keep

HERE = Place(ACME, SITE)


async def test_an_archive_tells_itself_who_is_who() -> None:
    berlin = default_calendar("Europe/Berlin")
    team = {GroupId("team"): frozenset({SAM})}
    memory = Memory(Policy(everyone=True), berlin, {SAM: berlin}, {ANA: Side.OWNER}, team, frozenset({ANA}))
    await keep(memory, PersonKept(ACME, Person(ANA, "Ana", zone="UTC")))
    async with memory.begin() as work:
        known = await work.known(HERE)
    assert (known.policy, known.calendar, known.calendars) == (Policy(everyone=True), berlin, {SAM: berlin})
    assert (known.sides, known.joined, known.groups) == ({ANA: Side.OWNER}, frozenset({ANA}), team)


async def test_everything_can_be_looked_at() -> None:
    memory, message = Memory(), MessageKept(ACME, SITE, heard(1))
    await keep(memory, gap(), message)
    assert memory.gaps == {(ACME, gap().identity): gap()}
    assert memory.messages == {HERE: {message.heard.message: message}}


async def test_old_facts_are_let_go() -> None:
    memory = Memory()
    old, new = (
        MessageDeleted(ACME, SITE, MessageId(str(at)), at) for at in (NOW, NOW + SEEN_FOR + timedelta(seconds=1))
    )
    for fact in (old, new):
        async with memory.begin() as work:
            await work.unseen([fact])
            await work.commit()
    assert list(memory.seen) == [(ACME, new.key)]
