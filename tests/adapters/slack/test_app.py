"""What Bolt hands on, over real sockets: kept and then acknowledged, or counted."""

import pytest

from tests.adapters.exports.made import PAYLOADS, payload
from tests.adapters.slack.fake import ANA, SITE
from tests.adapters.slack.people_at_slack import People, Unacknowledged
from tests.adapters.slack.tower import Tower

EVERY = [path.stem for path in sorted(PAYLOADS.glob("slack/*.json"))]


async def test_what_could_not_be_kept_is_not_acknowledged_and_delivered_again(tower: Tower, people: People) -> None:
    tower.heard.failures += [OSError("the store is gone"), OSError("still")]
    message = people.event({"type": "message", "channel": SITE, "user": ANA, "text": "hi", "ts": people.slack.ts()})
    times, _ = await people.insist("events_api", message, patience=0.3)
    assert times == 3
    assert tower.heard.said == ["hi"]


async def test_a_command_that_could_not_be_kept_is_not_acknowledged(tower: Tower, people: People) -> None:
    tower.heard.failures.append(OSError("the store is gone"))
    with pytest.raises(Unacknowledged):
        await people.deliver("slash_commands", people.command(ANA, "mine"), patience=0.3)


async def test_whatever_slack_invents_is_acknowledged_and_counted(tower: Tower, people: People) -> None:
    for number in range(200):
        await people.tell({"type": f"invented_{number}", "strange": [number]})
    for body in ({}, {"type": "nothing"}, {"type": "block_suggestion"}, {"type": "view_closed", "view": {}}):
        await people.deliver("interactive", body)
    await people.deliver("events_api", {"type": "event_callback"})
    await people.deliver("slash_commands", {"command": "/openline"})
    assert len(tower.passed_over) == 206
    assert tower.heard.events == []


async def test_every_recorded_payload_is_acknowledged(tower: Tower, people: People) -> None:

    for name in EVERY:
        event = payload("slack", name)
        if isinstance(event, dict):
            await people.tell({"channel": SITE, **event})
    assert tower.heard.events
