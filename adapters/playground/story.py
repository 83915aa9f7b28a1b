"""A week of an owner and an assistant, played step by step through the same door as what anybody does by hand.

Each step says what happens, does it, and names what has to be there afterwards: so the story is a test of itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from adapters.playground import render
from adapters.playground.cast import ANA, BEGINNING, KIM, LEE, SAM, SHOP
from adapters.playground.listener import Listener
from adapters.playground.workspace import Line, Workspace, direct_id
from bot.vocabulary.model import ConversationId, PersonId

DAYS: Final = ("mon", "tue", "wed", "thu", "fri")
DIRECT: Final = {who: direct_id(who) for who in (ANA, SAM, KIM, LEE)}
IN_SHOP: Final = {ANA: SHOP, SAM: SHOP}
HERE: Final = ZoneInfo("Europe/Berlin")
THERE: Final = ZoneInfo("Asia/Manila")


class OtherwiseThanTold(Exception):
    """The story did not go as told; the words say what is missing."""


class Told(NamedTuple):
    """What has to be seen after a step: these words on the latest card of a conversation that holds the first."""

    seat: PersonId
    place: ConversationId
    headline: str
    words: str = ""


class Player(NamedTuple):
    """Plays the parts."""

    workspace: Workspace
    listener: Listener

    async def say(self, seat: PersonId, text: str, to: str = "") -> None:
        """Say something in the channel; in the thread of what began with the words of `to`."""
        root = self._said(to).id if to else None
        await self.listener.say(seat, self.workspace.conversations[SHOP], text, root)

    async def command(self, seat: PersonId, words: str, place: ConversationId = SHOP) -> None:
        """Give a command."""
        await self.listener.command(seat, self.workspace.conversations[place], words)

    async def press(self, seat: PersonId, headline: str, label: str, place: ConversationId = SHOP) -> None:
        """Press a button of the latest card with these words."""
        await self.listener.press(seat, self.card(seat, place, headline).id, label)

    async def fill(self, seat: PersonId, **values: str) -> None:
        """Fill in the form that is open and send it."""
        opened = self.workspace.forms.get(seat)
        if opened is None:
            raise OtherwiseThanTold(f"No form is open before {seat}.")
        standing = {field.name: field.value for field in opened.form.fields}
        await self.listener.submit(seat, {**standing, **values})
        if (again := self.workspace.forms.get(seat)) is not None:
            wrong = "; ".join(f"{field.name}: {field.error}" for field in again.form.fields if field.error)
            raise OtherwiseThanTold(f"The form of {seat} came back: {wrong}")

    async def react(self, seat: PersonId, to: str, emoji: str) -> None:
        """Put an emoji on what began with these words."""
        await self.listener.react(seat, self._said(to).id, emoji)

    def card(self, seat: PersonId, place: ConversationId, headline: str) -> Line:
        """The latest card with these words in its headline. Raises OtherwiseThanTold."""
        reader = render.reader(self.workspace, seat)
        seen = [line for line in self.workspace.seen(seat, place) if line.view is not None]
        headlines = [(line, render.plain(line.view.headline, reader)) for line in seen if line.view is not None]
        fitting = [line for line, words in headlines if headline in words]
        if not fitting:
            there = "; ".join(words for _, words in headlines[-4:]) or "none"
            raise OtherwiseThanTold(f"{seat} sees no card “{headline}” in {place}; the last ones: {there}.")
        return fitting[-1]

    def check(self, told: Told) -> None:
        """See that something is there. Raises OtherwiseThanTold."""
        line = self.card(told.seat, told.place, told.headline)
        whole = str(render.message(line, render.reader(self.workspace, told.seat)))
        if told.words not in whole:
            raise OtherwiseThanTold(f"The card “{told.headline}” of {told.seat} does not say “{told.words}”.")

    def _said(self, words: str) -> Line:
        found = [line for line in self.workspace.lines.values() if line.text.startswith(words)]
        if not found:
            raise OtherwiseThanTold(f"Nobody said “{words}”.")
        return found[-1]


Act = Callable[[Player], Awaitable[None]]


class Step(NamedTuple):
    """One step: when (local, on the clock of `zone`), what happens, what is done, and what is seen then."""

    at: str
    caption: str
    act: Act | None = None
    sees: tuple[Told, ...] = ()
    looks: Mapping[str, str] = {}
    zone: ZoneInfo = HERE

    @property
    def moment(self) -> datetime:
        """When it happens (UTC)."""
        day, clock = self.at.split()
        hour, minute = map(int, clock.split(":"))
        date = BEGINNING.astimezone(HERE).date() + timedelta(DAYS.index(day))
        return datetime.combine(date, time(hour, minute), self.zone).astimezone(UTC)


async def _invites(play: Player) -> None:
    await play.say(ANA, "Good morning Sam, I am glad that we start today.")
    await play.command(ANA, "start @sam The new shop")


async def _joins(play: Player) -> None:
    await play.press(SAM, "invites", "Join")
    await play.fill(SAM, zone="Asia/Manila", hours="Mon-Fri 9-12, 13-17", hours_a_week="20", does="Design and photos")


async def _has_a_goal(play: Player) -> None:
    await play.command(ANA, "goals Open the shop before Christmas")


async def _expects(play: Player) -> None:
    await play.command(ANA, "expect @sam a banner for the autumn fair")


async def _says_more(play: Player) -> None:
    await play.press(ANA, "easier to do well", "Add them")
    await play.fill(
        ANA, by="Friday 2pm my time", done_when="it is on the start page", context="The fair opens on Saturday"
    )


async def _takes_it_on(play: Player) -> None:
    await play.press(SAM, "can you take this on", "Got it")


async def _asks(play: Player) -> None:
    await play.say(ANA, "@sam which of the two logos did the printer get?")


async def _goes_on(play: Player) -> None:
    await play.press(SAM, "Still on it?", "Still on it", DIRECT[SAM])


async def _answers(play: Player) -> None:
    await play.say(SAM, "The blue one, in both sizes.", to="@sam which of the two")


async def _thanks(play: Player) -> None:
    await play.react(ANA, "The blue one", "👍")


async def _delivers(play: Player) -> None:
    await play.press(SAM, "is on it", "Deliver")
    await play.fill(SAM, words="https://shop.example/start")


async def _accepts(play: Player) -> None:
    await play.press(ANA, "delivered this", "Accept")


async def _asks_back(play: Player) -> None:
    await play.say(SAM, "@ana do you have the photos of the fair for me?")


STORY: Final = (
    Step(
        "mon 9:05",
        "Ana invites Sam. Nothing is kept about Sam yet.",
        _invites,
        (Told(SAM, SHOP, "invites", "The new shop"),),
        IN_SHOP,
    ),
    Step(
        "mon 9:10",
        "Sam joins: the answers in the form are the configuration.",
        _joins,
        (Told(ANA, SHOP, "keeps track here", "Never what was said"),),
        IN_SHOP,
    ),
    Step("mon 9:15", "Ana writes down what she is after.", _has_a_goal, (Told(ANA, SHOP, "Goals of"),), IN_SHOP),
    Step(
        "mon 9:20",
        "Ana asks for a banner. Two things are missing, and only she is told.",
        _expects,
        (Told(ANA, SHOP, "easier to do well", "done when"),),
        IN_SHOP,
    ),
    Step(
        "mon 9:22",
        "She adds them. The deadline stands on both clocks.",
        _says_more,
        (Told(SAM, SHOP, "can you take this on", "Fri 5 Jun 20:00"),),
        IN_SHOP,
    ),
    Step("mon 9:40", "Sam takes it on. The card changes in place.", _takes_it_on, (Told(ANA, SHOP, "is on it"),), IN_SHOP),
    Step(
        "tue 14:40",
        "Ana asks something. In Manila it is evening: Ana is told when Sam is back, and no clock runs.",
        _asks,
        (Told(ANA, DIRECT[ANA], "is back"),),
        {ANA: DIRECT[ANA], SAM: SHOP},
    ),
    Step(
        "wed 17:30",
        "Nothing was heard of the banner for half of its time: Openline asks once, and Sam is still on it.",
        _goes_on,
        (Told(SAM, SHOP, "is on it"),),
        {ANA: SHOP, SAM: DIRECT[SAM]},
        THERE,
    ),
    Step(
        "thu 10:05",
        "After eight of Sam's working hours the question is still open: one reminder, in private, inside those hours.",
        None,
        (Told(SAM, DIRECT[SAM], "waits for you"),),
        {ANA: SHOP, SAM: DIRECT[SAM]},
        THERE,
    ),
    Step("thu 10:30", "Sam answers in the thread. Nothing waits any more.", _answers, (), IN_SHOP, THERE),
    Step("thu 9:10", "Ana has read it.", _thanks, (), IN_SHOP),
    Step("thu 9:30", "Now Sam asks, and Ana leaves it open: the owner is measured as the assistant is.", _asks_back, (), IN_SHOP),
    Step("fri 10:00", "Sam delivers the banner.", _delivers, (Told(ANA, SHOP, "delivered this"),), IN_SHOP, THERE),
    Step("fri 10:00", "Ana accepts it.", _accepts, (Told(SAM, SHOP, "Accepted by"),), IN_SHOP),
)  # fmt: skip
"""The story, in order."""
