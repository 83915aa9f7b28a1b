"""Keeping records and finding them again, whatever their type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final, TypeVar, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.dialects import inserting
from adapters.storage.erasing import erase
from adapters.storage.mapping import Kept
from adapters.storage.tables import ALL, GAPS
from adapters.storage.uprooting import purge, rekey
from adapters.storage.writing import write
from bot.ports import Place
from bot.vocabulary.agreements import Erased
from bot.vocabulary.identity import ONCE, SETTLED, SHARED, identify, replaces
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.records import ConversationKept, Forgotten, Gap, MessageKept, Outgoing, OutgoingState, Record
from bot.vocabulary.tenancy import Purged, Rekeyed

DONE_AT_ONCE: Final = (Erased, Purged, Rekeyed)
"""What is told to a store and kept nowhere."""
PARTICULAR: Final = SHARED | {Outgoing}
"""Whose statements say more than which columns there are: what has changed, or what may not be replaced."""
Named = dict[tuple[Any, ...], Any]
Kind = TypeVar("Kind")


class Records:
    """The records of one transaction's view."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.places: set[Place] = set()
        """Conversations in which something was decided."""
        self.retold: set[Place] = set()
        """Conversations of which something else is known now."""
        self.workspaces: set[WorkspaceId] = set()
        """Workspaces of which something else is known now."""

    async def remember(self, records: Sequence[Record]) -> None:
        """Keep records: a statement for each type, however many there are."""
        for together in _until_done(records):
            for kind, named in _latest(together).items():
                await self._keep(ALL[kind], named)
            if together and isinstance(together[-1], DONE_AT_ONCE):
                await self._do(together[-1])
        self._note(records)

    async def find(self, kind: type[Kind], workspace: WorkspaceId, **equals: object) -> list[Kind]:
        """Records of a kind whose columns equal what is given, in the order of their keys."""
        kept = ALL[kind]
        conditions = [_equal(kept, name, value) for name, value in equals.items()]
        return await self.read(kept, workspace, *conditions)

    async def read(
        self, kept: Kept, workspace: WorkspaceId, *conditions: ColumnElement[bool], order: Any = None, limit: int = 0
    ) -> list[Any]:
        """The records of a workspace that fulfil all conditions."""
        query = select(*kept.fields).where(kept.table.c.workspace == workspace, *conditions)
        query = query.order_by(*(kept.key if order is None else order))
        return await self.fetch(kept, query.limit(limit) if limit else query)

    async def fetch(self, kept: Kept, query: Select[Any]) -> list[Any]:
        """The records that a query for their fields finds."""
        return kept.records((await self._connection.execute(query)).all())

    async def _keep(self, kept: Kept, named: Named) -> None:
        gone = [each for each in named.values() if isinstance(each, Forgotten)]
        if gone:
            rows = [{"its_workspace": each.workspace, "its_identity": each.gap} for each in gone]
            await self._connection.execute(_forget(), rows)
        stays = [each for each in named.values() if not isinstance(each, Forgotten)] if gone else list(named.values())
        if not stays:
            return
        statement = _keep(kept.kind, self._connection.dialect.name)
        if kept.kind in PARTICULAR:
            result = await self._connection.execute(statement, kept.rows(stays))
            self.workspaces.update(result.scalars() if kept.kind in SHARED else ())
        else:
            await write(self._connection, kept, statement, stays)

    async def _do(self, told: Record) -> None:
        if isinstance(told, Erased):
            await erase(self._connection, told)
        elif isinstance(told, Purged):
            await purge(self._connection, told)
        elif isinstance(told, Rekeyed):
            await rekey(self._connection, told)
        self.workspaces.add(told.workspace)

    def _note(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, Gap | MessageKept | Forgotten):
                self.places.add(Place(record.workspace, record.conversation))
            elif isinstance(record, ConversationKept):
                self.retold.add(Place(record.workspace, record.conversation.id))


def _until_done(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """What stands before an erasure or a purge is kept before it, and goes with it; what stands behind it stays."""
    start = 0
    for number, record in enumerate(records, 1):
        if isinstance(record, DONE_AT_ONCE):
            yield records[start:number]
            start = number
    yield records[start:]


def _latest(records: Iterable[Record]) -> dict[type, Named]:
    """What is to be kept of each type: one record of a name, as if they had come one after the other."""
    kinds: dict[type, Named] = {}
    for record in records:
        kind: type = type(record)
        if kind is Forgotten:
            forgotten = cast(Forgotten, record)
            kinds.setdefault(Gap, {})[forgotten.workspace, forgotten.gap] = forgotten
        elif kind not in DONE_AT_ONCE:
            _put(kinds.setdefault(kind, {}), identify(kind)(record), record)
    return kinds


def _put(named: Named, name: tuple[Any, ...], record: Any) -> None:
    kept = named.get(name)
    if kept is None or isinstance(kept, Forgotten) or replaces(kept, record):
        named[name] = record


def _equal(kept: Kept, name: str, value: object) -> ColumnElement[bool]:
    column = kept.table.c[name]
    if isinstance(value, frozenset):
        return cast(ColumnElement[bool], column.in_(sorted(value)))
    return column.is_(None) if value is None else column == value


@cache
def _forget() -> Any:
    table = GAPS.table
    return delete(table).where(
        table.c.workspace == bindparam("its_workspace"), table.c.identity == bindparam("its_identity")
    )


@cache
def _keep(kind: type, dialect: str) -> Any:
    """The statement that keeps records of a type, as `vocabulary.identity.replaces` has it."""
    kept = ALL[kind]
    insert = inserting(dialect, kept.table)
    if kind in ONCE:
        return insert.on_conflict_do_nothing(index_elements=list(kept.key))
    values = {column.name: insert.excluded[column.name] for column in kept.table.c if not column.primary_key}
    update = insert.on_conflict_do_update(
        index_elements=list(kept.key), set_=values, where=_condition(kept, insert.excluded)
    )
    return update.returning(kept.table.c.workspace) if kind in SHARED else update


def _condition(kept: Kept, later: Any) -> ColumnElement[bool] | None:
    """When a row takes the place of the one that is there."""
    before = kept.table.c
    if kept.kind in SHARED:  # telling the same again changes nothing, and renews nobody's situation
        return or_(*(column.is_distinct_from(later[column.name]) for column in before if not column.primary_key))
    if kept.kind is Outgoing:
        is_new = and_(later.state == OutgoingState.PENDING, later.tries == 0)
        return and_(not_(is_new), *(before.state != each for each in sorted(SETTLED)), before.tries <= later.tries)
    return None
