"""Which facts are new: each is marked as it is taken in, and decided once.

However many there are, they are marked by one statement that always reads the same, so that no database has to
understand it anew: its rows come as one parameter, or as one for each column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import ARRAY, Text, bindparam, column, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.codecs import utc_text
from adapters.storage.columns import Moment
from adapters.storage.dialects import inserting
from adapters.storage.tables import SEEN
from bot.vocabulary.events import Event
from bot.vocabulary.model import WorkspaceId

Name = tuple[str, str]
NAMES = tuple(each.name for each in SEEN.columns)


async def unseen(
    connection: AsyncConnection, events: Sequence[Event], gone: Mapping[WorkspaceId, datetime]
) -> list[Event]:
    """Mark events as seen, and return those that were not; in order, each fact once.

    What is told about a workspace that was `gone` at that moment or later counts as seen.
    """
    first: dict[Name, Event] = {}
    for event in events:
        if event.workspace not in gone or event.at > gone[event.workspace]:
            first.setdefault((event.workspace, event.key), event)
    new = await marked(connection, {name: each.at for name, each in first.items()}) if first else set()
    return [event for name, event in first.items() if name in new]


async def marked(connection: AsyncConnection, facts: Mapping[Name, datetime]) -> set[Name]:
    """Mark facts, by workspace and key, and return those that are new.

    Always in one order, so that no two processes wait for each other.
    """
    rows = [(*name, at) for name, at in sorted(facts.items())]
    if connection.dialect.name == "sqlite":
        told: dict[str, Any] = {"rows": orjson.dumps([(*name, utc_text(at)) for *name, at in rows]).decode()}
        found = await connection.execute(_mark_in_sqlite(), told)
    else:
        found = await connection.execute(_mark_in_postgres(), dict(zip(NAMES, zip(*rows, strict=True), strict=True)))
    return {(workspace, key) for workspace, key in found}


@cache
def _mark_in_sqlite() -> Any:
    row = func.json_each(bindparam("rows", type_=Text)).table_valued("value").c.value
    parts = [func.json_extract(row, f"$[{number}]") for number, _ in enumerate(NAMES)]
    return _mark("sqlite", select(*parts).where(true()))  # its parser would take ON CONFLICT for a join's condition


@cache
def _mark_in_postgres() -> Any:
    arrays: list[Any] = [
        bindparam(name, type_=ARRAY(kind)) for name, kind in zip(NAMES, (Text, Text, Moment), strict=True)
    ]
    return _mark("postgresql", select("*").select_from(func.unnest(*arrays).table_valued(*map(column, NAMES))))


def _mark(dialect: str, rows: Any) -> Any:
    mark = inserting(dialect, SEEN).from_select(NAMES, rows)
    return mark.on_conflict_do_nothing().returning(SEEN.c.workspace, SEEN.c.key)
