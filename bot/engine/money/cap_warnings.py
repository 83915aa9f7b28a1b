"""When both are told about a cap: at 50, 80 and 100 %, once a period each, and when the pace goes beyond it (case 33).

What was told is kept under the cap, the period and the level, in the transaction of the entry that led to it; who else
logs at the same moment is decided after that, and sees it (case 34).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from bot.engine import hours
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.booked import TellBudget
from bot.vocabulary.budget import Usage
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.entries import BudgetWarned
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.records import Record

LEVELS: Final = (50, 80, 100)
PACE: Final = "pace"


class Warned(NamedTuple):
    """What is kept, and what is said."""

    remember: tuple[Record, ...]
    say: tuple[Say, ...]


def warnings(before: Sequence[Usage], after: Sequence[Usage], affairs: Affairs, at: datetime, by: Agreements) -> Warned:
    """What has to be told now that the caps stand differently: of each cap one thing, the most urgent."""
    stood = {(each.key, each.first): each for each in before}
    remember: list[Record] = []
    say: list[Say] = []
    for usage in after:
        earlier = stood.get((usage.key, usage.first))
        if earlier is not None and usage.used <= earlier.used and usage.limit >= earlier.limit:
            continue
        levels = [*_levels(usage, affairs)]
        if levels:
            remember += [_kept(usage, level, affairs, at) for level in levels]
            say += _told(usage, levels[0], affairs, at, by)
    return Warned(tuple(remember), tuple(say))


def _levels(usage: Usage, affairs: Affairs) -> Iterator[str]:
    """What was not told yet, the most urgent first; what is below it counts as told with it."""
    told = {each.level for each in affairs.books.warned if (each.cap, each.slot) == (usage.key, slot(usage))}
    highest = max((int(each) for each in told if each != PACE), default=0)
    due = [level for level in LEVELS if usage.share >= level] if usage.warns else [100] if usage.is_over else []
    yield from (str(level) for level in reversed(due) if level > highest)
    is_late = usage.pace is not None and usage.pace.reached is not None
    if is_late and PACE not in told and highest < 80:
        yield PACE


def _kept(usage: Usage, level: str, affairs: Affairs, at: datetime) -> BudgetWarned:
    engagement = affairs.engagement
    return BudgetWarned(engagement.workspace, engagement.id, usage.key, slot(usage), level, at, usage.person)


def slot(usage: Usage) -> str:
    """What names the period of a cap."""
    return usage.first.isoformat()


def _told(usage: Usage, level: str, affairs: Affairs, at: datetime, situation: Agreements) -> Iterator[Say]:
    """The owners, and whose work it is: all assistants, unless it is one person's.

    Each warning is a message of its own: a card that changes in place would tell nobody.
    """
    engagement = affairs.engagement.id
    for person in concerned(affairs, usage.person):
        opening = hours.next_opening(situation.calendar(person), at)
        if opening is not None:
            key = f"budget/{engagement}/{usage.key}/{slot(usage)}/{level}/{person}"
            effect = TellBudget(person, engagement, usage.key, slot(usage), level)
            yield Say(key, ToPerson(person), effect, opening)


def concerned(affairs: Affairs, person: PersonId | None) -> Iterable[PersonId]:
    """Who reads about somebody's work: the owners and themselves."""
    return tuple(
        member.person for member in affairs.joined if member.side is Side.OWNER or person in {None, member.person}
    )
