"""Cards are drawn from the records as they are when they are sent; what is stale is not sent."""

from __future__ import annotations

from bot.service.drawing.showing import Shown, is_about_agreements, shown
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.effects import AskStillOnIt, Nudge, ShowExpectation, ShowNotice, TellStep, TellTurn, Turn
from bot.vocabulary.model import EngagementId, ExpectationId
from bot.vocabulary.records import Engagement
from bot.vocabulary.view import View
from tests.agreed import ACME, ana, sam
from tests.service.answering.test_counter import BANNER
from tests.service.at_the_counter import AtTheCounter


async def drawn(team: AtTheCounter, effect: Shown) -> View | None:
    async with team.store.begin() as work:
        return await shown(effect, ACME, work, team.gatherer)


async def team_with_banner() -> tuple[AtTheCounter, ExpectationId]:
    team = await AtTheCounter().team(sam)
    await team.command(ana, "expect", BANNER)
    async with team.store.begin() as work:
        (it,) = await work.find(Expectation, ACME)
    return team, it.id


async def test_a_card_shows_how_it_stands_now() -> None:
    team, it = await team_with_banner()
    await team.press(sam, "acknowledge", it)
    view = await drawn(team, ShowExpectation(it))
    assert view is not None
    assert " is on it" in view.headline


async def test_a_step_is_told_to_the_other_side() -> None:
    team, it = await team_with_banner()
    await team.press(sam, "acknowledge", it)
    view = await drawn(team, TellStep(ana, it, 1))
    assert view is not None
    assert " takes this on" in view.headline


async def test_nobody_is_asked_about_what_was_not_inquired_or_has_moved_on() -> None:
    team, it = await team_with_banner()
    await team.press(sam, "acknowledge", it)
    assert await drawn(team, AskStillOnIt(sam, it)) is None


async def test_what_is_gone_is_not_said() -> None:
    team, it = await team_with_banner()
    await team.press(sam, "erase-now")
    assert await drawn(team, TellStep(sam, it, 0)) is None
    assert await drawn(team, ShowExpectation(ExpectationId("gone"))) is None
    assert await drawn(team, ShowNotice(EngagementId("gone"))) is None


async def test_the_notice_and_who_came() -> None:
    team, _ = await team_with_banner()
    async with team.store.begin() as work:
        (home,) = await work.find(Engagement, ACME)
    assert await drawn(team, ShowNotice(home.id)) is not None
    assert await drawn(team, TellTurn(home.id, Turn.JOINED, sam)) is not None


def test_only_what_is_about_agreements_is_drawn_here() -> None:
    assert is_about_agreements(ShowNotice(EngagementId("E1")))
    assert not is_about_agreements(Nudge(sam, ()))
