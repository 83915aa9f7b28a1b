"""What Slack says of our tokens."""

import pytest

from adapters.slack.checkup import look
from adapters.slack.scopes import scopes
from bot.vocabulary.doctor import SlackSeen
from tests.adapters.slack.fake import Slack
from tests.adapters.slack.tower import Tower


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


async def test_a_slack_that_is_not_there(tower: Tower) -> None:
    tower.api._url = "http://127.0.0.1:9/"
    assert (await seen(tower)).failure == "ClientConnectorError"
