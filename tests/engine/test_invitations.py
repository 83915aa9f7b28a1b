"""Seals: they tell whether somebody was meant, and nothing else."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.invitations import OPEN_FOR, invite, is_invited, seal, settle
from bot.vocabulary.model import EngagementId, PersonId
from bot.vocabulary.records import Engagement
from tests.agreed import ACME, MONDAY, SITE

HOME = Engagement(ACME, EngagementId("E1"), "site", (SITE,), "UTC", MONDAY)
NAMES = st.sets(st.integers(10**16, 10**19).map(str).map(PersonId), min_size=1, max_size=8)


@given(NAMES)
def test_who_was_invited_is_and_their_names_are_nowhere(people: set[PersonId]) -> None:
    invited = invite(HOME, tuple(people), MONDAY)
    assert all(is_invited(invited, person, MONDAY) for person in people)
    assert not any(person in repr(invited) for person in people)


@given(NAMES)
def test_answering_takes_the_seal_away_and_leaves_the_others(people: set[PersonId]) -> None:
    first, *others = people
    settled = settle(invite(HOME, tuple(people), MONDAY), first)
    assert not is_invited(settled, first, MONDAY)
    assert all(is_invited(settled, other, MONDAY) for other in others)


def test_an_invitation_stands_for_a_fortnight() -> None:
    invited = invite(HOME, (PersonId("U2"),), MONDAY)
    assert is_invited(invited, PersonId("U2"), MONDAY + OPEN_FOR - timedelta(seconds=1))
    assert not is_invited(invited, PersonId("U2"), MONDAY + OPEN_FOR)


def test_the_same_person_has_another_seal_elsewhere() -> None:
    other = Engagement(ACME, EngagementId("E2"), "site", (SITE,), "UTC", MONDAY)
    assert seal(HOME, PersonId("U2")) != seal(other, PersonId("U2"))
