"""Who plays."""

from __future__ import annotations

from adapters.playground import cast
from adapters.playground.cast import ANA, LEE


def test_everybody_is_in_every_channel_and_has_a_zone_of_their_own() -> None:
    here = cast.workspace()
    assert all(len(here.places(seat)) == 3 for seat in here.seats)
    assert len({seat.person.zone for seat in here.seats.values()}) == len(here.seats)


def test_each_playground_begins_with_an_empty_chat() -> None:
    first = cast.workspace()
    first.put(first.places(ANA)[0].id, cast.BEGINNING, LEE, "hello")
    assert cast.workspace().seen(ANA) == []
