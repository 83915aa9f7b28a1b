"""What was said can be read page by page, with the limits and holes of real platforms."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from adapters.clocks import HandClock
from adapters.memory.history import History
from bot.ports import Place
from bot.ports.surfaces import Page, Refused
from tests.builders import SITE, WORKSPACE, ana, at, says

HERE = Place(WORKSPACE, SITE)
LINES = [says(ana, f"line {number}", f"mon 9:{number:02}") for number in range(25)]


def history(*lines: int) -> History:
    told = History(HandClock(at("mon 12:00")), per_page=10)
    for number in lines or range(25):
        told.add(LINES[number])
    return told


async def pages(told: History, since: datetime) -> list[Page]:
    return [page async for page in told.since(HERE, since)]


async def test_what_came_after_the_watermark_is_read_oldest_first_and_the_last_page_reaches_to_now() -> None:
    read = await pages(history(), at("mon 9:04"))
    assert [event for page in read for event in page.events] == LINES[5:]
    assert [page.until for page in read] == [LINES[14].at, at("mon 12:00")]


async def test_a_silence_is_read_as_one() -> None:
    assert await pages(history(0), at("mon 11:00")) == [Page([], at("mon 12:00"))]


async def test_refusals_befall_the_pages_in_their_order() -> None:
    told = history()
    told.refusals.extend([None, Refused("rate-limited", timedelta(minutes=1))])
    reading = told.since(HERE, at("mon 0:00"))
    assert (await anext(reading)).events == LINES[:10]
    with pytest.raises(Refused):
        await anext(reading)


async def test_a_place_that_is_not_whole_says_why() -> None:
    told = history(0)
    told.holes[HERE] = "older than what the platform keeps"
    assert [page.hole for page in await pages(told, at("mon 0:00"))] == ["older than what the platform keeps"]
