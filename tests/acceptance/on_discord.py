"""The driver of Discord: the real client over a real socket to a Discord of our own; the live core on a moved clock."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr

from adapters.clocks import HandClock
from bot.service.answering.keeping import plain
from bot.service.reconcile import Reconciler
from bot.service.walking import Walk
from bot.settings import Settings
from bot.vocabulary.commands import BY_NAME, ParameterKind
from bot.vocabulary.identity import IDENTITY
from bot.vocabulary.model import WorkspaceId
from bot.wiring import core
from bot.wiring.core import House
from bot.wiring.discord import has_joined
from bot.wiring.rooms import rooms
from tests.acceptance.day import BEGINNING, DIRECT, OWNER_ZONE, SHOP, Answer, Card, Form
from tests.adapters.discord.tower import Tower, working
from tests.fake_discord import world as discord
from tests.fake_discord.server import Server, serving
from tests.fake_discord.world import EPHEMERAL, GUILD, Json, World

SEATS: Final = {"ana": discord.ANA, "sam": discord.SAM, "kim": discord.KIM}
SIGNS: Final = {"eyes": "\N{EYES}", "white_check_mark": "\N{WHITE HEAVY CHECK MARK}", "+1": "\N{THUMBS UP SIGN}"}


class ClockOfBoth(HandClock):
    """One time for Openline and for Discord."""

    def __init__(self, world: World, at: datetime) -> None:
        super().__init__(at)
        self._world = world
        world.now = at

    def move_to(self, at: datetime) -> None:
        super().move_to(at)
        self._world.now = self.now()
        self._world.store_late()


class Driver:
    """`tests.acceptance.day.Driver` on Discord."""

    def __init__(self, tower: Tower, house: House, walk: Walk, reconciler: Reconciler) -> None:
        self._tower = tower
        self.server: Server = tower.server
        self._world = tower.world
        self._house = house
        self._walk = walk
        self._reconciler = reconciler
        self._open: dict[str, Json] = {}
        self.messages: list[str] = []

    async def say(self, seat: str, place: str, text: str, thread: str | None = None) -> str:
        named = {name: own for name, own in SEATS.items() if f"@{name}" in text}
        for name, own in named.items():
            text = text.replace(f"@{name}", f"<@{own}>")
        channel = self._channel(seat, place)
        if thread is not None:
            if thread not in self._world.channels:
                await self.server.gateway.tell("THREAD_CREATE", self._world.thread(thread, channel))
            channel = thread
        mentions = [self._world.user(own) for own in named.values()]
        told = await self.server.says(SEATS[seat], text, channel, mentions=mentions)
        self.messages.append(told["id"])
        await self.settle()
        return self.messages[-1]

    async def react(self, seat: str, message: str, emoji: str) -> None:
        channel = next(own for own, messages in self._world.messages.items() if message in messages)
        about = {"channel_id": channel, "guild_id": GUILD, "message_id": message, "user_id": SEATS[seat]}
        await self.server.gateway.tell("MESSAGE_REACTION_ADD", about | {"emoji": {"id": None, "name": SIGNS[emoji]}})
        await self.settle()

    async def command(self, seat: str, place: str, words: str) -> Answer:
        """As Discord has it: people and words are parameters. Commands are given in the server."""
        name, _, rest = words.partition(" ")
        given: dict[str, Any] = {}
        for parameter in BY_NAME[name].parameters:
            if parameter.kind in (ParameterKind.PERSON, ParameterKind.PEOPLE):
                found = re.findall(r"@(\w+)", rest)
                if found:
                    given[parameter.name] = [SEATS[each] for each in found]
                    rest = re.sub(r"@\w+\s*", "", rest)
            elif rest.strip():
                given[parameter.name], rest = rest.strip(), ""
        if name == "start":
            given["zone"] = "Europe/Berlin"  # Discord tells nobody's; it is chosen from what is suggested
        return await self._answer(seat, await self.server.gives(SEATS[seat], name, self._channel("ana", SHOP), **given))

    async def press(self, seat: str, card: Card, label: str) -> Answer:
        channel, message = self._message(card.id)
        button, option = _pressed(message["components"], label)
        if option is not None:
            told = await self.server.chooses(SEATS[seat], button["custom_id"], option["value"], channel)
        else:
            told = await self.server.presses(SEATS[seat], button["custom_id"], message, channel)
        return await self._answer(seat, told)

    async def submit(self, seat: str, values: Mapping[str, str]) -> Answer:
        form = self._open[seat]
        filled: dict[str, str | list[str]] = {}
        for name, field in _fields(form).items():
            text = values.get(name, _standing(field))
            filled[name] = text if field["type"] == 4 else [each for each in text.split(",") if each]
        return await self._answer(seat, await self.server.sends(SEATS[seat], form["custom_id"], filled, self._site))

    async def cards(self, seat: str) -> Sequence[Card]:
        direct = self._world.direct(SEATS[seat])["id"]
        shown = [(SHOP, each) for each in self._world.by_bot(self._site)]
        shown += [(DIRECT, each) for each in self._world.by_bot(direct)]
        alone = [(SHOP, each) for each in self._world.alone.values() if each["_for"] == SEATS[seat]]
        return [_card(place, each) for place, each in sorted([*shown, *alone], key=lambda one: int(one[1]["id"]))]

    async def until(self, moment: datetime) -> None:
        await self._walk.until(moment)
        await self.settle()

    async def records(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        async with self._house.store.begin(reading=True) as work:
            workspace = WorkspaceId(GUILD)
            found: dict[str, list[Any]] = {kind.__name__: await work.find(kind, workspace) for kind in IDENTITY}
        return {name: [plain(each) for each in rows] for name, rows in found.items() if rows}

    async def settle(self) -> None:
        """Everything that follows at once has followed."""
        for _ in range(2):
            await self._tower.settled()
            await self._reconciler.go_on()
            await self._walk.settle()
        while (moment := await self._soon()) is not None:
            await self._walk.until(moment)

    async def _soon(self) -> datetime | None:
        """When the next post goes out of those that only keep their pace."""
        _, outgoing = await self._walk.waiting()
        at_once = self._house.clock.now() + timedelta(seconds=5)
        return min((each.not_before for each in outgoing if each.not_before <= at_once), default=None)

    @property
    def names(self) -> Mapping[str, str]:
        """What Discord calls what every platform has."""
        return {
            GUILD: "workspace",
            self._site: SHOP,
            **{own: name for name, own in SEATS.items()},
            **{message: f"message {number}" for number, message in enumerate(self.messages, 1)},
        }

    @property
    def _site(self) -> str:
        return discord.SITE

    def _channel(self, seat: str, place: str) -> str:
        return str(self._world.direct(SEATS[seat])["id"]) if place == DIRECT else self._site

    def _message(self, own: str) -> tuple[str, Json]:
        if own in self._world.alone:
            return self._site, self._world.alone[own]
        return next((channel, all[own]) for channel, all in self._world.messages.items() if own in all)

    async def _answer(self, seat: str, told: Json) -> Answer:
        answer = await self._tower.answered(told)
        await self.settle()
        if answer["type"] == 9:
            self._open[seat] = answer["data"]
            return _form(answer["data"])
        own = self._world.answers.get(told["id"])
        if own is None:
            return None
        card = _card(SHOP, self._message(own)[1])
        return await self.press(seat, card, "Correct it") if "Correct it" in card.labels else card


@asynccontextmanager
async def on_discord(folder: Path, token: str = "token") -> AsyncIterator[Driver]:  # noqa: S107
    """Openline connected to a Discord of its own, at the beginning of the days."""
    world = World().furnish()
    clock = ClockOfBoth(world, BEGINNING)
    house = House(Settings.model_construct(database_url=SecretStr(f"sqlite:///{folder / 'day.db'}")), clock=clock)
    async with AsyncExitStack() as life:
        await life.enter_async_context(core.store(house))
        await life.enter_async_context(core.inbox(house))
        server = await life.enter_async_context(serving(world))
        tower = Tower(
            server, 10.0, house.reception, clock, partial(has_joined, house.store), partial(rooms, house.store), token
        )
        house.history = tower.history
        reconciler = Reconciler(house.store, house.take, tower.history, clock)
        walk = Walk(
            house.store, WorkspaceId(GUILD), clock, core.ringer(house).ring, core.poster(house, tower.messenger).deliver
        )
        await life.enter_async_context(tower.listener.listening())
        await life.enter_async_context(working(tower))
        await server.gateway.connected.wait()
        driver = Driver(tower, house, walk, reconciler)
        await driver.settle()
        yield driver
        house.until.set()


def _card(place: str, message: Json) -> Card:
    """A card as the owner's client shows it."""
    texts = [_seen(each["content"]) for each in _inside(message["components"]) if each["type"] == 10]
    buttons = [each["label"] for each in _inside(message["components"]) if each["type"] == 2]
    options = [
        each["label"] for select in _inside(message["components"]) if select["type"] == 3 for each in select["options"]
    ]
    pictures = [
        item["description"] for each in _inside(message["components"]) if each["type"] == 12 for item in each["items"]
    ]
    text = "\n".join(texts)
    return Card(
        message["id"],
        place,
        datetime.fromisoformat(message["timestamp"]),
        text.splitlines()[0],
        text,
        (*buttons, *options),
        place == DIRECT or bool(message.get("flags", 0) & EPHEMERAL),
        next(iter(pictures), None),
    )


