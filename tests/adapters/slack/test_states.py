"""What goes to Slack with whoever installs comes back once, soon, and from us (S3)."""

import asyncio
import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.clocks import HandClock, token
from adapters.secrets import Vault
from adapters.slack.states import LASTS, States
from bot.ports import Store
from tests.builders import at
from tests.stores import any_url, postgres_database, sqlite_template, store

__all__ = ["any_url", "postgres_database", "sqlite_template", "store"]
RACES = int(os.environ.get("RACES", "5"))
VAULT = Vault([("k1", bytes(32))])


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at("mon 9:00"))


@pytest.fixture
def states(store: Store, clock: HandClock) -> States:
    return States(store, VAULT, clock, token)


async def test_of_many_who_bring_the_same_at_a_time_one_is_let_in(states: States) -> None:
    for _ in range(RACES):
        state = await states.async_issue()
        let_in = await asyncio.gather(*(states.async_consume(state) for _ in range(40)))
        assert sum(let_in) == 1
        assert not await states.async_consume(state)


async def test_each_is_another_and_needs_no_quoting_in_an_address(states: States) -> None:
    issued = [await states.async_issue() for _ in range(50)]
    assert len(set(issued)) == 50
    assert all(each.replace("-", "").replace("_", "").isalnum() for each in issued)


@pytest.mark.parametrize("after", [LASTS + timedelta(seconds=1), timedelta(seconds=-2), timedelta(days=400)])
async def test_it_comes_back_soon_and_not_before_it_went(states: States, clock: HandClock, after: timedelta) -> None:
    issued = await States(
        states._store, VAULT, HandClock(at("mon 9:00") - min(after, timedelta())), token
    ).async_issue()
    clock.move_to(at("mon 9:00") + max(after, timedelta()))
    assert not await states.async_consume(issued)


Forged = Callable[[str], str]


@pytest.mark.parametrize(
    "forged",
    [
        lambda state: "",
        lambda state: "x",
        lambda state: "é" * 40,
        lambda state: f"{state}A",
        lambda state: state[:-4],
        lambda state: state[:60] + ("A" if state[60] != "A" else "B") + state[61:],
        lambda state: state.swapcase(),
    ],
)
async def test_what_was_forged_is_not_ours(states: States, forged: Forged) -> None:
    state = await states.async_issue()
    assert not await states.async_consume(forged(state))
    assert await states.async_consume(state)


async def test_another_key_issued_it_for_somebody_else(states: States, store: Store, clock: HandClock) -> None:
    other = States(store, Vault([("k1", bytes(31) + b"x")]), clock, token)
    assert not await states.async_consume(await other.async_issue())


async def test_a_new_key_takes_what_the_old_one_issued(states: States, store: Store, clock: HandClock) -> None:
    later = States(store, Vault([("k2", bytes(range(32))), ("k1", bytes(32))]), clock, token)
    assert await later.async_consume(await states.async_issue())
