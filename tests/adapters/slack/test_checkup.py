"""What Slack says of our tokens."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.secrets import Vault
from adapters.slack.api import Api
from adapters.slack.checkup import look, look_over
from adapters.slack.installed import Credentials, OneWorkspace
from adapters.slack.scopes import scopes
from adapters.slack.sealing import Pair, sealed
from bot.vocabulary.doctor import SlackSeen, Workspace
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId
from tests.adapters.slack.fake import Slack
from tests.adapters.slack.servers import serving
from tests.adapters.slack.tower import Tower
from tests.adapters.slack.town import ID, NORTH, SECRET, Town
from tests.kept import NOW


async def seen(tower: Tower, *tokens: str | None) -> SlackSeen:
    return await look(tower.api.client("xoxb-1"), tokens[0] if tokens else "xapp-1")


async def test_tokens_that_are_taken(tower: Tower, slack: Slack) -> None:
    slack.granted = list(scopes())
    assert await seen(tower) == SlackSeen("Acme")


async def test_scopes_that_are_missing_are_named(tower: Tower, slack: Slack) -> None:
    slack.granted = [scope for scope in scopes() if scope != "reactions:read"]
    assert (await seen(tower)).missing == ("reactions:read",)


async def test_whoever_does_not_tell_the_scopes_is_believed(tower: Tower) -> None:
    assert (await seen(tower)).missing == ()


async def test_an_app_level_token_that_is_none(tower: Tower) -> None:
    assert await seen(tower, "xoxb-1") == SlackSeen("Acme", app_token="invalid_auth")


async def test_over_http_there_is_none_to_look_at(tower: Tower, slack: Slack) -> None:
    await seen(tower, None)
    assert slack.tickets == 0


async def test_a_bot_token_that_is_not_taken(tower: Tower, slack: Slack) -> None:
    slack._auth_test = None  # type: ignore[assignment, method-assign]
    assert await seen(tower) == SlackSeen(bot_token="unknown_method")


@pytest.mark.parametrize("is_down", [True])
async def test_a_slack_that_answers_nothing_sensible(tower: Tower, slack: Slack, is_down: bool) -> None:
    slack.is_down = is_down
    assert await seen(tower) == SlackSeen(bot_token="unavailable")


APP = Credentials(ID, SECRET)
VAULT = Vault([("k2", bytes(range(32))), ("k1", bytes(32))])
OLD = Vault([("k1", bytes(32))])
ALIEN = Vault([("k9", bytes(31) + b"x")])


@pytest.fixture
async def town() -> AsyncIterator[tuple[Town, Api]]:
    async with serving(Town()) as town:
        assert isinstance(town, Town)
        api = Api(f"{town.url}/api/", OneWorkspace("", _nobody), town.clock)
        async with api.open():
            yield town, api


def installed(token: str, by: Vault = VAULT, **more: Any) -> Installation:
    return sealed(by, Installation(WorkspaceId(NORTH), "North", NOW, **more), Pair(token))


async def test_every_workspace_is_asked_what_it_lets_us_do(town: tuple[Town, Api]) -> None:
    slack, api = town
    token, api_client = str(slack.gives(NORTH)["access_token"]), api.client
    kept = [
        installed(token),
        installed(token, OLD),
        installed(token, ALIEN),
        installed("xoxb-guess"),
        installed(token, trouble="invalid_refresh_token"),
    ]
    seen = await look_over(api_client, APP, None, kept, VAULT)
    assert (seen.client, seen.app_token, seen.failure) == ("", "", "")
    fine = Workspace("North")
    assert seen.workspaces == (
        fine,
        fine._replace(is_of_older_key=True),
        fine._replace(is_closed=True, is_of_older_key=True),
        fine._replace(failure="invalid_auth"),
        fine._replace(trouble="invalid_refresh_token"),
    )


async def test_a_token_that_has_ended_while_nobody_ran_is_nothing_to_worry_about(town: tuple[Town, Api]) -> None:
    slack, api = town
    slack.rotates_every = timedelta(hours=12)
    given = slack.gives(NORTH)
    slack.clock.move_to(slack.clock.now() + timedelta(days=1))
    pair = Pair(str(given["access_token"]), str(given["refresh_token"]))
    seen = await look_over(
        api.client, APP, None, [sealed(VAULT, Installation(WorkspaceId(NORTH), "North", NOW), pair)], VAULT
    )
    assert seen.workspaces == (Workspace("North"),)


@pytest.mark.parametrize(
    ("app", "told"),
    [(APP._replace(client_secret="guess"), "bad_client_secret"), (APP._replace(client_id="9.9"), "invalid_client_id")],
)
async def test_an_app_that_slack_does_not_know_is_told(town: tuple[Town, Api], app: Credentials, told: str) -> None:
    assert (await look_over(town[1].client, app, None, [], VAULT)).client == told


async def test_an_app_level_token_is_looked_at_beside_the_workspaces(town: tuple[Town, Api]) -> None:
    seen = await look_over(town[1].client, APP, "xoxb-1", None, VAULT)
    assert seen == SlackSeen(app_token="invalid_auth")


async def _nobody(token: str) -> dict[str, object]:
    return {}


async def test_a_slack_that_is_not_there(tower: Tower) -> None:
    tower.api._url = "http://127.0.0.1:9/"
    assert (await seen(tower)).failure == "ClientConnectorError"
