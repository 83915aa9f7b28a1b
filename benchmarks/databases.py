"""The databases that are measured: a file on this disk, and a PostgreSQL that is as careful as a real one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import Cluster, host_binaries, running, wheel_binaries

CAREFUL = ("fsync = on", "synchronous_commit = on", "full_page_writes = on", "max_wal_size = '4GB'")


@contextmanager
def sqlite_url() -> Iterator[str]:
    """A new file."""
    with tempfile.TemporaryDirectory(prefix="openline-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'openline.db'}"


@contextmanager
def careful() -> Iterator[Cluster]:
    """A server that is here for this run only; it does not lose what it has acknowledged."""
    with running([*host_binaries(), *wheel_binaries()][0]) as cluster:
        for setting in CAREFUL:
            cluster.sql(f"ALTER SYSTEM SET {setting}")
        cluster.sql("SELECT pg_reload_conf()")
        yield cluster


@contextmanager
def postgres_url() -> Iterator[str]:
    """A new database of such a server."""
    with careful() as cluster:
        yield cluster.url(cluster.create())
