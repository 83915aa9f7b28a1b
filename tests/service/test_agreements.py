"""From a place and a person to everything agreed on."""

from bot.ports import Place
from bot.service.agreements import agreements
from tests.agreed import ACME, SITE, ana, joe, sam
from tests.service.at_the_counter import AtTheCounter


async def test_a_place_and_a_person_bring_their_engagements_with_all_in_them() -> None:
    team = await AtTheCounter().team(sam)
    await team.command(ana, "goals", "open the shop")
    async with team.store.begin() as work:
        situation = await agreements(work, team.gatherer, Place(ACME, SITE), joe)
    (affairs,) = situation.affairs
    assert {member.person for member in affairs.joined} == {ana, sam}
    assert affairs.goals[0].words == "open the shop"
    assert situation.zone(sam) == "America/New_York"
    assert situation.person(joe).name == "Joe"


async def test_another_workspace_sees_nothing_of_it() -> None:
    team = await AtTheCounter().team(sam)
    async with team.store.begin() as work:
        situation = await agreements(work, team.gatherer, Place(type(ACME)("T2"), SITE), sam)
    assert situation.affairs == ()
