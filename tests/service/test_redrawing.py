"""A card that stands changes in place; nothing is posted twice, and nothing is forgotten on the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import pytest

from adapters.clocks import HandClock
from adapters.memory.messenger import Trouble
from adapters.memory.unit_of_work import Memory
from bot.engine.reminding.rechecking import Verdict
from bot.ports import SENDING_FOR, UnitOfWork
from bot.service.outbox import PARKED, Outbox
from bot.vocabulary.effects import Address, InConversation, Nudge, ToPerson
from bot.vocabulary.records import Outgoing, OutgoingState
from bot.vocabulary.view import View
from tests.builders import SITE, WORKSPACE, at, sam
from tests.running import Process, team

S = OutgoingState
HERE: Final = InConversation(SITE)


class Board:
    """Things to be said on one card, drawn as the n-th state of their matter."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.outbox = Outbox(process.store, process.messenger, process.clock, self.drawn)
        self.number = 0

    async def drawn(self, outgoing: Outgoing, work: UnitOfWork, now: datetime) -> tuple[Verdict, View | None]:
        return Verdict(outgoing.effect), View((outgoing.key,))

    async def says(self, card: str = "matter", to: Address = HERE) -> None:
        """Say one more thing on a card, and post what waits."""
        self.number += 1
        now, effect = self.process.clock.now(), Nudge(sam, ())
        await self.process.keep(Outgoing(WORKSPACE, f"n{self.number}", to, effect, now, now, card=card))
        await self.goes_on()

    async def goes_on(self, by: timedelta = timedelta(seconds=2)) -> None:
        await self.outbox.deliver()
        self.process.clock.move_to(self.process.clock.now() + by)

    @property
    def shown(self) -> list[str]:
        """What can be read on the platform, card by card."""
        return [str(each.view.headline[0]) for each in self.process.posted]


@pytest.fixture
async def board() -> Board:
    return Board(await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team()))


async def test_a_card_changes_where_it_stands(board: Board) -> None:
    await board.says()
    await board.says()
    await board.says()
    assert board.shown == ["n3"]
    assert [each.receipt for each in await board.process.find(Outgoing)] == ["M1"] * 3
    assert await board.process.states() == [S.SENT] * 3


async def test_what_has_no_card_stands_for_itself(board: Board) -> None:
    await board.says("")
    await board.says("")
    assert board.shown == ["n1", "n2"]


async def test_a_card_of_another_name_or_at_another_address_is_another(board: Board) -> None:
    await board.says("one")
    await board.says("two")
    await board.says("one", ToPerson(sam))
    assert board.shown == ["n1", "n2", "n3"]


async def test_a_card_that_was_deleted_is_posted_anew_and_changes_there_from_then_on(board: Board) -> None:
    await board.says()
    board.process.posted.clear()
    await board.says()
    await board.says()
    assert board.shown == ["n3"]
    assert [each.receipt for each in await board.process.find(Outgoing)] == ["M1", "M2", "M2"]


@pytest.mark.parametrize("trouble", [Trouble.ANSWER_LOST, Trouble.NOT_STORED, Trouble.RATE_LIMITED, Trouble.FORBIDDEN])
async def test_a_card_of_which_nobody_knows_whether_it_was_drawn_is_drawn_again(board: Board, trouble: Trouble) -> None:
    await board.says()
    board.process.messenger.befall([trouble])
    await board.says()
    await board.goes_on(PARKED)
    await board.goes_on(SENDING_FOR)
    assert board.shown == ["n2"]
    assert await board.process.states() == [S.SENT, S.SENT]


async def test_a_card_found_where_nobody_knew_whether_it_was_posted_changes_there(board: Board) -> None:
    board.process.messenger.befall([Trouble.ANSWER_LOST])
    await board.says()
    await board.goes_on(SENDING_FOR)
    await board.goes_on()
    await board.says()
    assert board.shown == ["n2"]
    assert await board.process.states() == [S.RECONCILED, S.SENT]


async def test_a_process_that_died_while_it_drew_leaves_one_card(board: Board) -> None:
    await board.says()
    now = board.process.clock.now()
    dead = Outgoing(WORKSPACE, "n2", InConversation(SITE), Nudge(sam, ()), now, now, card="matter")
    await board.process.keep(dead)
    async with board.process.store.begin() as work:
        await work.take_outgoing(now, 1)
        await work.commit()
    await board.goes_on(SENDING_FOR)
    await board.goes_on()
    assert board.shown == ["n2"]
    assert await board.process.states() == [S.SENT, S.SENT]


async def test_an_adapter_that_cannot_draw_a_card_anew_is_not_asked_for_ever(board: Board) -> None:
    await board.says()
    board.process.messenger.befall([Trouble.BROKEN] * 10)
    await board.says()
    for _ in range(10):
        await board.goes_on(SENDING_FOR)
    assert await board.process.states() == [S.SENT, S.DEAD]
    assert board.shown == ["n1"]
