"""Several workspaces from one process: each installs by itself, is spoken to with its own token, and leaves alone."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from adapters.clocks import HandClock
from adapters.secrets import new_key
from bot.settings import Settings
from bot.vocabulary.identity import IDENTITY
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import MessageKept
from bot.wiring import core, slack
from bot.wiring.core import House
from tests.acceptance.day import BEGINNING
from tests.adapters.slack.fake import ANA, BOT, SAM, SITE, Slack
from tests.adapters.slack.people_at_slack import People, labels
from tests.adapters.slack.servers import serving
from tests.adapters.slack.town import EAST, GRID, ID, NORTH, SECRET, SIGNING, SOUTH, Browser, Town

OLD, NEW = new_key("old"), new_key("new")
HALF_A_DAY = timedelta(hours=12)


class Process:
    """One process of ours, and whoever is at Slack."""

    def __init__(self, house: House, tower: slack.Tower, browser: Browser) -> None:
        self.house = house
        self.tower = tower
        self.browser = browser
        self.town = browser.town
        self.people = {team: People(each) for team, each in self.town.workspaces.items()}
        self._posting = core.poster(house, tower.messenger)

    def at(self, team: str) -> Slack:
        """A workspace as Slack has it."""
        return self.town.workspaces[team]

    async def says(self, team: str, text: str, **body: Any) -> int:
        """Ana says something in a channel of a workspace, and we are told; the status of our answer."""
        message = self.at(team).keeps(SITE, ANA, text)
        event = {**message, "channel": SITE, "channel_type": "channel"}
        status, _ = await self.browser.delivers(self.people[team].event(event, **body))
        return status

    async def posts(self) -> None:
        """What waits to be posted is, and what was to be shown at once has been."""
        await self.tower.listener.close()
        for _ in range(5):
            await self._posting.deliver()
            self.town.clock.move_to(self.town.clock.now() + timedelta(seconds=2))

    async def begins(self, team: str, what: str) -> None:
        """Ana starts an engagement, and Sam joins it."""
        people = self.people[team]
        await self.browser.commands(people, ANA, f"start <@{SAM}|sam> {what}", SITE)
        await self.posts()
        invitation = self.at(team).posts[0]
        await self.browser.presses(people, SAM, labels(invitation)[0], invitation)
        await self.tower.listener.close()
        form = self.at(team).views[-1]
        assert await self.browser.submits(people, SAM, form, zone="UTC", hours="Mon-Sun 0-24") == (200, "")
        await self.posts()

    async def kept(self, team: str) -> set[str]:
        """The kinds of records that are kept about a workspace."""
        async with self.house.store.begin(reading=True) as work:
            return {kind.__name__ for kind in IDENTITY if await work.find(kind, WorkspaceId(team))}

    def written(self) -> bytes:
        """Every byte of the database."""
        folder = Path(str(self.house.database.url.database)).parent
        return b"".join(path.read_bytes() for path in folder.iterdir())


@asynccontextmanager
async def living(folder: Path, town: Town, keys: str = OLD) -> AsyncIterator[Process]:
    """A process over the database of that folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings.model_construct(
        database_url=SecretStr(f"sqlite:///{folder / 'several.db'}"),
        secret_key=SecretStr(keys),
        slack_client_id=ID,
        slack_client_secret=SecretStr(SECRET),
        slack_signing_secret=SecretStr(SIGNING),
        slack_listen=f"127.0.0.1:{port}",
        slack_api_url=f"{town.url}/api/",
    )
    house = House(settings, clock=town.clock)
    tower = slack.assembled(house)
    house.history = tower.history
    async with AsyncExitStack() as life:
        await life.enter_async_context(core.store(house))
        await life.enter_async_context(core.inbox(house))
        await life.enter_async_context(slack.listening(house, tower))
        session = await life.enter_async_context(aiohttp.ClientSession())
        yield Process(house, tower, Browser(f"http://127.0.0.1:{port}", town, session))
        house.until.set()


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with serving(Town(clock=HandClock(BEGINNING))) as town:
        assert isinstance(town, Town)
        yield town


@pytest.fixture
async def process(tmp_path: Path, town: Town) -> AsyncIterator[Process]:
    async with living(tmp_path, town) as process:
        yield process


async def test_two_workspaces_install_and_each_hears_of_its_own_with_its_own_token(process: Process) -> None:
    for team in (NORTH, SOUTH):
        assert (await process.browser.installs(team))[0] == 200
        await process.begins(team, f"the shop of {team}")
    north, south = process.town.secrets
    for team, other, token in ((NORTH, SOUTH, north), (SOUTH, NORTH, south)):
        assert f"the shop of {team}" in process.at(team).posts[0]["text"]
        assert other not in repr(process.at(team).posts)
        assert "chat.postMessage" in process.town.asked_with[token]
    assert await process.says(NORTH, f"<@{SAM}> can you send the sizes?") == 200
    told = await process.browser.commands(process.people[SOUTH], SAM, "mine", SITE)
    assert "sizes" not in repr(told)


