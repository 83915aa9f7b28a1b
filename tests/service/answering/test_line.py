"""Whoever asks while others are served is served together with all who came meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.service.answering.line import Line


class Serves:
    """Answers with what was asked, times ten; notes who was served together."""

    def __init__(self) -> None:
        self.together: list[list[int]] = []
        self.fails_at: set[int] = set()
        self.last: set[int] = set()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, asked: Sequence[int]) -> list[int]:
        await self.gate.wait()
        self.together.append(list(asked))
        if self.fails_at.intersection(asked):
            raise LookupError(str(asked))
        ends = next((number for number, each in enumerate(asked, 1) if each in self.last), len(asked))
        return [10 * each for each in asked[:ends]]


async def asked(line: Line[int, int], *numbers: int) -> list[int | BaseException]:
    return await asyncio.gather(*map(line.ask, numbers), return_exceptions=True)


async def test_who_comes_alone_is_served_alone() -> None:
    serves = Serves()
    line = Line(serves)
    assert [await line.ask(1), await line.ask(2)] == [10, 20]
    assert serves.together == [[1], [2]]


async def test_who_comes_meanwhile_is_served_together_in_order_and_not_too_many() -> None:
    serves = Serves()
    assert await asked(Line(serves, at_once=3), *range(7)) == [0, 10, 20, 30, 40, 50, 60]
    assert serves.together == [[0, 1, 2], [3, 4, 5], [6]]


async def test_one_that_fails_is_refused_by_itself() -> None:
    serves = Serves()
    serves.fails_at = {2}
    one, two, three = await asked(Line(serves), 1, 2, 3)
    assert (one, three) == (10, 30)
    assert isinstance(two, LookupError)
    assert serves.together == [[1, 2, 3], [1], [2], [3]]


async def test_those_who_are_left_for_the_next_time_come_first_then() -> None:
    serves = Serves()
    serves.last = {1}
    assert await asked(Line(serves, at_once=3), 0, 1, 2, 3) == [0, 10, 20, 30]
    assert serves.together == [[0, 1, 2], [2, 3]]


async def test_who_gives_up_waiting_keeps_nobody_from_being_served() -> None:
    serves = Serves()
    serves.gate.clear()
    line = Line(serves)
    impatient, patient = asyncio.create_task(line.ask(1)), asyncio.create_task(line.ask(2))
    await asyncio.sleep(0)
    impatient.cancel()
    serves.gate.set()
    assert await patient == 20
    with pytest.raises(asyncio.CancelledError):
        await impatient
    assert serves.together == [[1, 2]]
