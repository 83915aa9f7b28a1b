"""Long JSON lists, read a piece at a time: a message archive may be one list of a gigabyte.

A piece is some megabytes of whole items. Where one item ends is first guessed (the next begins with the
same two keys as the first one does) and the guess proven by decoding; where that fails, brackets are
counted, which is ten times slower and always right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import orjson

from adapters.exports import limits

Json = Any
Read = Callable[[int, int], bytes]
"""(offset, length) -> bytes, fewer at the end of the file."""

_BOM: Final = b"\xef\xbb\xbf"
_TOKEN: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|["{}\[\]]', re.DOTALL)
_SCALAR: Final = rb'\s*:\s*(?:"[^"\\]*"|[\w.+-]+)\s*,\s*'
_KEY: Final = rb'"[^"\\]*"'
_FIRST_KEYS: Final = re.compile(rb"\s*\{\s*(" + _KEY + rb")" + _SCALAR + rb"(" + _KEY + rb")\s*:")
_BETWEEN: Final = b" \t\r\n,"
_WINDOW: Final = 1 << 16


class NotJson(Exception):
    """The bytes are not what was looked for; its text says what is wrong, in words about the file."""


class Piece(NamedTuple):
    """Some items of a list, and where they stand in the file."""

    offset: int
    length: int
    items: list[Json]


def decode(data: bytes) -> Json:
    """One JSON text. Half of a surrogate pair, which cut-off emoji leave behind, reads as a question mark."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return _decode_leniently(data)


def decode_items(data: bytes) -> list[Json]:
    """The items of a piece."""
    items = decode(b"[" + data.strip(_BETWEEN) + b"]")
    return items if isinstance(items, list) else []


def pieces(read: Read, start: int, size: int) -> Iterator[Piece]:
    """The items of the list whose `[` stands before `start`, some `size` bytes at a time.

    Raises `NotJson` where the list breaks off or breaks, after what stands before has been told.
    """
    waiting, offset, shape, wanted = b"", start, None, size
    while True:
        part = read(offset + len(waiting), wanted)
        waiting += part
        shape = shape or _shape(waiting)
        end, items, is_over = _cut(waiting, shape, at_end=len(part) < wanted)
        if items:
            yield Piece(offset, end, items)
        if is_over:
            return
        if not part:
            raise NotJson("ends in the middle; export it once more.")
        waiting, offset = waiting[end:], offset + end
        wanted = size if end else min(max(size, 2 * len(waiting)), limits.ITEM)
        if len(waiting) > limits.ITEM:
            raise NotJson("holds a message larger than any chat allows; export it once more.")


def _cut(waiting: bytes, shape: re.Pattern[bytes] | None, *, at_end: bool) -> tuple[int, list[Json], bool]:
    """Where the last whole item ends, the items up to there, and whether the list ends there too."""
    if shape and not at_end and (end := _guess(waiting, shape)):
        try:
            return end, decode_items(waiting[:end]), False
        except NotJson:
            pass  # the guess was wrong, or the file is: counting brackets tells
    end, is_over = _count(waiting)
    return end, decode_items(waiting[:end]), is_over


def _shape(waiting: bytes) -> re.Pattern[bytes] | None:
    """How the end of one item and the beginning of the next look, judging by the first item."""
    if not (keys := _FIRST_KEYS.match(waiting)):
        return None
    first, second = (re.escape(key) for key in keys.groups())
    return re.compile(rb"\}\s*,(?=\s*\{\s*" + first + _SCALAR + second + rb"\s*:)")


def _guess(waiting: bytes, shape: re.Pattern[bytes]) -> int:
    window = _WINDOW
    while True:
        begin = max(0, len(waiting) - window)
        end = max((found.end() for found in shape.finditer(waiting, begin)), default=0)
        if end or not begin:
            return end
        window *= 4


def _count(waiting: bytes) -> tuple[int, bool]:
    """Where the last whole item ends, by counting brackets, and whether the list ends there."""
    depth = end = 0
    for token in _TOKEN.finditer(waiting):
        mark = waiting[token.start()]
        if mark in b"{[":
            depth += 1
        elif mark in b"}]":
            if not depth:
                return (_end_of_scalars(waiting, end, token.start()), True)
            depth -= 1
            end = end if depth else token.end()
        elif token.end() - token.start() == 1:
            break  # a string that goes on beyond what was read
        elif not depth:
            end = token.end()
    return end, False


def _end_of_scalars(waiting: bytes, end: int, closing: int) -> int:
    """Bare numbers and words between the last item and the end of the list are items too."""
    return closing if waiting[end:closing].strip(_BETWEEN) else end


def _decode_leniently(data: bytes) -> Json:
    try:
        text = data.removeprefix(_BOM).decode("utf-8", "replace")
        whole = json.dumps(json.loads(text), ensure_ascii=False, allow_nan=False)
        return orjson.loads(whole.encode("utf-8", "replace"))
    except (ValueError, RecursionError) as problem:
        raise NotJson("is not JSON; export it once more, or remove it.") from problem
