"""The measures of accuracy, on links between the lines of annotated chats.

Links are given for each annotated line as the earlier lines it answers; the line itself stands for "nothing".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

import numpy as np

from bot.vocabulary.model import PersonId
from training.corpus import Chat, asks

Links = Mapping[int, Sequence[int]]
TOLERANCE: Final = 60.0
"""Seconds, or a fifth of the gap if that is more, by which a gap may be off."""
ENOUGH: Final = 5
"""Answers a person must have given for a median to be compared."""


class Share(NamedTuple):
    """Counts from which precision, recall and F1 follow."""

    right: float = 0
    given: float = 0
    true: float = 0

    def __add__(self, other: object) -> Share:
        assert isinstance(other, Share)
        return Share(self.right + other.right, self.given + other.given, self.true + other.true)

    @property
    def precision(self) -> float:
        """Of those given, how many are right (percent)."""
        return 100 * self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of the true ones, how many were given (percent)."""
        return 100 * self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean (percent)."""
        return 200 * self.right / (self.given + self.true) if self.given + self.true else 0.0


class Ask(NamedTuple):
    """One ask: whether its state was told rightly, and who was told to wait, and truly waits."""

    right: bool
    told_waiting: bool
    waits: bool
    names: bool
    opens: bool


class Answer(NamedTuple):
    """A line that truly answers somebody, or is told to: rightly as to whom, and as to the gap."""

    told: bool
    true: bool
    who: bool
    gap: bool


def link_share(chat: Chat, told: Links) -> Share:
    """Links told against links annotated; system lines included as the data has them."""
    total = Share()
    for number, true in chat.answers.items():
        given = told.get(number, [number])
        total += Share(len(set(given) & set(true)), len(given), len(true))
    return total


def asked(chat: Chat, told: Links, closed: int, names: Callable[[int], bool]) -> list[Ask]:
    """All asks of a chat, chosen by rule and not by the engine."""
    truth, guess = _Replies(chat, chat.answers), _Replies(chat, told)
    found = []
    for number in list(chat.answers)[: -closed or None]:
        if chat.lines[number].is_human and asks(chat.lines[number].posted.text):
            true, given = truth.first(number), guess.first(number)
            right = _same(chat, number, true, given)
            opens = number in chat.answers[number]
            found.append(Ask(right, given is None, true is None, names(number), opens))
    return found


def waiting(some: Sequence[Ask]) -> Share:
    """Asks told to be waiting against those that truly wait."""
    return Share(
        sum(ask.told_waiting and ask.waits for ask in some),
        sum(ask.told_waiting for ask in some),
        sum(ask.waits for ask in some),
    )


def accuracy(some: Sequence[Ask]) -> float:
    """Asks whose state was told rightly (percent)."""
    return 100 * sum(ask.right for ask in some) / len(some) if some else 0.0


def answers(chat: Chat, told: Links) -> list[Answer]:
    """Reply events: who is answered by a line, and after how long."""
    found = []
    for number in chat.answers:
        if chat.lines[number].is_human:
            true, given = (_others(chat, number, links.get(number, ())) for links in (chat.answers, told))
            pairs = [(one, other) for one in true for other in given if _author(chat, one) == _author(chat, other)]
            near = any(
                abs(_at(chat, one) - _at(chat, other)) <= max(TOLERANCE, 0.2 * (_at(chat, number) - _at(chat, one)))
                for one, other in pairs
            )
            found.append(Answer(bool(given), bool(true), bool(pairs), near))
    return found


def share_of(some: Sequence[Answer], rightly: Callable[[Answer], bool]) -> Share:
    """Reply events told against true ones."""
    return Share(sum(rightly(each) for each in some), sum(each.told for each in some), sum(each.true for each in some))


def people_errors(chat: Chat, told: Links) -> list[tuple[float, float]]:
    """For each person who answers often: how far the median gap (seconds) and the count (relative) are off."""
    true, given = (_gaps(chat, links) for links in (chat.answers, told))
    return [
        (abs(median(gaps) - median(given[person])), abs(len(gaps) - len(given[person])) / len(gaps))
        for person, gaps in true.items()
        if len(gaps) >= ENOUGH and given.get(person)
    ]


def interval(files: Sequence[Share], measure: Callable[[Iterable[Share]], float], times: int) -> tuple[float, float]:
    """The 95 % interval of a measure when whole files are drawn anew: lines of one file hang together."""
    chance = np.random.default_rng(1)
    drawn = [measure([files[at] for at in chance.integers(0, len(files), len(files)).tolist()]) for _ in range(times)]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(low), float(high)


class _Replies:
    """Who replied to what, as the links have it: the unit of an ask is its author's own chain below it."""

    def __init__(self, chat: Chat, links: Links) -> None:
        self._by_others: dict[int, list[int]] = {}
        self._own: dict[int, list[int]] = {}
        for number in chat.answers:
            for earlier in links.get(number, ()):
                if earlier != number and not (chat.lines[number].is_notice or chat.lines[earlier].is_notice):
                    same = _author(chat, number) == _author(chat, earlier)
                    (self._own if same else self._by_others).setdefault(earlier, []).append(number)
        self._human = {number for number in chat.answers if chat.lines[number].is_human}

    def first(self, ask: int) -> int | None:
        """The earliest message of another human linked to any message of the unit."""
        unit, replies, left = {ask}, [], [ask]
        while left:
            number = left.pop()
            replies += [reply for reply in self._by_others.get(number, ()) if reply in self._human]
            more = [own for own in self._own.get(number, ()) if own not in unit]
            unit.update(more)
            left += more
        return min(replies, default=None)


def _same(chat: Chat, ask: int, true: int | None, given: int | None) -> bool:
    if true is None or given is None:
        return true is given
    gap = _at(chat, true) - _at(chat, ask)
    near = abs(_at(chat, given) - _at(chat, true)) <= max(TOLERANCE, 0.2 * gap)
    return near and _author(chat, true) == _author(chat, given)


def _gaps(chat: Chat, links: Links) -> dict[PersonId, list[float]]:
    gaps: dict[PersonId, list[float]] = {}
    for number in chat.answers:
        if chat.lines[number].is_human and (others := _others(chat, number, links.get(number, ()))):
            gaps.setdefault(_author(chat, number), []).append(_at(chat, number) - _at(chat, max(others)))
    return gaps


def _others(chat: Chat, number: int, earlier: Sequence[int]) -> list[int]:
    return [
        one
        for one in earlier
        if one != number and not chat.lines[one].is_notice and _author(chat, one) != _author(chat, number)
    ]


def _author(chat: Chat, number: int) -> PersonId:
    return chat.lines[number].posted.author


def _at(chat: Chat, number: int) -> float:
    return chat.lines[number].posted.at.timestamp()
