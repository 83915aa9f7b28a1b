"""Tokens at rest: never in clear, sealed anew when there is a newer key (S14)."""

from pathlib import Path

import pytest

from adapters.secrets import Vault
from adapters.slack.sealing import Pair, everywhere, exchange, is_current, opened, put, seal_anew, sealed
from adapters.storage.database import Database
from adapters.storage.unit_of_work import Store as SqlStore
from bot.ports import Store
from bot.ports.operating import Unopened
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId
from tests.kept import ACME, NOW, OTHER, later
from tests.stores import any_url, migrated, postgres_database, sqlite_template, store

__all__ = ["any_url", "postgres_database", "sqlite_template", "store"]
OLD, NEW = ("k1", bytes(32)), ("k2", bytes(range(32)))
BEFORE, BOTH, AFTER = Vault([OLD]), Vault([NEW, OLD]), Vault([NEW])
PAIR = Pair("xoxb-canary", "xoxe-canary")
KEPT = Installation(ACME, "Acme", NOW, "U0", "B0", expires_at=later(9))


async def test_what_an_older_key_sealed_is_read_and_sealed_anew(store: Store) -> None:
    await put(store, sealed(BEFORE, KEPT, PAIR))
    await put(store, sealed(BEFORE, Installation(OTHER, "Other", NOW), Pair("xoxb-other")))
    await put(store, Installation(WorkspaceId("T2"), "Of an organisation", NOW, organisation=ACME))
    assert [opened(BOTH, each).token for each in await everywhere(store)] == ["xoxb-canary", "xoxb-other"]
    assert await seal_anew(store, BOTH) == ()
    rows = await everywhere(store)
    assert all(is_current(BOTH, each) for each in rows)
    assert opened(AFTER, rows[0]) == PAIR
    assert rows[0]._replace(token="", refresh="") == KEPT
    with pytest.raises(Unopened):
        opened(BEFORE, rows[0])


async def test_what_no_key_opens_is_left_as_it_is_and_told(store: Store) -> None:
    kept = sealed(BEFORE, KEPT, PAIR)
    await put(store, kept)
    assert await seal_anew(store, AFTER) == (ACME,)
    assert await everywhere(store) == [kept]


async def test_a_row_put_into_another_workspace_does_not_open_there() -> None:
    moved = sealed(BEFORE, KEPT, PAIR)._replace(workspace=OTHER)
    with pytest.raises(Unopened):
        opened(BEFORE, moved)


async def test_what_became_another_one_meanwhile_is_not_overwritten(store: Store) -> None:
    before = sealed(BEFORE, KEPT, PAIR)
    again = sealed(BEFORE, KEPT._replace(at=later(1)), Pair("xoxb-again"))
    await put(store, again)
    assert not await exchange(store, before, before._replace(trouble="x"))
    assert await everywhere(store) == [again]
    assert await exchange(store, again, again._replace(trouble="x"))


async def test_no_byte_of_a_token_is_in_the_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'openline.db'}"
    await migrated(url)
    database = Database(url)
    await put(SqlStore(database), sealed(BEFORE, KEPT, PAIR))
    written = _written(tmp_path)
    await database.close()
    assert b"Acme" in written
    assert b"canary" not in written


def _written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
