"""Slack, put together: what hears, what speaks, what reads back, in one process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

from adapters.report.picture import png_of
from adapters.slack.answers import Answers
from adapters.slack.api import Api
from adapters.slack.connections import Connections, by_bolt
from adapters.slack.directory import Directory
from adapters.slack.easel import Easel
from adapters.slack.history import History
from adapters.slack.installed import OneWorkspace
from adapters.slack.listener import Listener, bolt
from adapters.slack.messenger import Messenger
from bot.ports import Place
from bot.service.supervisor import Part, going_on
from bot.vocabulary.model import MessageId
from bot.vocabulary.vitals import PASSED_OVER
from bot.wiring.core import House
from bot.wiring.surface import Surface
from bot.wording.beckoning import beckon

NAME: Final = "slack"
SILENT_FOR: Final = 50.0
"""Seconds without a sign of Slack after which the process is not well (R40)."""


def surface(house: House) -> Surface:
    """What Slack brings into a process. Nothing is asked of Slack before the process runs."""
    settings = house.settings
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""

    async def who_am_i(token: str) -> dict[str, Any]:
        return dict((await api.client(token).auth_test()).data)  # type: ignore[arg-type]

    tokens = OneWorkspace(token, who_am_i)
    api = Api(settings.slack_api_url, tokens, house.clock)
    directory = Directory(api, house.clock)
    easel = Easel(api, directory, png_of)
    messenger = Messenger(api, easel, beckon)
    answers = Answers(api, easel, directory, messenger)
    passed_over = partial(house.meter.count, PASSED_OVER, NAME)
    listener = Listener(house.reception, tokens, directory, answers, house.clock, passed_over)
    history = History(api, tokens, directory, house.clock, partial(_open_threads, house))
    part = Part(NAME, partial(_listening, house, api, listener), patience=4.0)
    return Surface(messenger, history, (part,))


@asynccontextmanager
async def _listening(house: House, api: Api, listener: Listener) -> AsyncIterator[None]:
    settings = house.settings
    app_token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    beat = house.vitals.heart(NAME, SILENT_FOR)
    connections = Connections(
        partial(api.client, None), app_token, by_bolt(bolt(listener)), beat, house.reception.lost_touch
    )
    async with api.open(), going_on(NAME, connections.run, house.meter):
        yield
        house.vitals.rest(NAME)
    await listener.close()


async def _open_threads(house: House, place: Place) -> Iterable[MessageId]:
    """The messages somebody waits about in a conversation: their threads are read back first."""
    async with house.store.begin(reading=True) as work:
        gaps = await work.gaps(place.workspace)
    here = [gap for gap in gaps if gap.conversation == place.conversation]
    return [message for gap in here for message in (gap.thread, gap.message) if message is not None]
