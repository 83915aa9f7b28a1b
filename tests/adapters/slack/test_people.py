"""Accounts, as Slack tells about them."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.people import person, zone
from bot.vocabulary.model import Person, PersonId

ANA: dict[str, Any] = {
    "id": "U0ANA",
    "team_id": "T0ACME",
    "name": "ana.lima",
    "real_name": "Ana Lima",
    "tz": "America/Sao_Paulo",
    "profile": {"display_name": "Ana", "real_name": "Ana Lima", "first_name": "Ana"},
}


def test_a_person_is_called_by_handle_display_name_real_name_and_first_name() -> None:
    assert person(ANA, "T0ACME") == Person(
        PersonId("U0ANA"), "Ana", ("ana.lima", "Ana", "Ana Lima"), "America/Sao_Paulo"
    )


@pytest.mark.parametrize(
    ("mark", "outsider", "guest", "admin"),
    [
        ("is_stranger", True, False, False),
        ("is_restricted", False, True, False),
        ("is_ultra_restricted", False, True, False),
        ("is_admin", False, False, True),
        ("is_owner", False, False, True),
        ("deleted", False, False, False),
    ],
)
def test_strangers_guests_and_admins_are_told_apart(mark: str, outsider: bool, guest: bool, admin: bool) -> None:
    found = person({**ANA, mark: True}, "T0ACME")
    assert found
    assert (found.is_outsider, found.is_guest, found.is_admin) == (outsider, guest, admin)


def test_another_team_is_outside_unless_both_are_of_one_organisation() -> None:
    other, colleague = person(ANA, "T0OTHER"), person({**ANA, "enterprise_user": {"id": "E0"}}, "T0OTHER")
    assert other
    assert colleague
    assert (other.is_outsider, colleague.is_outsider) == (True, False)


@pytest.mark.parametrize("user", [{**ANA, "is_bot": True}, {"id": "USLACKBOT"}])
def test_bots_are_told_for_bots(user: dict[str, Any]) -> None:
    found = person(user)
    assert found
    assert found.is_bot


@pytest.mark.parametrize("name", ["Mars/Olympus", "", None, 7, "../etc/passwd", "America"])
def test_a_zone_that_does_not_exist_is_no_zone(name: object) -> None:
    assert zone(name) is None


@pytest.mark.parametrize("broken", [{}, {"id": 7}, {"id": ""}])
def test_nobody_has_no_id(broken: dict[str, Any]) -> None:
    assert person(broken) is None


def test_whoever_has_no_name_is_called_by_the_id() -> None:
    nameless = person({"id": "U1", "profile": None, "real_name": 3})
    assert nameless == Person(PersonId("U1"), "U1")
