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
from bot.vocabulary.events import ConversationSeen, MessagePosted
from bot.vocabulary.model import ConversationKind, PersonId, WorkspaceId
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


DIRECT = {
    "id": "77", "channel_id": "9", "type": 0, "timestamp": "2026-06-01T09:00:00+00:00", "content": "The footer is done",
    "author": {"id": "5", "username": "sam"},
}  # fmt: skip


def member_of(*workspaces: str) -> Hearing:
    async def known() -> list[WorkspaceId]:
        return [WorkspaceId("1"), WorkspaceId("2"), WorkspaceId("T0SLACK")]

    async def joined(workspace: WorkspaceId, person: PersonId) -> bool:
        return workspace in workspaces

    return Hearing(Places(), Wire(), joined, known)


async def test_what_is_written_to_openline_itself_is_of_the_one_workspace_its_writer_is_in() -> None:
    place, said = await member_of("2").events("MESSAGE_CREATE", DIRECT, AT)
    assert isinstance(place, ConversationSeen)
    assert place.about.kind is ConversationKind.DIRECT
    assert isinstance(said, MessagePosted)
    assert (said.workspace, said.conversation, said.text) == ("2", "9", "The footer is done")


@pytest.mark.parametrize("workspaces", [(), ("1", "2")], ids=["of nobody in any", "of somebody in two"])
async def test_a_direct_message_that_could_be_of_no_or_any_workspace_counts_for_none(
    workspaces: tuple[str, ...],
) -> None:
    assert await member_of(*workspaces).events("MESSAGE_CREATE", DIRECT, AT) == ()


async def test_what_a_bot_writes_in_a_direct_message_is_nothing() -> None:
    written = {**DIRECT, "author": {"id": "5", "username": "us", "bot": True}}
    assert await member_of("2").events("MESSAGE_CREATE", written, AT) == ()


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
