"""Read-only answers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.vocabulary.agreements import Expectation
from tests.agreed import ACME, ana, joe, sam
from tests.service.answering.test_counter import BANNER
from tests.service.at_the_counter import AtTheCounter


@pytest.fixture
async def team() -> AtTheCounter:
    return await AtTheCounter().team(sam)


async def test_my_turn_and_what_others_owe_me_are_two_sides_of_the_same_things(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    await team.says(ana, "Sam, can you send me the numbers?")
    mine = await team.command(sam, "mine")
    waiting = await team.command(ana, "waiting")
    assert "2 things are your turn" in str(mine.headline)
    assert "You wait for 2 things" in str(waiting.headline)
    assert [section.heading for section in mine.sections] == ["new banner", "A question"]
    assert "Nothing waits for you" in str((await team.command(ana, "mine")).headline)


async def test_after_it_is_delivered_it_is_the_askers_turn(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    shown = await team.command(sam, "mine")
    about = next(button.about for section in shown.sections for button in section.buttons)
    await team.submit(sam, "deliver", about, words="here")
    assert "One thing is your turn" in str((await team.command(ana, "mine")).headline)


async def test_how_it_stands(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    view = await team.command(sam, "health")
    assert "site" in str(view.headline)
    assert len(view.sections) == 5


async def test_help_is_for_everybody(team: AtTheCounter) -> None:
    assert "expect" in str((await team.command(ana, "help")).sections)
    assert "settings" not in str((await team.command(joe, "help")).sections)
    assert "Examples" in str((await team.command(joe, "help", "expect")).sections)


async def test_everything_about_oneself_can_be_seen_and_taken_along(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    assert "expectations" in str((await team.command(sam, "privacy")).sections)
    (document,) = (await team.command(sam, "export", "json")).documents
    told = json.loads(document.text)
    assert told["expectations"][0]["what"] == "new banner"
    tables = (await team.command(sam, "export", "csv")).documents
    assert {each.media_type for each in tables} == {"text/csv"}


async def test_after_erasing_nothing_is_left(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    await team.command(sam, "privacy", "erase")
    await team.press(sam, "erase-now")
    view = await team.command(sam, "privacy")
    kept = [line[0] for section in view.sections for line in section.lines]
    assert kept in ([], ["1 name and time zone"])


async def test_home_has_everything_of_ones_own_with_its_action_beside_it(team: AtTheCounter) -> None:
    await team.command(ana, "expect", BANNER)
    await team.says(ana, "Sam, can you send me the numbers?")
    home = await team.command(sam, "home")
    assert [section.heading for section in home.sections] == [
        "Your turn", "new banner", "A question", "site", "Settings and privacy",
    ]  # fmt: skip
    hers = await team.command(ana, "home")
    assert "Nothing waits for you" in str(hers.headline)
    assert hers.sections[0].heading == "Waiting for others"
    assert "settings" in str(hers.sections[-1].buttons)
    assert "settings" not in str(home.sections[-1].buttons)


async def test_home_of_somebody_who_has_no_part_in_anything_says_how_to_begin(team: AtTheCounter) -> None:
    home = await team.command(joe, "home")
    assert "Nothing is kept about you" in str(home.headline)
    assert "/openline start @person" in str(home.facts)


async def test_an_owner_sees_what_they_decide_before_what_they_do(team: AtTheCounter) -> None:
    await team.command(sam, "expect", f"<@{ana}> the logo by Friday 5pm done when it is there because it is late")
    await team.command(ana, "expect", BANNER)
    async with team.store.begin(reading=True) as work:
        (banner,) = await work.find(Expectation, ACME, owed_by=sam)
    await team.submit(sam, "ask", banner.id, words="Which logo?")
    view = await team.command(ana, "mine")
    assert [section.heading for section in view.sections] == ["new banner", "the logo"]


async def test_what_is_handed_out_later_is_seen_by_the_asker_alone(team: AtTheCounter) -> None:
    team.at += timedelta(hours=9)
    asked = await team.command(ana, "expect", BANNER)
    scheduled = await team.press(ana, "deliver-draft", asked.buttons[0].about)
    assert [button.action for button in scheduled.buttons] == ["put-now", "withdraw"]
    assert "new banner" in str((await team.command(ana, "waiting")).sections)
    assert "new banner" not in str((await team.command(sam, "mine")).sections)
