"""Several questions at once: one statement finds records of many types, where each by itself would be a journey.

Rows of all types stand below each other, each under the number of its question, as wide as the widest. PostgreSQL wants
one type for a column and gets text; SQLite takes every value as it is. A statement is put together once for each set of
questions, and always reads the same, however many values are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Dialect,
    Text,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from adapters.storage.columns import from_text
from adapters.storage.mapping import Kept
from adapters.storage.tables import ALL
from bot.ports import Question
from bot.vocabulary.identity import identify
from bot.vocabulary.model import WorkspaceId

HELD: Final = 64
"""Sets of questions whose statement is held."""
Read = Callable[[Any], Any]


class Shape(NamedTuple):
    """A question without its values: what is asked of which fields."""

    kind: type
    fields: tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """A statement as the driver wants it: the values in their order, and how rows become records."""

    text: str
    parameters: tuple[str, ...]
    writes: Mapping[str, Read]
    reads: tuple[tuple[type, tuple[Read | None, ...]], ...]

    def values(self, told: Mapping[str, Any]) -> tuple[Any, ...]:
        """What is asked for, as the driver takes it."""
        return tuple(self.writes[name](told[name]) if name in self.writes else told[name] for name in self.parameters)


async def find_each(
    connection: AsyncConnection, workspace: WorkspaceId, questions: Sequence[Question]
) -> list[list[Any]]:
    """The records that each question is about, in the order of their identity."""
    asked = _asked(tuple(map(_shape, questions)), connection.dialect)
    rows = (await connection.exec_driver_sql(asked.text, asked.values(_told(workspace, questions)))).all()
    found: list[list[Any]] = [[] for _ in questions]
    for row in rows:
        number, values = row[0], row[1:]
        kind, reads = asked.reads[number]
        found[number].append(kind(*map(_value, reads, values)))  # what is too wide for it stays off
    return [sorted(each, key=identify(question.kind)) for each, question in zip(found, questions, strict=True)]


def _value(read: Read | None, told: Any) -> Any:
    return told if read is None or told is None else read(told)


def _shape(question: Question) -> Shape:
    return Shape(question.kind, tuple((name, _form(value)) for name, value in question.equals.items()))


def _form(value: object) -> str:
    return "nothing" if value is None else "any of" if isinstance(value, frozenset) else "equal"


def _told(workspace: WorkspaceId, questions: Sequence[Question]) -> dict[str, Any]:
    told: dict[str, Any] = {"workspace": workspace}
    for number, question in enumerate(questions):
        told |= {f"{name}_{number}": value for name, value in question.equals.items()}
    return told


@lru_cache(HELD)
def _asked(shapes: tuple[Shape, ...], dialect: Dialect) -> Asked:
    width = max(len(ALL[shape.kind].fields) for shape in shapes)
    writes: dict[str, Read] = {}
    parts = [_part(number, shape, width, dialect, writes) for number, shape in enumerate(shapes)]
    compiled = union_all(*parts).compile(dialect=dialect)
    reads = tuple(
        (shape.kind, tuple(_read(field.type, dialect) for field in ALL[shape.kind].fields)) for shape in shapes
    )
    return Asked(compiled.string, tuple(compiled.positiontup or ()), writes, reads)


def _part(number: int, shape: Shape, width: int, dialect: Dialect, writes: dict[str, Read]) -> Any:
    kept = ALL[shape.kind]
    values: list[Any] = [cast(field, Text) if dialect.name == "postgresql" else field for field in kept.fields]
    values += [null()] * (width - len(values))
    conditions = [_condition(kept, name, form, number, dialect, writes) for name, form in shape.fields]
    return select(literal_column(str(number)), *values).where(
        kept.table.c.workspace == bindparam("workspace"), *conditions
    )


def _condition(
    kept: Kept, name: str, form: str, number: int, dialect: Dialect, writes: dict[str, Read]
) -> ColumnElement[bool]:
    column, told = kept.table.c[name], f"{name}_{number}"
    write = column.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
    if form == "nothing":
        return column.is_(None)
    if form == "equal":
        writes[told] = write
        return column == bindparam(told, type_=column.type)
    if dialect.name == "postgresql":
        writes[told] = lambda values: sorted(map(write, values))
        return column == any_(bindparam(told, type_=ARRAY(column.type)))
    writes[told] = lambda values: orjson.dumps(sorted(map(write, values))).decode()
    return column.in_(select(func.json_each(bindparam(told, type_=Text)).table_valued("value").c.value))


def _read(kind: TypeEngine[Any], dialect: Dialect) -> Read | None:
    if dialect.name == "postgresql":
        return from_text(kind)
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _as_it_is(value: Any) -> Any:
    return value
