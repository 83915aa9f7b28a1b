"""What rings and what is posted: each once, in order, and nothing lost when a work fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.ports import SENDING_FOR, Store
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.model import MessageId
from bot.vocabulary.records import Outgoing, OutgoingState, Wakeup
from tests.kept import ACME, ANA, KIM, NOW, OTHER, SHOP, SITE, keep, later, outgoing, wakeup

PENDING, SENDING, UNKNOWN = OutgoingState.PENDING, OutgoingState.SENDING, OutgoingState.UNKNOWN
SECOND = timedelta(seconds=1)
ONE_CONVERSATION = InConversation(SITE)


async def ring(store: Store, now: datetime = NOW, limit: int = 100, commit: bool = True) -> list[str]:
    async with store.begin() as work:
        rung = await work.ring(now, limit)
        if commit:
            await work.commit()
    return [each.slot for each in rung]


async def take(store: Store, now: datetime = NOW, limit: int = 100) -> list[Outgoing]:
    async with store.begin() as work:
        taken = await work.take_outgoing(now, limit)
        await work.commit()
    return taken


async def keys(store: Store, now: datetime = NOW, limit: int = 100) -> list[str]:
    return [each.key for each in await take(store, now, limit)]


async def row(store: Store, key: str) -> Outgoing:
    async with store.begin(reading=True) as work:
        (found,) = await work.find(Outgoing, ACME, key=key)
    return found


async def test_what_is_due_rings_oldest_first(store: Store) -> None:
    await keep(store, wakeup("c", later(-1)), wakeup("b"), wakeup("a", workspace=OTHER), wakeup("d", later(0.001)))
    assert await ring(store) == ["c", "b", "a"]
    assert await ring(store) == []
    assert await ring(store, later(1)) == ["d"]


async def test_at_most_so_many_ring_at_once(store: Store) -> None:
    await keep(store, *(wakeup(str(number), later(-number)) for number in range(5)))
    assert await ring(store, limit=2) == ["4", "3"]
    assert await ring(store, limit=9) == ["2", "1", "0"]


async def test_what_rang_in_a_work_that_failed_rings_again(store: Store) -> None:
    await keep(store, wakeup("a"))
    assert await ring(store, commit=False) == ["a"]
    assert await ring(store) == ["a"]


async def test_a_slot_is_kept_once(store: Store) -> None:
    await keep(store, wakeup("a"), wakeup("a", later(-1)))
    await keep(store, wakeup("a", later(-2)), wakeup("a", workspace=OTHER))
    async with store.begin(reading=True) as work:
        assert await work.find(Wakeup, ACME) == [wakeup("a")]
    assert await ring(store) == ["a", "a"]


async def test_a_moment_remembered_while_others_ring_waits_for_its_time(store: Store) -> None:
    await keep(store, wakeup("a"))
    async with store.begin() as work:
        await work.ring(NOW, 10)
        await work.remember([wakeup("b", later(1))])
        await work.commit()
    assert await ring(store) == []
    assert await ring(store, later(1)) == ["b"]


async def test_what_is_taken_is_under_way(store: Store) -> None:
    await keep(store, outgoing("a"))
    taken = replace(outgoing("a"), state=SENDING, tries=1, claimed_at=NOW)
    assert await take(store) == [taken]
    assert await row(store, "a") == taken
    assert await take(store) == []


async def test_what_was_taken_in_a_work_that_failed_is_taken_again(store: Store) -> None:
    await keep(store, outgoing("a"))
    async with store.begin() as work:
        await work.take_outgoing(NOW, 10)
    assert await keys(store) == ["a"]


async def test_of_each_address_only_the_oldest_is_taken(store: Store) -> None:
    await keep(
        store,
        outgoing("b", created_at=NOW),
        outgoing("a", created_at=NOW + SECOND),
        outgoing("c", to=ToPerson(KIM), created_at=NOW - SECOND),
        outgoing("d", to=ONE_CONVERSATION, created_at=NOW + 2 * SECOND),
        outgoing("e", to=InConversation(SITE, MessageId("site/1")), created_at=NOW + SECOND),
        outgoing("f", OTHER, created_at=NOW + 3 * SECOND),
        outgoing("g", to=InConversation(SHOP), created_at=NOW + 4 * SECOND),
    )
    assert await keys(store) == ["c", "b", "e", "f", "g"]
    assert await keys(store) == []


async def test_the_next_is_taken_when_the_one_before_is_settled(store: Store) -> None:
    await keep(store, outgoing("a"), outgoing("b", created_at=NOW + SECOND))
    (first,) = await take(store)
    assert await keys(store) == []
    await keep(store, replace(first, state=OutgoingState.SENT, settled_at=NOW, receipt="1"))
    assert await keys(store) == ["b"]


async def test_what_is_for_later_waits_and_keeps_nobody_waiting(store: Store) -> None:
    await keep(store, outgoing("a", not_before=later(1)), outgoing("b", created_at=NOW + SECOND))
    assert await keys(store) == ["b"]


async def test_what_was_put_off_after_a_try_holds_up_its_address(store: Store) -> None:
    await keep(store, outgoing("a"), outgoing("b", created_at=NOW + SECOND))
    (first,) = await take(store)
    await keep(store, replace(first, state=PENDING, not_before=NOW + 30 * SECOND))
    assert await keys(store) == []
    (again,) = await take(store, NOW + 30 * SECOND)
    assert (again.key, again.tries) == ("a", 2)


async def test_at_most_so_many_are_taken_at_once(store: Store) -> None:
    await keep(store, *(outgoing(str(n), to=ToPerson(KIM if n else ANA), created_at=later(n)) for n in range(3)))
    assert await keys(store, later(5), limit=1) == ["0"]
    assert await keys(store, later(5), limit=1) == ["1"]


async def test_what_was_left_behind_comes_as_unknown(store: Store) -> None:
    await keep(store, outgoing("a"), outgoing("b", created_at=NOW + SECOND))
    await take(store)
    assert await keys(store, NOW + SENDING_FOR - SECOND) == []
    (left,) = await take(store, NOW + SENDING_FOR)
    assert (left.key, left.state, left.tries, left.claimed_at) == ("a", UNKNOWN, 2, NOW + SENDING_FOR)
    assert await row(store, "a") == left
    assert await keys(store, NOW + SENDING_FOR) == []
    assert await keys(store, NOW + 2 * SENDING_FOR) == ["a"]


async def test_what_nobody_has_any_more_comes_when_it_is_told_to(store: Store) -> None:
    await keep(store, outgoing("a"))
    (first,) = await take(store)
    await keep(store, replace(first, state=UNKNOWN, claimed_at=None, not_before=NOW + 5 * SECOND))
    assert await keys(store, NOW + 4 * SECOND) == []
    assert [each.state for each in await take(store, NOW + 5 * SECOND)] == [UNKNOWN]


@pytest.mark.parametrize("state", [state for state in OutgoingState if state is not PENDING])
async def test_saying_again_what_was_begun_changes_nothing(store: Store, state: OutgoingState) -> None:
    kept = outgoing("a", state=state, tries=1, claimed_at=NOW)
    await keep(store, kept)
    await keep(store, outgoing("a", created_at=later(1)), outgoing("a", created_at=later(2)))
    assert await row(store, "a") == kept


async def test_saying_again_what_waits_changes_nothing(store: Store) -> None:
    await keep(store, outgoing("a"), outgoing("a", created_at=later(1)))
    await keep(store, outgoing("a", created_at=later(2)))
    assert await row(store, "a") == outgoing("a")


@pytest.mark.parametrize("state", [OutgoingState.SENT, OutgoingState.SUPPRESSED, OutgoingState.DEAD, UNKNOWN, PENDING])
async def test_settling_says_how_it_went(store: Store, state: OutgoingState) -> None:
    await keep(store, outgoing("a"))
    (taken,) = await take(store)
    settled = replace(taken, state=state, settled_at=later(1), receipt="7")
    await keep(store, settled)
    assert await row(store, "a") == settled


async def test_who_comes_too_late_settles_nothing(store: Store) -> None:
    await keep(store, outgoing("a"))
    (first,) = await take(store)
    (second,) = await take(store, NOW + SENDING_FOR)
    await keep(store, replace(first, state=PENDING))
    assert await row(store, "a") == second
    sent = replace(second, state=OutgoingState.RECONCILED)
    await keep(store, sent)
    await keep(store, replace(second, state=PENDING, tries=9))
    assert await row(store, "a") == sent


async def test_what_still_waits_can_be_suppressed_and_what_is_under_way_cannot(store: Store) -> None:
    suppressed = outgoing("a", state=OutgoingState.SUPPRESSED)
    await keep(store, outgoing("a"), outgoing("b", to=ToPerson(KIM)), suppressed)
    assert await row(store, "a") == suppressed
    (taken,) = await take(store)
    await keep(store, outgoing("b", to=ToPerson(KIM), state=OutgoingState.SUPPRESSED))
    assert await row(store, "b") == taken
