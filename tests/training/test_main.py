"""Where the weights are written to."""

from __future__ import annotations

from bot.engine.judgement.network import network
from bot.engine.judgement.wordings import wordings
from training.__main__ import WEIGHTS


def test_weights_are_written_to_where_the_engine_reads_them() -> None:
    assert network() is not None
    assert wordings() is not None
    assert {each.name for each in WEIGHTS.glob("*.json")} == {"linker.json", "wordings.json"}
