"""Long lists, read a piece at a time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.exports.lists import NotJson, decode, decode_items, pieces

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def told(data: bytes, size: int) -> list[Any]:
    """Every item of the list in `data`, read some bytes at a time; each piece stands where it says."""
    found: list[Any] = []
    for piece in pieces(lambda at, length: data[at : at + length], data.index(b"[") + 1, size):
        assert decode_items(data[piece.offset : piece.offset + piece.length]) == piece.items
        found += piece.items
    return found


@given(st.lists(JSON, max_size=12), st.integers(1, 200), st.sampled_from([None, 2]))
def test_however_much_is_read_at_once_the_same_items_are_found(items: list[Any], size: int, indent: int | None) -> None:
    assert told(json.dumps(items, indent=indent).encode(), size) == items


@given(st.lists(st.fixed_dictionaries({"id": st.text(), "type": st.text(), "content": st.text()}), max_size=20))
def test_items_of_one_shape_are_found_whatever_is_written_in_them(items: list[Any]) -> None:
    text = json.dumps({"guild": {"id": "1"}, "messages": items}, indent=2).encode()
    start = text.index(b'"messages"')
    found = [
        item
        for piece in pieces(lambda at, n: text[at : at + n], text.index(b"[", start) + 1, 64)
        for item in piece.items
    ]
    assert found == items


@pytest.mark.parametrize("data", [b'[{"id": "1"}, {"id": ', b'[{"id": "1"}', b"["])
def test_a_list_that_breaks_off_says_so_after_what_stands_before(data: bytes) -> None:
    with pytest.raises(NotJson, match="ends in the middle"):
        told(data, 8)


def test_half_of_a_surrogate_pair_reads_as_a_question_mark() -> None:
    assert decode(b'["\\ud83d"]') == ["?"]


@pytest.mark.parametrize("data", [b"{", b"nonsense", b"\xff\xfe"])
def test_what_is_no_json_says_so(data: bytes) -> None:
    with pytest.raises(NotJson):
        decode(data)
