"""A line before the counter: whoever asks while others are served is served together with all who came meanwhile.

One commit costs more than deciding; so many of them go into one, as the intake does it with what is said.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

AT_ONCE: Final = 20
"""Served together, at the most: the first of them waits for the last, some fiftieth of a second."""
Asked = TypeVar("Asked")
Told = TypeVar("Told")


class _Ticket(NamedTuple, Generic[Asked, Told]):
    """What is asked, and who waits for the answer."""

    asked: Asked
    told: asyncio.Future[Told]


class Line(Generic[Asked, Told]):
    """Serves by `serve`, which may leave the last ones of those it is given for the next time.

    Where it fails for several together, each is served by itself: nobody is refused for somebody else's failure.
    """

    def __init__(self, serve: Callable[[Sequence[Asked]], Awaitable[Sequence[Told]]], at_once: int = AT_ONCE) -> None:
        self._serve = serve
        self._at_once = at_once
        self._waiting: deque[_Ticket[Asked, Told]] = deque()
        self._serving: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Told:
        """Wait in line, and return the answer. Raises what serving this one raises.

        Whoever gives up waiting is served all the same.
        """
        ticket: _Ticket[Asked, Told] = _Ticket(asked, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve_all(), name="line")
        return await ticket.told

    async def _serve_all(self) -> None:
        while self._waiting:
            first = [self._waiting.popleft() for _ in range(min(self._at_once, len(self._waiting)))]
            try:
                await self._serve_some(first)
            except BaseException:
                for each in (*first, *self._waiting):
                    each.told.cancel()
                raise

    async def _serve_some(self, tickets: Sequence[_Ticket[Asked, Told]]) -> None:
        try:
            answers = await self._serve([ticket.asked for ticket in tickets])
        except Exception as failure:
            if len(tickets) == 1:
                _refuse(tickets[0], failure)
                return
            for each in tickets:
                await self._serve_some([each])
        else:
            for each, answer in zip(tickets, answers, strict=False):
                _answer(each, answer)
            self._waiting.extendleft(reversed(tickets[len(answers) :]))


def _answer(ticket: _Ticket[Asked, Told], answer: Told) -> None:
    if not ticket.told.done():
        ticket.told.set_result(answer)


def _refuse(ticket: _Ticket[Asked, Told], failure: Exception) -> None:
    if not ticket.told.done():
        ticket.told.set_exception(failure)
