"""Some days of an owner and an assistant, told once and lived on every platform.

Each platform has a driver: its listener hears what is done at a seat, its cards are read back as a person would see
them. What Openline has kept at the end is the same on all of them, ids aside (`abstract`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, NamedTuple, Protocol
from zoneinfo import ZoneInfo

OWNER_ZONE, ASSISTANT_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Manila")
MONDAY: Final = date(2026, 6, 1)
BEGINNING: Final = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)
"""A driver's clock stands here, or earlier, when a day begins."""
DAYS: Final = ("mon", "tue", "wed", "thu", "fri")

ANA, SAM = "ana", "sam"
SHOP, DIRECT = "shop-relaunch", "direct"
"""A channel that both are in, and anybody's own messages with Openline."""


class Card(NamedTuple):
    """A card as somebody sees it: everything it says, and what can be pressed on it, what is under "More" too.

    `moment` is when it was posted (UTC). `is_private` is true for what only they see.
    """

    id: str
    place: str
    moment: datetime
    headline: str
    text: str
    labels: tuple[str, ...]
    is_private: bool = False
    picture: str | None = None
    """The words for who does not see the picture, where there is one."""


class Form(NamedTuple):
    """A form that somebody has before them: what stands in its fields, and what is wrong, by the fields' names."""

    title: str
    values: Mapping[str, str]
    errors: Mapping[str, str]


Answer = Card | Form | None


