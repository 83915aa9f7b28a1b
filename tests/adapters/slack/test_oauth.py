"""Installing by OAuth through Bolt's own flow: whoever allows it is in, once, and nothing else gets through."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from adapters.clocks import token
from adapters.memory.unit_of_work import Memory
from adapters.secrets import Vault
from adapters.slack.api import Api
from adapters.slack.edge import listening
from adapters.slack.installed import Credentials, OneWorkspace
from adapters.slack.oauth import Register, Words, authorization_url, flow, installing
from adapters.slack.sealing import Pair, everywhere, opened
from adapters.slack.states import States
from bot.ports import UnitOfWork
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId
from tests.adapters.slack.servers import serving
from tests.adapters.slack.town import GRID, ID, NORTH, SECRET, Browser, Town
from tests.builders import at

VAULT = Vault([("k1", bytes(32))])
WORDS = Words(lambda team: ("In", f"You are in {team}"), lambda why: ("Out", f"because {why}"))


class Shelf:
    """A store that may be away."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.is_away = False

    def begin(self, reading: bool = False) -> UnitOfWork:
        if self.is_away:
            raise OSError
        return self.memory.begin(reading)


class Office:
    """The pages, somebody in front of them, and what came of it."""

    def __init__(self, store: Shelf, browser: Browser, town: Town) -> None:
        self.store = store
        self.browser = browser
        self.town = town
        self.changed: list[WorkspaceId] = []

    async def kept(self) -> list[Installation]:
        return await everywhere(self.store)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    store = Shelf()
    async with serving(Town()) as town, aiohttp.ClientSession() as session:
        assert isinstance(town, Town)
        office = Office(store, Browser("", town, session), town)
        api = Api(f"{town.url}/api/", OneWorkspace("", _nobody), town.clock)
        register = Register(store, VAULT, town.clock, office.changed.append)
        async with api.open():
            states = States(store, VAULT, town.clock, token)
            pages = installing(flow(api.client(None), Credentials(ID, SECRET), states, register, WORDS), WORDS)
            async with listening(pages, "127.0.0.1", 0) as address:
                office.browser.address = address
                yield office


async def test_whoever_allows_it_is_in_and_what_is_kept_is_sealed(office: Office) -> None:
    status, page = await office.browser.installs(NORTH)
    assert (status, "You are in T0North" in page) == (200, True)
    (kept,) = await office.kept()
    assert (kept.workspace, kept.user, kept.bot, kept.expires_at) == (NORTH, "U0OPENLINE", "B0OPENLINE", None)
    assert opened(VAULT, kept) == Pair(office.town.secrets[0])
    assert not [secret for secret in office.town.secrets if secret in repr(kept)]
    assert office.changed == [NORTH]


async def test_slack_is_asked_for_what_the_manifest_asks_for(office: Office) -> None:
    url = f"{office.browser.address}/slack/install"
    async with office.browser.session.get(url, allow_redirects=False) as answer:
        target = answer.headers["Location"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert "Secure" in answer.headers["Set-Cookie"]
    assert target.startswith(f"{office.town.url}/oauth/v2/authorize?state=")
    assert f"client_id={ID}" in target
    assert "scope=channels:history,channels:read," in target
    assert SECRET not in target


async def test_a_token_that_ends_is_kept_with_its_end_and_what_renews_it(office: Office) -> None:
    office.town.rotates_every = timedelta(hours=12)
    await office.browser.installs(NORTH)
    (kept,) = await office.kept()
    assert kept.expires_at is not None
    assert abs(kept.expires_at - office.town.clock.now() - timedelta(hours=12)) <= timedelta(seconds=1)
    assert opened(VAULT, kept) == Pair(*office.town.secrets)


async def test_an_organisation_installs_for_its_workspaces(office: Office) -> None:
    assert (await office.browser.installs(GRID))[0] == 200
    (kept,) = await office.kept()
    assert (kept.workspace, kept.is_organisation) == (GRID, True)


async def test_installing_again_takes_over(office: Office) -> None:
    await office.browser.installs(NORTH)
    office.town.clock.move_to(at("mon 10:00"))
    await office.browser.installs(NORTH)
    (kept,) = await office.kept()
    assert (kept.at, opened(VAULT, kept).token) == (at("mon 10:00"), office.town.secrets[1])


async def test_of_many_who_come_back_with_the_same_state_one_is_in(office: Office) -> None:
    state = await office.browser.begins()
    codes = [office.town.allows(NORTH) for _ in range(20)]
    told = await asyncio.gather(*(office.browser.returns(state=state, code=code) for code in codes))
    assert sorted(status for status, _ in told) == [200] + [401] * 19
    assert len(office.town.secrets) == 1


async def test_another_browser_does_not_get_in_with_the_state_of_this_one(office: Office) -> None:
    state = await office.browser.begins()
    for cookies in ({}, {"openline-slack-install": "guess"}):
        stranger = Browser(office.browser.address, office.town, office.browser.session, cookies)
        status, page = await stranger.returns(state=state, code=office.town.allows(NORTH))
        assert (status, "because invalid_browser" in page) == (400, True)
    assert await office.kept() == []


async def test_a_state_that_we_never_issued_gets_nobody_in(office: Office) -> None:
    office.browser.cookies = {"openline-slack-install": "made-up"}
    assert (await office.browser.returns(state="made-up", code=office.town.allows(NORTH)))[0] == 401


async def test_whoever_says_no_is_told_so_and_what_they_bring_is_not_shown(office: Office) -> None:
    state = await office.browser.begins()
    status, page = await office.browser.returns(state=state, error="<script>alert(1)</script>")
    assert status == 200
    assert "<script>" not in page
    assert await office.kept() == []


async def test_a_code_that_slack_does_not_take_is_told_without_a_word_of_it_in_the_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    state = await office.browser.begins()
    status, page = await office.browser.returns(state=state, code="code-canary")
    assert (status, "because invalid_code" in page) == (401, True)
    assert "canary" not in caplog.text


async def test_where_slack_cannot_be_reached_it_says_so(office: Office) -> None:
    state = await office.browser.begins()
    office.town.is_torn = True
    status, page = await office.browser.returns(state=state, code=office.town.allows(NORTH))
    assert (status, "because unavailable" in page) == (503, True)


async def test_where_the_store_is_away_it_says_so(office: Office) -> None:
    state = await office.browser.begins()
    office.store.is_away = True
    status, page = await office.browser.returns(state=state, code=office.town.allows(NORTH))
    assert (status, "because unavailable" in page) == (503, True)


def test_whoever_installs_is_asked_where_the_web_api_is() -> None:
    assert authorization_url("https://slack.com/api/") == "https://slack.com/oauth/v2/authorize"
    assert authorization_url("https://slack-gov.com/api/") == "https://slack-gov.com/oauth/v2/authorize"


async def _nobody(given: str) -> dict[str, object]:
    return {}
