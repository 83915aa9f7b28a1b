"""A made-up week of a team, from a seed: who asks whom what, who answers when, and how the platform delivers it.

Everything is said in threads: what answers what follows from the structure, and not from words, which a restarted
process does not remember (no text is stored, so a judgement by words may turn out differently after a restart).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final, NamedTuple

from bot.vocabulary.events import GapMarked, MessageDeleted, MessageEdited, MessagePosted, Spoken
from bot.vocabulary.model import ConversationId, MessageId, PersonId
from bot.vocabulary.records import Mark
from tests.builders import SITE, WORKSPACE, ana, at, deletes, edits, kim, marks, reacts, sam
from tests.running import SHOP

PEOPLE: Final = (ana, sam, kim)
QUESTIONS: Final = (
    "can you look at the header?",
    "when will the shop be ready?",
    "could you send me the invoice list?",
    "which photos do we take?",
    "is the footer done?",
)
ANSWERS: Final = (
    "it is done since noon, have a look",
    "on Thursday afternoon, I think",
    "I have put the list into the folder",
    "the ones of the second day",
)
CHATTER: Final = ("the train is late again", "lunch is here", "morning all", "the new chairs have come")
RETRIES: Final = (timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=5))
"""When Slack delivers again what was not acknowledged."""
DAYS: Final = 4


class Delivery(NamedTuple):
    """An event on its way: it happened at `event.at`, and reaches us at a moment of its own."""

    at: datetime
    event: Spoken


def told(seed: int, count: int = 40, days: int = DAYS) -> list[Spoken]:
    """What happened, in order. Each message has a canary in its text that must not be found anywhere afterwards."""
    chance = Random(seed)
    events: list[Spoken] = []
    for number, minute in enumerate(sorted(chance.sample(range(8 * 60, (24 * (days - 1) + 20) * 60), count))):
        moment = at("mon 0:00") + timedelta(minutes=minute, seconds=chance.randrange(60))
        gone = {event.message for event in events if isinstance(event, MessageDeleted)}
        posted = [event for event in events if isinstance(event, MessagePosted) and event.message not in gone]
        events.append(_next(number, moment, posted, chance))
    return events


def _next(number: int, moment: datetime, posted: list[MessagePosted], chance: Random) -> Spoken:
    kind = chance.random()
    if not posted or kind < 0.4:
        return _question(number, moment, chance)
    before = chance.choice(posted[-6:])
    if kind < 0.65:
        return _answer(number, moment, before, chance)
    if kind < 0.75 and before.mentions:
        return _said(number, moment, before.author, f"@{before.mentions[0]} {chance.choice(QUESTIONS)}", before)
    if kind < 0.8:
        return _said(number, moment, chance.choice(PEOPLE), chance.choice(CHATTER), before)
    return _about(before, moment, chance)


def _question(number: int, moment: datetime, chance: Random) -> MessagePosted:
    """Each question begins a thread of its own."""
    asker, debtor = chance.sample(PEOPLE, 2)
    where = chance.choice((SITE, SHOP))
    text = f"@{debtor} {chance.choice(QUESTIONS)}"
    asked = _message(number, moment, asker, text, where, MessageId(f"{where}/root{number:06}"))
    return asked._replace(mentions=(debtor,))


def _answer(number: int, moment: datetime, before: MessagePosted, chance: Random) -> MessagePosted:
    who = before.mentions[0] if before.mentions and chance.random() < 0.8 else chance.choice(PEOPLE)
    return _said(number, moment, who, chance.choice(ANSWERS), before)


def _said(number: int, moment: datetime, who: PersonId, text: str, before: MessagePosted) -> MessagePosted:
    """Something in the thread of what was said before; who asks again there asks the same person."""
    said = _message(number, moment, who, text, before.conversation, before.thread)
    return said._replace(mentions=before.mentions if text.startswith("@") else ())


def _about(before: MessagePosted, moment: datetime, chance: Random) -> Spoken:
    about: Spoken = chance.choice(
        (
            edits(before, "the header is fine as it is.", "mon 0:00")._replace(at=moment),
            deletes(before, "mon 0:00")._replace(at=moment),
            reacts(chance.choice(PEOPLE), chance.choice(("eyes", "+1")), before, "mon 0:00")._replace(at=moment),
            marks(chance.choice(PEOPLE), before, Mark.ANSWERED, "mon 0:00")._replace(at=moment),
        )
    )
    return about


def _message(
    number: int, moment: datetime, who: PersonId, text: str, where: ConversationId, thread: MessageId | None
) -> MessagePosted:
    return MessagePosted(
        WORKSPACE, where, MessageId(f"{where}/{number:06}"), moment, who, f"{text} canary{number:04}", thread
    )


def at_the_top(events: list[Spoken]) -> list[Spoken]:
    """The same story with every third thread told at the top of its conversation, where answers are judged by words."""

    def moved(said: MessagePosted) -> MessagePosted:
        return said._replace(thread=None) if int(said.message[-6:]) % 3 else said

    def told(event: Spoken) -> Spoken:
        if isinstance(event, MessagePosted):
            return moved(event)
        return event._replace(posted=moved(event.posted)) if isinstance(event, MessageEdited) else event

    return [told(event) for event in events]


def answered(events: list[Spoken], message: MessageId, by: PersonId) -> datetime | None:
    """When a question was certainly answered: somebody said so, or who was asked said something in its thread."""
    (question,) = (event for event in events if isinstance(event, MessagePosted) and event.message == message)
    moments = [event.at for event in events if isinstance(event, GapMarked) and event.message == message]
    moments += [
        event.at
        for event in events
        if isinstance(event, MessagePosted)
        and (event.thread, event.author) == (question.thread, by)
        and event.at > question.at
        and any(event.text.startswith(words) for words in ANSWERS)
    ]
    return min(moments, default=None)


def delivered(events: list[Spoken], seed: int) -> Iterator[Delivery]:
    """The same events as the platform delivers them: one to four times each, some of them minutes late."""
    chance = Random(f"delivery {seed}")
    for event in events:
        first = event.at + (chance.choice(RETRIES) if chance.random() < 0.2 else timedelta(milliseconds=200))
        yield Delivery(first, event)
        for later in RETRIES[: chance.choice((0, 0, 0, 1, 2, 3))]:
            yield Delivery(first + later, event)
