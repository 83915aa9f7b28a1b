"""What the doctor is told, before anything is known."""

from bot.vocabulary.doctor import Facts, Inspection, Late


def test_nothing_is_taken_for_granted() -> None:
    assert not Facts().is_reachable
    assert Facts().inspection is None
    assert Inspection() == Inspection(late=Late(0, 0, None), set_aside=())