class Driver(Protocol):
    """Plays any seat of one platform. Whatever follows at once from what was done is there when it returns."""

    async def say(self, seat: str, place: str, text: str, thread: str | None = None) -> str:
        """Say something, in a thread where its first message is given; returns the message's id."""
        ...

    async def react(self, seat: str, message: str, emoji: str) -> None:
        """Put an emoji on a message, by its plain name."""
        ...

    async def command(self, seat: str, place: str, words: str) -> Answer:
        """Give a command: what follows `/openline`. People are named `@sam`."""
        ...

    async def press(self, seat: str, card: Card, label: str) -> Answer:
        """Press a button of a card, also one under "More"."""
        ...

    async def submit(self, seat: str, values: Mapping[str, str]) -> Answer:
        """Send the form that is open, with these fields filled in and the others as they stand."""
        ...

    async def cards(self, seat: str) -> Sequence[Card]:
        """Every card that somebody can see now, oldest first."""
        ...

    async def until(self, moment: datetime) -> None:
        """Let time pass, with all that is due on the way."""
        ...

    async def records(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Everything that is kept, as `service.answering.keeping.plain` has it, by the names of its kinds."""
        ...


def at(words: str, zone: ZoneInfo = OWNER_ZONE) -> datetime:
    """A moment on the owner's clock, "mon 9:05", or on another's; "next mon 9:05" is a week later."""
    weeks = words.split().count("next")
    day, clock = words.split()[weeks:]
    hour, minute = clock.split(":")
    local = datetime.combine(MONDAY + timedelta(DAYS.index(day) + 7 * weeks), time(int(hour), int(minute)), zone)
    return local.astimezone(UTC)


async def the_days(play: Driver) -> None:
    """From the invitation to what was delivered and accepted."""
    await they_begin(play)
    await something_is_expected(play)
    await a_question_is_left_open(play)
    await a_check_in_is_answered_late(play)
    await it_is_delivered(play)
    await the_books_are_kept(play)
    await feedback_is_asked_for_and_given(play)
    await friday_is_summed_up(play)
    await nothing_is_left(play)


async def they_begin(play: Driver) -> None:
    await play.until(at("mon 9:05"))
    invitation = card(await play.command(ANA, SHOP, "start @sam the new shop"))
    assert "Join" in invitation.labels
    seen = await the_card(play, SAM, "invites")
    joining = form(await play.press(SAM, seen, "Join"))
    assert not joining.errors
    wrong = form(await play.submit(SAM, {"zone": "Atlantis", "hours": "Mon-Fri 9-12, 13-17", "does": "Design"}))
    assert wrong.errors.keys() == {"zone"}
    assert wrong.values["does"] == "Design", "nothing that was typed is lost"
    joined = card(await play.submit(SAM, {"zone": "Asia/Manila", "hours_a_week": "20"}))
    assert "joined" in joined.headline
    notice = await the_card(play, ANA, "keeps track")
    assert not notice.is_private
    await play.until(at("mon 9:10"))
    goals = card(await play.command(ANA, SHOP, "goals open the shop before Christmas"))
    assert "open the shop before Christmas" in goals.text


async def something_is_expected(play: Driver) -> None:
    await play.until(at("mon 9:20"))
    brief = card(await play.command(ANA, SHOP, "expect @sam a new banner"))
    assert brief.is_private
    asked = form(await play.press(ANA, brief, "Add them"))
    assert asked.values["what"] == "a new banner"
    await play.submit(ANA, {"by": "Friday 5pm", "done_when": "it is on the site", "context": "for the fair"})
    proposed = await the_card(play, SAM, "can you take this on", in_place=SHOP)
    assert "Fri 5 Jun 17:00" in proposed.text
    await play.until(at("mon 9:30"))
    await play.press(SAM, proposed, "Got it")
    taken = await the_card(play, ANA, "is on it", in_place=SHOP)
    assert "Deliver" in taken.labels


async def a_question_is_left_open(play: Driver) -> None:
    """Asked when the assistant's day is over: no clock runs, and nothing is said to them before their hours."""
    await play.until(at("tue 14:40"))
    question = await play.say(ANA, SHOP, "@sam can you send me the sizes of the banner?")
    before = await private(play, SAM)
    await play.until(at("wed 8:59", ASSISTANT_ZONE))
    assert await private(play, SAM) == before
    await play.until(at("thu 12:00", ASSISTANT_ZONE))
    nudge = await the_card(play, SAM, "waits for you", in_place=DIRECT)
    local = nudge.moment.astimezone(ASSISTANT_ZONE)
    assert local.hour in (*range(9, 12), *range(13, 17)) or local.time() in (time(12), time(17))
    await play.say(SAM, SHOP, "1200 by 400, and 600 by 200 for phones", thread=question)
    told = len(await private(play, SAM))
    await play.until(at("fri 9:30", ASSISTANT_ZONE))
    assert len([each for each in (await private(play, SAM))[told:] if "waits for you" in each.headline]) == 0


async def a_check_in_is_answered_late(play: Driver) -> None:
    """Asked on Wednesday at 10:00 where the assistant lives, answered on Thursday: late, and not missing."""
    asked = await the_card(play, SAM, "Check-in for", in_place=DIRECT)
    asked_at = asked.moment.astimezone(ASSISTANT_ZONE)
    assert (asked_at.strftime("%a"), asked_at.hour) == ("Wed", 10)
    answers = form(await play.press(SAM, asked, "Answer"))
    assert "moved" in answers.values
    await play.submit(SAM, {"moved": "The banner is nearly there"})
    answered = await the_card(play, SAM, "Check-in for", in_place=DIRECT)
    assert "late" in answered.headline
    assert "The banner is nearly there" in answered.text


async def it_is_delivered(play: Driver) -> None:
    await play.until(at("fri 9:40", ASSISTANT_ZONE))
    taken = await the_card(play, SAM, "is on it", in_place=SHOP)
    form(await play.press(SAM, taken, "Deliver"))
    await play.submit(SAM, {"words": "https://shop.example/banner"})
    await play.until(at("fri 9:30"))
    delivered = await the_card(play, ANA, "delivered", in_place=SHOP)
    await play.press(ANA, delivered, "Accept")
    await the_card(play, SAM, "Accepted", in_place=SHOP)


async def the_books_are_kept(play: Driver) -> None:
    """Set by the owner, logged by the assistant, confirmed by the owner, read by both; nothing is guessed."""
    await play.until(at("fri 9:32"))
    agreed = card(await play.command(ANA, SHOP, "terms design: 30 EUR/h, at most 20 h a week"))
    assert "30 EUR/h, at most 20 h a week" in agreed.text
    unclear = form(await play.command(SAM, SHOP, "log 2h"))
    assert unclear.errors.keys() == {"entry"}
    assert unclear.values["entry"] == "2h", "nothing that was typed is lost"
    logged = card(await play.submit(SAM, {"entry": "2h30 banner"}))
    assert "17 h 30 min left" in logged.text
    entries = card(await play.press(ANA, card(await play.command(ANA, SHOP, "budget")), "See entries (1 to confirm)"))
    assert "1 confirmed" in card(await play.press(ANA, entries, "Confirm")).text
    theirs = card(await play.command(SAM, SHOP, "budget"))
    assert "2 h 30 min of 20 h used" in theirs.text
    assert "€75.00 open" in theirs.text


async def feedback_is_asked_for_and_given(play: Driver) -> None:
    await play.until(at("fri 9:40"))
    asked = await the_card(play, ANA, "you accepted it", in_place=DIRECT)
    blank = form(await play.press(ANA, asked, "Give feedback"))
    assert "rating" in blank.values
    await play.submit(ANA, {"rating": "5", "well": "On time, and just what I meant"})


async def friday_is_summed_up(play: Driver) -> None:
    """In each person's own hours: the assistant reads it on Monday, for Friday 15:00 in Berlin is night in Manila."""
    await play.until(at("fri 15:30"))
    digest = await the_card(play, ANA, "answered within a working day", in_place=DIRECT)
    assert abs(digest.moment - at("fri 15:00")) < timedelta(minutes=1)
    assert digest.picture, "the picture says its finding in words"
    assert not [each for each in await private(play, SAM) if "within a working day" in each.headline]
    await play.until(at("next mon 9:30", ASSISTANT_ZONE))
    assert await the_card(play, SAM, "answered within a working day", in_place=DIRECT)


async def nothing_is_left(play: Driver) -> None:
    mine = card(await play.command(SAM, DIRECT, "mine"))
    assert mine.is_private or mine.place == DIRECT


def card(answer: Answer) -> Card:
    """What was answered, which has to be a card."""
    assert isinstance(answer, Card), answer
    return answer


def form(answer: Answer) -> Form:
    """What was answered, which has to be a form."""
    assert isinstance(answer, Form), answer
    return answer


async def the_card(play: Driver, seat: str, headline: str, in_place: str | None = None) -> Card:
    """The latest card whose headline holds these words."""
    seen = await play.cards(seat)
    fitting = [each for each in seen if headline in each.headline and in_place in (None, each.place)]
    assert fitting, f"{seat} sees no card “{headline}”, but {[each.headline for each in seen]}"
    return fitting[-1]


async def private(play: Driver, seat: str) -> list[Card]:
    """What Openline wrote to somebody in private."""
    return [each for each in await play.cards(seat) if each.place == DIRECT]


COMPARED: Final = (
    "Engagement", "Member", "Profile", "HoursKept", "Goal", "Expectation", "ExpectationStep", "Gap", "NudgeKept",
    "HeldBack", "CheckIn", "CheckInAnswer", "Feedback",
)  # fmt: skip
"""Kinds of records that do not depend on the platform."""
OURS: Final = re.compile(r"\b[0-9a-f]{12}\b")
"""An id that Openline made itself."""
MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d(\.\d+)?(\+00:00)")


def abstract(
    records: Mapping[str, Sequence[Mapping[str, Any]]], names: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """Records with everything that only one platform calls so renamed, to be compared with another platform's.

    `names` are the platform's ids of its workspace, people, conversations and messages, with what to call them.
    Our own ids are numbered in the order in which they are met; moments are compared to the minute.
    """
    known = dict(names)
    return {
        kind: [_renamed(row, known) for row in sorted(records.get(kind, []), key=_order)]
        for kind in COMPARED
        if records.get(kind)
    }


def _order(row: Mapping[str, Any]) -> tuple[str, str, str]:
    moments = (row.get(name) for name in ("started_at", "since", "created_at", "asked_at", "at"))
    return next((str(each)[:19] for each in moments if each), ""), str(row.get("number", "")), str(row.get("move", ""))


def _renamed(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _renamed(part, known) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(part, known) for part in value]
    if not isinstance(value, str):
        return value
    if value in known:
        return known[value]
    for id in sorted(known, key=len, reverse=True):
        value = re.sub(rf"(?<![\w-]){re.escape(id)}(?![\w-])", known[id], value)
    return OURS.sub(lambda found: known.setdefault(found[0], _next_id(known)), MOMENT.sub(r"\1\3", value))


def _next_id(known: Mapping[str, str]) -> str:
    """Numbered by themselves: one platform has more names than another."""
    return f"id {sum(each.startswith('id ') for each in known.values()) + 1}"
