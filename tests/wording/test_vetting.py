"""The cards of getting to know."""

from __future__ import annotations

from bot.vocabulary.affairs import Affairs
from bot.vocabulary.agreements import ExpectationState
from bot.vocabulary.audit import TOO_FEW, Estimate
from bot.vocabulary.vetting import Candidacy, CandidacyState
from bot.wording.vetting import ItemShown, PersonShown, Worked, answered, one, record, settled_by, side_by_side, thanks
from tests.kept import ACME, ANA, BUILD, NOW, SAM, engagement, later

CONTRACT = ItemShown("build/sam/contract", "Contract", is_required=True, is_done=False)
NDA = ItemShown("build/sam/nda", "NDA", is_required=False, is_done=True, settled=settled_by(ANA, ("today",), "by mail"))
AFFAIRS = Affairs(engagement())


def worked(**changes: object) -> Worked:
    parts = {
        "since": NOW, "asked": 6, "answered": 5, "waiting": 1, "median": Estimate(3600), "p90": Estimate(7200),
        "acknowledged": (2, 3), "on_time": (0, 0), "delivered": 0, "returned": 0, "accepted": 0,
    }  # fmt: skip
    return Worked(**{**parts, **changes})  # type: ignore[arg-type]


def test_it_says_how_many_required_things_are_settled_and_what_is_next() -> None:
    card = one(PersonShown(SAM, "Sam", "build/sam", (CONTRACT, NDA)), AFFAIRS, "UTC", can_change=True)
    assert "0 of 1 required things are settled" in str(card.headline)
    assert "Next: Contract" in str(card.facts)
    assert [section.heading for section in card.sections] == ["○ Contract", "✓ NDA · optional"]
    assert "by mail" in str(card.sections[1].lines)


def test_a_task_that_is_under_way_is_shown_instead_of_handed_out_again() -> None:
    trial = ItemShown(
        "build/sam/trial", "Paid trial task", True, False, (), ExpectationState.DELIVERED, "e1", is_trial=True
    )
    card = one(PersonShown(SAM, "Sam", "build/sam", (trial,)), AFFAIRS, "UTC", can_change=True)
    assert "The task is delivered" in str(card.sections[0].lines)
    assert [button.action for button in card.sections[0].buttons] == ["show", "vet-tick"]
    fresh = ItemShown("build/sam/trial", "Paid trial task", is_required=True, is_done=False, is_trial=True)
    card = one(PersonShown(SAM, "Sam", "build/sam", (fresh,)), AFFAIRS, "UTC", can_change=True)
    assert [button.action for button in card.sections[0].buttons] == ["vet-trial", "vet-tick"]


def test_nobody_there_yet_is_said_kindly() -> None:
    card = side_by_side((), AFFAIRS, can_change=True)
    assert card.headline == ("Nobody has joined yet.",)
    assert [button.action for button in card.buttons] == ["vet-candidates"]


def test_candidates_can_be_chosen_side_by_side_by_owners_only() -> None:
    seen = PersonShown(SAM, "Sam", "build/sam", (CONTRACT,), candidacy=Candidacy(ACME, BUILD, SAM, NOW))
    owners, others = (side_by_side((seen, seen), AFFAIRS, can_change=each).sections[0] for each in (True, False))
    assert [button.action for button in owners.buttons] == ["vet", "choose"]
    assert [button.action for button in others.buttons] == ["vet"]
    assert "Open: Contract" in str(owners.lines)


def test_the_record_leaves_out_what_there_is_nothing_to_tell_of() -> None:
    lines = [str(line) for line in record(worked(), "UTC")]
    assert any("5 of 6 answered, half within 1 h, nine in ten within 2 h; 1 waiting" in line for line in lines)
    assert any("Taken on in time" in line and "2 of 3" in line for line in lines)
    assert not any("Delivered" in line for line in lines)
    lines = [str(line) for line in record(worked(delivered=2, returned=1, accepted=1, on_time=(1, 2)), "UTC")]
    assert any("Delivered 2, accepted 1; came back for a change 1 ×" in line for line in lines)


def test_with_few_answers_it_says_so() -> None:
    assert answered(TOO_FEW, TOO_FEW) == "too few answers to tell how long they take"


def test_thanks_say_when_everything_is_erased_and_only_as_long_as_there_is_something_to_erase() -> None:
    thanked = Candidacy(ACME, BUILD, SAM, NOW, CandidacyState.THANKED, later(24))
    card = thanks(Affairs(engagement(), candidacies=(thanked,)), SAM, "UTC")
    assert card is not None
    assert "Thank you for getting to know The site" in str(card.headline)
    assert [button.action for button in card.buttons] == ["export", "leave"]
    assert thanks(AFFAIRS, SAM, "UTC") is None
