from bot.engine.reviews.courses import both
from bot.vocabulary.digest import Course
from bot.vocabulary.model import Side
from tests.agreed import ana
from tests.weeks import waited, week

HOUR = 3600.0


def test_with_few_questions_each_week_shows_its_longest_wait() -> None:
    (course,), is_median = both(week(waited(1, 2), waited(2, 5), waited(8, 3)))
    assert not is_median
    assert course == Course(Side.ASSISTANT, (None, None, 3 * HOUR, 5 * HOUR), (False, False, False, False))


def test_who_still_waits_counts_with_the_time_so_far_as_a_bound() -> None:
    (course,), _ = both(week(waited(1, 2), waited(3, 9, is_open=True)))
    assert course.weeks[-1] == 9 * HOUR
    assert course.is_bound[-1]


def test_with_enough_answers_in_every_week_it_is_the_median() -> None:
    (course,), is_median = both(week(*(waited(1 + each / 10, each + 1) for each in range(5))))
    assert is_median
    assert course.weeks[-1] == 3 * HOUR


def test_both_directions_have_their_line() -> None:
    lines, _ = both(week(waited(1, 2), waited(1, 4, by=ana)))
    assert [line.owing for line in lines] == [Side.ASSISTANT, Side.OWNER]


def test_nothing_asked_is_no_line() -> None:
    assert both(week()) == ((), False)
