"""Whatever order events arrive in, and however often, the records end in one state: through the real inbox (R3, R4).

Within a day: a fact is told apart from its repetition for 26 hours, and no platform repeats itself for longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.vocabulary.events import MessagePosted, Spoken
from bot.vocabulary.model import ConversationId, GapId, MessageId
from bot.vocabulary.records import Gap
from tests.builders import SITE
from tests.running import SHOP, Process, team
from tests.simulation.story import at_the_top, told
from tests.simulation.world import BEGIN

EVENTS = 16
YARD = ConversationId("yard")


async def ended(events: Sequence[Spoken], batch: int = 1) -> dict[GapId, Gap]:
    """Who waits for whom once these have arrived in this order; how sure a reading was is left aside."""
    process = await Process(Memory(), HandClock(BEGIN)).keep(*team((SITE, SHOP, YARD)))
    for start in range(0, len(events), batch):
        await process.inbox.take(events[start : start + batch])
    return {identity: replace(gap, because=()) for identity, gap in (await process.gaps()).items()}


@given(seed=st.integers(0, 10_000), data=st.data())
async def test_every_order_of_arrival_ends_in_one_state(seed: int, data: st.DataObject) -> None:
    """Bar R4: create, edit, delete, reply, react and mark, in any order."""
    events = told(seed, EVENTS, days=1) if seed % 2 else at_the_top(told(seed, EVENTS, days=1))
    in_order = await ended(events)
    for _ in range(3):
        order = data.draw(st.permutations(events))
        assert await ended(order) == in_order


@given(seed=st.integers(0, 10_000), data=st.data(), batch=st.integers(1, 8))
async def test_each_event_counts_once_however_often_and_in_whatever_batches_it_arrives(
    seed: int, data: st.DataObject, batch: int
) -> None:
    """Bar R3."""
    events = told(seed, EVENTS, days=1)
    often = [event for event in events for _ in range(data.draw(st.integers(1, 4)))]
    assert await ended(data.draw(st.permutations(often)), batch) == await ended(events)


@given(seed=st.integers(0, 10_000), other=st.integers(0, 10_000))
async def test_what_is_said_in_another_conversation_changes_nothing(seed: int, other: int) -> None:
    """Marks and native replies teach a whole workspace; what people merely say is of its own conversation only."""
    here = told(seed, EVENTS // 2, days=1)
    elsewhere = [
        event._replace(conversation=YARD, message=MessageId(f"yard/{event.message}"), thread=None, reply_to=None)
        for event in told(other, EVENTS // 2, days=1)
        if isinstance(event, MessagePosted)
    ]
    both = sorted([*here, *elsewhere], key=lambda event: event.at)
    gaps = {identity: gap for identity, gap in (await ended(both)).items() if gap.conversation != YARD}
    assert gaps == await ended(here)
