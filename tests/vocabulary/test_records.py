"""One gap for each asking message and person who owes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.vocabulary.records import GapState
from tests.builders import kim
from tests.engine.gaps.test_ledger import GAP


def test_a_gap_is_named_by_its_message_and_who_owes() -> None:
    identities = {GAP.identity, replace(GAP, owed_by=kim).identity, replace(GAP, owed_by=None).identity}
    assert len(identities) == 3


@pytest.mark.parametrize("state", GapState)
def test_only_an_open_or_acknowledged_gap_waits(state: GapState) -> None:
    assert replace(GAP, state=state).is_waiting == (state in (GapState.OPEN, GapState.ACKNOWLEDGED))
