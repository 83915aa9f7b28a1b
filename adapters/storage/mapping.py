"""From a type of record to its table, and from a record to its row.

Each field is a column: plain values as themselves, everything else as JSON. What names the record, or is looked up,
and stands deeper inside gets a column of its own beside it (`person.id` is the column `person_id`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as fields_of
from datetime import datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Final, NewType, get_args, get_type_hints

from sqlalchemy import BigInteger, Boolean, Column, Double, MetaData, Row, Table, bindparam
from sqlalchemy.types import TypeEngine

from adapters.storage.columns import Choice, Json, Moment, Words
from bot.vocabulary.identity import ABOUT, IDENTITY, part

PLAIN: Final[Mapping[Any, Callable[[], TypeEngine[Any]]]] = {
    str: Words,
    int: BigInteger,
    float: Double,
    bool: Boolean,
    datetime: Moment,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """How one type of record is kept: its table, and the way there and back."""

    kind: type
    table: Table
    columns: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    fields: tuple[Column[Any], ...]
    persons: tuple[str, ...]
    """The columns that name a person: what is kept about somebody is found by them."""

    @property
    def key(self) -> tuple[Column[Any], ...]:
        """The columns that name a row, the workspace first."""
        return tuple(self.table.primary_key.columns)

    def rows(self, records: Iterable[Any]) -> list[dict[str, Any]]:
        """Records as rows."""
        columns, values = self.columns, self.values
        return [dict(zip(columns, values(record), strict=True)) for record in records]

    def records(self, rows: Sequence[Row[Any]]) -> list[Any]:
        """Rows, of `fields`, as records."""
        return [self.kind(*row) for row in rows]

    def by_key(self, statement: Any) -> Any:
        """A statement about the rows that `keys` name."""
        return statement.where(*(column == bindparam(f"its_{column.name}") for column in self.key))

    def keys(self, records: Iterable[Any]) -> list[dict[str, Any]]:
        """What names the rows of records, for a statement `by_key`."""
        names = [column.name for column in self.key]
        return [{f"its_{name}": row[name] for name in names} for row in self.rows(records)]


def kept(
    metadata: MetaData,
    kind: type,
    name: str,
    also: tuple[str, ...] = (),
    tidy: Callable[[Any], Any] | None = None,
) -> Kept:
    """Declare the table of a type of record. `also` are deeper parts to be looked up; `tidy` is done before keeping."""
    fields = field_names(kind)
    about = ABOUT.get(kind, ())
    paths = tuple(dict.fromkeys(("workspace", *IDENTITY[kind], *fields, *about, *also)))
    hints = {path: hint_of(kind, path) for path in paths}
    keys = {"workspace", *IDENTITY[kind]}
    table = Table(
        name, metadata, *(_column(path, hints[path], path in keys) for path in paths), sqlite_with_rowid=False
    )
    get = attrgetter(*paths)
    return Kept(
        kind,
        table,
        tuple(part(path) for path in paths),
        get if tidy is None else lambda record: get(tidy(record)),
        tuple(table.c[name] for name in fields),
        tuple(part(path) for path in about),
    )


@cache
def field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a record, in their order."""
    if is_dataclass(kind):
        return tuple(each.name for each in fields_of(kind))
    return tuple(kind._fields)


def hint_of(kind: Any, path: str) -> Any:
    """The type of a field, of a property, or of a part of a field."""
    first, _, rest = path.partition(".")
    found = getattr(kind, first, None)
    hint = _hints(found.fget)["return"] if isinstance(found, property) else _hints(kind)[first]
    return hint_of(hint, rest) if rest else hint


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """They are written as words, and understanding these takes longer than all the rest of declaring a table."""
    return get_type_hints(kind)


def _column(path: str, hint: Any, is_key: bool) -> Column[Any]:
    optional = NoneType in get_args(hint)
    return Column(part(path), _type(hint), primary_key=is_key, nullable=optional and not is_key)


def _type(hint: Any) -> TypeEngine[Any]:
    plain = _bare(hint)
    if plain in PLAIN:
        return PLAIN[plain]()
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return Choice(plain)
    return Json(hint)


def _bare(hint: Any) -> Any:
    """The type itself, where it is one, possibly None, possibly by a new name."""
    others = [each for each in get_args(hint) if each is not NoneType]
    if NoneType in get_args(hint) and len(others) == 1:
        return _bare(others[0])
    return _bare(hint.__supertype__) if isinstance(hint, NewType) else hint
