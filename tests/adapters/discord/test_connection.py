"""The connection, whatever befalls it: resumed with nothing lost, begun anew with everything read back (R10, R12)."""

from __future__ import annotations

import json
from typing import Any

import discord
import pytest

from adapters.discord import connection
from adapters.discord.connection import Budget
from bot.vocabulary.events import MessagePosted
from tests.adapters.discord.tower import Tower, standing
from tests.fake_discord.world import ANA, GUILD, SITE


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(connection, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(connection, "APART", 0.01)


def texts(tower: Tower) -> list[str]:
    return [each.text for each in tower.reception.kept if isinstance(each, MessagePosted)]


async def test_a_lost_connection_is_resumed_and_what_was_told_meanwhile_is_heard() -> None:
    async with standing() as tower:
        await tower.server.says(ANA, "before")
        await tower.settled()
        missed = len(tower.reception.missed)
        await tower.server.gateway.drop(4000)
        await tower.server.says(ANA, "meanwhile")
        await tower.until(lambda: "meanwhile" in texts(tower))
        assert len(tower.server.gateway.resumes) == 1
        assert len(tower.server.gateway.identifies) == 1
        assert tower.reception.missed[missed:] == [], "a session that was resumed has missed nothing"


async def test_asked_to_reconnect_it_resumes_where_ready_said() -> None:
    async with standing() as tower:
        await tower.server.gateway.ask_to_reconnect()
        await tower.until(lambda: tower.server.gateway.resumes)
        await tower.server.says(ANA, "after")
        await tower.until(lambda: texts(tower) == ["after"])


@pytest.mark.parametrize("code", [1000, 4000, 4007, 4009])
async def test_a_lost_session_begins_anew_and_everything_is_read_back(code: int) -> None:
    async with standing() as tower:
        missed = len(tower.reception.missed)
        await tower.server.gateway.drop(code, forget=True)
        await tower.server.gateway.connected.wait()
        await tower.settled()
        assert len(tower.server.gateway.identifies) == 2
        assert tower.reception.missed[missed:], "what was said meanwhile was told to nobody"
        assert set(tower.reception.missed[missed:]) == {GUILD}


@pytest.mark.parametrize(
    "frame",
    [
        "nonsense",
        "[]",
        "7",
        json.dumps({"op": 0, "t": "MESSAGE_CREATE", "s": 90, "d": None}),
        json.dumps({"op": 0, "t": "GUILD_CREATE", "s": 91, "d": {"id": {}, "channels": 5}}),
        json.dumps({"op": 0, "t": "CHANNEL_UPDATE", "s": 92, "d": {"id": "x"}}),
        json.dumps({"op": 0, "t": "READY", "s": 93, "d": []}),
        json.dumps({"op": 0, "t": "SOMETHING_NEW", "s": 94, "d": {}}),
        json.dumps({"op": 77, "d": {}}),
        json.dumps({"op": 0, "t": "INTERACTION_CREATE", "s": 95, "d": {"id": 5}}),
    ],
)
async def test_a_malformed_event_ends_nothing(frame: str) -> None:
    async with standing() as tower:
        await tower.server.gateway.tell_nonsense(frame)
        await tower.server.says(ANA, "still here")
        await tower.until(lambda: texts(tower) == ["still here"])
        assert len(tower.server.gateway.identifies) == 1
        assert not tower.server.gateway.resumes


async def test_a_server_that_is_away_is_tried_again_until_it_is_back() -> None:
    async with standing() as tower:
        tower.server.gateway.refuses = True
        await tower.server.gateway.drop(4000)
        await tower.until(lambda: tower.beats > 20)
        tower.server.gateway.refuses = False
        await tower.server.gateway.connected.wait()
        await tower.server.says(ANA, "back")
        await tower.until(lambda: "back" in texts(tower))


async def test_a_half_open_connection_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "OPENS_WITHIN", 0.2)
    monkeypatch.setattr("adapters.discord.gateway.SILENCE", 0.3)
    async with standing() as tower:
        tower.server.gateway.is_deaf = True
        await tower.server.gateway.drop(4000)
        beats = tower.beats
        await tower.until(lambda: tower.beats > beats + 2)
        tower.server.gateway.is_deaf = False
        await tower.server.gateway.connected.wait()
        await tower.server.says(ANA, "awake", SITE)
        await tower.until(lambda: "awake" in texts(tower))


async def test_a_connection_that_falls_silent_is_given_up_and_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.gateway.SILENCE", 0.3)
    monkeypatch.setattr(connection, "GRAIN", 0.0)
    async with standing() as tower:
        await tower.until(lambda: len(tower.server.gateway.resumes) >= 2)
        await tower.server.says(ANA, "heard", SITE)
        await tower.until(lambda: "heard" in texts(tower))
        assert len(tower.server.gateway.identifies) == 1


class Waits:
    """A sleep that only remembers."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)


async def test_sessions_are_begun_apart_from_each_other() -> None:
    waits = Waits()
    budget = Budget(sleep=waits)
    for _ in range(3):
        await budget.take()
    assert waits.waited == [connection.APART, connection.APART]
    assert budget.remaining == 997


@pytest.mark.parametrize(("remaining", "pause"), [(1000, 0.0), (500, 0.0), (100, 864.0), (1, 86_400.0), (0, 86_400.0)])
async def test_when_few_are_left_they_are_spread_over_the_day(remaining: int, pause: float) -> None:
    budget = Budget({"total": 1000, "remaining": remaining, "reset_after": 86_400_000})
    assert budget.pause == pause


@pytest.mark.parametrize("told", [{}, {"total": "x", "remaining": None, "reset_after": True}, {"remaining": -5}])
async def test_a_budget_nobody_tells_is_discords_own(told: dict[str, Any]) -> None:
    assert Budget(told).pause == 0.0


async def test_what_is_final_is_raised() -> None:
    async with standing() as tower:
        client = tower.wire.client
        assert isinstance(client, discord.Client)
        tower.server.gateway.refused_intents = 1 << 15
        await tower.server.gateway.drop(4000, forget=True)
        await tower.until(lambda: len(tower.server.gateway.identifies) >= 3)
        await tower.settled()
        intents = [each["intents"] for each in tower.server.gateway.identifies]
    assert intents[-1] & (1 << 15) == 0, "refused once, the intent is not asked for again"
