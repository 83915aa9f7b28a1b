"""The contract of `ports.Messenger`, kept by Slack's over a Slack of our own. What is stored is counted there."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from adapters.clocks import HandClock
from adapters.memory.messenger import Trouble
from adapters.slack.messenger import Messenger
from tests.adapters.slack.fake import BOT, Slack
from tests.adapters.slack.servers import serving
from tests.adapters.slack.tower import Tower, standing
from tests.builders import SITE, at
from tests.contracts import test_messenger as contract

globals().update({name: test for name, test in vars(contract).items() if name.startswith("test_")})
"""Each test of the contract, on the stage below."""

TROUBLES = {
    Trouble.ANSWER_LOST: "dropped",
    Trouble.NOT_STORED: "reset",
    Trouble.SLOW: "slow",
    Trouble.RATE_LIMITED: "ratelimited 30",
    Trouble.FORBIDDEN: "refused",
    Trouble.REFUSED: "msg_too_long",
}


class AtSlack:
    """Slack, and whatever befalls a post there."""

    def __init__(self, slack: Slack, tower: Tower) -> None:
        self.clock: HandClock = slack.clock
        self._slack = slack
        self._tower = tower

    @property
    def messenger(self) -> Messenger:
        return self._tower.messenger

    def befall(self, trouble: Trouble) -> None:
        self._slack.troubles.append(TROUBLES[trouble])

    def go_away(self, is_down: bool) -> None:
        self._slack.is_down = is_down

    def stored(self) -> list[str]:
        return [each["metadata"]["event_payload"]["key"] for each in self._ours()]

    def shown(self) -> list[str]:
        return [each["text"] for each in self._ours()]

    def delete(self, receipt: str) -> None:
        channel, _, ts = receipt.partition("/")
        self._slack.messages[channel] = [each for each in self._slack.messages[channel] if each["ts"] != ts]

    def _ours(self) -> list[dict[str, Any]]:
        return [each for messages in self._slack.messages.values() for each in messages if each["user"] == BOT]


@pytest.fixture
async def stage() -> AsyncIterator[AtSlack]:
    async with serving(Slack(clock=HandClock(at("mon 9:00")))) as slack, standing(slack) as tower:
        slack.channel(SITE, "site", BOT)
        await tower.tokens.known()
        yield AtSlack(slack, tower)


@pytest.fixture
def began(stage: AtSlack) -> datetime:
    return stage.clock.now()
