"""Roles: exactly the eight, in three groups."""

from bot.vocabulary.roles import ANYBODY, HERE, OWNERS, Role


def test_who_has_joined_is_one_of_four() -> None:
    assert {Role.OWNER, Role.ASSISTANT, Role.OUTSIDER, Role.GUEST} == HERE


def test_the_groups_hold_each_other() -> None:
    assert OWNERS < HERE < ANYBODY == set(Role)
