"""Discord, put together: what hears, what speaks, what reads back, in one process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from adapters.discord.answering import Answering
from adapters.discord.custom_ids import Memory
from adapters.discord.hearing import Hearing
from adapters.discord.history import History
from adapters.discord.listener import Listener
from adapters.discord.messenger import Messenger
from adapters.discord.permissions import readable
from adapters.discord.places import Places
from adapters.discord.replies import Replies
from adapters.discord.sending import Doors
from adapters.discord.station import Access, Station
from adapters.discord.wire import Wire
from adapters.discord.words import Words
from adapters.discord.writing_back import WritingBack
from adapters.report.picture import png_of
from bot.ports import Store
from bot.service.running.supervisor import Part, going_on
from bot.settings import Settings
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.records import Member, MemberState
from bot.wiring.core import House
from bot.wiring.rooms import rooms, standing
from bot.wiring.surface import Surface
from bot.wording.discord import WORDS

NAME: Final = "discord"
SILENT_FOR: Final = 55.0
"""Seconds without a sign of Discord after which the process is not well (R40); it beats every 41 s at the least."""


def surface(house: House) -> Surface:
    """What Discord brings into a process. Nothing is asked of Discord before the process runs."""
    wire, places, shelf, words = Wire(), Places(), Memory(), Words(**WORDS)
    joined = partial(has_joined, house.store)
    doors = Doors(wire, places, partial(rooms, house.store), words, partial(standing, house.store))
    messenger = Messenger(wire, doors, places, words, shelf, png_of)
    answering = Answering(
        house.reception, Replies(wire), places, house.clock, words, shelf, png_of, joined, messenger.post
    )
    there = partial(known, house.store)
    writing_back = WritingBack(joined, there, shelf, messenger.post, words.unclear)
    hearing = Hearing(places, wire, joined, there, writing_back.events)
    listener = Listener(house.reception, hearing, places, house.clock, answering.take, partial(readable, wire))
    history = History(wire, places, house.clock)
    part = Part(NAME, partial(_listening, house, wire, listener, answering), patience=4.0)
    return Surface(messenger, history, (part,))


def access(settings: Settings) -> Access:
    """How Discord is reached, as it is set."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    mine, of = settings.shards
    return Access(token, settings.discord_api_url, settings.discord_gateway_url, mine, of, WORDS["commands"])


@asynccontextmanager
async def _listening(house: House, wire: Wire, listener: Listener, answering: Answering) -> AsyncIterator[None]:
    beat = house.vitals.heart(NAME, SILENT_FOR)
    station = Station(access(house.settings), wire, listener.hear, beat)
    async with listener.listening():
        async with going_on(NAME, station.work, house.meter):
            yield
            house.vitals.rest(NAME)
        await answering.finished()


async def has_joined(store: Store, workspace: WorkspaceId, person: PersonId) -> bool:
    """Whether somebody is in an engagement: about nobody else anything is told (S22)."""
    async with store.begin(reading=True) as work:
        return bool(await work.find(Member, workspace, person=person, state=MemberState.JOINED))


async def known(store: Store) -> Sequence[WorkspaceId]:
    """The workspaces of which a conversation is known, on whatever platform."""
    async with store.begin(reading=True) as work:
        return sorted({reach.workspace for reach in await work.reaches()})
