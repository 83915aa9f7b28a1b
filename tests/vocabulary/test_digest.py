from datetime import timedelta

from bot.vocabulary.model import Side
from tests.agreed import ana, joe, sam
from tests.weeks import FRIDAY, waited, week


def test_a_week_holds_its_first_moment_and_not_its_last() -> None:
    one = week()
    assert one.holds(FRIDAY - timedelta(weeks=1))
    assert not one.holds(FRIDAY)
    assert not one.holds(None)


def test_a_week_knows_the_sides() -> None:
    assert [week().side(person) for person in (ana, sam, joe)] == [Side.OWNER, Side.ASSISTANT, None]


def test_a_question_is_open_until_it_is_answered() -> None:
    assert waited(1, 2, is_open=True).is_open
    assert not waited(1, 2).is_open
