"""An interaction, read: whatever is missing from it, it is no failure (S4)."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.custom_ids import Memory
from adapters.discord.interactions import read
from adapters.discord.places import Places
from bot.vocabulary.events import ButtonPressed, CommandGiven

AT = datetime(2026, 6, 1, tzinfo=UTC)
USER = {"id": "7", "username": "sam", "global_name": "Sam"}
BASE: dict[str, Any] = {
    "id": "500",
    "application_id": "1",
    "token": "token",
    "type": 2,
    "guild_id": "2",
    "channel_id": "11",
    "channel": {"id": "11", "type": 11, "parent_id": "10", "name": "a thread"},
    "member": {"user": USER, "nick": "Sammy", "permissions": "32"},
    "data": {
        "name": "openline",
        "type": 1,
        "options": [{"type": 1, "name": "mine", "options": [{"type": 3, "name": "what", "value": "x"}]}],
        "custom_id": "|show|X1",
        "values": ["|show|X2"],
        "components": [{"type": 18, "component": {"type": 4, "custom_id": "zone", "value": "UTC"}}],
        "resolved": {"messages": {"9": {"content": "hi"}}},
        "target_id": "9",
    },
}


def test_a_command_in_a_thread_is_given_in_its_channel() -> None:
    found = read(BASE, Places(), Memory(), AT)
    assert found is not None
    assert isinstance(found.given, CommandGiven)
    assert (found.given.conversation, found.given.workspace) == ("10", "2")


def test_who_it_was_is_told_as_the_server_calls_them() -> None:
    found = read(BASE, Places(), Memory(), AT)
    assert found is not None
    assert (found.who.name, found.who.names, found.who.is_admin) == ("Sammy", ("Sammy", "Sam", "sam"), True)


def test_in_a_direct_message_a_button_without_a_workspace_asks_nothing() -> None:
    private = {**BASE, "type": 3, "user": USER}
    del private["member"], private["guild_id"]
    found = read(private, Places(), Memory(), AT)
    assert found is not None
    assert (found.workspace, found.given, found.in_private) == (None, None, True)
    private["data"] = {"custom_id": "@2|show|X1"}
    found = read(private, Places(), Memory(), AT)
    assert found is not None
    assert isinstance(found.given, ButtonPressed)
    assert found.given.workspace == "2"


@pytest.mark.parametrize("data", [None, 5, {}, {"id": "1"}, {**BASE, "type": 1}, {**BASE, "token": None}])
def test_what_cannot_be_answered_is_nothing(data: Any) -> None:
    assert read(data, Places(), Memory(), AT) is None


strange = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=10), st.just([]), st.just({}))


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """An interaction in which anything may be another thing."""
    data = copy.deepcopy(BASE) | {"type": draw(st.integers(1, 6))}
    for _ in range(draw(st.integers(1, 4))):
        into = draw(st.sampled_from([data, data["member"], data["data"], data["channel"]]))
        if isinstance(into, dict) and into:
            key = draw(st.sampled_from(sorted(into)))
            if key not in ("member", "data", "channel") or into is not data:
                into[key] = draw(strange)
    return data


@settings(max_examples=100)
@given(mutated())
def test_whatever_is_wrong_with_an_interaction_it_is_no_failure(data: dict[str, Any]) -> None:
    found = read(data, Places(), Memory(), AT)
    assert found is None or found.given is None or isinstance(found.given.workspace, str)
