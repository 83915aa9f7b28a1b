from datetime import timedelta

from bot.vocabulary.digest import Course, Digest
from bot.vocabulary.model import EngagementId, Side
from bot.vocabulary.signals import Reason
from bot.wording.courses import chart, picture
from tests.weeks import FRIDAY

HOUR = 3600.0
LATE = Course(Side.OWNER, (2 * HOUR, None, 4 * HOUR, 12 * HOUR), (False, False, False, True))


def digest(*courses: Course, is_median: bool = False) -> Digest:
    lead = Reason("lead-quiet", (0, ""))
    return Digest(EngagementId("E1"), FRIDAY, lead, (), (), courses, is_median, timedelta(hours=8))


def test_the_alternative_text_says_the_finding() -> None:
    drawn = picture(digest(LATE), "UTC")
    assert drawn is not None
    assert drawn.alternative == (
        "The longest wait was, this week and the weeks before it: for the owner more than a day and a half, "
        "before it 4 h, nothing asked, 2 h. The target is 8 h."
    )


def test_weeks_in_which_nothing_was_asked_are_not_listed_one_by_one() -> None:
    only = Course(Side.ASSISTANT, (None, None, None, 2 * HOUR), (False,) * 4)
    assert "for the assistants 2 h, and nothing asked before." in chart(digest(only), "UTC").finding


def test_the_target_is_a_line_and_everything_lies_below_the_top() -> None:
    drawn = chart(digest(LATE), "UTC")
    assert drawn.rule is not None
    assert drawn.rule.at == 8 * HOUR
    assert drawn.top >= 12 * HOUR
    assert [tick.label for tick in drawn.x_ticks] == ["Fri 6 Nov", "Fri 13 Nov", "Fri 20 Nov", "this week"]


def test_what_still_waits_is_a_hollow_mark() -> None:
    (line,) = chart(digest(LATE), "UTC").lines
    assert [point.at_least for point in line.points] == [False, False, False, True]
    assert line.points[1].y is None


def test_medians_are_called_so() -> None:
    assert chart(digest(LATE, is_median=True), "UTC").title.startswith("Half of each week")


def test_without_a_question_there_is_no_picture() -> None:
    assert picture(digest(), "UTC") is None
