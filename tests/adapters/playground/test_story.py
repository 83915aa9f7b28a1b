"""The ready story."""

from __future__ import annotations

from adapters.playground.story import STORY, THERE, Step


def test_its_steps_come_one_after_the_other() -> None:
    moments = [step.moment for step in STORY]
    assert moments == sorted(moments)


def test_a_step_is_at_a_moment_on_the_clock_of_who_does_it() -> None:
    here, there = Step("mon 9:05", "x"), Step("mon 9:05", "x", zone=THERE)
    assert (here.moment - there.moment).total_seconds() == 6 * 3600
    assert str(here.moment) == "2026-06-01 07:05:00+00:00"
