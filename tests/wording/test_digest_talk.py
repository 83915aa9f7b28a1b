import pytest

from bot.wording.digest_talk import TALK_LINES, TALK_OFFERS
from tests.wording.spans import plain

MONDAY = "2026-11-23T10:00:00+00:00"


@pytest.mark.parametrize(
    ("code", "facts", "line"),
    [
        ("check-ins", ("U2", 2, 3, 1), "@U2: 2 of 3 check-ins answered, 1 of them late"),
        ("check-ins", ("U2", 1, 1, 0), "@U2: the one check-in was answered"),
        ("check-ins", ("U2", 0, 1, 0), "@U2: the one check-in was not answered"),
        ("in-the-way", ("U2", "no logo", MONDAY), "In the way of @U2 since Mon 23 Nov: no logo"),
        ("feedback-given", (1,), "Feedback was given once"),
        ("feedback-given", (3,), "Feedback was given 3 times"),
        ("no-feedback", ("U1", "U2"), "No feedback for 30 days from @U1 to @U2"),
    ],
)
def test_a_finding_in_a_line(code: str, facts: tuple[str | float, ...], line: str) -> None:
    assert plain(TALK_LINES[code]("UTC", *facts)) == line


def test_a_suggestion_says_why_and_what_to_press() -> None:
    clear = TALK_OFFERS["clear-the-way"]("UTC", "U2", "x" * 200)
    assert plain(clear.reason).startswith("@U2 cannot go on: xxx")
    assert len(plain(clear.reason)) < 110
    give = TALK_OFFERS["give-feedback"]("UTC", "U2")
    assert (plain(give.reason), give.label) == ("A word on the work helps @U2 to go on well", "Give feedback")
