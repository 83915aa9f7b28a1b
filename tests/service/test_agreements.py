"""From a place and a person to everything agreed on."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from adapters.memory.unit_of_work import Memory, Work
from adapters.storage.database import Database
from adapters.storage.migrating import upgrade
from adapters.storage.unit_of_work import Store
from bot.ports import Place
from bot.service.agreements import agreements
from bot.vocabulary.model import WorkspaceId
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


class Slow(Work):
    """A work that sees the engagements only once their conversations are held: somebody else has just begun one."""

    asked = 0

    async def find_each(self, workspace: WorkspaceId, questions: Any) -> list[list[Any]]:
        self.asked += 1
        found = await super().find_each(workspace, questions)
        return [[] for _ in questions] if self.asked == 1 else found


async def test_what_was_begun_while_others_were_waited_for_is_there_with_all_in_it() -> None:
    team = await AtTheCounter().team(sam)
    await team.command(ana, "goals", "open the shop")
    memory = team.store
    assert isinstance(memory, Memory)
    async with Slow(memory) as work:
        situation = await agreements(work, team.gatherer, Place(ACME, SITE), ana)
    (affairs,) = situation.affairs
    assert affairs.goals[0].words == "open the shop"
    assert work.asked == 3


@pytest.mark.parametrize(("command", "journeys"), [("help", 6), ("goals", 6), ("budget", 7), ("mine", 9), ("home", 15)])
async def test_a_command_makes_few_journeys_to_the_database(tmp_path: Path, command: str, journeys: int) -> None:
    """Each costs as much as deciding does. So it stays, whatever becomes part of an engagement. One is BEGIN, and
    another where something is looked up once it is kept.
    """
    database = Database(f"sqlite:///{tmp_path / 'openline.db'}")
    await upgrade(database)
    team = await AtTheCounter(Store(database)).team(sam)
    await team.command(ana, command)
    made: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *about: made.append(about[2]))
    await team.command(ana, command)
    await database.close()
    assert len(made) <= journeys, "\n".join(made)
