"""S18, and what moves: a workspace that is purged leaves nothing; a conversation under a new id keeps everything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.ports import Place, Store
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, MessageId
from bot.vocabulary.records import Engagement, Gap, MessageKept, NudgeKept, Outgoing, Reach
from bot.vocabulary.tenancy import Purged, Rekeyed
from tests.kept import ACME, ANA, NOW, OTHER, SHOP, SITE, every_record, gap, keep, later

NEW = ConversationId("renamed")


def posted(at: float) -> MessagePosted:
    return MessagePosted(ACME, SITE, MessageId(f"site/{at}"), later(at), ANA, "hello")


async def found(store: Store, workspace: Any = ACME) -> dict[type, list[Any]]:
    async with store.begin(reading=True) as work:
        everything: dict[type, list[Any]] = {kind: await work.find(kind, workspace) for kind in every_record()}
    return {kind: records for kind, records in everything.items() if records}


async def fill(store: Store) -> None:
    for workspace in (ACME, OTHER):
        await keep(store, *(record for records in every_record(workspace).values() for record in records))


async def test_a_purged_workspace_leaves_nothing_and_its_neighbour_loses_nothing(store: Store) -> None:
    await fill(store)
    theirs = await found(store, OTHER)
    await keep(store, Purged(ACME, later(9)))
    assert await found(store) == {}
    assert await found(store, OTHER) == theirs
    async with store.begin() as work:
        assert await work.reaches(ACME) == []
        assert {each.workspace for each in await work.ring(later(99), 99)} == {OTHER}


async def test_what_is_told_late_brings_nothing_back_and_a_new_installation_does(store: Store) -> None:
    await fill(store)
    await keep(store, Purged(ACME, later(9)))
    async with store.begin() as work:
        assert await work.unseen([posted(8), posted(9), posted(10)]) == [posted(10)]


async def test_nobody_takes_up_what_was_known_before(store: Store) -> None:
    here = Place(ACME, SITE)
    await fill(store)
    async with store.begin() as work:
        before = await work.versions([here])
        await work.commit()
    await keep(store, Purged(ACME, later(9)))
    for _ in range(3):
        async with store.begin() as work:
            after = await work.versions([here])
            await work.commit()
        assert after[here] > before[here]


async def test_a_purge_comes_after_what_stands_before_it(store: Store) -> None:
    await keep(store, gap(1), Purged(ACME, later(9)), gap(2))
    async with store.begin() as work:
        assert await work.find(Gap, ACME) == [gap(2)]


async def test_a_moved_conversation_keeps_everything_under_its_new_id(store: Store) -> None:
    await fill(store)
    theirs = await found(store, OTHER)
    async with store.begin() as work:
        before = await work.known(Place(ACME, SITE))
    await keep(store, Rekeyed(ACME, SITE, NEW))
    async with store.begin() as work:
        after, gone = await work.known(Place(ACME, NEW)), await work.known(Place(ACME, SITE))
        assert (gone.waiting, gone.heard, gone.joined) == ([], [], frozenset())
        assert [each.message for each in after.waiting] == ["renamed/1", "renamed/2"]
        assert [each.owed_by for each in after.waiting] == [each.owed_by for each in before.waiting]
        assert [each.message for each in after.heard] == ["renamed/00001", "renamed/00002"]
        assert after.heard[1].thread == "renamed/1"
        assert (after.conversation.members, after.joined, after.policy) == (
            before.conversation.members,
            before.joined,
            before.policy,
        )
        assert all("site" not in each.about for each in await work.find(NudgeKept, ACME))
        assert {place for each in await work.find(Engagement, ACME) for place in each.conversations} == {NEW}
        assert [each.key for each in await work.find(Outgoing, ACME, lane="conversation/renamed")] == ["b"]
        assert {each.conversation for each in await work.find(Reach, ACME)} == {NEW, SHOP}
    assert await found(store, OTHER) == theirs


async def test_what_was_heard_under_the_new_id_already_gives_way(store: Store) -> None:
    newer = gap(1, conversation=NEW, message=MessageId("renamed/1"), asked_at=later(5))
    await keep(store, gap(1), newer)
    await keep(store, Rekeyed(ACME, SITE, NEW))
    async with store.begin() as work:
        (kept,) = await work.find(Gap, ACME)
        assert kept.asked_at == NOW + timedelta(hours=1)
        assert await work.find(MessageKept, ACME) == []
