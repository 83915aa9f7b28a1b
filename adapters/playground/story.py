"""A week of an owner and an assistant, played step by step through the same door as what anybody does by hand.

Each step says what happens, does it, and names what has to be there afterwards: so the story is a test of itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from adapters.playground.cast import ANA, BEGINNING, KIM, LEE, SAM, SHOP
from adapters.playground.player import Player, Told
from adapters.playground.workspace import direct_id
from bot.vocabulary.model import ConversationId, PersonId

DAYS: Final = ("mon", "tue", "wed", "thu", "fri")
DIRECT: Final = {who: direct_id(who) for who in (ANA, SAM, KIM, LEE)}
IN_SHOP: Final[Mapping[PersonId, ConversationId]] = {ANA: SHOP, SAM: SHOP}
HERE: Final = ZoneInfo("Europe/Berlin")
THERE: Final = ZoneInfo("Asia/Manila")


Act = Callable[[Player], Awaitable[None]]


class Step(NamedTuple):
    """One step: when (local, on the clock of `zone`), what happens, what is done, and what is seen then."""

    at: str
    caption: str
    act: Act | None = None
    sees: tuple[Told, ...] = ()
    looks: Mapping[PersonId, ConversationId] = IN_SHOP
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


async def _sets_terms(play: Player) -> None:
    await play.command(ANA, "terms design: 15 EUR/h, at most 10 h a week")


async def _logs(play: Player) -> None:
    await play.command(SAM, "log 8h banner for the fair")


async def _confirms(play: Player) -> None:
    await play.press(ANA, "waits for your word", "Confirm", DIRECT[ANA])


async def _expects(play: Player) -> None:
    await play.command(ANA, "expect @sam a banner for the autumn fair")


async def _says_more(play: Player) -> None:
    await play.press(ANA, "easier to do well", "Add them")
    await play.fill(
        ANA, by="Friday 2pm my time", done_when="it is on the start page", context="The fair opens on Saturday"
    )


async def _takes_it_on(play: Player) -> None:
    await play.press(SAM, "can you take this on", "Got it")


async def _talk(play: Player) -> None:
    await play.say(ANA, "@sam does the login to the shop work for you?")
    await play.say(SAM, "Yes, I am in.", to="@sam does the login")
    await play.say(SAM, "@ana may I use the photos of last year?")
    await play.say(ANA, "Yes, all of them.", to="@ana may I use")
    await play.say(ANA, "@sam could you send me the price list today?")
    await play.say(SAM, "It is in the shared folder, under prices.", to="@sam could you send")


async def _asks(play: Player) -> None:
    await play.say(ANA, "@sam which of the two logos did the printer get?")


async def _goes_on(play: Player) -> None:
    await play.press(SAM, "Still on it?", "Still on it", DIRECT[SAM])


async def _answers(play: Player) -> None:
    await play.say(SAM, "The blue one, in both sizes.", to="@sam which of the two")


async def _checks_in_late(play: Player) -> None:
    await play.press(SAM, "Check-in for", "Answer", DIRECT[SAM])
    await play.fill(SAM, moved="The banner is nearly there", next="Its small size, for phones")


async def _gives_feedback(play: Player) -> None:
    await play.press(ANA, "you accepted it", "Give feedback", DIRECT[ANA])
    await play.fill(
        ANA, rating="5", well="On time, and just what I meant", change="Tell me sooner when a logo is missing"
    )


async def _thanks(play: Player) -> None:
    await play.react(ANA, "The blue one", "👍")


async def _delivers(play: Player) -> None:
    await play.press(SAM, "is on it", "Deliver")
    await play.fill(SAM, words="https://shop.example/start")


async def _accepts(play: Player) -> None:
    await play.press(ANA, "delivered this", "Accept")


async def _asks_back(play: Player) -> None:
    await play.say(SAM, "@ana do you have the photos of the fair for me?")


async def _asks_how_it_stands(play: Player) -> None:
    await play.command(ANA, "health")


async def _begins_a_list(play: Player) -> None:
    await play.command(ANA, "vet")
    await play.press(ANA, "no vetting list yet", "Begin the list")


async def _looks_for_room(play: Player) -> None:
    await play.command(SAM, "capacity")


STORY: Final = (
    Step("mon 9:05", "Ana invites Sam. Nothing is kept about Sam yet.", _invites, (Told(SAM, SHOP, "invites"),)),
    Step(
        "mon 9:10",
        "Sam joins: the answers in the form are the configuration.",
        _joins,
        (Told(ANA, SHOP, "keeps track here", "Never what was said"),),
    ),
    Step("mon 9:15", "Ana writes down what she is after.", _has_a_goal, (Told(ANA, SHOP, "Goals of"),)),
    Step(
        "mon 9:17",
        "Ana sets how it is paid and what she can afford. Both read it, and the past keeps its terms.",
        _sets_terms,
        (Told(ANA, SHOP, "agreed on about pay", "15 EUR/h"),),
    ),
    Step(
        "mon 9:20",
        "Ana asks for a banner. Something is missing, and only she is told.",
        _expects,
        (Told(ANA, SHOP, "easier to do well", "no deadline"),),
    ),
    Step(
        "mon 9:22",
        "She adds it. The deadline stands on both clocks.",
        _says_more,
        (Told(SAM, SHOP, "can you take this on", "Fri 5 Jun 20:00"),),
    ),
    Step(
        "mon 9:40",
        "Sam takes it on. The card changes in place.",
        _takes_it_on,
        (Told(ANA, SHOP, "is on it", "Acknowledged by"),),
    ),
    Step("tue 9:30", "They talk. What is answered soon never becomes a reminder.", _talk),
    Step(
        "tue 14:40",
        "Ana asks something. In Manila it is evening: Ana is told when Sam is back, and no clock runs.",
        _asks,
        (Told(ANA, DIRECT[ANA], "is back"),),
        {ANA: DIRECT[ANA], SAM: SHOP},
    ),
    Step(
        "wed 16:00",
        "Sam logs his time in a line. 80 % of the week are used: both are told, once.",
        _logs,
        (Told(ANA, DIRECT[ANA], "80 % of the 10 h", "2 h left"), Told(SAM, SHOP, "Logged: 8 h")),
        {ANA: DIRECT[ANA], SAM: SHOP},
        THERE,
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
    Step("thu 10:30", "Sam answers in the thread. Nothing waits any more.", _answers, zone=THERE),
    Step(
        "thu 10:45",
        "Sam answers Wednesday's check-in. It counts as late, not as missing.",
        _checks_in_late,
        (Told(SAM, DIRECT[SAM], "Check-in for", "answered, late"),),
        {ANA: SHOP, SAM: DIRECT[SAM]},
        THERE,
    ),
    Step(
        "thu 9:05",
        "Once a day, Ana is asked about what was logged, and confirms it.",
        _confirms,
        (Told(ANA, DIRECT[ANA], "1 confirmed"),),
        {ANA: DIRECT[ANA], SAM: SHOP},
    ),
    Step("thu 9:10", "Ana has read it.", _thanks),
    Step("thu 9:30", "Now Sam asks, and Ana leaves it open: the owner is measured as the assistant is.", _asks_back),
    Step("fri 10:00", "Sam delivers the banner.", _delivers, (Told(ANA, SHOP, "delivered this"),), zone=THERE),
    Step("fri 10:00", "Ana accepts it.", _accepts, (Told(SAM, SHOP, "Accepted by"),)),
    Step(
        "fri 10:05",
        "What was accepted is worth a word: Ana is asked for feedback, and gives it.",
        _gives_feedback,
        (),
        {ANA: DIRECT[ANA], SAM: DIRECT[SAM]},
    ),
    Step(
        "fri 15:10",
        "Friday: how the week was, with its picture, for both of them.",
        None,
        (Told(ANA, DIRECT[ANA], "answered within a working day", "picture"),),
        {ANA: DIRECT[ANA], SAM: DIRECT[SAM]},
    ),
    Step(
        "fri 15:15",
        "How are we doing? Five headings, each with its numbers and the next step; never one score.",
        _asks_how_it_stands,
        (Told(ANA, SHOP, "The new shop: ", "Getting to know each other"),),
    ),
    Step(
        "fri 15:18",
        "Ana begins the list of what to settle with Sam. From now on she is asked before work is handed out.",
        _begins_a_list,
        (Told(ANA, SHOP, "required things are settled", "Working together"),),
    ),
    Step(
        "fri 15:20",
        "Sam sees how much of his week is taken, and so does Ana.",
        _looks_for_room,
        (Told(SAM, SHOP, "of 20 h a week are taken"),),
    ),
)
"""The story, in order."""
