"""How often Python looks for garbage."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.wiring.garbage import YOUNG, look, look_seldom


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_young_objects_are_looked_at_seldom_but_are_looked_at() -> None:
    look_seldom()
    assert gc.isenabled()
    assert gc.get_threshold()[0] == YOUNG
    assert gc.get_freeze_count() > 0


class Ring:
    """Refers to itself."""

    def __init__(self) -> None:
        self.self = self


def test_what_refers_to_itself_is_gone_once_it_is_looked_for() -> None:
    gc.collect()
    gc.disable()
    try:
        last = weakref.ref(Ring())
        assert last() is not None
        look()
        assert last() is None
    finally:
        gc.enable()
