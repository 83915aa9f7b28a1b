"""One payload in, what happened out; nonsense in, nothing out (R15, S4)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.gateway import OURS, SHARED
from adapters.discord.hearing import Hearing
from adapters.discord.places import Places
from adapters.discord.wire import Wire
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import PersonId, WorkspaceId
from tests.house.source import ROOT

AT = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS: Path = ROOT / "tests" / "payloads" / "discord" / "gateway"
RECORDED = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PAYLOADS.glob("*.json"))}
NAMES = sorted(OURS | SHARED)
INVENTED = [f"INVENTED_{number}" for number in range(200)]


async def _joined(workspace: WorkspaceId, person: PersonId) -> bool:
    return True


def hearing() -> Hearing:
    places = Places()
    places.guild({"id": "1", "channels": [{"id": "10", "type": 0, "name": "site"}]})
    return Hearing(places, Wire(), _joined)


@pytest.mark.parametrize("case", RECORDED)
async def test_a_recorded_payload_means_what_its_case_says(case: str) -> None:
    recorded = json.loads(RECORDED[case])
    events = await hearing().events(recorded["t"], recorded["d"], AT)
    assert [type(each).__name__ for each in events] == recorded["means"]


async def test_every_kind_of_event_can_come_empty() -> None:
    for name in (*NAMES, *INVENTED, "MESSAGE_POLL_VOTE_ADD", "VOICE_STATE_UPDATE", "PRESENCE_UPDATE"):
        nonsense: tuple[Any, ...] = ({}, {"id": None}, {"guild_id": 5, "channel_id": []}, None, 7, [])
        for data in nonsense:
            assert list(await hearing().events(name, data, AT)) == []


def mutated() -> st.SearchStrategy[tuple[str, Any]]:
    """A recorded payload in which anything may be another thing."""
    strange = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.just([]), st.just({}))

    @st.composite
    def one(draw: st.DrawFn) -> tuple[str, Any]:
        recorded = json.loads(RECORDED[draw(st.sampled_from(sorted(RECORDED)))])
        data = recorded["d"]
        for _ in range(draw(st.integers(1, 4))):
            key = draw(st.sampled_from(sorted(data)))
            inside = data[key]
            if isinstance(inside, dict) and inside and draw(st.booleans()):
                inside[draw(st.sampled_from(sorted(inside)))] = draw(strange)
            else:
                data[key] = draw(strange)
        return recorded["t"], data

    return one()


@settings(max_examples=100)
@given(mutated())
async def test_whatever_is_wrong_with_a_payload_it_is_no_failure(payload: tuple[str, Any]) -> None:
    events = await hearing().events(*payload, AT)
    assert all(isinstance(each.workspace, str) for each in events)


async def test_a_channel_nobody_told_of_and_nobody_can_ask_for_is_a_channel() -> None:
    data = {
        "id": "5", "channel_id": "99", "guild_id": "1", "author": {"id": "7"}, "content": "x", "type": 0,
        "timestamp": "2026-06-01T09:00:00+00:00",
    }  # fmt: skip
    (posted,) = await hearing().events("MESSAGE_CREATE", data, AT)
    assert isinstance(posted, MessagePosted)
    assert (posted.conversation, posted.thread) == ("99", None)
