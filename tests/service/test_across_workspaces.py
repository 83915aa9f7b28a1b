"""S5: whatever is told in one workspace, with whatever ids of another, shows and changes nothing of that other one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.vocabulary.actions import ACTIONS
from bot.vocabulary.agreements import Expectation, Goal
from bot.vocabulary.commands import COMMANDS
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Value
from bot.vocabulary.identity import IDENTITY
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Engagement, Gap
from tests.agreed import ACME, SITE, ana, sam
from tests.service.at_the_counter import AtTheCounter

NEXT_DOOR = WorkspaceId("T2")
SECRET = "zanzibar"


@pytest.fixture
async def team() -> AtTheCounter:
    """Somebody's secrets, in every place that takes words."""
    team = await AtTheCounter().team(sam)
    await team.command(ana, "goals", f"open the {SECRET} shop")
    await team.command(
        ana, "expect", f"<@U2> {SECRET} banner by Friday 5pm done when {SECRET} is live because {SECRET}"
    )
    await team.says(ana, "Sam, can you send me the numbers?")
    return team


async def kept(team: AtTheCounter) -> dict[str, list[Any]]:
    async with team.store.begin(reading=True) as work:
        found: dict[str, list[Any]] = {kind.__name__: await work.find(kind, ACME) for kind in IDENTITY}
    return found


async def ids(team: AtTheCounter) -> list[str]:
    """What a button of the other workspace would carry."""
    async with team.store.begin(reading=True) as work:
        named: list[list[Any]] = [await work.find(kind, ACME) for kind in (Engagement, Expectation, Goal)]
        gaps = await work.find(Gap, ACME)
    return [
        *(each.id for found in named for each in found),
        *(gap.identity for gap in gaps),
        *(g.message for g in gaps),
    ]


@pytest.mark.parametrize("command", [each.name for each in COMMANDS])
async def test_a_command_next_door_shows_and_changes_nothing(team: AtTheCounter, command: str) -> None:
    before = await kept(team)
    for number, who in enumerate((ana, sam)):
        given = CommandGiven(NEXT_DOOR, SITE, f"{command}/{number}", team.at, who, command)
        assert SECRET not in repr(await team.counter.take(given))
    assert await kept(team) == before


@pytest.mark.parametrize("action", [each.name for each in ACTIONS])
async def test_a_button_or_form_with_ids_of_another_workspace_shows_and_changes_nothing(
    team: AtTheCounter, action: str
) -> None:
    before = await kept(team)
    filled = (Value("words", "mine"), Value("what", "mine"), Value("until", "tomorrow"), Value("person", sam))
    for number, about in enumerate(await ids(team)):
        for who in (ana, sam):
            name = f"{action}/{number}/{who}"
            pressed = ButtonPressed(NEXT_DOOR, SITE, f"b/{name}", team.at, who, action, about)
            sent = FormSubmitted(NEXT_DOOR, SITE, f"f/{name}", team.at, who, action, about, filled)
            assert SECRET not in repr(await team.counter.take(pressed))
            assert SECRET not in repr(await team.counter.take(sent))
    assert await kept(team) == before


async def test_the_same_at_home_would_show_it(team: AtTheCounter) -> None:
    assert SECRET in repr(await team.command(ana, "export"))
    assert len(await ids(team)) >= 5
