"""Whatever comes instead of a payload: nothing breaks, and nothing of it reaches the log (S4)."""

import json
import os
from random import Random
from typing import Any

import pytest

from adapters.slack.happenings import Setting, understood
from adapters.slack.happenings import candidates as of_events
from adapters.slack.interactions import candidates, command, pressed, shortcut, submitted
from adapters.slack.text import NOBODY
from tests.adapters.exports.made import PAYLOADS, payload
from tests.adapters.slack.people_at_slack import People
from tests.adapters.slack.tower import ACME, Tower
from tests.builders import at

CANARY = "canary-c0ffee"
STRANGE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    "",
    "x" * 5000,
    [],
    {},
    [None],
    {"id": 5},
    "\ud800",
    "<@U1|<!here>",
    "1.",
)
NOW = at("mon 9:00")
RECORDED = [payload("slack", path.stem) for path in sorted(PAYLOADS.glob("slack/*.json"))]
TIMES = int(os.environ.get("PAYLOADS", "20000"))


def seeds(people: People) -> list[dict[str, Any]]:
    """Valid payloads of every sort."""
    card = {"channel": "C0SITE", "ts": "1.2", "blocks": [_row("button"), _row("overflow")]}
    events = [people.event({"channel": "C0SITE", **each}) for each in RECORDED]
    kinds = ("user_change", "tokens_revoked", "app_home_opened", "channel_id_changed", "member_left_channel")
    events += [
        people.event({"type": kind, "user": "U0ANA", "channel": "C0SITE", "tokens": {"bot": ["U1"]}}) for kind in kinds
    ]
    view = {"type": "modal", "private_metadata": json.dumps(["join", "E1", ACME, *[""] * 5]), "blocks": [], "state": {}}
    return [
        *events,
        people.command("U0ANA", CANARY),
        people.press("U0ANA", "Go", card),
        people.submission("U0ANA", view),
    ]


def _row(kind: str) -> dict[str, Any]:
    element = {"type": kind, "action_id": "mine#0", "value": f"{ACME} ", "text": {"text": "Go"}, "options": []}
    return {"type": "actions", "elements": [element]}


def mutated(value: Any, lot: Random) -> Any:
    """The same with one thing or the other put out of place."""
    if lot.random() < 0.06:
        return lot.choice([*STRANGE, CANARY])
    if isinstance(value, dict):
        return {key: mutated(each, lot) for key, each in value.items() if lot.random() > 0.03}
    return [mutated(each, lot) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_that_is_put_out_of_place_breaks_the_reading_of_it(tower: Tower, seed: int) -> None:
    lot, valid = Random(seed), seeds(People(tower.slack))  # noqa: S311 - from a seed
    setting = Setting(ACME, "U0OPENLINE", NOBODY, NOW)
    for _ in range(TIMES // 4):
        body = mutated(lot.choice(valid), lot)
        if isinstance(body, dict):
            understood(body, setting)
            list(of_events(body)), list(candidates(body))
            for read in (command, shortcut, pressed, submitted):
                read(body, ACME, NOW)


async def test_it_is_acknowledged_and_its_words_stay_out_of_the_log(
    tower: Tower, people: People, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "slack_bolt")
    lot, valid = Random(7), seeds(people)  # noqa: S311 - from a seed
    for number in range(1500):
        body = mutated(lot.choice(valid), lot)
        await people.deliver(
            ("events_api", "interactive", "slash_commands")[number % 3], body if isinstance(body, dict) else {}
        )
    out, err = capsys.readouterr()
    assert CANARY not in out + err
