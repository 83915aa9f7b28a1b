"""What /healthz answers."""

from bot.vocabulary.vitals import Pulse
from bot.wording.vitals import health


def test_everything_lives() -> None:
    assert health([]) == "alive"


def test_each_heart_that_has_stopped_is_named_with_what_that_means() -> None:
    said = health([Pulse("ticker", 41.2, 30), Pulse("canteen", 31, 30)])
    assert said == (
        "ticker has been silent for 41 s (30 s are in order): nothing that is due is looked at\n"
        "canteen has been silent for 31 s (30 s are in order)"
    )
