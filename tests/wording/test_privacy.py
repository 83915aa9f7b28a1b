"""How much is kept about somebody is told in plain words, and never what."""

from bot.wording import privacy


def test_kinds_without_records_are_not_named() -> None:
    assert privacy.kept({"questions": 2, "drafts": 0}, "U1", "T1") == "Kept about U1 in T1:\n  questions: 2"


def test_nothing_is_said_to_be_nothing() -> None:
    assert privacy.kept({"questions": 0}, "U1", "T1") == privacy.erased(0, "U1", "T1")


def test_what_cannot_be_taken_back_is_asked_for_once_more() -> None:
    assert "--yes" in privacy.sure(3, "U1", "T1")
    assert privacy.erased(3, "U1", "T1").startswith("3 records about U1 in T1 are erased")
    assert "openline doctor" in privacy.unreachable("ConnectionRefusedError")
