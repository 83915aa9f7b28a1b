"""What every test shares: how hard Hypothesis tries, closed sockets for the core, and two pieces of the real world.

The real world is lent by fixtures: `postgres_url` (tests/postgres.py) and `chromium` (tests/browser.py). Whoever asks
for one gets its marker, so `pytest -m "not postgres"` leaves nothing out by accident.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_socket

pytest_plugins = ["tests.postgres", "tests.browser", "tests.overhearing"]

hypothesis.settings.register_profile("default", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100, print_blob=True)
hypothesis.settings.register_profile("by-hand", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

HERE = Path(__file__).parent
CORE = tuple(HERE / room for room in ("engine", "service", "vocabulary", "wording"))
LENT = {"postgres_url": "postgres", "postgres_cluster": "postgres", "chromium": "browser"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in LENT:
                item.add_marker(LENT[fixture])


@pytest.fixture(autouse=True)
def _closed_sockets(request: pytest.FixtureRequest) -> Iterator[None]:
    """The core speaks to nobody, so its tests cannot either. (asyncio's own pair of Unix sockets stays open.)"""
    if not any(room in request.path.parents for room in CORE):
        yield
        return
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()
