"""How far a conversation is known follows what is heard, a few seconds behind."""

from __future__ import annotations

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.service.answering.counter import Counter
from bot.service.gather import Gatherer
from bot.service.reaching import Reaching
from bot.vocabulary.events import CommandGiven
from bot.vocabulary.model import ConversationId
from bot.vocabulary.records import Reach
from tests.builders import SITE, WORKSPACE, ana, at, edits, reacts, sam, says
from tests.running import Process, team


@pytest.fixture
async def process() -> Process:
    return await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())


async def reaches(process: Process) -> list[Reach]:
    return await process.find(Reach)


async def test_a_conversation_is_known_from_the_first_message_heard(process: Process) -> None:
    await process.hears(says(ana, "morning", "mon 9:00"))
    assert await reaches(process) == [Reach(WORKSPACE, SITE, at("mon 9:00"), is_reconciled=True)]


async def test_the_watermark_is_raised_every_few_seconds(process: Process) -> None:
    message = says(ana, "morning", "mon 9:00")
    await process.hears(message, says(sam, "morning", "mon 9:00:03"))
    assert [reach.watermark for reach in await reaches(process)] == [at("mon 9:00")]
    await process.hears(edits(message, "morning all", "mon 9:00:06"), reacts(sam, "wave", message, "mon 9:30"))
    assert [reach.watermark for reach in await reaches(process)] == [at("mon 9:00:06")]


async def test_what_is_heard_live_does_not_hide_a_hole_before_it(process: Process) -> None:
    missing = Reach(WORKSPACE, SITE, at("mon 8:00"), is_reconciled=False)
    await process.keep(missing)
    await process.hears(says(ana, "morning", "mon 9:00"), says(ana, "hello?", "mon 9:10"))
    assert await reaches(process) == [missing]


async def test_each_conversation_has_its_own(process: Process) -> None:
    shop = ConversationId("shop")
    await process.hears(says(ana, "morning", "mon 9:00"), says(ana, "morning", "mon 9:00:01", where=shop))
    found = {reach.conversation: reach.watermark for reach in await reaches(process)}
    assert found == {SITE: at("mon 9:00"), shop: at("mon 9:00:01")}


async def test_what_is_said_where_an_engagement_begins_is_read_back_even_if_nothing_was_heard_there_before(
    process: Process,
) -> None:
    gatherer = Gatherer()
    counter = Counter(process.store, process.inbox, gatherer, reaching=Reaching())
    await counter.take(CommandGiven(WORKSPACE, SITE, "I1", at("mon 9:00"), ana, "help"))
    assert await reaches(process) == [Reach(WORKSPACE, SITE, at("mon 9:00"), is_reconciled=True)]
