from dataclasses import replace

import pytest

from bot.vocabulary.checkins import Blocker, BlockerId, BlockerKind, BlockerState
from bot.vocabulary.model import ConversationId, EngagementId
from tests.agreed import ACME, MONDAY, sam

IT = Blocker(
    ACME, BlockerId("c1-stuck"), EngagementId("E1"), ConversationId("C1"), sam, BlockerKind.STUCK, "no logo", MONDAY
)


def test_a_blocker_is_named_in_gaps_in_its_own_way() -> None:
    assert IT.message == "blocker/c1-stuck"


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (BlockerState.OPEN, True),
        (BlockerState.CALLING, True),
        (BlockerState.ANSWERED, False),
        (BlockerState.WITHDRAWN, False),
    ],
)
def test_a_promise_to_call_is_no_answer_yet(state: BlockerState, is_open: bool) -> None:
    assert replace(IT, state=state).is_open is is_open