async def test_what_is_said_in_a_channel_that_two_of_them_share_is_heard_by_both(process: Process) -> None:
    for team in (NORTH, SOUTH):
        await process.browser.installs(team)
        await process.begins(team, "the shop")
    process.town.clock.move_to(process.town.clock.now() + timedelta(minutes=1))
    assert await process.says(NORTH, f"<@{SAM}> can you send the sizes?", is_ext_shared_channel=True) == 200
    for team in (NORTH, SOUTH):
        assert "Gap" in await process.kept(team)
    assert await process.says(NORTH, f"<@{SAM}> and the colours?") == 200
    async with process.house.store.begin(reading=True) as work:
        heard = [len(await work.find(MessageKept, WorkspaceId(team))) for team in (NORTH, SOUTH)]
    assert heard == [2, 1]


async def test_whoever_never_installed_it_is_not_heard(process: Process) -> None:
    await process.browser.installs(NORTH)
    assert await process.says(SOUTH, "hello") == 200
    assert await process.kept(SOUTH) == set()


@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": [BOT]}}])
async def test_a_workspace_that_removes_it_is_purged_and_no_other(process: Process, event: dict[str, Any]) -> None:
    for team in (NORTH, SOUTH):
        await process.browser.installs(team)
        await process.begins(team, "the shop")
    before = await process.kept(SOUTH)
    process.town.removes(NORTH)
    told = process.people[NORTH].event(event)
    assert (await process.browser.delivers(told))[0] == 200
    assert await process.kept(NORTH) == set()
    assert await process.kept(SOUTH) == before > {"Installation", "Engagement"}
    assert await process.says(NORTH, "is anybody there?") == 200
    assert await process.kept(NORTH) == set()


async def test_installing_again_is_a_new_beginning_that_late_word_of_the_old_end_does_not_undo(
    process: Process,
) -> None:
    await process.browser.installs(NORTH)
    await process.begins(NORTH, "the shop")
    late = process.people[NORTH].event({"type": "tokens_revoked", "tokens": {"bot": [BOT]}})
    gone = process.people[NORTH].event({"type": "app_uninstalled"})
    process.town.removes(NORTH)
    await process.browser.delivers(gone)
    process.town.clock.move_to(process.town.clock.now() + timedelta(minutes=1))
    await process.browser.installs(NORTH)
    assert await process.kept(NORTH) == {"Installation"}
    assert (await process.browser.delivers(late))[0] == 200
    assert await process.kept(NORTH) == {"Installation"}
    process.at(NORTH).posts.clear()
    await process.begins(NORTH, "another shop")
    assert "Engagement" in await process.kept(NORTH)


async def test_an_organisation_installs_once_and_each_of_its_workspaces_is_one_of_its_own(process: Process) -> None:
    await process.browser.installs(GRID)
    authorized = [
        {"team_id": None, "enterprise_id": GRID, "user_id": BOT, "is_bot": True, "is_enterprise_install": True}
    ]
    inside = {"team_id": EAST, "context_team_id": EAST, "enterprise_id": GRID, "authorizations": authorized}
    process.people[GRID].team = EAST
    assert await process.says(GRID, "hello", **inside) == 200
    await process.begins(GRID, "the shop")
    assert {"Installation", "Engagement"} <= await process.kept(EAST)
    assert await process.kept(GRID) == {"Installation"}
    taken = process.people[GRID].event({"type": "team_access_revoked", "team_ids": [EAST]}, **inside)
    await process.browser.delivers(taken)
    assert (await process.kept(EAST), await process.kept(GRID)) == (set(), {"Installation"})
    await process.browser.delivers(
        process.people[GRID].event({"type": "team_access_granted", "team_ids": [EAST]}, **inside)
    )
    assert await process.kept(EAST) == {"Installation"}
    process.town.clock.move_to(process.town.clock.now() + timedelta(minutes=1))
    await process.browser.delivers(process.people[GRID].event({"type": "app_uninstalled"}, **inside))
    assert (await process.kept(EAST), await process.kept(GRID)) == (set(), set())


async def test_tokens_end_are_renewed_once_and_go_on_after_a_restart(tmp_path: Path, town: Town) -> None:
    town.rotates_every = HALF_A_DAY
    async with living(tmp_path, town) as process:
        await process.browser.installs(NORTH)
        town.clock.move_to(BEGINNING + HALF_A_DAY * 2)
        await process.begins(NORTH, "the shop")
        assert town.refreshed == 1
        assert "chat.postMessage" in town.asked_with[town.secrets[2]]
    async with living(tmp_path, town) as process:
        await process.browser.commands(process.people[NORTH], ANA, "help", SITE)
        town.clock.move_to(town.clock.now() + HALF_A_DAY)
        assert await process.says(NORTH, "good morning") == 200
        assert town.refreshed == 2


async def test_no_token_is_ever_in_the_database_or_in_a_log_and_a_new_key_takes_over(
    tmp_path: Path, town: Town, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    town.rotates_every = HALF_A_DAY
    async with living(tmp_path, town) as process:
        await process.browser.installs(NORTH)
        await process.begins(NORTH, "the shop")
    async with living(tmp_path, town, f"{NEW},{OLD}") as process:
        assert b"v1.new." in process.written()
    async with living(tmp_path, town, NEW) as process:
        await process.begins(NORTH, "another")
        town.clock.move_to(town.clock.now() + HALF_A_DAY)
        assert await process.says(NORTH, "good evening") == 200
        written = process.written()
    out, err = capsys.readouterr()
    ours = [each.getMessage() for each in caplog.records if not each.name.startswith(("slack_sdk", "slack_bolt"))]
    for secret in (*town.secrets, SECRET):
        assert secret.encode() not in written
        assert secret not in out + err
        assert not [each for each in ours if secret in each]
