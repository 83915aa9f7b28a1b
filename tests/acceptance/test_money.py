"""Money from the front door to the books, on every store (cases 33 to 35); many at once pass no cap unnoticed."""

from __future__ import annotations

import asyncio
from collections import Counter as Count
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

import pytest

from adapters.memory.unit_of_work import Memory
from adapters.storage.database import Database
from adapters.storage.unit_of_work import Store
from bot import ports
from bot.service.answering.counter import Counter
from bot.service.drawing.cards import Cards
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.wakeups import Wakeups
from bot.vocabulary.booked import RemindContract, ShowEntries, TellBudget
from bot.vocabulary.entries import BudgetWarned, Entry, EntryState, EntryStep
from bot.vocabulary.events import CommandGiven
from bot.vocabulary.money import Money
from bot.vocabulary.records import Engagement, Outgoing
from bot.vocabulary.terms import Terms
from tests.agreed import ACME, SITE, ana, lee, sam
from tests.service.at_the_counter import AtTheCounter
from tests.wording.money_seen import words

WRITERS, CAP = 64, 40
PROCESSES = 8
Kind = TypeVar("Kind", Entry, EntryStep, BudgetWarned, Outgoing, Terms, Engagement)


@pytest.fixture
async def stores(any_url: str) -> AsyncIterator[list[ports.Store]]:
    """The same store as several processes reach it; a memory is of one process."""
    if not any_url:
        yield [Memory()]
        return
    async with AsyncExitStack() as stack:
        databases = [Database(any_url) for _ in range(PROCESSES)]
        for database in databases:
            stack.push_async_callback(database.close)
        yield [Store(database) for database in databases]


@pytest.fixture
async def team(stores: list[ports.Store]) -> AtTheCounter:
    return await AtTheCounter(stores[0]).team(sam, lee)


async def kept(team: AtTheCounter, kind: type[Kind]) -> list[Kind]:
    async with team.store.begin(reading=True) as work:
        return await work.find(kind, ACME)


async def drawn(team: AtTheCounter, outgoing: Outgoing) -> str:
    """The card of something that is said, at its moment."""
    async with team.store.begin() as work:
        _, view = await Cards(team.gatherer).drawn(outgoing, work, max(outgoing.not_before, team.at))
    return words(view) if view else ""


async def test_many_who_log_at_the_same_moment_pass_no_cap_unnoticed_and_lose_nothing(
    team: AtTheCounter, stores: list[ports.Store]
) -> None:
    await team.command(ana, "terms", f"design: 30 EUR/h, at most {CAP} h a week")
    counters = [Counter(store, Inbox(store, gatherer := Gatherer()), gatherer) for store in stores]

    async def log(number: int) -> None:
        who = (sam, lee)[number % 2]
        event = CommandGiven(ACME, SITE, f"race/{number}", team.at, who, "log", f"1h page {number}")
        assert await counters[number % len(counters)].take(event) is not None

    await asyncio.gather(*map(log, range(WRITERS)))
    entries = await kept(team, Entry)
    assert len(entries) == len({each.words for each in entries}) == WRITERS
    assert len(await kept(team, EntryStep)) == WRITERS
    assert sum(bool(each.over) for each in entries) == WRITERS - CAP
    assert sorted(each.level for each in await kept(team, BudgetWarned)) == ["100", "50", "80"]
    told = Count(
        (each.effect.to, each.effect.level)
        for each in await kept(team, Outgoing)
        if isinstance(each.effect, TellBudget)
    )
    assert told == {(person, level): 1 for person in (ana, sam, lee) for level in ("50", "80", "100")}


async def test_from_terms_to_a_statement(team: AtTheCounter) -> None:
    await team.command(ana, "terms", "design: 30 EUR/h, at most 20 h a week")
    await team.command(ana, "terms", "sales: commission 10 %, 12 % above 1000 USD")
    assert "16 h" in words(await team.command(sam, "log", "design: 16h landing page"))
    await team.command(sam, "log", "design: cost 40 EUR stock photos")
    await team.command(lee, "log", "sale 1500 USD order 88")
    await team.command(ana, "terms", "sales: commission 50 %")
    await team.submit(ana, "log", (await kept(team, Engagement))[0].id, entry="paid 500 EUR", person=sam)
    for entry in await kept(team, Entry):
        await team.press(ana if entry.by != ana else sam, "confirm-entry", entry.id)
    assert {each.state for each in await kept(team, Entry)} == {EntryState.CONFIRMED}
    said = words(await team.command(sam, "budget"))
    assert "16 h of 20 h used (80 %)" in said
    assert "€520.00 due so far, €500.00 paid: €20.00 open" in said
    view = await team.command(ana, "budget", "this month")
    assert "Open at the end: €20.00" in words(view)
    assert [each.media_type for each in view.documents] == ["text/csv", "text/html"]
    warning = next(each for each in await kept(team, Outgoing) if isinstance(each.effect, TellBudget))
    assert "80 % of the 20 h of the week of Mon 23 Nov are used" in await drawn(team, warning)


async def test_case_35_commission_follows_the_sales_at_the_rate_valid_then(team: AtTheCounter) -> None:
    await team.command(ana, "terms", "sales: commission 10 %, 12 % above 1000 USD")
    await team.command(sam, "log", "sale 1500 USD order 88")
    team.at += timedelta(days=1)
    await team.command(ana, "terms", "sales: commission 50 %")
    await team.command(sam, "log", "sale 100 USD order 89")
    assert sorted(each.number for each in await kept(team, Terms)) == [1, 2]
    said = words(await team.command(ana, "budget"))
    assert "$210.00 due so far" in said
    (first, _) = sorted(await kept(team, Entry), key=lambda each: each.day)
    assert first.money == Money(Decimal("1500.00"), "USD")


async def test_what_waits_for_a_word_is_asked_once_a_day_and_days_of_the_agreement_in_time(team: AtTheCounter) -> None:
    await team.command(ana, "terms", "design: 30 EUR/h")
    await team.command(sam, "log", "2h logo")
    await team.command(lee, "log", "3h menu")
    (asked,) = [each for each in await kept(team, Outgoing) if isinstance(each.effect, ShowEntries)]
    assert "2 entries wait for your word" in await drawn(team, asked)
    (engagement,) = await kept(team, Engagement)
    await team.submit(ana, "set-contract", engagement.id, notice="2026-12-15", ends="2026-12-31")
    await Wakeups(team.store, team.gatherer).ring(team.at + timedelta(days=8))
    reminded = [each for each in await kept(team, Outgoing) if isinstance(each.effect, RemindContract)]
    assert {each.effect.to for each in reminded if isinstance(each.effect, RemindContract)} == {ana, sam, lee}
    assert "Notice can be given until 15 Dec 2026" in await drawn(
        team, next(each for each in reminded if each.key.split("/")[2] == "notice")
    )


async def test_what_is_erased_is_gone_from_the_books(team: AtTheCounter) -> None:
    await team.command(ana, "terms", "design: 30 EUR/h, at most 2 h a week")
    await team.command(sam, "log", "2h logo")
    await team.command(lee, "log", "1h menu")
    await team.press(sam, "erase-now")
    assert [each.person for each in await kept(team, Entry)] == [lee]
    assert {each.person for each in await kept(team, EntryStep)} == {lee}
