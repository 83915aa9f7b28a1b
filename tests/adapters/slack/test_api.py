"""Slack's Web API as we call it."""

from datetime import timedelta

import pytest

from adapters.slack.api import Forbidden, why_not
from bot.ports.surfaces import FORBIDDEN, Refused, Unsure
from tests.adapters.slack.fake import SITE, Slack
from tests.adapters.slack.tower import ACME, Tower


async def post(tower: Tower) -> object:
    return await tower.api.call(ACME, "chat.postMessage", channel=SITE, text="hello")


async def test_a_method_is_called_with_what_it_is_given(tower: Tower) -> None:
    told = await tower.api.call(ACME, "users.info", user="U0SAM", nothing=None)
    assert told["user"]["name"] == "sam"


async def test_a_method_that_is_not_in_the_table_cannot_be_called(tower: Tower) -> None:
    with pytest.raises(KeyError):
        await tower.api.call(ACME, "conversations.kick")


@pytest.mark.parametrize("trouble", ["reset", "502", "dropped", "502 after", "fatal_error", "internal_error"])
async def test_a_call_is_made_once_and_nobody_knows_whether_it_was_done(
    tower: Tower, slack: Slack, trouble: str
) -> None:
    slack.troubles.append(trouble)
    with pytest.raises(Unsure):
        await post(tower)
    assert slack.calls["chat.postMessage"] == 1


async def test_where_nobody_answers_nothing_was_done(tower: Tower, slack: Slack) -> None:
    await tower.tokens.known()
    tower.api._url = "http://127.0.0.1:9/"
    with pytest.raises(Refused) as refusal:
        await post(tower)
    assert refusal.value.retry_after


async def test_a_closed_door_may_open_again_and_its_name_is_kept(tower: Tower, slack: Slack) -> None:
    slack.troubles.append("refused")
    with pytest.raises(Forbidden) as refusal:
        await post(tower)
    assert (refusal.value.why, why_not(refusal.value)) == (FORBIDDEN, "not_in_channel")


async def test_a_refusal_for_good_says_why(tower: Tower, slack: Slack) -> None:
    slack.troubles.append("msg_too_long")
    with pytest.raises(Refused) as refusal:
        await post(tower)
    assert (refusal.value.why, refusal.value.retry_after) == ("msg_too_long", None)


async def test_slack_is_not_asked_again_before_it_wants_to_be(tower: Tower, slack: Slack) -> None:
    slack.troubles.append("ratelimited 30")
    for wanted in (30, 20):
        with pytest.raises(Refused) as refusal:
            await post(tower)
        assert refusal.value.retry_after == timedelta(seconds=wanted)
        slack.clock.move_to(slack.clock.now() + timedelta(seconds=10))
    assert slack.calls["chat.postMessage"] == 1
    slack.clock.move_to(slack.clock.now() + timedelta(seconds=10))
    assert await post(tower)


async def test_a_file_is_brought_along_without_being_shared(tower: Tower, slack: Slack) -> None:
    file = await tower.api.upload(ACME, b"PNG", "week.png", alt_txt="Half as long")
    assert (slack.brought[file], slack.files[file]["channel"]) == (b"PNG", None)


@pytest.mark.parametrize("url", ["http://169.254.169.254/x", "https://evil.example/x", "file:///etc/passwd", ""])
async def test_an_answer_goes_to_slack_and_nowhere_else(tower: Tower, url: str) -> None:
    assert not await tower.api.respond(url, {"text": "hello"})


async def test_an_answer_goes_to_the_address_of_the_payload(tower: Tower, slack: Slack) -> None:
    assert await tower.api.respond(f"{slack.url}/respond/1", {"text": "hello"})
    assert slack.responses == [{"text": "hello"}]
