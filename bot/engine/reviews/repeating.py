"""What keeps coming back, and what two people do that one could: found in what was asked for, suggested to the owner.

Two things are the same when most of their words are: numbers, dates and words that every request has do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Final, NamedTuple

from bot.engine import vetting
from bot.engine.money import earnings
from bot.engine.typed.periods import local_day
from bot.engine.workload import capacity
from bot.engine.workload.capacity import Load
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.budget import Earned
from bot.vocabulary.digest import Heading, Suggestion, Week
from bot.vocabulary.health import Sign, State
from bot.vocabulary.model import PersonId
from bot.vocabulary.money import Money, added
from bot.vocabulary.signals import Reason

WORD: Final = re.compile(r"[^\W\d_]{3,}")
EMPTY: Final = frozenset(
    "a an the and or of for to in on at with from by our your my new next this that please can you we all some "
    "monday tuesday wednesday thursday friday saturday sunday week month january february march april may june july "
    "august september october november december work help".split()
)
"""Words that say nothing about what is wanted."""
OFTEN: Final = 3
SAME: Final = 0.6
"""Share of words that two things have in common when they are the same (of all words of both)."""
LATELY: Final = timedelta(days=180)
FRESH: Final = timedelta(days=45)
"""Nothing is said about what has not been asked for since."""
CALLED_OFF: Final = frozenset({ExpectationState.WITHDRAWN, ExpectationState.DECLINED, ExpectationState.EXPIRED})


class Repeated(NamedTuple):
    """The same thing asked of the same person, the oldest first, and the hours it took as far as they are known."""

    person: PersonId
    times: tuple[Expectation, ...]
    logged: tuple[Earned, ...] = ()
    """Time and costs that were logged for it, as their words tell."""

    @property
    def hours(self) -> float:
        """What it took so far: as it was logged, or else as it was estimated."""
        minutes = sum(each.minutes for each in self.logged)
        return minutes / 60 if minutes else sum(each.estimate or 0.0 for each in self.times)

    @property
    def cost(self) -> tuple[Money, ...]:
        """What it cost so far, each currency by itself."""
        return added(money for each in self.logged if (money := each.due or each.worth) is not None)


def words(text: str) -> frozenset[str]:
    """What something is about."""
    return frozenset(word for word in WORD.findall(text.casefold()) if word not in EMPTY)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two things are the same."""
    return bool(one and other) and len(one & other) >= SAME * len(one | other)


def repeated(week: Week) -> list[Repeated]:
    """What was asked of the same person three times or more."""
    recent = [
        each
        for each in week.affairs.expectations
        if each.state not in CALLED_OFF and week.until - LATELY < each.created_at <= week.until
    ]
    groups: list[list[Expectation]] = []
    for each in recent:
        group = next((group for group in groups if _belongs(each, group[0])), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    often = [group for group in groups if len(group) >= OFTEN and week.until - group[-1].created_at < FRESH]
    lines = _logged(week) if often else ()
    return [Repeated(group[0].owed_by, tuple(group), _for(group, lines)) for group in often]


def _logged(week: Week) -> tuple[Earned, ...]:
    return earnings.earned(week.affairs, local_day(week.until, week.affairs.engagement.zone))


def _for(group: Sequence[Expectation], lines: Iterable[Earned]) -> tuple[Earned, ...]:
    about = words(group[0].what)
    return tuple(each for each in lines if each.person == group[0].owed_by and alike(words(each.words), about))


def _belongs(one: Expectation, other: Expectation) -> bool:
    return one.owed_by == other.owed_by and alike(words(one.what), words(other.what))


def signs(week: Week) -> Iterator[Sign]:
    """What could be arranged once instead of each time, and duties that one of two people could hold."""
    for each in repeated(week):
        cost = " + ".join(f"{money.amount:f} {money.currency}" for money in each.cost)
        facts = (each.person, each.times[-1].what, len(each.times), round(each.hours, 1), cost)
        step = Suggestion(Reason("recurring", facts), "terms", week.affairs.engagement.id, 5)
        yield Sign(Heading.ROOM, State.WATCH, Reason("repeated", facts), step, each.times[0].id)
    for one, other, duty in split(week):
        pair = (one.person, other.person, duty)
        about = vetting.about(week.affairs, one.person)
        step = Suggestion(Reason("one-could-hold-both", pair), "capacity", about, 3)
        yield Sign(Heading.ROOM, State.WATCH, Reason("split", pair), step, f"{one.person}/{other.person}")


def split(week: Week) -> list[tuple[Load, Load, str]]:
    """Two people who do the same, where what both do fits into what one of them has."""
    affairs, below = week.affairs, week.affairs.engagement.policy.thresholds.room_below
    loads = [capacity.load(each, affairs, week.situation, week.until) for each in vetting.assistants(affairs)]
    idle = [each for each in loads if each.share is not None and each.share < below]
    found = ((one, other, _shared_duty(one.person, other.person, affairs)) for one, other in combinations(idle, 2))
    return [(one, other, duty) for one, other, duty in found if duty and _fits(one, other)]


def _fits(one: Load, other: Load) -> bool:
    return one.taken + other.taken <= max(one.stated or 0.0, other.stated or 0.0)


def _shared_duty(one: PersonId, other: PersonId, affairs: Affairs) -> str:
    """What both do, in the words in which they told it on joining."""
    mine, theirs = affairs.profile(one), affairs.profile(other)
    if mine is None or theirs is None:
        return ""
    in_both = _told(mine.does) & _told(theirs.does)
    return ", ".join(sorted(in_both))


def _told(does: str) -> frozenset[str]:
    first: Iterable[str] = re.split(r"[.;\n]", does)[:1]
    return frozenset(WORD.findall(" ".join(first).casefold())) - EMPTY_DUTIES


EMPTY_DUTIES: Final = frozenset(
    "and the for with work assistant help also best chat phone mail email reach call".split()
)
