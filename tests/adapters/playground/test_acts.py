"""What can be done at a seat over the JSON face."""

from __future__ import annotations

import pytest

from adapters.playground import acts
from adapters.playground.asked import Asked, Wrong
from adapters.playground.cast import ANA
from tests.adapters.playground.playing import Play

NEEDS = [(name, field) for name, (_, fields) in acts.ACTS.items() for field in fields[:1] if field != "values"]


@pytest.mark.parametrize(("name", "field"), NEEDS)
async def test_what_it_is_about_has_to_be_said(name: str, field: str) -> None:
    act, fields = acts.ACTS[name]
    with pytest.raises(Wrong, match=f"“{field}” is missing"):
        await act(Play(), ANA, Asked({}, fields))  # type: ignore[arg-type]
