"""Socket Mode: two connections, and what becomes of them."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from adapters.slack import connections
from tests.adapters.slack.fake import ANA, Slack
from tests.adapters.slack.people_at_slack import People
from tests.adapters.slack.tower import Tower, standing


async def eventually(slack: Slack, sockets: int) -> None:
    """Wait until so many sockets have been opened in all."""
    async with asyncio.timeout(20):
        while slack.tickets < sockets:
            slack.opened.clear()
            await slack.opened.wait()


async def test_two_connections_with_an_address_each(people: People, slack: Slack) -> None:
    assert len(slack.sockets) == slack.tickets == 2


async def test_one_that_is_to_be_renewed_is_while_the_other_hears(tower: Tower, people: People, slack: Slack) -> None:
    await slack.sockets[0].send_json({"type": "disconnect", "reason": "refresh_requested"})
    await people.says(ANA, "meanwhile", "C0SITE")
    await eventually(slack, 3)
    await people.connected(2)
    assert tower.heard.said == ["meanwhile"]
    assert tower.heard.lost == []


async def test_a_word_ahead_of_time_changes_nothing(tower: Tower, people: People, slack: Slack) -> None:
    await slack.sockets[0].send_json({"type": "disconnect", "reason": "warning"})
    await people.says(ANA, "still there")
    assert slack.tickets == 2


async def test_a_delivery_without_anything_in_it_is_acknowledged(people: People, slack: Slack) -> None:
    told: list[dict[str, object]] = []
    slack.on_frame = told.append
    for envelope in ({"envelope_id": "1", "type": "weird"}, {"envelope_id": "2", "type": "weird", "payload": "hello"}):
        await slack.sockets[0].send_json(envelope)
    await people.until(lambda: len(told) == 2)
    assert [each["envelope_id"] for each in told] == ["1", "2"]


async def test_when_both_are_lost_they_are_opened_anew_and_what_was_missed_is_read_back(
    tower: Tower, people: People, slack: Slack
) -> None:
    for each in [*slack.sockets]:
        await each.close()
    await eventually(slack, 4)
    await people.connected(2)
    await people.says(ANA, "back again")
    assert tower.heard.said == ["back again"]
    assert None in tower.heard.lost


async def test_while_slack_fails_it_is_tried_again_with_longer_and_longer_pauses(tower: Tower, slack: Slack) -> None:
    slept: list[float] = []
    enough = asyncio.Event()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > 12:
            enough.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    slack.is_down = True
    running = asyncio.create_task(tower.connections(sleep).run())
    await asyncio.wait_for(enough.wait(), 20)
    running.cancel()
    await asyncio.wait([running])
    assert max(slept) <= connections.LONGEST_PAUSE
    assert {1.0, 2.0, 4.0, 8.0} <= set(slept)


class Names:
    """A name server: knows where Slack is, or nobody."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.is_away = False
        self.asked = asyncio.Event()
        self._usual = loop.getaddrinfo

    async def getaddrinfo(self, host: str, *where: Any, **how: Any) -> Any:
        if host != "slack.test":
            return await self._usual(host, *where, **how)
        self.asked.set()
        if self.is_away:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return await self._usual("127.0.0.1", *where, **how)


async def test_when_names_cannot_be_resolved_it_goes_on_trying_and_is_back_within_a_minute(
    slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bar R12: half-open sockets and failing openings are told above."""
    loop = asyncio.get_running_loop()
    names = Names(loop)
    monkeypatch.setattr(loop, "getaddrinfo", names.getaddrinfo)
    slack.url = slack.url.replace("127.0.0.1", "slack.test")
    slept: list[float] = []
    people = People(slack)

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(seconds / 100)

    async with standing(slack) as tower:
        running = asyncio.create_task(tower.connections(sleep).run())
        await people.connected(2)
        names.is_away = True
        for each in [*slack.sockets]:
            await each.close()
        for _ in range(8):
            names.asked.clear()
            await names.asked.wait()
        names.is_away = False
        slept.clear()
        await people.connected(2)
        await people.says(ANA, "back again")
        running.cancel()
        await asyncio.wait([running])
    assert tower.heard.said == ["back again"]
    assert None in tower.heard.lost
    assert sum(each for each in slept if each != connections.PING_EVERY) <= 60


@asynccontextmanager
async def deaf(tower: Tower, silence: float) -> AsyncIterator[None]:
    """Connections for which so many seconds without a frame are too many."""
    usual = connections.SILENCE
    connections.SILENCE = silence  # type: ignore[misc]
    running = asyncio.create_task(tower.connections(lambda seconds: asyncio.sleep(seconds and 0.05)).run())
    try:
        yield
    finally:
        connections.SILENCE = usual  # type: ignore[misc]
        running.cancel()
        await asyncio.wait([running])


async def test_a_connection_that_says_nothing_any_more_is_a_dead_one(tower: Tower, slack: Slack) -> None:
    slack.answers_pings = False
    async with deaf(tower, 0.3):
        await eventually(slack, 4)
    assert None in tower.heard.lost
