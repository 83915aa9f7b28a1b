"""One bit each."""

from __future__ import annotations

from bot.engine.judgement.features import LAYOUT, WIDTH, Layout


def test_every_bit_has_a_name_of_its_own() -> None:
    assert len(set(LAYOUT.names)) == len(LAYOUT.names)
    assert len(LAYOUT.names) <= 8 * WIDTH


def test_a_scale_gives_the_highest_step_reached() -> None:
    layout = Layout()
    scale = layout.scale("back", (1, 3), 4)
    assert scale == (0, 1, 1, 2, 2)
    assert layout.names == ["back 1", "back 3"]


def test_bits_taken_over_stand_after_those_handed_out() -> None:
    layout = Layout()
    layout.flag("own")
    assert layout.copied("sign", 2) == 1
    assert layout.flag("more") == 1 << 3
