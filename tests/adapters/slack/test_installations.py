"""Workspaces that installed us by themselves: whose a payload is, and with which token each is spoken to."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest

from adapters.clocks import HandClock
from adapters.secrets import Vault
from adapters.slack.api import Api
from adapters.slack.installations import ASKED_AGAIN, FRESH, Installations, by_slack
from adapters.slack.installed import Installed, OneWorkspace, Removal
from adapters.slack.renewal import Renewal, Renewed
from adapters.slack.sealing import Pair, put, sealed
from bot.ports import Store
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import Reach
from bot.vocabulary.tenancy import Purged
from tests.adapters.slack.servers import serving
from tests.adapters.slack.tower import at_once
from tests.adapters.slack.town import Town
from tests.kept import NOW, SHOP, SITE, keep, later
from tests.stores import any_url, postgres_database, sqlite_template, store

__all__ = ["any_url", "postgres_database", "sqlite_template", "store"]
VAULT = Vault([("k1", bytes(32))])
NORTH, SOUTH, GRID, EAST, WEST = (WorkspaceId(each) for each in ("T1NORTH", "T2SOUTH", "E0GRID", "T3EAST", "T4WEST"))


class Office:
    """Some processes over one store, and an organisation that tells of its workspaces."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = HandClock(NOW)
        self.teams: Mapping[str, str] = {EAST: "East"}
        self.asked: list[str] = []
        self.is_silent = False

    def process(self) -> Installations:
        renewal = Renewal(self.store, VAULT, self.clock, self.ask, at_once)
        return Installations(self.store, VAULT, self.clock, renewal, self.tell)

    async def tell(self, token: str) -> Mapping[str, str]:
        self.asked.append(token)
        if self.is_silent:
            raise Refused("ratelimited", timedelta(seconds=30))
        return self.teams

    async def ask(self, refresh: str) -> Renewed:
        raise Unsure

    async def installs(self, workspace: WorkspaceId, is_organisation: bool = False) -> None:
        name = str(workspace)
        kept = Installation(workspace, name, self.clock.now(), "U0", f"B{name}", is_organisation=is_organisation)
        await put(self.store, sealed(VAULT, kept, Pair(f"xoxb-{name}")))

    async def kept(self) -> list[str]:
        async with self.store.begin(reading=True) as work:
            return [each.workspace for each in await work.installations()]


@pytest.fixture
async def office(store: Store) -> Office:
    office = Office(store)
    await office.installs(NORTH)
    await office.installs(SOUTH)
    return office


async def test_each_workspace_has_its_own_token(office: Office) -> None:
    here = office.process()
    assert await here.of(NORTH) == Installed(NORTH, "xoxb-T1NORTH", "U0", "BT1NORTH")
    assert await here.of(SOUTH) == Installed(SOUTH, "xoxb-T2SOUTH", "U0", "BT2SOUTH")
    assert await here.of(WEST) is None


async def test_the_first_that_is_installed_counts_and_a_stranger_is_nobody(office: Office) -> None:
    here = office.process()
    assert await here.which([None, "T0FOREIGN", 5, SOUTH, NORTH]) == SOUTH
    assert await here.which([None, "T0FOREIGN", ""]) is None


async def test_many_who_ask_at_a_time_look_once(office: Office) -> None:
    here = office.process()
    assert len({await each for each in [asyncio.ensure_future(here.of(NORTH)) for _ in range(20)]}) == 1


async def test_what_another_process_changed_is_known_soon_and_what_this_one_heard_at_once(office: Office) -> None:
    here, there = office.process(), office.process()
    await asyncio.gather(here.of(NORTH), there.of(NORTH))
    await keep(office.store, Purged(NORTH, later(1)))
    here.forget(NORTH)
    assert [await here.of(NORTH), (await there.of(NORTH)) is not None] == [None, True]
    office.clock.move_to(NOW + FRESH)
    assert await there.of(NORTH) is None


async def test_where_a_token_cannot_be_opened_what_is_said_is_still_heard(office: Office) -> None:
    other = Vault([("k2", bytes(range(32)))])
    here = Installations(
        office.store, other, office.clock, Renewal(office.store, other, office.clock, office.ask), office.tell
    )
    assert await here.which([NORTH]) == NORTH
    assert await here.of(NORTH) == Installed(NORTH, "", "U0", "BT1NORTH")


async def test_a_workspace_of_an_organisation_is_one_of_its_own_with_the_token_of_the_organisation(
    office: Office,
) -> None:
    await office.installs(GRID, is_organisation=True)
    here = office.process()
    assert await here.which([EAST, GRID]) == EAST
    assert await here.of(EAST) == Installed(EAST, "xoxb-E0GRID", "U0", "BE0GRID", GRID)
    assert office.asked == ["xoxb-E0GRID"]
    assert await office.process().which([EAST]) == EAST  # after a restart, too


