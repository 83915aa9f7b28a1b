"""The books at the counter: gathered, decided one after the other, drawn as they are when something is said."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.service.answering import money
from bot.service.answering.keeping import kept_about
from bot.service.gather import Gatherer
from bot.vocabulary.booked import Booked, RemindContract, ShowEntries, TellBudget, TellEntry, TellTerms
from bot.vocabulary.entries import Entry
from bot.vocabulary.records import Engagement, Outgoing
from bot.vocabulary.terms import Terms
from bot.vocabulary.view import View
from tests.agreed import ACME, ana, sam
from tests.service.at_the_counter import AtTheCounter
from tests.wording.money_seen import words

TERMS = "design: 30 EUR/h, at most 20 h a week"


@pytest.fixture
async def team() -> AtTheCounter:
    team = await AtTheCounter().team(sam)
    await team.command(ana, "terms", TERMS)
    return team


async def kept(team: AtTheCounter, kind: type) -> list:  # type: ignore[type-arg]
    async with team.store.begin() as work:
        return await work.find(kind, ACME)


async def drawn(team: AtTheCounter, effect: Booked, at: datetime | None = None) -> View | None:
    async with team.store.begin() as work:
        return await money.shown(effect, ACME, work, Gatherer(), at or team.at)


async def said(team: AtTheCounter, kind: type[Booked]) -> list[Booked]:
    effects: list[Booked] = [each.effect for each in await kept(team, Outgoing) if isinstance(each.effect, Booked)]
    return [each for each in effects if isinstance(each, kind)]


async def test_a_line_goes_into_the_books_and_the_card_says_what_is_left(team: AtTheCounter) -> None:
    view = await team.command(sam, "log", "2h30 landing page")
    assert "Logged: 2 h 30 min" in words(view)
    assert "17 h 30 min left" in words(view)
    assert [each.minutes for each in await kept(team, Entry)] == [150]
    budget = await team.command(ana, "budget")
    assert "2 h 30 min of 20 h used" in words(budget)


async def test_a_button_about_an_entry_or_a_duty_finds_its_engagement(team: AtTheCounter) -> None:
    await team.command(sam, "log", "2h logo")
    (entry,) = await kept(team, Entry)
    assert "1 confirmed" in words(await team.press(ana, "confirm-entry", entry.id))
    assert "· confirmed · 2 h" in words(await team.press(sam, "entry-history", entry.id))
    (terms,) = await kept(team, Terms)
    assert (await team.press(ana, "set-terms", terms.duty)).form is not None


async def test_a_statement_comes_with_a_table_that_is_inert_and_a_page(team: AtTheCounter) -> None:
    await team.command(sam, "log", "cost 40 EUR =HYPERLINK(1)")
    view = await team.command(ana, "budget", "this month")
    table, page = view.documents
    assert (table.media_type, page.media_type) == ("text/csv", "text/html")
    assert '"\'=HYPERLINK(1)"' in table.text
    assert table.name == "statement-2026-11-01-2026-11-30.csv"
    assert "<!doctype html>" in page.text
    empty = await team.command(ana, "budget", "last month")
    assert [each.media_type for each in empty.documents] == ["text/html"]


async def test_a_warning_is_drawn_as_long_as_it_is_still_so(team: AtTheCounter) -> None:
    await team.command(sam, "log", "16h logo")
    effect = next(each for each in await said(team, TellBudget) if each.to == ana)
    view = await drawn(team, effect)
    assert view is not None
    assert "80 % of the 20 h of the week of Mon 23 Nov are used" in words(view)
    later = await drawn(team, effect, team.at + timedelta(days=9))
    assert later is not None
    (entry,) = await kept(team, Entry)
    await team.press(sam, "withdraw-entry", entry.id)
    assert await drawn(team, effect) is None


async def test_new_terms_are_told_unless_there_are_newer_ones(team: AtTheCounter) -> None:
    (effect,) = await said(team, TellTerms)
    view = await drawn(team, effect)
    assert view is not None
    assert "set terms for design" in words(view)
    await team.command(ana, "terms", "design: 40 EUR/h")
    assert await drawn(team, effect) is None
    newer = next(each for each in await said(team, TellTerms) if each != effect)
    view = await drawn(team, newer)
    assert view is not None
    assert "Before: 30 EUR/h" in words(view)


async def test_entries_are_asked_about_until_somebody_said_a_word(team: AtTheCounter) -> None:
    await team.command(sam, "log", "2h logo")
    (effect,) = await said(team, ShowEntries)
    view = await drawn(team, effect)
    assert view is not None
    assert "One entry waits for your word" in words(view)
    (engagement,) = await kept(team, Engagement)
    await team.press(ana, "confirm-entries", engagement.id)
    assert await drawn(team, effect) is None


async def test_a_dispute_reaches_whoever_wrote_it_down(team: AtTheCounter) -> None:
    await team.command(sam, "log", "2h logo")
    (entry,) = await kept(team, Entry)
    await team.submit(ana, "dispute-entry", entry.id, words="One hour")
    (effect,) = await said(team, TellEntry)
    view = await drawn(team, effect)
    assert view is not None
    assert "“One hour”" in words(view)


async def test_a_day_of_the_agreement_is_reminded_of_unless_it_was_moved(team: AtTheCounter) -> None:
    (engagement,) = await kept(team, Engagement)
    await team.submit(ana, "set-contract", engagement.id, notice="2026-12-15", link="https://example.com")
    effect = RemindContract(sam, engagement.id, "notice", "2026-12-15")
    view = await drawn(team, effect)
    assert view is not None
    assert "Notice can be given until 15 Dec 2026" in words(view)
    await team.submit(ana, "set-contract", engagement.id, notice="2026-12-16")
    assert await drawn(team, effect) is None


async def test_who_has_left_is_told_nothing_and_keeps_nothing(team: AtTheCounter) -> None:
    await team.command(sam, "log", "16h logo")
    effect = next(each for each in await said(team, TellBudget) if each.to == sam)
    async with team.store.begin() as work:
        assert (await kept_about(sam, ACME, work))["time, costs, sales and payments"]
    await team.press(sam, "erase-now")
    assert await kept(team, Entry) == []
    assert await drawn(team, effect) is None
    async with team.store.begin() as work:
        assert not any((await kept_about(sam, ACME, work)).values())
