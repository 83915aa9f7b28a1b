"""The edge of the HTTP mode, over real HTTP: who is not Slack gets nowhere, what is counts once (S1, S2)."""

import hashlib
import hmac
import io
import json
import os
import random
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest

from adapters.slack.app import bolt
from adapters.slack.edge import LARGEST, Edge, events, listening
from tests.adapters.slack.fake import ANA, SITE, Slack
from tests.adapters.slack.people_at_slack import People
from tests.adapters.slack.tower import Tower

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class Door:
    """The edge, and somebody who sends to it as Slack does."""

    def __init__(self, address: str, slack: Slack, session: aiohttp.ClientSession) -> None:
        self.address = f"{address}/slack/events"
        self.slack = slack
        self.session = session

    def signed(self, raw: bytes, kind: str = JSON) -> dict[str, str]:
        seconds = str(int(self.slack.clock.now().timestamp()))
        digest = hmac.new(SECRET.encode(), f"v0:{seconds}:".encode() + raw, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": seconds, "X-Slack-Signature": f"v0={digest}", "Content-Type": kind}

    async def sends(self, raw: bytes, headers: dict[str, str] | None = None, kind: str = JSON) -> tuple[int, str]:
        """One request; its status and answer."""
        given = headers if headers is not None else self.signed(raw, kind)
        async with self.session.post(self.address, data=raw, headers=given) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def door(tower: Tower) -> AsyncIterator[Door]:
    edge = Edge(bolt(tower.listener), SECRET, tower.slack.clock)
    async with listening([events(edge)], "127.0.0.1", 0) as address, aiohttp.ClientSession() as session:
        yield Door(address, tower.slack, session)


def message(people: People, text: str) -> bytes:
    told = {"type": "message", "channel": SITE, "user": ANA, "text": text, "ts": people.slack.ts()}
    return json.dumps(people.event(told)).encode()


async def test_an_event_is_kept_and_then_answered(tower: Tower, door: Door) -> None:
    assert await door.sends(message(People(tower.slack), "hello")) == (200, "")
    assert tower.heard.said == ["hello"]


async def test_a_command_is_answered_at_once(tower: Tower, door: Door) -> None:
    raw = urlencode(People(tower.slack).command(ANA, "mine")).encode()
    status, told = await door.sends(raw, kind=FORM)
    assert (status, json.loads(told)["text"]) == (200, "Nothing waits for you")


async def test_a_button_comes_as_a_form_with_json_in_it(tower: Tower, door: Door) -> None:
    body = {"type": "block_actions", "user": {"id": ANA}, "actions": [{"action_id": "mine#0", "value": "T0ACME "}]}
    status, _ = await door.sends(urlencode({"payload": json.dumps(body)}).encode(), kind=FORM)
    assert status == 200
    assert len(tower.heard.given) == 1


async def test_slack_makes_sure_of_the_address(door: Door) -> None:
    status, told = await door.sends(json.dumps({"type": "url_verification", "challenge": "abc"}).encode())
    assert (status, json.loads(told)) == (200, {"challenge": "abc"})


async def test_what_could_not_be_kept_is_delivered_again(tower: Tower, door: Door) -> None:
    tower.heard.failures.append(OSError("the store is gone"))
    raw = message(People(tower.slack), "hello")
    headers = door.signed(raw)
    assert [(await door.sends(raw, headers))[0] for _ in range(2)] == [500, 200]
    assert tower.heard.said == ["hello"]


async def test_a_request_sent_again_has_no_second_effect(tower: Tower, door: Door) -> None:
    raw = urlencode(People(tower.slack).command(ANA, "mine")).encode()
    headers = door.signed(raw, FORM)
    assert [(await door.sends(raw, headers))[0] for _ in range(3)] == [200, 409, 409]
    assert len(tower.heard.given) == 1


async def test_a_request_of_an_hour_ago_is_not_of_now(tower: Tower, door: Door) -> None:
    raw = message(People(tower.slack), "hello")
    headers = door.signed(raw) | {"X-Slack-Request-Timestamp": "1780300800"}
    assert (await door.sends(raw, headers))[0] == 401


async def test_what_is_too_large_is_not_even_read(door: Door) -> None:
    raw = b"x" * (LARGEST + 1)
    async with door.session.post(door.address, data=io.BytesIO(raw), headers=door.signed(raw)) as answer:
        assert answer.status == 413


@pytest.mark.parametrize("raw", [b"{", b"[]", b"null", b"5", b"\xff\xfe", b"", b"[" * 100_000])
@pytest.mark.parametrize("kind", [JSON, FORM, "text/xml"])
async def test_what_is_signed_and_makes_no_sense_is_refused(tower: Tower, door: Door, raw: bytes, kind: str) -> None:
    status, _ = await door.sends(raw, kind=kind)
    assert status in (400, 415)
    assert tower.heard.events == []


@pytest.mark.slow
async def test_mutated_requests_are_all_refused_and_nothing_breaks(tower: Tower, door: Door) -> None:
    lot = random.Random(6)  # noqa: S311 - made up by lot, from a seed
    raw = message(People(tower.slack), "hello")
    for _ in range(int(os.environ.get("REQUESTS", "10000"))):
        body, headers = _mutated(raw, door.signed(raw), lot)
        status, _ = await door.sends(body, headers)
        assert 400 <= status < 500, (status, headers)
    assert tower.heard.events == []


def _mutated(raw: bytes, headers: dict[str, str], lot: random.Random) -> tuple[bytes, dict[str, str]]:
    """One thing about a valid request that is not as it was."""
    changed, where = {**headers}, lot.randrange(len(raw))
    match lot.randrange(6):
        case 0:
            return raw[:where] + bytes([raw[where] ^ (1 + lot.randrange(127))]) + raw[where + 1 :], changed
        case 1:
            return raw[:where], changed
        case 2:
            changed["X-Slack-Signature"] = lot.choice(
                ["", "v0=", "v0=é", "v1=" + "0" * 64, "v0=" + "٣" * 64, "v0=" + "g" * 64]
            )
        case 3:
            changed["X-Slack-Request-Timestamp"] = lot.choice(
                ["", "now", "-1", "1e9", "٣٤٥", "9" * 400, "0x10", "NaN", " "]
            )
        case 4:
            del changed[lot.choice(["X-Slack-Signature", "X-Slack-Request-Timestamp"])]
        case _:
            at = 3 + lot.randrange(64)
            signature = changed["X-Slack-Signature"]
            changed["X-Slack-Signature"] = signature[:at] + ("0" if signature[at] != "0" else "1") + signature[at + 1 :]
    return raw, changed
