"""Which records are the same one, and which takes whose place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.vocabulary.identity import SETTLED, identify, part, reader, replaces
from bot.vocabulary.records import CalibrationKept, Gap, GapState, Outgoing, OutgoingState, PersonKept, Wakeup
from tests.kept import ACME, SAM, every_record, gap, outgoing, wakeup


def test_a_record_is_named_inside_its_workspace() -> None:
    assert identify(Gap)(gap()) == (ACME, "site/1>sam")
    assert identify(Wakeup)(wakeup("a")) == (ACME, "nudge", SAM, "a")
    assert identify(CalibrationKept)(every_record()[CalibrationKept][0]) == (ACME,)


def test_a_part_of_an_identity_is_asked_for_by_one_word() -> None:
    (ana, _) = every_record()[PersonKept]
    assert part("person.id") == "person_id"
    assert reader(PersonKept, "person_id")(ana) == "ana"
    assert reader(Gap, "owed_by")(gap()) == SAM


def test_what_is_known_later_takes_the_place_of_what_was_known_before() -> None:
    assert replaces(gap(), replace(gap(), state=GapState.ANSWERED))


def test_a_slot_stays_as_it_was() -> None:
    assert not replaces(wakeup("a"), wakeup("a"))


@pytest.mark.parametrize("state", OutgoingState)
def test_a_new_post_never_takes_the_place_of_one_of_its_key(state: OutgoingState) -> None:
    assert not replaces(outgoing("a", state=state), outgoing("a"))


def test_a_post_is_settled_by_whoever_took_it_last_and_then_never_again() -> None:
    def tried(state: OutgoingState, tries: int) -> Outgoing:
        return outgoing("a", state=state, tries=tries)

    assert replaces(tried(OutgoingState.SENDING, 2), tried(OutgoingState.PENDING, 2))
    assert not replaces(tried(OutgoingState.SENDING, 2), tried(OutgoingState.SENT, 1))
    assert not any(replaces(tried(state, 1), tried(OutgoingState.PENDING, 2)) for state in SETTLED)
