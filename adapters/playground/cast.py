"""Who plays: an owner, two assistants, somebody from outside, and the places where they talk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from adapters.playground.workspace import Seat, Workspace
from bot.vocabulary.model import Conversation, ConversationId, Person, PersonId, WorkspaceId

ANA, SAM, KIM, LEE = (PersonId(name) for name in ("ana", "sam", "kim", "lee"))
BEGINNING: Final = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)
"""Monday, 9:00 where the owner lives, 15:00 where the assistant does."""
SHOP: Final = ConversationId("shop-relaunch")
LOUNGE: Final = ConversationId("lounge")

SEATS: Final = (
    Seat(Person(ANA, "Ana Berger", ("ana",), "Europe/Berlin"), "Owner, in Berlin"),
    Seat(Person(SAM, "Sam Reyes", ("sam",), "Asia/Manila"), "Assistant, in Manila"),
    Seat(Person(KIM, "Kim Duarte", ("kim",), "Europe/Lisbon"), "Second assistant, in Lisbon"),
    Seat(Person(LEE, "Lee Park", ("lee",), "America/New_York", is_outsider=True), "From outside, in New York"),
)


def workspace() -> Workspace:
    """The pretend workspace before anything has happened."""
    everybody = frozenset(seat.person.id for seat in SEATS)
    channels = (
        Conversation(SHOP, "shop-relaunch", members=everybody),
        Conversation(LOUNGE, "lounge", members=everybody),
    )
    return Workspace(WorkspaceId("playground"), SEATS, channels)
