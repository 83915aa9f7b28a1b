"""What a request holds, read strictly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.playground import asked
from adapters.playground.asked import Wrong
from tests.adapters.playground.playing import NOON


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "a JSON object"),
        (b'{"tekst": "x"}', "no field “tekst” here; there are text, values, next"),
        (b"{}", "“text” is missing"),
        (b'{"text": 7}', "“text” has to be a text"),
    ],
)
def test_what_is_wrong_is_one_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(Wrong, match=sentence):
        asked.read(body, ("text", "values", "next")).text("text")


def test_fields_are_read_by_what_they_are() -> None:
    given = asked.read(
        b'{"text": "x", "values": {"people": ["a", "b"], "name": "c"}, "next": true}', ("text", "values", "next")
    )
    assert (given.text("text"), given.maybe("text"), given.flag("next")) == ("x", "x", True)
    assert given.values() == {"people": ["a", "b"], "name": "c"}
    assert asked.read(b"", ("next",)).flag("next") is False


@pytest.mark.parametrize("values", [b'{"values": []}', b'{"values": {"a": 1}}', b'{"values": {"a": [1]}}'])
def test_values_are_texts(values: bytes) -> None:
    with pytest.raises(Wrong, match="an object of texts"):
        asked.read(values, ("values",)).values()


def test_a_flag_is_true_or_false() -> None:
    with pytest.raises(Wrong, match="true or false"):
        asked.read(b'{"next": "yes"}', ("next",)).flag("next")


def test_a_moment_needs_a_zone_and_is_not_far() -> None:
    assert asked.moment("2026-06-02T09:00:00+02:00", NOON) == datetime(2026, 6, 2, 7, 0, tzinfo=UTC)
    for text, sentence in (
        ("soon", "a moment like"),
        ("2026-06-02T09:00:00", "needs a zone"),
        ("2099-01-01T00:00Z", "a year"),
    ):
        with pytest.raises(Wrong, match=sentence):
            asked.moment(text, NOON)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30 min", timedelta(minutes=30)),
        ("1 h", timedelta(hours=1)),
        ("+1h", timedelta(hours=1)),
        ("1 day", timedelta(days=1)),
        ("2 days", timedelta(days=2)),
        ("1w", timedelta(weeks=1)),
    ],
)
def test_a_duration_is_written_as_one_says_it(text: str, length: timedelta) -> None:
    assert asked.duration(text) == length


@pytest.mark.parametrize("text", ["", "h", "-1 h", "1 fortnight", "9999 w"])
def test_other_durations_are_none(text: str) -> None:
    with pytest.raises(Wrong):
        asked.duration(text)
