"""The log tells why a message was judged so, and nothing of what was said."""

from __future__ import annotations

from structlog.testing import capture_logs

from bot.engine.decision import Decision
from bot.service.judging import log_judgement
from bot.vocabulary.signals import Reason
from tests.builders import ana, deletes, says

SAID = says(ana, "is the secret header done?", "mon 9:00")
JUDGED = Decision(because=(Reason("nobody", (0.15, 0.85)), Reason("anyone"), Reason("question", (0.97,))))


def test_the_reasons_of_a_judgement_are_logged_with_their_numbers() -> None:
    with capture_logs() as logs:
        log_judgement(SAID, JUDGED)
    (entry,) = logs
    assert (entry["event"], entry["log_level"], entry["heard"]) == ("judged", "debug", SAID.message)
    assert entry["because"] == "nobody:0.15:0.85;anyone;question:0.97"


def test_no_word_that_was_said_is_logged() -> None:
    with capture_logs() as logs:
        log_judgement(SAID, Decision(because=(Reason("named", ("secret",)),)))
    assert "secret" not in str(logs)


def test_what_is_no_message_is_not_logged() -> None:
    with capture_logs() as logs:
        log_judgement(deletes(SAID, "mon 9:05"), JUDGED)
    assert logs == []
