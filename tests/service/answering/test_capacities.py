"""What `capacity` shows, and how room for more goes from the question to the owner, from the front door to the card."""

from __future__ import annotations

from datetime import timedelta

from bot.service.drawing.cards import Cards
from bot.service.wakeups import Wakeups
from bot.vocabulary.effects import AskRoom, OfferRoom
from bot.vocabulary.records import Outgoing
from bot.vocabulary.view import View
from tests.agreed import ACME, ana, lee, sam
from tests.service.at_the_counter import AtTheCounter

WHOLE = "new banner by Friday 5pm takes 8 h done when it is on the site because the fair opens on Monday"


async def said(team: AtTheCounter, kind: type) -> list[Outgoing]:
    async with team.store.begin(reading=True) as work:
        return [each for each in await work.find(Outgoing, ACME) if isinstance(each.effect, kind)]


async def drawn(team: AtTheCounter, outgoing: Outgoing) -> View | None:
    async with team.store.begin() as work:
        return (await Cards(team.gatherer, lambda chart: "").drawn(outgoing, work, outgoing.not_before))[1]


async def test_ones_own_week_and_everybodys() -> None:
    team = await AtTheCounter().team(sam, lee)
    await team.command(sam, "capacity", "20")
    await team.command(ana, "expect", f"<@{sam}> {WHOLE}")
    own = await team.command(sam, "capacity")
    assert "8 of 20 h a week are taken, 12 h free" in str(own.headline)
    assert "new banner" in str(own.sections)
    whole = await team.command(ana, "capacity")
    assert [section.heading for section in whole.sections] == ["Sam", "Lee"]
    of_sam = await team.press(ana, "capacity", whole.sections[0].buttons[1].about)
    assert sam in str(of_sam.headline)


async def test_from_the_question_to_the_owner() -> None:
    team = await AtTheCounter().team(sam)
    await team.command(sam, "capacity", "20")
    await Wakeups(team.store, team.gatherer).ring(team.at + timedelta(days=17))
    (question,) = await said(team, AskRoom)
    card = await drawn(team, question)
    assert card is not None
    assert "Room for more?" in str(card.headline)
    team.at = question.not_before
    await team.press(sam, card.buttons[0].action, card.buttons[0].about)
    assert await drawn(team, question) is None
    (offered,) = await said(team, OfferRoom)
    assert "about 20 h a week free" in str(await drawn(team, offered))


async def test_a_retainer_holds_its_hours_and_ones_page_tells_of_it() -> None:
    team = await AtTheCounter().team(sam)
    await team.command(sam, "capacity", "20")
    await team.command(ana, "terms", "Design: retainer 26 h a month for 900 EUR")
    view = await team.command(ana, "capacity")
    assert "6 of 20 h a week are taken" in str(view.headline)
    assert "held by a retainer" in str(view.facts)
    page = await team.command(sam, "home")
    assert any(section.heading.startswith("Capacity") for section in page.sections)
