"""How fast is Slack heard?   python -m benchmarks.slack [--events 3000] [--seconds 5]

Events and slash commands of a made-up team come over two Socket Mode connections of a Slack of our own, through the
real Bolt and the whole inbox to a durable commit on SQLite, and are acknowledged. Beside it, in the same run and by the
same connections: a Bolt listener that does nothing. To reach: a third of its rate; at 500 events a second, 99 of 100
acknowledgements within 500 ms. Both rates and times hold what our Slack takes, which is in the same process; where
something else runs beside it, the processor's time says more than the rate.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters import logs
from adapters.slack.app import bolt
from adapters.slack.connections import Connections, Dispatch, by_bolt
from bot.settings import Settings
from bot.wiring import core, slack
from bot.wiring.core import House
from tests.adapters.slack.fake import ANA, KIM, SAM, SITE, Answer, Slack
from tests.adapters.slack.people_at_slack import People
from tests.adapters.slack.servers import serving

AT_ONCE: Final = 300
"""Deliveries that wait for their acknowledgement at a time."""
PACE: Final = 500
SAID: Final = (
    "can you look at the header today?",
    "I pushed the second draft",
    "will do",
    "thanks!",
    "should we keep it?",
)


class Measured(NamedTuple):
    """Deliveries in a second, the processor's seconds for each, and seconds until each was acknowledged."""

    rate: float
    costs: float
    waits: Sequence[float]

    def within(self, share: int) -> float:
        """The wait that so many of a hundred stay below, in milliseconds."""
        return 1000 * quantiles(self.waits, n=100)[share - 1]


def event(people: People, number: int) -> Answer:
    """Somebody says something, a second after the last one."""
    ts = f"{1_780_300_800 + number // 20}.{number:06}"
    text = f"{SAID[number % len(SAID)]} <@{(SAM, ANA, KIM)[number % 3]}>"
    who = (ANA, SAM, KIM)[number % 3]
    return people.event({"type": "message", "channel": f"C{number % 40:04}", "user": who, "text": text, "ts": ts})


def command(people: People, number: int) -> Answer:
    """Somebody asks what is their turn."""
    return people.command((ANA, SAM)[number % 2], "help", SITE)


def nothing() -> AsyncApp:
    """Bolt as its documentation has it, with listeners that do nothing."""
    app = AsyncApp(authorize=_authorize, signing_secret="none", request_verification_enabled=False)  # noqa: S106

    @app.event(re.compile(""))
    async def event(body: Answer) -> None:
        return

    @app.command(re.compile(""))
    async def command(ack: Any, body: Answer) -> None:
        await ack("ok")

    return app


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="unused")  # noqa: S106


@asynccontextmanager
async def connected(workspace: Slack, dispatch: Dispatch, client: Callable[[], Any]) -> AsyncIterator[People]:
    """Two connections, and people on their other end."""
    people = People(workspace)
    running = asyncio.create_task(Connections(client, "xapp-1", dispatch).run())
    await people.connected(2)
    yield people
    running.cancel()
    await asyncio.wait([running])


async def burst(count: int, deliver: Callable[[int], Awaitable[object]]) -> Measured:
    """As fast as it goes."""
    room, waits = asyncio.Semaphore(AT_ONCE), []

    async def one(number: int) -> None:
        async with room:
            began = time.perf_counter()
            await deliver(number)
            waits.append(time.perf_counter() - began)

    began, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(one, range(count)))
    return Measured(count / (time.perf_counter() - began), (time.process_time() - worked) / count, waits)


async def paced(count: int, deliver: Callable[[int], Awaitable[object]]) -> Measured:
    """`PACE` a second, whatever becomes of them."""
    waits: list[float] = []

    async def one(number: int) -> None:
        began = time.perf_counter()
        await deliver(number)
        waits.append(time.perf_counter() - began)

    tasks, began, worked = [], time.perf_counter(), time.process_time()
    for number in range(count):
        tasks.append(asyncio.create_task(one(number)))
        await asyncio.sleep(max(0.0, began + number / PACE - time.perf_counter()))
    await asyncio.gather(*tasks)
    return Measured(count / (time.perf_counter() - began), (time.process_time() - worked) / count, waits)


def told(kind: str, ours: Measured, nothing: Measured) -> str:
    """How the one stands to the other."""
    return (
        f"{kind:<15}{ours.rate:>7,.0f} a second to durable commit, {nothing.rate:,.0f} to a listener that does "
        f"nothing: {ours.rate / nothing.rate:.2f} of it (to reach: 0.33); processor time {ours.costs * 1e6:.0f} and "
        f"{nothing.costs * 1e6:.0f} us: {nothing.costs / ours.costs:.2f} of it"
    )


async def measured(events: int, seconds: int, folder: Path) -> list[str]:
    """Both, one after the other, over one Slack."""
    lines = []
    async with serving() as workspace, AsyncExitStack() as life:
        settings = Settings.model_construct(
            database_url=SecretStr(f"sqlite:///{folder / 'openline.db'}"),
            slack_bot_token=SecretStr("xoxb-1"),
            slack_app_token=SecretStr("xapp-1"),
            slack_api_url=f"{workspace.url}/api/",
        )
        house = House(settings)
        tower = slack.assembled(house)
        await life.enter_async_context(core.store(house))
        await life.enter_async_context(core.inbox(house))
        await life.enter_async_context(tower.api.open())
        client = lambda: tower.api.client(None)  # noqa: E731
        for kind, made in (("events_api", event), ("slash_commands", command)):
            rates = {}
            for name, app in (("no-op", nothing()), ("durable", bolt(tower.listener))):
                async with connected(workspace, by_bolt(app), client) as people:
                    bodies = [made(people, number) for number in range(events)]
                    rates[name] = await burst(events, lambda number: people.deliver(kind, bodies[number], 60))  # noqa: B023
            lines.append(told(kind, rates["durable"], rates["no-op"]))
        async with connected(workspace, by_bolt(bolt(tower.listener)), client) as people:
            bodies = [event(people, events + number) for number in range(PACE * seconds)]
            steady = await paced(len(bodies), lambda number: people.deliver("events_api", bodies[number], 60))
        lines.append(
            f"at {PACE} a second, {seconds} s: acknowledged p50 {steady.within(50):.0f} ms, "
            f"p99 {steady.within(99):.0f} ms (to reach: 500)"
        )
        house.until.set()
    return lines


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--events", type=int, default=3_000)
    wanted.add_argument("--seconds", type=int, default=5)
    wish = wanted.parse_args()
    logs.configure("WARNING", sys.stderr)
    with TemporaryDirectory(prefix="openline-bench-") as folder:
        print(*asyncio.run(measured(wish.events, wish.seconds, Path(folder))), sep="\n")


if __name__ == "__main__":
    main()
