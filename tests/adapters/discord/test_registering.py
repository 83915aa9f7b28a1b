"""The registration is sent only when it changed, and what changed is told thing by thing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from adapters.discord.commands import registration
from adapters.discord.registering import MENU, Change, changes, synced
from bot.ports.surfaces import Refused
from tests.adapters.discord.tower import standing
from tests.fake_discord.world import APPLICATION

SUMMARY = "Who waits on whom"
WANTED = registration(SUMMARY)


def test_what_discord_adds_of_its_own_is_no_change() -> None:
    assert list(changes(as_discord_tells_it(WANTED), WANTED)) == []


@pytest.mark.parametrize("told", [None, [], {"message": "404"}, "nonsense", [7]])
def test_where_nothing_is_registered_everything_is_new(told: Any) -> None:
    found = list(changes(told, WANTED))
    assert [each.where for each in found] == ["/openline", *(MENU + each["name"] for each in WANTED[1:])]
    assert not any(each.before for each in found)


def test_a_description_that_reads_otherwise_is_told_with_both() -> None:
    there = as_discord_tells_it(WANTED)
    there[0]["description"] = "Another"
    assert list(changes(there, WANTED)) == [Change("/openline: description", "Another", SUMMARY)]


def test_a_parameter_that_is_missing_and_one_too_many_are_told_by_their_command() -> None:
    there = as_discord_tells_it(WANTED)
    first = next(each for each in there[0]["options"] if each["options"])
    gone = first["options"].pop()
    plain = next(each for each in there[0]["options"] if not each["options"])
    plain["options"] = [{"type": 3, "name": "new", "description": "New"}]
    assert set(changes(there, WANTED)) == {
        Change(f"/openline {first['name']} {gone['name']}", "", gone["description"]),
        Change(f"/openline {plain['name']} new", "New", ""),
    }


def test_choices_switches_kinds_and_the_order_count() -> None:
    there = as_discord_tells_it(WANTED)
    options = [option for each in there[0]["options"] for option in each["options"]]
    chosen = next(each for each in options if each.get("choices"))
    chosen["choices"] = chosen["choices"][1:]
    advised = next(each for each in options if each.get("autocomplete"))
    del advised["autocomplete"]
    there[0]["options"].reverse()
    kinds = {each.where.rpartition(": ")[2] for each in changes(there, WANTED)}
    assert kinds == {"choices", "autocomplete", "order"}


def test_an_entry_of_the_menu_that_is_no_longer_ours_goes() -> None:
    there = [*as_discord_tells_it(WANTED), {"type": 3, "name": "Old one", "description": ""}]
    assert list(changes(there, WANTED)) == [Change(f"{MENU}Old one", "there", "")]


async def test_it_is_sent_once_and_again_only_when_it_changed_or_somebody_insists() -> None:
    async with standing() as tower:
        assert tower.world.overwrites == 1
        assert await synced(tower.wire, APPLICATION, SUMMARY) == ((), False)
        looked = await synced(tower.wire, APPLICATION, "Another summary", dry=True)
        assert looked == ((Change("/openline: description", SUMMARY, "Another summary"),), False)
        assert tower.world.overwrites == 1
        assert (await synced(tower.wire, APPLICATION, "Another summary")).is_written
        assert await synced(tower.wire, APPLICATION, "Another summary", force=True) == ((), True)
        assert tower.world.overwrites == 3
    assert len(tower.world.commands) == len(WANTED)


async def test_a_refusal_is_raised() -> None:
    async with standing() as tower:
        tower.world.missing.add("/applications/")
        with pytest.raises(Refused):
            await synced(tower.wire, APPLICATION, SUMMARY)


def as_discord_tells_it(wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With what Discord adds, and without what it leaves out."""
    told = deepcopy(wanted)
    for number, each in enumerate(told):
        each |= {"id": str(number), "version": "1", "nsfw": False, "default_member_permissions": None}
        each.setdefault("description", "")
        if each["type"] == 1:
            for option in each["options"]:
                option.setdefault("options", [])
    return told
