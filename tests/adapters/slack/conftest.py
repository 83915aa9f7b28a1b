"""A Slack, the tower over it, and people who use both."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.adapters.slack.fake import Slack
from tests.adapters.slack.people_at_slack import People
from tests.adapters.slack.servers import serving
from tests.adapters.slack.tower import Tower, standing


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving() as slack:
        yield slack


@pytest.fixture
async def tower(slack: Slack) -> AsyncIterator[Tower]:
    async with standing(slack) as tower:
        yield tower


@pytest.fixture
async def people(tower: Tower) -> AsyncIterator[People]:
    """People whose doings reach the tower over two connections."""
    people = People(tower.slack)
    running = asyncio.create_task(tower.connections(_hastily).run())
    await people.connected(2)
    yield people
    running.cancel()
    await asyncio.wait([running])


async def _hastily(seconds: float) -> None:
    await asyncio.sleep(seconds if seconds >= 10 else seconds / 100)
