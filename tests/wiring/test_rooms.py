"""Where somebody's matters stand."""

from adapters.memory.unit_of_work import Memory
from bot.vocabulary.effects import InConversation, Nudge, ToPerson
from bot.vocabulary.model import MessageId, Side
from bot.vocabulary.records import Outgoing, OutgoingState, Record
from bot.wiring.rooms import rooms, standing
from tests.kept import ACME, ANA, NOW, OTHER, SAM, SITE, engagement, gap, keep, later, member


def posted(name: str, hours: float, thread: str | None = None) -> Outgoing:
    to = InConversation(SITE, MessageId(thread) if thread else None)
    at = later(hours)
    return Outgoing(ACME, name, to, Nudge(ANA, ()), at, at, OutgoingState.SENT, receipt=f"{SITE}/{name}", settled_at=at)


async def filled(*records: Record) -> Memory:
    store = Memory()
    await keep(store, engagement(), member(SAM, Side.ASSISTANT), *records)
    return store


async def test_what_waits_comes_first_and_then_what_we_put_there_last() -> None:
    private = Outgoing(ACME, "private", ToPerson(SAM), Nudge(SAM, ()), NOW, NOW, OutgoingState.SENT, receipt="D/1")
    store = await filled(gap(1), gap(2), posted("early", 1), posted("late", 2), private)
    found = await standing(store, ACME, SAM)
    assert found == [
        InConversation(SITE, gap(1).thread or gap(1).message),
        InConversation(SITE, gap(2).thread or gap(2).message),
        InConversation(SITE, MessageId(f"{SITE}/late")),
    ]


async def test_what_we_put_into_a_thread_names_that_thread() -> None:
    store = await filled(posted("late", 2, f"{SITE}/root"))
    assert await standing(store, ACME, SAM) == [InConversation(SITE, MessageId(f"{SITE}/root"))]


async def test_nothing_stands_for_whoever_is_in_nothing_and_nothing_of_another_workspace() -> None:
    store = await filled(posted("late", 2))
    assert await standing(store, ACME, ANA) == []
    assert await standing(store, OTHER, SAM) == []
    assert [await rooms(store, ACME, SAM), await rooms(store, OTHER, SAM)] == [[SITE], []]
