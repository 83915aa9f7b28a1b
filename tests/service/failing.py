"""A conversation, and a store in memory whose commits fail as long as they are told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from adapters.memory.unit_of_work import Work
from bot.service.intake import Intake
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId
from tests.builders import SITE, ana, says


def said(count: int, where: ConversationId = SITE) -> list[MessagePosted]:
    """Messages of one conversation, one after the other."""
    return [
        says(ana, f"the header is number {number}", f"mon 10:{number // 60:02}:{number % 60:02}", where=where)
        for number in range(count)
    ]


class Commits:
    """Counts commits, and lets them fail as long as it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.fails: Callable[[int], bool] = lambda _: False
        self.gate: asyncio.Event | None = None
        commit = Work.commit

        async def counted(work: Work) -> object:
            self.count += 1
            if self.gate is not None:
                await self.gate.wait()
            if self.fails(self.count):
                raise ConnectionError("the database is gone")
            return await commit(work)

        monkeypatch.setattr(Work, "commit", counted)


async def accept_all(intake: Intake, events: Sequence[MessagePosted]) -> None:
    """All of them are kept."""
    assert await intake.accept_each(events) == [None] * len(events)