def _form(data: Json) -> Form:
    labelled = [each for each in data["components"] if each["type"] == 18]
    errors = {
        each["component"]["custom_id"]: each["description"]
        for each in labelled
        if each.get("description", "").startswith("⚠")
    }
    return Form(data["title"], {name: _standing(field) for name, field in _fields(data).items()}, errors)


def _fields(data: Json) -> dict[str, Json]:
    return {each["component"]["custom_id"]: each["component"] for each in data["components"] if each["type"] == 18}


def _standing(field: Json) -> str:
    if field["type"] == 5:
        return ",".join(each["id"] for each in field.get("default_values", []))
    if field["type"] == 3:
        return ",".join(each["value"] for each in field["options"] if each.get("default"))
    return str(field.get("value", ""))


def _pressed(components: Any, label: str) -> tuple[Json, Json | None]:
    """The button of a label, or the select and its option."""
    for each in _inside(components):
        if each["type"] == 2 and each["label"] == label:
            return each, None
        option = next((one for one in each.get("options", []) if one["label"] == label), None)
        if option is not None:
            return each, option
    raise AssertionError(f"nothing is called {label}")


def _inside(parts: Any) -> list[Json]:
    found: list[Json] = []
    for each in parts if isinstance(parts, list) else [parts]:
        found += [
            each,
            *_inside(each.get("components", [])),
            *_inside([each["accessory"]] if "accessory" in each else []),
        ]
    return found


def _seen(text: str) -> str:
    """What a client makes of the markup: names, places and moments, the last on the owner's clock."""
    names = {own: name.title() for name, own in SEATS.items()}
    text = re.sub(r"<@(\d+)>", lambda found: names.get(found[1], found[1]), text)
    text = re.sub(r"<#\d+>", f"#{SHOP}", text)
    text = re.sub(r"<t:(\d+):(\w)>", lambda found: _moment(int(found[1]), found[2]), text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?m)^-# |\*\*|`", "", text))


def _moment(at: int, style: str) -> str:
    local = datetime.fromtimestamp(at, UTC).astimezone(OWNER_ZONE)
    forms = {"F": f"{local:%a} {local.day} {local:%b} {local:%H:%M}", "t": f"{local:%H:%M}"}
    return forms.get(style, f"{local:%a} {local.day} {local:%b}")
