"""Tokens that end are renewed before: once, whoever notices, and what came of it is kept."""

import asyncio
from datetime import timedelta

import pytest

from adapters.clocks import HandClock
from adapters.secrets import Vault
from adapters.slack.api import Api
from adapters.slack.installed import OneWorkspace
from adapters.slack.renewal import AHEAD, REFUSED_AGAIN, Renewal, Renewed, by_slack
from adapters.slack.sealing import Pair, everywhere, opened, put, sealed
from bot.ports import Store
from bot.ports.surfaces import Refused, Unsure
from bot.vocabulary.installing import Installation
from bot.vocabulary.tenancy import Purged
from tests.adapters.slack.servers import serving
from tests.adapters.slack.tower import at_once
from tests.adapters.slack.town import ID, NORTH, SECRET, Town
from tests.kept import ACME, NOW, keep
from tests.stores import any_url, postgres_database, sqlite_template, store

__all__ = ["any_url", "postgres_database", "sqlite_template", "store"]
HALF_A_DAY = timedelta(hours=12)
VAULT = Vault([("k1", bytes(32))])
KEPT = sealed(VAULT, Installation(ACME, "Acme", NOW, expires_at=NOW + HALF_A_DAY), Pair("xoxb-0", "xoxe-0"))


class Desk:
    """Slack, as far as it renews: each refresh token once, unless it is told otherwise."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failures: list[Exception] = []
        self.is_asked, self.goes_on = asyncio.Event(), asyncio.Event()
        self.goes_on.set()

    async def ask(self, refresh: str) -> Renewed:
        self.asked.append(refresh)
        self.is_asked.set()
        await self.goes_on.wait()
        if self.failures:
            raise self.failures.pop(0)
        number = len(self.asked)
        return Renewed(Pair(f"xoxb-{number}", f"xoxe-{number}"), HALF_A_DAY)


class Office:
    """Several processes over one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.desk = Desk()
        self.clock = HandClock(NOW)

    def process(self) -> Renewal:
        return Renewal(self.store, VAULT, self.clock, self.desk.ask, at_once)

    async def kept(self) -> Installation:
        (kept,) = await everywhere(self.store)
        return kept


@pytest.fixture
async def office(store: Store) -> Office:
    await put(store, KEPT)
    return Office(store)


async def test_a_token_that_is_good_for_hours_or_for_ever_is_left_alone(office: Office) -> None:
    office.clock.move_to(NOW + HALF_A_DAY - AHEAD - timedelta(seconds=1))
    forever = KEPT._replace(expires_at=None)
    assert [await office.process().current(each) for each in (KEPT, forever)] == [KEPT, forever]
    assert office.desk.asked == []


async def test_it_is_renewed_before_its_end_and_kept(office: Office) -> None:
    office.clock.move_to(NOW + HALF_A_DAY - AHEAD)
    renewed = await office.process().current(KEPT)
    assert opened(VAULT, renewed) == Pair("xoxb-1", "xoxe-1")
    assert renewed.expires_at == office.clock.now() + HALF_A_DAY
    assert await office.kept() == renewed


async def test_many_processes_that_notice_at_a_time_ask_once(office: Office) -> None:
    office.clock.move_to(NOW + HALF_A_DAY + timedelta(minutes=1))
    found = await asyncio.gather(*(office.process().current(KEPT) for _ in range(12)))
    assert office.desk.asked == ["xoxe-0"]
    assert {opened(VAULT, each).token for each in found} <= {"xoxb-0", "xoxb-1"}
    assert opened(VAULT, await office.kept()).token == "xoxb-1"


async def test_while_one_asks_the_others_go_on_with_what_is_still_good(office: Office) -> None:
    office.clock.move_to(NOW + HALF_A_DAY - AHEAD)
    office.desk.goes_on.clear()
    asking = asyncio.create_task(office.process().current(KEPT))
    await office.desk.is_asked.wait()
    assert await office.process().current(KEPT) == KEPT
    office.desk.goes_on.set()
    assert opened(VAULT, await asking).token == "xoxb-1"


@pytest.mark.parametrize("failure", [Unsure(), Refused("ratelimited", timedelta(seconds=30))])
async def test_what_came_to_nothing_is_tried_again_a_minute_later(office: Office, failure: Exception) -> None:
    office.desk.failures.append(failure)
    office.clock.move_to(NOW + HALF_A_DAY - AHEAD)
    assert await office.process().current(KEPT) == KEPT
    assert await office.process().current(KEPT) == KEPT
    assert len(office.desk.asked) == 1
    office.clock.move_to(office.clock.now() + timedelta(minutes=1))
    assert opened(VAULT, await office.process().current(KEPT)).token == "xoxb-2"


async def test_what_slack_refuses_is_kept_for_the_doctor_and_tried_again_an_hour_later(office: Office) -> None:
    office.desk.failures.append(Refused("invalid_refresh_token"))
    office.clock.move_to(NOW + HALF_A_DAY - AHEAD)
    refused = await office.process().current(KEPT)
    assert (refused.trouble, await office.kept()) == ("invalid_refresh_token", refused)
    await office.process().current(refused)
    assert len(office.desk.asked) <= 2
    office.clock.move_to(office.clock.now() + REFUSED_AGAIN)
    assert (await office.process().current(refused)).trouble == ""


async def test_what_was_removed_meanwhile_does_not_come_back(office: Office) -> None:
    office.clock.move_to(NOW + HALF_A_DAY - AHEAD)
    office.desk.goes_on.clear()
    asking = asyncio.create_task(office.process().current(KEPT))
    await office.desk.is_asked.wait()
    await keep(office.store, Purged(ACME, office.clock.now()))
    office.desk.goes_on.set()
    await asking
    assert await everywhere(office.store) == []


async def test_slack_itself_gives_a_new_token_for_the_old_one_once() -> None:
    async with serving(Town(rotates_every=HALF_A_DAY)) as town:
        assert isinstance(town, Town)
        api = Api(f"{town.url}/api/", OneWorkspace("", _nobody), town.clock)
        async with api.open():
            ask, guess = (by_slack(api.client, ID, secret) for secret in (SECRET, "guess"))
            refresh = str(town.gives(NORTH)["refresh_token"])
            with pytest.raises(Refused, match="bad_client_secret"):
                await guess(refresh)
            renewed = await ask(refresh)
            assert renewed.lasts == HALF_A_DAY
            assert renewed.pair.token in town.given
            with pytest.raises(Refused, match="invalid_refresh_token"):
                await ask(refresh)


async def _nobody(token: str) -> dict[str, object]:
    return {}
