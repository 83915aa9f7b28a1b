"""Values of the vocabulary as JSON and back, by their type hints.

Named tuples become lists, dataclasses objects; where several dataclasses are possible, each carries its name. The same
value always gives the same text, so that the database can tell whether anything has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, NewType, Union, get_args, get_origin, get_type_hints

import orjson

Step = Callable[[Any], Any]


class Codec(NamedTuple):
    """How values of one type are written into JSON, and read again."""

    write: Step
    read: Step

    def dumps(self, value: Any) -> str:
        """A value as JSON text."""
        return orjson.dumps(self.write(value)).decode()

    def loads(self, text: str | bytes) -> Any:
        """A value from JSON text."""
        return self.read(orjson.loads(text))


def _as_it_is(value: Any) -> Any:
    return value


def _utc(at: datetime) -> datetime:
    """The same moment has to give the same text; orjson writes it by itself, with its offset."""
    return at if at.tzinfo is UTC else at.astimezone(UTC)


def utc_text(at: datetime) -> str:
    """A moment in UTC, in a form of one length, so that texts are ordered as moments are."""
    return _utc(at).isoformat(timespec="microseconds")


PLAIN: Final = Codec(_as_it_is, _as_it_is)
LEAVES: Final[Mapping[Any, Codec]] = {
    str: PLAIN,
    int: PLAIN,
    float: PLAIN,
    bool: PLAIN,
    NoneType: PLAIN,
    datetime: Codec(_utc, datetime.fromisoformat),
    date: Codec(date.isoformat, date.fromisoformat),
    time: Codec(time.isoformat, time.fromisoformat),
    Decimal: Codec(str, Decimal),
    timedelta: Codec(timedelta.total_seconds, lambda seconds: timedelta(seconds=seconds)),
}


@cache
def codec(hint: Any) -> Codec:
    """The codec of a type. Raises TypeError for one that records should not hold."""
    if isinstance(hint, NewType):
        return codec(hint.__supertype__)
    if hint in LEAVES:
        return LEAVES[hint]
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _union(get_args(hint))
    if origin is not None:
        return _container(origin, get_args(hint), hint)
    return _class(hint)


def _class(kind: Any) -> Codec:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Codec(lambda value: value.value, kind)
    if is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _named_tuple(kind)
    raise TypeError(f"{kind!r} has no form in JSON here; records hold plain values, tuples and frozen dataclasses.")


def _dataclass(kind: Any) -> Codec:
    hints = get_type_hints(kind)
    parts = [(each.name, codec(hints[each.name])) for each in fields(kind) if each.init]
    reads = {name: part.read for name, part in parts}
    names, changed = tuple(name for name, _ in parts), [(name, part.write) for name, part in parts if part is not PLAIN]
    get: Step = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]

    def write(value: Any) -> dict[str, Any]:
        """All fields at once; only those that JSON does not know are looked at."""
        data = dict(zip(names, get(value), strict=True))
        for name, change in changed:
            data[name] = change(data[name])
        return data

    return Codec(
        write,
        lambda data: kind(**{name: reads[name](each) for name, each in data.items() if name in reads}),
    )


def _named_tuple(kind: Any) -> Codec:
    hints = get_type_hints(kind)
    parts = [codec(hints[name]) for name in kind._fields]
    changed = [(number, part.write) for number, part in enumerate(parts) if part is not PLAIN]

    def write(value: Any) -> list[Any]:
        """The parts as they are, but for those that JSON does not know; messages come by the million."""
        data = list(value)
        for number, change in changed:
            data[number] = change(data[number])
        return data

    return Codec(
        write,
        lambda data: kind(*[part.read(each) for part, each in zip(parts, data, strict=False)]),
    )


def _container(origin: Any, inner: tuple[Any, ...], hint: Any) -> Codec:
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        part = codec(inner[0])
        if part is PLAIN:
            return Codec(list, tuple)
        return Codec(lambda value: [part.write(each) for each in value], lambda data: tuple(map(part.read, data)))
    if origin is tuple:
        return _tuple(inner)
    if origin is frozenset:
        part = codec(inner[0])
        return Codec(lambda value: sorted(map(part.write, value)), lambda data: frozenset(map(part.read, data)))
    raise TypeError(f"{hint!r} has no form in JSON here; records hold tuples and frozensets.")


def _tuple(inner: tuple[Any, ...]) -> Codec:
    parts = [codec(each) for each in inner]
    return Codec(
        lambda value: [part.write(each) for part, each in zip(parts, value, strict=True)],
        lambda data: tuple(part.read(each) for part, each in zip(parts, data, strict=True)),
    )


def _union(members: tuple[Any, ...]) -> Codec:
    others = [member for member in members if member is not NoneType]
    if all(codec(member) is PLAIN for member in others):
        return PLAIN
    one = codec(others[0]) if len(others) == 1 else _tagged(others)
    return Codec(
        lambda value: None if value is None else one.write(value),
        lambda data: None if data is None else one.read(data),
    )


def _tagged(kinds: list[Any]) -> Codec:
    codecs = {kind.__name__: codec(kind) for kind in kinds}
    return Codec(
        lambda value: [type(value).__name__, codecs[type(value).__name__].write(value)],
        lambda data: codecs[data[0]].read(data[1]),
    )
