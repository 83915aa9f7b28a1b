"""Several questions at once: one statement finds records of many types, where each by itself would be a journey.

Rows of all types stand below each other, each under the number of its question, as wide as the widest. PostgreSQL wants
one type for a column and gets text; SQLite takes every value as it is. A statement is put together once for each set of
questions, and always reads the same, however many values are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Dialect,
    Text,
    TextClause,
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

from adapters.storage.columns import Json, from_text
from adapters.storage.mapping import Kept
from adapters.storage.tables import ALL
from bot.ports import Question
from bot.vocabulary.identity import identify
from bot.vocabulary.model import WorkspaceId

HELD: Final = 64
"""Sets of questions whose statement is held."""
Read = Callable[[Any], Any]


class Part(NamedTuple):
    """What is asked of one table, with a parameter for each value; the workspace is asked for anyway."""

    kept: Kept
    conditions: tuple[ColumnElement[bool] | TextClause, ...] = ()


class Asked(NamedTuple):
    """A statement as the driver wants it: the values in their order, and how rows become records."""

    text: str
    writes: tuple[tuple[str, Read | None], ...]
    reads: tuple[tuple[type, tuple[Read | None, ...]], ...]

    async def answered(self, connection: AsyncConnection, **told: object) -> list[list[Any]]:
        """The records that each part finds, in the order of their identity."""
        values = tuple(told[name] if write is None else write(told[name]) for name, write in self.writes)
        found: list[list[Any]] = [[] for _ in self.reads]
        for row in (await connection.exec_driver_sql(self.text, values)).all():
            number = row[0]
            kind, reads = self.reads[number]
            found[number].append(kind(*map(_value, reads, row[1:])))  # what makes a row wider than it is stays off
        return [sorted(records, key=identify(kind)) for (kind, _), records in zip(self.reads, found, strict=True)]


def _value(read: Read | None, told: Any) -> Any:
    return told if read is None or told is None else read(told)


def asked(parts: Sequence[Part], dialect: Dialect) -> Asked:
    """Put a statement together."""
    width = max(len(part.kept.fields) for part in parts)
    compiled = union_all(*(_rows(n, part, width, dialect) for n, part in enumerate(parts))).compile(dialect=dialect)
    writes = tuple((name, _write(compiled.binds[name].type, dialect)) for name in compiled.positiontup or ())
    reads = tuple((kept.kind, tuple(_read(field.type, dialect) for field in kept.fields)) for kept, _ in parts)
    return Asked(compiled.string, writes, reads)


def _rows(number: int, part: Part, width: int, dialect: Dialect) -> Any:
    fields = part.kept.fields
    values: list[Any] = [cast(field, Text) for field in fields] if dialect.name == "postgresql" else [*fields]
    values += [null()] * (width - len(values))
    its_own = part.kept.table.c.workspace == bindparam("workspace")
    return select(literal_column(str(number)), *values).where(its_own, *part.conditions)


def _write(kind: TypeEngine[Any], dialect: Dialect) -> Read | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _read(kind: TypeEngine[Any], dialect: Dialect) -> Read | None:
    if dialect.name == "postgresql":
        return from_text(kind)
    return kind.dialect_impl(dialect).result_processor(dialect, None)


class Shape(NamedTuple):
    """A question without its values: what is asked of which fields."""

    kind: type
    fields: tuple[tuple[str, str], ...]


async def find_each(
    connection: AsyncConnection, workspace: WorkspaceId, questions: Sequence[Question]
) -> list[list[Any]]:
    """The records that each question is about, in the order of their identity."""
    told: dict[str, object] = {"workspace": workspace}
    for number, question in enumerate(questions):
        told |= {f"{name}_{number}": value for name, value in question.equals.items()}
    return await _of_shapes(tuple(map(_shape, questions)), connection.dialect).answered(connection, **told)


def _shape(question: Question) -> Shape:
    return Shape(question.kind, tuple((name, _form(value)) for name, value in question.equals.items()))


def _form(value: object) -> str:
    return "nothing" if value is None else "any of" if isinstance(value, frozenset) else "equal"


@lru_cache(HELD)
def _of_shapes(shapes: tuple[Shape, ...], dialect: Dialect) -> Asked:
    return asked([_part(number, shape, dialect) for number, shape in enumerate(shapes)], dialect)


def _part(number: int, shape: Shape, dialect: Dialect) -> Part:
    kept = ALL[shape.kind]
    conditions = [_condition(kept, name, form, f"{name}_{number}", dialect) for name, form in shape.fields]
    return Part(kept, tuple(conditions))


def _condition(kept: Kept, name: str, form: str, told: str, dialect: Dialect) -> ColumnElement[bool]:
    column = kept.table.c[name]
    if form == "nothing":
        return column.is_(None)
    if form == "equal":
        return column == bindparam(told, type_=column.type)
    if dialect.name == "postgresql":
        return column == any_(bindparam(told, type_=ARRAY(column.type)))
    listed = func.json_each(bindparam(told, type_=Json(frozenset[str]))).table_valued("value")
    return column.in_(select(listed.c.value))
