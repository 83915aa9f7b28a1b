"""Bar S15 over the core: whatever its tests let people say is looked for in everything that was logged meanwhile.

Every line is kept, of ours and of libraries, from DEBUG on, as a live process would write it. A line with a key under
which somebody's words would stand fails where it is written.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import structlog

from adapters import logs
from bot.service.answering.counter import Counter
from bot.service.inbox import Inbox

HERE: Final = Path(__file__).parent
ROOMS: Final = tuple(HERE / room for room in ("service", "contracts", "simulation", "acceptance"))
TELLING: Final = 12
"""Shorter texts ("thanks", "ok") may well stand in a log for another reason."""


def overheard(log: str, said: Collection[str]) -> list[str]:
    """What somebody said and the log repeats, as it is or as JSON writes it."""
    telling = [text for text in said if len(text) >= TELLING and " " in text]
    return [text for text in telling if text in log or json.dumps(text, ensure_ascii=False)[1:-1] in log]


@pytest.fixture(autouse=True)
def _nothing_is_overheard(request: pytest.FixtureRequest) -> Iterator[None]:
    if not any(room in request.path.parents for room in ROOMS):
        yield
        return
    log, said = io.StringIO(), set[str]()
    with pytest.MonkeyPatch.context() as patch:
        _note(patch, Inbox, said)
        _note(patch, Counter, said)
        handler, root = logs.Routed(), logging.getLogger()
        level = root.level
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        structlog.configure(
            processors=logs.processors(strict=True),
            wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
            logger_factory=structlog.WriteLoggerFactory(log),
            cache_logger_on_first_use=False,
        )
        yield
        structlog.reset_defaults()
        root.removeHandler(handler)
        root.setLevel(level)
    assert not overheard(log.getvalue(), said)


def _note(patch: pytest.MonkeyPatch, door: type[Any], said: set[str]) -> None:
    """Note what is said at a door; what happens behind it is as it was."""
    take = door.take

    async def noted(self: Any, told: Any) -> Any:
        for event in told if isinstance(told, list | tuple) and not hasattr(told, "_fields") else (told,):
            said.update(_words(event))
        return await take(self, told)

    patch.setattr(door, "take", noted)


def _words(event: Any) -> Iterator[str]:
    yield str(getattr(event, "text", ""))
    for value in getattr(event, "values", ()):
        yield str(getattr(value, "value", ""))
