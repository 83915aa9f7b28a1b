from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.snowflakes import EPOCH, before, moment

AT = datetime(2026, 6, 1, 14, 40, tzinfo=UTC)


def test_what_was_made_at_a_moment_comes_after_it() -> None:
    own = int(before(AT)) + 1
    assert moment(str(own)) == AT
    assert moment(before(AT)) == AT - timedelta(milliseconds=1)


def test_discords_own_example() -> None:
    assert moment("175928847299117063") == datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC)


def test_nothing_is_before_the_beginning() -> None:
    assert before(EPOCH - timedelta(days=1)) == "0"


@pytest.mark.parametrize("strange", ["", "abc", "²", "9" * 60])
def test_what_is_no_id_has_no_moment(strange: str) -> None:
    assert moment(strange) is None
