"""What every store promises about installing: each is found, and what may be done once is done once."""

from __future__ import annotations

import asyncio

from bot.ports import Store
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.tenancy import Purged
from tests.kept import ACME, NOW, OTHER, keep, later

RACERS = 50


async def first(store: Store, name: str, workspace: WorkspaceId = ACME) -> bool:
    async with store.begin() as work:
        is_first = await work.once(workspace, name, NOW)
        await work.commit()
    return is_first


async def test_of_many_who_ask_at_a_time_one_is_the_first(store: Store) -> None:
    told = await asyncio.gather(*(first(store, "tea") for _ in range(RACERS)))
    assert sorted(told) == [False] * (RACERS - 1) + [True]
    assert not await first(store, "tea")


async def test_what_is_done_once_has_a_name_and_a_workspace(store: Store) -> None:
    assert [await first(store, "tea"), await first(store, "coffee"), await first(store, "tea", OTHER)] == [True] * 3


async def test_whoever_was_first_and_gave_up_leaves_it_to_the_next(store: Store) -> None:
    async with store.begin() as work:
        assert await work.once(ACME, "tea", NOW)
        assert not await work.once(ACME, "tea", NOW)
    assert await first(store, "tea")


async def test_every_installation_is_told_and_a_purge_takes_only_its_own(store: Store) -> None:
    one, other = Installation(ACME, "Acme", NOW), Installation(OTHER, "Other", later(1), token="v1.k1.c2VhbGVk")
    await keep(store, one, other)
    async with store.begin(reading=True) as work:
        assert await work.installations() == sorted([one, other])
    await keep(store, Purged(ACME, later(2)))
    async with store.begin(reading=True) as work:
        assert await work.installations() == [other]


async def test_installing_again_takes_over(store: Store) -> None:
    await keep(store, Installation(ACME, "Acme", NOW))
    await keep(store, Purged(ACME, later(1)))
    again = Installation(ACME, "Acme", later(2))
    await keep(store, again)
    async with store.begin(reading=True) as work:
        assert await work.find(Installation, ACME) == [again]
