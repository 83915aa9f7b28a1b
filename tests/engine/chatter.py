"""Messages as the linker remembers them, told in a line each."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.judgement.linking import Recent
from bot.engine.judgement.reading import read
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import PersonId
from bot.vocabulary.policy import Calibration
from bot.vocabulary.signals import Heard, Link
from tests.builders import PEOPLE

NAMES = {str(person): (person,) for person in PEOPLE}


def judged(recent: Recent, posted: MessagePosted, two_alone: bool = False) -> Heard:
    """Read a message and tell what it answers."""
    reading = read(posted, NAMES)
    link: Link = recent.judge(posted, reading, two_alone, Calibration())
    return Heard(posted.message, posted.at, posted.author, posted.thread, posted.reply_to, posted.is_bot, reading, link)


def after(said: Iterable[MessagePosted], two_alone: bool = False) -> Recent:
    """What is remembered once these were said."""
    recent = Recent()
    for posted in said:
        recent.add(judged(recent, posted, two_alone))
    return recent


def names(*people: str) -> dict[str, tuple[PersonId, ...]]:
    """Who may be called how: `sam=s1,s2` for a name that two share."""
    pairs = (person.split("=") for person in people)
    return {name: tuple(map(PersonId, who.split(","))) for name, who in pairs}
