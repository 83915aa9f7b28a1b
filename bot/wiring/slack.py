"""Slack, put together: what hears, what speaks, what reads back, in one process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any, Final, NamedTuple

import structlog
from pydantic import SecretStr

from adapters.report.picture import png_of
from adapters.slack import edge as edges
from adapters.slack.answers import Answers
from adapters.slack.api import Api, Client
from adapters.slack.app import bolt
from adapters.slack.connections import Connections, by_bolt
from adapters.slack.directory import Directory
from adapters.slack.easel import Easel
from adapters.slack.edge import Edge
from adapters.slack.history import History
from adapters.slack.installations import Installations
from adapters.slack.installed import OneWorkspace, Tokens
from adapters.slack.listener import Listener
from adapters.slack.messenger import Messenger
from adapters.web import CannotListen
from bot.ports import Place
from bot.service.running.supervisor import Part, going_on
from bot.vocabulary.model import MessageId
from bot.vocabulary.vitals import PASSED_OVER
from bot.wiring import installing
from bot.wiring.core import House
from bot.wiring.rooms import standing
from bot.wiring.surface import Surface
from bot.wording import doctor as wording
from bot.wording.beckoning import beckon

NAME: Final = "slack"
SILENT_FOR: Final = 50.0
"""Seconds without a sign of Slack after which the process is not well (R40)."""


class Tower(NamedTuple):
    """What hears, what speaks, what reads back."""

    api: Api
    tokens: Tokens
    listener: Listener
    messenger: Messenger
    history: History


def surface(house: House) -> Surface:
    """What Slack brings into a process. Nothing is asked of Slack before the process runs."""
    tower = assembled(house)
    part = Part(NAME, partial(listening, house, tower), patience=4.0)
    return Surface(tower.messenger, tower.history, (part,))


def assembled(house: House) -> Tower:
    """The parts of Slack's tower, over the settings of a process."""
    tokens = _tokens(house, lambda token: api.client(token))
    api = Api(house.settings.slack_api_url, tokens, house.clock)
    directory = Directory(api, house.clock)
    easel = Easel(api, directory, png_of)
    messenger = Messenger(api, easel, beckon, partial(standing, house.store))
    answers = Answers(api, easel, directory, messenger)
    passed_over = partial(house.meter.count, PASSED_OVER, NAME)
    listener = Listener(house.reception, tokens, directory, answers, house.clock, passed_over)
    history = History(api, tokens, directory, house.clock, partial(_open_threads, house))
    return Tower(api, tokens, listener, messenger, history)


def _tokens(house: House, client: Client) -> Tokens:
    """Of the one workspace whose token is set, or of those that installed it by themselves."""
    if house.settings.is_installed_by_others:
        return installing.tokens(house, client)

    async def who_am_i(token: str) -> dict[str, Any]:
        return dict((await client(token).auth_test()).data)  # type: ignore[arg-type]

    return OneWorkspace(_secret(house.settings.slack_bot_token), who_am_i)


@asynccontextmanager
async def listening(house: House, tower: Tower) -> AsyncIterator[None]:
    """Hear Slack: over Socket Mode where there is an app-level token, else over HTTP; and serve whoever installs."""
    async with tower.api.open(), AsyncExitStack() as hearing:
        routes: list[edges.Route] = []
        if isinstance(tower.tokens, Installations):
            routes += await installing.pages(house, tower.api, tower.tokens)
        if house.settings.slack_app_token:
            await hearing.enter_async_context(_over_sockets(house, tower))
        else:
            edge = Edge(bolt(tower.listener), _secret(house.settings.slack_signing_secret), house.clock)
            routes.append(edges.events(edge))
        if routes:
            await hearing.enter_async_context(_served(house, routes))
        yield
    await tower.listener.close()


@asynccontextmanager
async def _over_sockets(house: House, tower: Tower) -> AsyncIterator[None]:
    connections = Connections(
        partial(tower.api.client, None),
        _secret(house.settings.slack_app_token),
        by_bolt(bolt(tower.listener)),
        house.vitals.heart(NAME, SILENT_FOR),
        house.reception.lost_touch,
    )
    async with going_on(NAME, connections.run, house.meter):
        yield
    house.vitals.rest(NAME)


@asynccontextmanager
async def _served(house: House, routes: list[edges.Route]) -> AsyncIterator[None]:
    host, _, port = house.settings.slack_listen.rpartition(":")
    try:
        async with edges.listening(routes, host.strip("[]"), int(port)) as address:
            structlog.get_logger().info("slack_listening", address=address)
            yield
    except OSError as taken:
        raise CannotListen(wording.slack_cannot_listen(host, int(port), taken.strerror or "")) from None


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value is not None else ""


async def _open_threads(house: House, place: Place) -> Iterable[MessageId]:
    """The messages somebody waits about in a conversation: their threads are read back first."""
    async with house.store.begin(reading=True) as work:
        gaps = await work.gaps(place.workspace)
    here = [gap for gap in gaps if gap.conversation == place.conversation]
    return [message for gap in here for message in (gap.thread, gap.message) if message is not None]
