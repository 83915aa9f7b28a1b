"""One attempt a post, and every refusal in our own words."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from adapters.discord.render import Attached, Drawn
from adapters.discord.wire import LATER, No, meant, parts, read
from bot.ports.surfaces import FORBIDDEN, GONE, Unsure
from tests.adapters.discord.tower import standing
from tests.fake_discord.world import SITE, Trouble

BODY: dict[str, Any] = {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": "x"}]}]}


def refusal(status: int, code: int = 0, **headers: str) -> discord.HTTPException:
    response = SimpleNamespace(
        status=status, reason="", headers={key.replace("_", "-"): headers[key] for key in headers}
    )
    return discord.HTTPException(cast(Any, response), {"code": code, "message": "no"})


@pytest.mark.parametrize(
    ("status", "why", "retry_after"),
    [
        (400, "not-accepted", None),
        (401, "unauthorized", LATER),
        (403, FORBIDDEN, None),
        (404, GONE, None),
        (429, "rate-limited", timedelta(seconds=3)),
    ],
)
def test_a_refusal_is_told_in_our_words(status: int, why: str, retry_after: timedelta | None) -> None:
    no = meant(refusal(status, 50007, Retry_After="3"))
    assert isinstance(no, No)
    assert (no.why, no.code, no.retry_after) == (why, 50007, retry_after)


def test_a_failure_of_the_server_leaves_it_open() -> None:
    assert isinstance(meant(refusal(503)), Unsure)


@pytest.mark.parametrize("trouble", [Trouble.NOT_STORED_502, Trouble.STORED_THEN_502, Trouble.NOT_STORED_GONE])
async def test_a_post_is_one_request_whatever_becomes_of_it(trouble: Trouble) -> None:
    async with standing() as tower:
        tower.world.troubles.append(trouble)
        with pytest.raises(Unsure):
            await tower.wire.send("POST", "/channels/{channel_id}/messages", Drawn(BODY), channel_id=SITE)
        assert tower.world.requests.count(("POST", f"/channels/{SITE}/messages")) == 1


async def test_a_server_that_is_away_leaves_a_question_open() -> None:
    async with standing() as tower:
        tower.world.is_down = True
        with pytest.raises(Unsure):
            await tower.wire.ask("GET", "/channels/{channel_id}", channel_id=SITE)
        tower.world.is_down = False
        assert (await tower.wire.ask("GET", "/channels/{channel_id}", channel_id=SITE))["id"] == SITE


async def test_a_closed_session_is_no_connection() -> None:
    async with standing() as tower:
        assert tower.wire.client is not None
        await tower.wire.client.http.close()
        with pytest.raises(No) as no:
            await tower.wire.ask("GET", "/channels/{channel_id}", channel_id=SITE)
        assert no.value.retry_after is not None


def test_a_message_and_its_files_are_parts_of_a_form() -> None:
    told, file = parts({"flags": 1}, [Attached("a.png", b"1")])
    assert told == {"name": "payload_json", "value": '{"flags": 1}'}
    assert (file["name"], file["filename"], file["value"]) == ("files[0]", "a.png", b"1")


@pytest.mark.parametrize(
    ("answer", "meaning"), [('{"id": "1"}', {"id": "1"}), ("", None), ("<html>", None), ([1], [1])]
)
def test_json_is_read_though_it_did_not_call_itself_so(answer: Any, meaning: Any) -> None:
    assert read(answer) == meaning