async def test_what_an_organisation_does_not_name_is_its_own_and_is_not_asked_about_again_and_again(
    office: Office,
) -> None:
    await office.installs(GRID, is_organisation=True)
    here = office.process()
    assert [await here.which(["T0FOREIGN", GRID]) for _ in range(3)] == [GRID] * 3
    assert [await here.which([GRID]), len(office.asked)] == [GRID, 1]
    office.teams = {EAST: "East", WEST: "West"}
    assert await here.which([WEST, GRID]) == GRID
    office.clock.move_to(NOW + ASKED_AGAIN)
    assert await here.which([WEST, GRID]) == WEST


async def test_an_organisation_that_does_not_answer_is_asked_later(office: Office) -> None:
    await office.installs(GRID, is_organisation=True)
    here = office.process()
    office.is_silent = True
    assert await here.which([EAST, GRID]) == GRID
    office.is_silent = False
    office.clock.move_to(NOW + ASKED_AGAIN)
    assert await here.which([EAST, GRID]) == EAST


async def test_what_an_organisation_grants_is_kept_and_what_installed_by_itself_stays_its_own(office: Office) -> None:
    await office.installs(GRID, is_organisation=True)
    here = office.process()
    await here.granted(GRID, [EAST, NORTH])
    east, north = await here.of(EAST), await here.of(NORTH)
    assert (east and east.organisation, north and north.token) == (GRID, "xoxb-T1NORTH")
    await here.granted(NORTH, [WEST])  # no organisation: it has nothing to grant
    assert await here.of(WEST) is None


async def test_a_workspace_that_removes_us_leaves_alone(office: Office) -> None:
    assert await office.process().left(NORTH, Removal(later(1))) == [NORTH]
    assert await office.process().left(WEST, Removal(later(1))) == []


async def test_with_an_organisation_go_all_of_its_own_and_it_last(office: Office) -> None:
    await office.installs(GRID, is_organisation=True)
    here = office.process()
    await here.granted(GRID, [EAST, WEST])
    for told_in in (GRID, EAST):
        assert await here.left(told_in, Removal(later(1))) == [EAST, WEST, GRID]


async def test_an_organisation_may_take_some_of_its_own_away_and_no_others(office: Office) -> None:
    await office.installs(GRID, is_organisation=True)
    here = office.process()
    await here.granted(GRID, [EAST, WEST])
    assert await here.left(GRID, Removal(later(1), (EAST, NORTH, "T0FOREIGN"))) == [EAST]


async def test_word_of_an_earlier_removal_does_not_take_what_was_installed_since(office: Office) -> None:
    office.clock.move_to(later(60))
    await office.installs(NORTH)
    assert await office.process().left(NORTH, Removal(later(1))) == []
    assert await office.process().left(NORTH, Removal(later(61))) == [NORTH]


async def test_a_shared_channel_is_heard_by_each_workspace_that_knows_it_and_is_installed(office: Office) -> None:
    here = office.process()
    await keep(
        office.store, *(Reach(each, SITE, NOW, True) for each in (NORTH, SOUTH, WEST)), Reach(NORTH, SHOP, NOW, True)
    )
    assert [await here.beside(NORTH, SITE), await here.beside(SOUTH, SITE)] == [[SOUTH], [NORTH]]
    assert await here.beside(NORTH, SHOP) == []
    await keep(office.store, Purged(SOUTH, later(1)))
    office.clock.move_to(NOW + FRESH)
    assert await here.beside(NORTH, SITE) == []


async def test_slack_itself_tells_the_workspaces_of_an_organisation_page_by_page() -> None:
    async with serving(Town(teams={f"T{number}": f"Team {number}" for number in range(250)})) as town:
        assert isinstance(town, Town)
        api = Api(f"{town.url}/api/", OneWorkspace("", _nobody), town.clock)
        async with api.open():
            ask = by_slack(api.client)
            told = await ask(str(town.gives(GRID)["access_token"]))
            assert told == town.teams
            with pytest.raises(Refused):
                await ask("xoxb-guess")


async def test_with_the_organisation_its_workspaces_are_looked_up_anew(office: Office) -> None:
    await office.installs(GRID, is_organisation=True)
    here = office.process()
    await here.granted(GRID, [EAST])
    await here.of(EAST)
    await keep(office.store, Purged(GRID, later(1)))
    here.forget(GRID)
    assert await here.of(EAST) is None
    assert await office.kept() == [NORTH, SOUTH, EAST]


async def _nobody(token: str) -> dict[str, object]:
    return {}
