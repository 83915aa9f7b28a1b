"""The types of our columns, the same on both databases; migrations use them, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import TIMESTAMP, BigInteger, Boolean, Dialect, Double, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from adapters.storage.codecs import Codec, codec, utc_text


class Words(TypeDecorator[str]):
    """Text in the order of its code points on every database, whatever language the server was set up for."""

    impl = Text
    cache_ok = True

    def __repr__(self) -> str:
        return "Words()"

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL has to be told; SQLite does nothing else."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())


class Choice(TypeDecorator[StrEnum]):
    """One of a few words. Kept as the word itself: a new one needs no migration."""

    impl = Words
    cache_ok = True

    def __init__(self, kind: type[StrEnum] = StrEnum) -> None:
        super().__init__()
        self.kind = kind

    def __repr__(self) -> str:
        return "Choice()"

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The word."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The choice it stands for."""
        return None if value is None else self.kind(value)


class Moment(TypeDecorator[datetime]):
    """A moment, aware: UTC in, UTC out. SQLite has no such type and keeps a text that is ordered alike."""

    impl = TIMESTAMP(timezone=True)
    cache_ok = True

    def __repr__(self) -> str:
        return "Moment()"

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """A moment on PostgreSQL, a text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(TIMESTAMP(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """A moment without its zone is an error: nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment without its zone cannot be kept: {value}")
        return utc_text(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        moment: datetime = value.replace(tzinfo=UTC)  # asyncpg tells UTC already, but for the beginning of time
        return moment


class Json(TypeDecorator[Any]):
    """A value of the vocabulary by its type hint: text on SQLite, JSONB on PostgreSQL (whose driver makes the text)."""

    impl = Text
    cache_ok = True

    def __init__(self, hint: Any = str) -> None:
        super().__init__()
        self.hint = hint

    def __repr__(self) -> str:
        return "Json()"

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB where there is one; None is NULL and not a JSON null."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """A value as text, or what the text will be made of."""
        if value is None:
            return None
        return self.codec.write(value) if dialect.name == "postgresql" else self.codec.dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value again."""
        if value is None:
            return None
        return self.codec.read(value) if dialect.name == "postgresql" else self.codec.loads(value)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """What it is compared with is such a value as well."""
        return self

    @property
    def codec(self) -> Codec:
        """How it is written and read."""
        return codec(self.hint)


def from_text(kind: TypeEngine[Any]) -> Callable[[str], Any] | None:
    """How a value that PostgreSQL has told as text is read; None where the text is the value."""
    if isinstance(kind, Choice):
        return kind.kind
    if isinstance(kind, Json):
        return kind.codec.loads
    if isinstance(kind, Moment):
        return lambda text: datetime.fromisoformat(text).astimezone(UTC)
    return _PLAIN.get(type(kind))


_PLAIN: Mapping[type, Callable[[str], Any]] = {BigInteger: int, Double: float, Boolean: "true".__eq__}
