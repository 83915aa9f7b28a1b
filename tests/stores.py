"""A store of each kind, empty, for the tests that hold for all of them; and databases with all their tables."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from adapters.holidays import Holidays
from adapters.memory.unit_of_work import Memory
from adapters.storage.database import Database
from adapters.storage.migrating import upgrade
from adapters.storage.tables import metadata
from adapters.storage.unit_of_work import Store
from bot import ports
from tests.postgres import Cluster

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(scope="session")
def postgres_database(postgres_cluster: Cluster) -> str:
    """The name of a database with all tables. It is emptied for each test: quicker than making one."""
    name = postgres_cluster.create()
    asyncio.run(migrated(postgres_cluster.url(name)))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(migrated(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", POSTGRES])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind, with all its tables."""
    yield from _lent(request, request.param, tmp_path)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def postgres_filled_url(request: pytest.FixtureRequest, postgres_cluster: Cluster, tmp_path: Path) -> Iterator[str]:
    """A PostgreSQL with all its tables, and nothing in them."""
    yield from _lent(request, "postgres", tmp_path)


@pytest.fixture
async def postgres(postgres_filled_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    opened = Database(postgres_filled_url)
    yield opened
    await opened.close()


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store of each kind; memory has none."""
    if request.param == "memory":
        yield ""
    else:
        yield from _lent(request, request.param, tmp_path)


@pytest.fixture
async def store(any_url: str) -> AsyncIterator[ports.Store]:
    """An empty store of each kind."""
    if not any_url:
        yield Memory(holidays=Holidays().legal)
        return
    opened = Database(any_url)
    yield Store(opened, holidays=Holidays().legal)
    await opened.close()


async def migrated(url: str) -> None:
    """Make all tables."""
    database = Database(url)
    await upgrade(database)
    await database.close()


def _lent(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        path = folder / "openline.db"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        yield f"sqlite:///{path}"
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    name = request.getfixturevalue("postgres_database")
    yield cluster.url(name)
    cluster.sql(";".join(f"DELETE FROM {table}" for table in metadata.tables), name)  # noqa: S608 -- our own names
