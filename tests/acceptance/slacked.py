"""The driver of Slack: everything goes through a fake Slack, the real Bolt and two real sockets."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters.clocks import HandClock
from bot.service.answering.keeping import plain
from bot.service.walking import Walk
from bot.settings import Settings
from bot.vocabulary.identity import IDENTITY
from bot.vocabulary.model import WorkspaceId
from bot.wiring import core, slack
from bot.wiring.core import House
from tests.acceptance.day import BEGINNING, DIRECT, SHOP, Answer, Card, Form
from tests.adapters.slack import limits
from tests.adapters.slack.fake import BOT, TEAM, Slack
from tests.adapters.slack.people_at_slack import People, labels
from tests.adapters.slack.servers import serving

SOON = timedelta(seconds=4)
"""In which what follows at once is posted, at one a second a channel."""
SEATS = {"ana": "U0ANA", "sam": "U0SAM", "kim": "U0KIM"}
PLACES = {SHOP: "C0SHOP"}
SEAT_OF = {id: seat for seat, id in SEATS.items()}
PLACE_OF = {id: place for place, id in PLACES.items()}


@asynccontextmanager
async def in_slack(folder: Path) -> AsyncIterator[Driver]:
    """A workspace of its own, and Openline installed there."""
    async with serving(Slack(clock=HandClock(BEGINNING))) as workspace, AsyncExitStack() as life:
        workspace.channel("C0SHOP", SHOP, *SEATS.values(), BOT)
        settings = Settings.model_construct(
            database_url=SecretStr(f"sqlite:///{folder / 'day.db'}"),
            slack_app_token=SecretStr("xapp-1"),
            slack_bot_token=SecretStr("xoxb-1"),
            slack_api_url=f"{workspace.url}/api/",
        )
        house = House(settings, clock=workspace.clock)
        tower = slack.assembled(house)
        house.history = tower.history
        await life.enter_async_context(core.store(house))
        await life.enter_async_context(core.inbox(house))
        await life.enter_async_context(slack.listening(house, tower))
        driver = Driver(workspace, house, tower)
        await driver.people.connected(1)
        yield driver
        house.until.set()


class Driver:
    """`tests.acceptance.day.Driver` over Slack."""

    def __init__(self, workspace: Slack, house: House, tower: slack.Tower) -> None:
        self.slack = workspace
        self.people = People(workspace, 30)  # what is decided is looked at here, and not how fast
        self.messages: list[str] = []
        self._house = house
        self._tower = tower
        posting, ringing = core.poster(house, tower.messenger), core.ringer(house)
        self._walk = Walk(house.store, WorkspaceId(TEAM), workspace.clock, ringing.ring, posting.deliver)
        self._aside: list[tuple[str, dict[str, Any]]] = []
        """What was shown to one person only."""
        self._open: dict[str, dict[str, Any]] = {}

    async def say(self, seat: str, place: str, text: str, thread: str | None = None) -> str:
        root = {"thread_ts": thread.partition("/")[2]} if thread else {}
        message = await self.people.says(SEATS[seat], _mentioning(text), PLACES[place], **root)
        await self._settled()
        self.messages.append(f"{PLACES[place]}/{message['ts']}")
        return self.messages[-1]

    async def react(self, seat: str, message: str, emoji: str) -> None:
        channel, _, ts = message.partition("/")
        item = {"type": "message", "channel": channel, "ts": ts}
        await self.people.tell({"type": "reaction_added", "user": SEATS[seat], "reaction": emoji, "item": item})
        await self._settled()

    async def command(self, seat: str, place: str, words: str) -> Answer:
        channel = f"D{SEATS[seat][1:]}" if place == DIRECT else PLACES[place]
        before = self._marks()
        told = await self.people.commands(SEATS[seat], _mentioning(words), channel)
        return await self._answered(seat, before, {**told, "channel": channel} if told else None)

    async def press(self, seat: str, card: Card, label: str) -> Answer:
        found = next(each for who, each in self._seen() if _id(each) == card.id and who in ("", seat))
        before = self._marks()
        await self.people.presses(SEATS[seat], label, found)
        return await self._answered(seat, before, None)

    async def submit(self, seat: str, values: Mapping[str, str]) -> Answer:
        view, before = self._open[seat], self._marks()
        told = await self.people.submits(SEATS[seat], view, **values)
        if told.get("response_action") == "errors":
            for block in view["blocks"]:
                if block.get("block_id") in values:
                    block["element"]["initial_value"] = values[block["block_id"]]
            return _form(view, told["errors"])
        if told.get("response_action") == "update":
            self._open[seat] = told["view"]
            return _form(told["view"], {})
        return await self._answered(seat, before, None)

    async def cards(self, seat: str) -> Sequence[Card]:
        mine = [each for who, each in self._seen() if who in ("", seat) and _is_seen(each, seat)]
        return [_card(each, seat) for each in sorted(mine, key=lambda each: float(each["ts"]))]

    async def until(self, moment: datetime) -> None:
        await self._walk.until(moment)
        await self._tower.listener.close()

    async def records(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        async with self._house.store.begin(reading=True) as work:
            found: dict[str, list[Any]] = {kind.__name__: await work.find(kind, WorkspaceId(TEAM)) for kind in IDENTITY}
        return {name: [plain(each) for each in rows] for name, rows in found.items() if rows}

    @property
    def names(self) -> Mapping[str, str]:
        """What Slack calls what every platform has."""
        said = {message: f"message {number}" for number, message in enumerate(self.messages, 1)}
        return {TEAM: "workspace", **SEAT_OF, **PLACE_OF, **said}

    def _marks(self) -> tuple[int, ...]:
        kept = self.slack
        return len(kept.posts), len(kept.ephemerals), len(kept.views), len(kept.updates), len(kept.responses)

    async def _settled(self) -> None:
        """What follows at once from what was done has been shown."""
        await self._tower.listener.close()
        await self._walk.until(self.slack.clock.now() + SOON)

    async def _answered(self, seat: str, before: tuple[int, ...], told: dict[str, Any] | None) -> Answer:
        await self._tower.listener.close()
        answer = self._answer(seat, before, told)
        await self._settled()
        return answer

    def _answer(self, seat: str, before: tuple[int, ...], told: dict[str, Any] | None) -> Answer:
        posts, ephemerals, views, updates, responses = before
        kept = self.slack
        if len(kept.views) > views:
            self._open[seat] = kept.views[-1]
            return _form(kept.views[-1], {})
        shown = [*([told] if told else ()), *kept.ephemerals[ephemerals:], *kept.responses[responses:]]
        for each in shown:
            self._aside.append((seat, {"channel": "C0SHOP", "ts": kept.ts(), **each, "is_ephemeral": True}))
        if shown:
            return _card(self._aside[-1][1], seat)
        changed = [*kept.posts[posts:], *kept.updates[updates:]]
        return _card(changed[-1], seat) if changed else None

    def _seen(self) -> list[tuple[str, dict[str, Any]]]:
        public = [
            ("", {**each, "channel": channel})
            for channel, messages in self.slack.messages.items()
            for each in messages
            if each["user"] == BOT
        ]
        return [*public, *self._aside]


def _mentioning(text: str) -> str:
    return re.sub(r"@(\w+)", lambda found: f"<@{SEATS[found[1]]}>" if found[1] in SEATS else found[0], text)


def _is_seen(message: dict[str, Any], seat: str) -> bool:
    return message["channel"] in (*PLACE_OF, f"D{SEATS[seat][1:]}")


def _id(message: dict[str, Any]) -> str:
    return f"{message['channel']}/{message['ts']}"


def _card(message: dict[str, Any], seat: str) -> Card:
    blocks = message.get("blocks") or []
    text = "\n".join(_read(each) for each in limits.texts(blocks))
    pictures = [each["alt_text"] for each in blocks if each["type"] == "image"]
    place = PLACE_OF.get(message["channel"], DIRECT)
    return Card(
        _id(message),
        place,
        datetime.fromtimestamp(float(message["ts"]), UTC),
        text.partition("\n")[0],
        text,
        tuple(labels({"blocks": blocks})),
        bool(message.get("is_ephemeral")) or place == DIRECT,
        pictures[0] if pictures else None,
    )


def _form(view: dict[str, Any], errors: Mapping[str, str]) -> Form:
    inputs = {each["block_id"]: each["element"] for each in view["blocks"] if each["type"] == "input"}
    values = {name: str(element.get("initial_value") or "") for name, element in inputs.items()}
    return Form(view["title"]["text"], values, {**_marked(view), **errors})


def _marked(view: dict[str, Any]) -> dict[str, str]:
    """What is said to be wrong below the fields of a form that has just opened."""
    wrong: dict[str, str] = {}
    for block, below in pairwise(view["blocks"]):
        words = "".join(limits.texts(below)) if below["type"] == "context" else ""
        if block["type"] == "input" and words.startswith("⚠"):
            wrong[block["block_id"]] = words.removeprefix("⚠ ")
    return wrong


def _read(text: str) -> str:
    """Markup as people see it."""
    text = re.sub(r"<!date\^[^|>]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"<@(\w+)>", lambda found: f"@{SEAT_OF.get(found[1], found[1])}", text)
    text = re.sub(r"<#(\w+)>", lambda found: f"#{PLACE_OF.get(found[1], found[1])}", text)
    text = re.sub(r"<(https?://[^|>]*)(?:\|([^>]*))?>", lambda found: found[2] or found[1], text)
    text = re.sub(r"(?m)(?<!\w)\*(?!⁠)([^*\n]*)\*", r"\1", text).replace("`", "").replace("⁠", "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
