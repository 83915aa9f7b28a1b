"""Retainers as hours: what they hold of a week, and what is about to be lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.engine.money.retained import a_week, signs
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.books import books
from bot.vocabulary.digest import Week
from bot.vocabulary.health import State
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.records import Engagement, Member, MemberState
from tests.agreed import Talk
from tests.engine.ledgers import ACME, DESIGN, NOW, SITE, E, ana, lee, nov, sam, terms, time


def affairs(*records: object, people: tuple[PersonId, ...] = (sam,)) -> Affairs:
    members = (
        Member(ACME, E, ana, Side.OWNER, MemberState.JOINED, NOW),
        *(Member(ACME, E, each, Side.ASSISTANT, MemberState.JOINED, NOW) for each in people),
    )
    engagement = Engagement(ACME, E, "The shop", (SITE,), "UTC", NOW)
    return Affairs(engagement, members, books=books(records, E))


def week(day: int, *records: object) -> Week:
    return Week(affairs(*records), Talk().situation(ana), datetime(2026, 11, day, 12, tzinfo=UTC))


RETAINER = terms("retainer 40 h a month for 1200 EUR")


def test_a_retainer_holds_its_hours_of_who_it_is_for_or_of_the_only_one() -> None:
    assert a_week(sam, affairs(RETAINER), NOW) == pytest.approx(40 / (52 / 12))
    assert a_week(sam, affairs(RETAINER, people=(sam, lee)), NOW) == 0
    own = replace(RETAINER, person=lee)
    assert a_week(lee, affairs(own, people=(sam, lee)), NOW) == pytest.approx(40 / (52 / 12))
    assert a_week(sam, affairs(terms("30 EUR an hour")), NOW) == 0


def test_hours_that_will_be_lost_are_pointed_out_while_there_is_time_to_use_them() -> None:
    used = time(10 * 60, nov(5), DESIGN)
    assert list(signs(week(10, RETAINER, used))) == []
    (sign,) = signs(week(20, RETAINER, used))
    assert (sign.state, sign.what.facts) == (State.WATCH, ("Design", 30.0, "2026-11-30"))
    assert sign.step is not None
    assert sign.step.action == "hand-over"


def test_not_where_they_are_used_or_roll_over() -> None:
    assert list(signs(week(20, RETAINER, time(35 * 60, nov(5), DESIGN)))) == []
    rolling = terms("retainer 40 h a month for 1200 EUR, rolls over")
    assert list(signs(week(20, rolling))) == []
