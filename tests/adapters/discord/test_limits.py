import pytest

from adapters.discord.limits import clipped, length


@pytest.mark.parametrize(("text", "counted"), [("", 0), ("abc", 3), ("\U0001f600", 2)])
def test_an_emoji_counts_twice(text: str, counted: int) -> None:
    assert length(text) == counted


def test_a_long_text_is_cut_with_an_ellipsis_and_no_emoji_in_half() -> None:
    assert clipped("abc", 3) == "abc"
    assert clipped("abcd", 3) == "ab…"
    assert clipped("\U0001f600" * 3, 5) == "\U0001f600\U0001f600…"
    assert length(clipped("\U0001f600" * 50, 20)) <= 20
