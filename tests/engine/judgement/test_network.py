"""The arithmetic of linking."""

from __future__ import annotations

import numpy as np
import pytest

from bot.engine.judgement.features import LAYOUT
from bot.engine.judgement.network import BITS, Network, made, network, weigh


def tiny() -> Network:
    """One hidden unit each: the ranker sees bit 0, the gate sees nothing."""
    first, second = np.zeros((BITS, 2), np.float32), np.eye(2, dtype=np.float32)
    first[0, 0] = 1.0
    return Network(first, second)


def test_shares_add_up_to_one_and_follow_the_features() -> None:
    likely, nobody = weigh(tiny(), [1, 0, 0], 0, (), 0.0)
    assert sum(likely) == pytest.approx(1)
    assert likely[0] == pytest.approx(np.e / (np.e + 2))
    assert nobody == pytest.approx(0.25)


def test_biases_move_the_ranker_and_the_gate() -> None:
    assert weigh(tiny(), [0, 0], 0, (3.0, 0.0), 0.0).likely[0] > 0.9
    assert weigh(tiny(), [0, 0], 0, (), 5.0).nobody > 0.9


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="learnt on other features"):
        made({"bits": [*LAYOUT.names[1:]], "start": []})


def test_the_networks_that_ship_fit_the_features() -> None:
    shipped = network()
    assert shipped.first.shape == (BITS, len(shipped.second))
    assert not shipped.second.all(axis=1).any(), "no unit is shared"
