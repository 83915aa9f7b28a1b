"""A decision is empty until a rule says something."""

from bot.engine.decision import Decision


def test_nothing_follows_from_nothing() -> None:
    assert not any(Decision())
