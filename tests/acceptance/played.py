"""The driver of the playground: everything goes over its JSON face, as a script of somebody else's would."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Protocol

import aiohttp

from adapters.clocks import token
from adapters.playground.server import application, serving
from bot.wiring.world import Demo
from tests.acceptance import day
from tests.acceptance.day import DIRECT, Answer, Card, Form


class Face:
    """The JSON face of one playground. What is answered with an error raises."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self.address = address

    async def get(self, path: str, **query: str) -> Any:
        async with self._session.get(f"{self.address}/api/v1{path}", params=query) as response:
            return await _told(response)

    async def post(self, path: str, **fields: Any) -> Any:
        async with self._session.post(f"{self.address}/api/v1{path}", json=fields) as response:
            return await _told(response)


async def _told(response: aiohttp.ClientResponse) -> Any:
    told = await response.json()
    assert response.status == 200, told
    return told


@asynccontextmanager
async def playground() -> AsyncIterator[Face]:
    """A playground of its own, on a free port."""
    async with (
        Demo() as stage,
        serving(application(stage, token()), 0) as address,
        aiohttp.ClientSession() as session,
    ):
        yield Face(session, address)


class Driver:
    """`tests.acceptance.day.Driver` over the JSON face."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self.messages: list[str] = []

    async def say(self, seat: str, place: str, text: str, thread: str | None = None) -> str:
        fields = {"place": place, "text": text, "thread": thread}
        told = await self._face.post(f"/seats/{seat}/say", **{name: each for name, each in fields.items() if each})
        self.messages.append(told["message"]["id"])
        return self.messages[-1]

    async def react(self, seat: str, message: str, emoji: str) -> None:
        await self._face.post(f"/seats/{seat}/react", message=message, emoji=emoji)

    async def command(self, seat: str, place: str, words: str) -> Answer:
        return _answer(await self._face.post(f"/seats/{seat}/command", place=place, words=words))

    async def press(self, seat: str, card: Card, label: str) -> Answer:
        return _answer(await self._face.post(f"/seats/{seat}/press", card=card.id, label=label))

    async def submit(self, seat: str, values: Mapping[str, str]) -> Answer:
        opened = (await self._face.get(f"/seats/{seat}/form"))["form"]
        standing = {each["name"]: each["value"] for each in opened["fields"]}
        return _answer(await self._face.post(f"/seats/{seat}/submit", values={**standing, **values}))

    async def cards(self, seat: str) -> Sequence[Card]:
        return [_card(each) for each in (await self._face.get(f"/seats/{seat}/cards"))["cards"]]

    async def until(self, moment: datetime) -> None:
        await self._face.post("/clock", to=moment.isoformat())

    async def records(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        found: Mapping[str, Sequence[Mapping[str, Any]]] = (await self._face.get("/records"))["records"]
        return found

    @property
    def names(self) -> Mapping[str, str]:
        """What the playground calls what every platform has; people and channels are called so already."""
        return {
            "playground": "workspace",
            **{message: f"message {number}" for number, message in enumerate(self.messages, 1)},
        }


class Named(day.Driver, Protocol):
    """A driver that can tell what its platform calls by ids of its own."""

    @property
    def names(self) -> Mapping[str, str]:
        """The platform's ids, with what to call them."""
        ...


async def the_days_end_as_here(play: Named) -> None:
    """Live the days on another platform and in the playground: what is kept in the end is the same."""
    await day.the_days(play)
    records = await play.records()
    async with playground() as face:
        here = Driver(face)
        await day.the_days(here)
        expected = day.abstract(await here.records(), here.names)
    assert "SetAside" not in records
    assert [each["state"] for each in records["Expectation"]] == ["accepted"]
    assert day.abstract(records, play.names) == expected


def _answer(told: Mapping[str, Any]) -> Answer:
    if told["form"] is not None:
        fields = told["form"]["fields"]
        return Form(
            told["form"]["title"],
            {each["name"]: each["value"] for each in fields},
            {each["name"]: each["error"] for each in fields if each["error"]},
        )
    return _card(told["answer"]) if told["answer"] else None


def _card(told: Mapping[str, Any]) -> Card:
    card = told["card"]
    buttons = [*(each for section in card["sections"] for each in section["buttons"]), *card["buttons"], *card["more"]]
    lines = [line for section in card["sections"] for line in (section["heading"], *section["lines"])]
    return Card(
        told["id"],
        DIRECT if told["place"].startswith("direct-") else told["place"],
        datetime.fromisoformat(told["at"]),
        card["headline"],
        "\n".join([card["headline"], *card["facts"], *lines, card["small_print"]]),
        tuple(each["label"] for each in buttons),
        told["only_for_you"],
        card["picture"] and card["picture"]["alternative"],
    )
