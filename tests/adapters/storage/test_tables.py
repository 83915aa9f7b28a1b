"""Every record has its table, and every key begins with the workspace."""

from __future__ import annotations

import pytest
from sqlalchemy import Index, PrimaryKeyConstraint, Table

from adapters.storage.tables import ALL, WAKEUPS, metadata
from bot.vocabulary.identity import IDENTITY

QUEUES = {"ix_wakeups_at", "ix_outgoing_not_before", "ix_outgoing_claimed_at"}
TABLES = list(metadata.tables.values())


def test_every_type_of_record_has_a_table() -> None:
    assert ALL.keys() == IDENTITY.keys()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_workspace_comes_first(table: Table) -> None:
    keys: list[PrimaryKeyConstraint | Index] = [each for each in table.indexes if each.name not in QUEUES]
    keys.append(table.primary_key)
    assert {next(iter(key.columns)).name for key in keys} == {"workspace"}


def test_the_queues_are_in_the_order_of_time() -> None:
    assert [[column.name for column in index.columns] for index in WAKEUPS.table.indexes] == [["at"]]
