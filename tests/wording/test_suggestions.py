"""What is offered while somebody types."""

from __future__ import annotations

from bot.vocabulary.model import Person, PersonId
from bot.wording import suggestions
from tests.builders import at


def test_a_deadline_shows_what_was_typed_and_what_is_understood() -> None:
    choice = suggestions.deadline(at("fri 15:00"), "Europe/Berlin", "fri 5pm")
    assert choice == ("Fri 5 Jun 17:00 my time", "fri 5pm → Fri 5 Jun 17:00 your time")
    assert len(suggestions.deadline(at("fri 15:00"), "UTC", "x" * 500).label) <= 100


def test_somebody_is_offered_by_name() -> None:
    assert suggestions.person(Person(PersonId("u1"), "Sam\nReyes")) == ("u1", "Sam Reyes")
