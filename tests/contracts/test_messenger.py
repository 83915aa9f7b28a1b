"""The contract of `ports.Messenger`, for every platform: posted once, found when nobody knows, honest when refused.

A platform joins by a `Stage` of its own in `STAGES`: how to make its messenger over a server of the test's, and how to
let a trouble befall the next post. What is stored is counted on the server, never believed of the messenger.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Protocol

import pytest

from adapters.clocks import HandClock
from adapters.memory.messenger import Messenger as InMemory
from adapters.memory.messenger import Trouble
from bot.ports.surfaces import FORBIDDEN, GONE, Messenger, Refused, Unsure
from bot.vocabulary.effects import Address, InConversation, ToPerson
from bot.vocabulary.model import MessageId
from bot.vocabulary.view import Strong, View
from tests.builders import SITE, WORKSPACE, ana, at, sam

CARD: Final = View((Strong("One question waits for you"),), (("ana asked on Monday",),))
LATER: Final = View((Strong("Nothing waits for you any more"),))
TO: Final = ToPerson(sam)


class Stage(Protocol):
    """A messenger, the platform behind it, and its clock."""

    clock: HandClock

    @property
    def messenger(self) -> Messenger:
        """The messenger under test."""

    def befall(self, trouble: Trouble) -> None:
        """Let a trouble happen to the next post."""

    def go_away(self, is_down: bool) -> None:
        """Let the platform answer nobody, or be there again."""

    def stored(self) -> list[str]:
        """The keys of what the platform has stored."""

    def shown(self) -> list[str]:
        """What can be read there: the words of each message, as far as a test finds its own in them."""

    def delete(self, receipt: str) -> None:
        """Let somebody delete a message on the platform."""


class Memory:
    """The platform that only remembers."""

    def __init__(self) -> None:
        self.clock = HandClock(at("mon 9:00"))
        self.messenger = InMemory(self.clock)

    def befall(self, trouble: Trouble) -> None:
        self.messenger.befall([trouble])

    def go_away(self, is_down: bool) -> None:
        self.messenger.is_down = is_down

    def stored(self) -> list[str]:
        return [each.key for each in self.messenger.posted]

    def shown(self) -> list[str]:
        return [str(each.view) for each in self.messenger.posted]

    def delete(self, receipt: str) -> None:
        self.messenger.posted[:] = [each for each in self.messenger.posted if each.receipt != receipt]


STAGES: Final[dict[str, Callable[[], Stage]]] = {"memory": Memory}


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Stage:
    return STAGES[request.param]()


@pytest.fixture
def began(stage: Stage) -> datetime:
    return stage.clock.now()


async def test_a_post_is_stored_once_and_its_receipt_names_it(stage: Stage, began: datetime) -> None:
    receipt = await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    assert receipt
    assert stage.stored() == ["key"]
    assert await stage.messenger.find(WORKSPACE, TO, "key", began) == receipt


async def test_stored_but_the_answer_was_lost(stage: Stage, began: datetime) -> None:
    stage.befall(Trouble.ANSWER_LOST)
    with pytest.raises(Unsure):
        await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    assert stage.stored() == ["key"], "one call is one request (R7)"
    assert await stage.messenger.find(WORKSPACE, TO, "key", began) is not None


async def test_never_stored_and_the_answer_was_lost(stage: Stage, began: datetime) -> None:
    stage.befall(Trouble.NOT_STORED)
    with pytest.raises(Unsure):
        await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    assert await stage.messenger.find(WORKSPACE, TO, "key", began) is None
    assert stage.stored() == []


async def test_given_up_on_and_stored_a_while_later(stage: Stage, began: datetime) -> None:
    stage.befall(Trouble.SLOW)
    with pytest.raises(Unsure):
        await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    stage.clock.move_to(began + timedelta(seconds=60))
    assert await stage.messenger.find(WORKSPACE, TO, "key", began) is not None
    assert stage.stored() == ["key"]


async def test_a_rate_limit_says_how_long_and_stores_nothing(stage: Stage) -> None:
    stage.befall(Trouble.RATE_LIMITED)
    with pytest.raises(Refused) as refused:
        await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    assert refused.value.retry_after is not None
    assert refused.value.retry_after > timedelta()
    assert stage.stored() == []


async def test_where_we_may_not_post_is_told_by_its_own_code(stage: Stage) -> None:
    stage.befall(Trouble.FORBIDDEN)
    with pytest.raises(Refused) as refused:
        await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    assert (refused.value.why, stage.stored()) == (FORBIDDEN, [])


async def test_what_is_refused_for_good_names_no_time(stage: Stage) -> None:
    stage.befall(Trouble.REFUSED)
    with pytest.raises(Refused) as refused:
        await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    assert refused.value.why != FORBIDDEN
    assert refused.value.retry_after is None
    assert stage.stored() == []


async def test_a_platform_that_is_away_leaves_everything_unsure(stage: Stage, began: datetime) -> None:
    stage.go_away(True)
    with pytest.raises(Unsure):
        await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    with pytest.raises(Unsure):
        await stage.messenger.find(WORKSPACE, TO, "key", began)
    stage.go_away(False)
    assert await stage.messenger.find(WORKSPACE, TO, "key", began) is None


async def test_a_key_is_looked_for_where_it_was_posted_and_since_when(stage: Stage, began: datetime) -> None:
    await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    assert await stage.messenger.find(WORKSPACE, ToPerson(ana), "key", began) is None
    assert await stage.messenger.find(WORKSPACE, InConversation(SITE), "key", began) is None
    assert await stage.messenger.find(WORKSPACE, TO, "another key", began) is None


async def test_threads_and_conversations_are_posted_to_as_well(stage: Stage, began: datetime) -> None:
    for number, to in enumerate((InConversation(SITE), InConversation(SITE, MessageId(f"{SITE}/1")))):
        receipt = await stage.messenger.post(WORKSPACE, to, CARD, f"key {number}")
        assert await stage.messenger.find(WORKSPACE, to, f"key {number}", began) == receipt


def test_the_pace_of_an_address_is_a_duration(stage: Stage) -> None:
    assert stage.messenger.pace(TO) >= timedelta()


@pytest.mark.parametrize("to", [TO, InConversation(SITE), InConversation(SITE, MessageId(f"{SITE}/1"))])
async def test_a_card_is_drawn_anew_where_it_stands(stage: Stage, to: Address) -> None:
    receipt = await stage.messenger.post(WORKSPACE, to, CARD, "key")
    await stage.messenger.update(WORKSPACE, to, receipt, LATER)
    (shown,) = stage.shown()
    assert "Nothing waits" in shown
    assert "One question" not in shown


async def test_drawing_a_card_anew_twice_does_no_harm_and_it_is_found_as_before(stage: Stage, began: datetime) -> None:
    receipt = await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    for _ in range(2):
        await stage.messenger.update(WORKSPACE, TO, receipt, LATER)
    assert stage.stored() == ["key"]
    assert await stage.messenger.find(WORKSPACE, TO, "key", began) == receipt


async def test_a_card_that_was_deleted_is_told_to_be_gone(stage: Stage) -> None:
    receipt = await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    stage.delete(receipt)
    with pytest.raises(Refused) as refused:
        await stage.messenger.update(WORKSPACE, TO, receipt, LATER)
    assert (refused.value.why, stage.stored()) == (GONE, [])


@pytest.mark.parametrize("trouble", [Trouble.ANSWER_LOST, Trouble.NOT_STORED])
async def test_whether_a_card_was_drawn_anew_may_be_unsure(stage: Stage, trouble: Trouble) -> None:
    receipt = await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    stage.befall(trouble)
    with pytest.raises(Unsure):
        await stage.messenger.update(WORKSPACE, TO, receipt, LATER)
    await stage.messenger.update(WORKSPACE, TO, receipt, LATER)
    assert "Nothing waits" in stage.shown()[0]


async def test_drawing_a_card_anew_is_rate_limited_like_posting(stage: Stage) -> None:
    receipt = await stage.messenger.post(WORKSPACE, TO, CARD, "key")
    stage.befall(Trouble.RATE_LIMITED)
    with pytest.raises(Refused) as refused:
        await stage.messenger.update(WORKSPACE, TO, receipt, LATER)
    assert refused.value.retry_after is not None
    assert "One question" in stage.shown()[0]
