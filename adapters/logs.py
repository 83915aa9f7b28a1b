"""The log: JSON, one line an action, and never anybody's words.

Our own lines go through structlog. What libraries log comes through here as well, without its words: slack_bolt prints
whole request bodies at INFO, slack_sdk and discord.py print frames at DEBUG, and any exception may quote what it
stumbled over. Of those lines the level, the logger, the place in the code and the kind of exception are kept.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator, MutableMapping
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

import orjson
import structlog
from structlog.typing import Processor

Line = MutableMapping[str, Any]

# fmt: off
WORDS: Final = frozenset({
    "answer", "answers", "attachments", "blocks", "body", "content", "description", "fields", "frame", "html", "json",
    "label", "message", "name", "names", "payload", "quote", "raw", "request", "response", "subject", "summary", "text",
    "title", "topic", "value", "view", "words",
})
"""Keys under which somebody's words or name would stand. A line with one of them is a mistake of ours."""
SECRETS: Final = frozenset({
    "authorization", "cookie", "credentials", "password", "secret", "secret_key", "signature", "token", "url",
})
PEOPLE: Final = frozenset({"asked_by", "author", "by", "owed_by", "person", "to", "user"})
"""People are told apart in the log, not known by it."""
# fmt: on
SENTENCES: Final = frozenset({"at", "address", "hint", "template", "where"})
"""Keys of ours that hold sentences of ours. Elsewhere, whatever has a blank in it might be somebody's words."""
ACTION: Final = re.compile(r"[a-z][a-z_]{1,40}")
TOKENS: Final = re.compile(
    r"xox[a-z]-\S+|xapp-\S+|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"
)
FIRST: Final = ("at", "level", "action")
FRAMES: Final = 12
"""Innermost lines of a traceback that are kept."""


class TellsTooMuch(Exception):
    """A line of the log has no proper action, or a key under which somebody's words, name or secret would stand."""


def configure(level: str, stream: TextIO | None = None, strict: bool = False, libraries: int = logging.WARNING) -> None:
    """Log to `stream` (the standard output) from `level` on, libraries from WARNING on.

    `strict` raises TellsTooMuch where otherwise the key is left out; tests do. `libraries` is for tests, too.
    """
    out = stream or sys.stdout
    own = logging.getLevelNamesMapping()[level]
    structlog.configure(
        processors=processors(strict),
        wrapper_class=structlog.make_filtering_bound_logger(own),
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[Routed()], level=max(own, libraries), force=True)
    logging.captureWarnings(True)
    sys.excepthook = crashed
    sys.unraisablehook = lambda told: crashed(told.exc_type, told.exc_value, told.exc_traceback)
    threading.excepthook = lambda told: crashed(told.exc_type, told.exc_value, told.exc_traceback)


def processors(strict: bool = False) -> list[Processor]:
    """What every line goes through."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.EventRenamer("action"),
        without_words(strict),
        told_shortly,
        structlog.processors.JSONRenderer(_dumps),
    ]


def without_words(strict: bool) -> Processor:
    """Leave out, or refuse, what a log must not hold."""

    def process(_: Any, __: str, line: Line) -> Line:
        forbidden = sorted((WORDS | SECRETS) & line.keys())
        named = ACTION.fullmatch(str(line["action"]))
        if strict and (forbidden or not named):
            raise TellsTooMuch(f"a log line has an action in a word or two, and none of the keys {forbidden}")
        kept = {key: value for key, value in line.items() if key not in forbidden}
        return kept if named else {**kept, "action": "unnamed"}

    return process


def told_shortly(_: Any, __: str, line: Line) -> Line:
    """Numbers, moments, ids and our own sentences; exceptions by kind and place; people as marks; tokens as dots."""
    failure = line.pop("exc_info", None)
    told = {key: _mark(value) if key in PEOPLE else _told(key, value) for key, value in line.items()}
    if error := _exception(failure):
        told |= {"error": kinds(error), "traceback": places(error)}
    return {key: told[key] for key in FIRST if key in told} | told


class Routed(logging.Handler):
    """What libraries log, on its way to the one log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell that something was logged, where, and under which template if it is one; not what it said."""
        told = {"logger": record.name, "where": f"{Path(record.pathname).name}:{record.lineno}"}
        if record.args and isinstance(record.msg, str) and "%" in record.msg:
            told["template"] = record.msg
        level = min(max(record.levelno // 10 * 10, logging.DEBUG), logging.CRITICAL)
        structlog.get_logger().log(level, "library", exc_info=record.exc_info, **told)


def crashed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """The last resort: what nobody caught, without its words."""
    structlog.get_logger().critical("crashed", exc_info=(kind, error, trace))


def kinds(error: BaseException) -> str:
    """The kinds of an exception and of what led to it, the last one first."""
    return " < ".join(type(each).__qualname__ for each in _chain(error))


def places(error: BaseException) -> list[str]:
    """Where it happened, the innermost place last."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _exception(given: Any) -> BaseException | None:
    if isinstance(given, tuple):
        given = given[1]
    elif given and not isinstance(given, BaseException):
        given = sys.exc_info()[1]
    return given if isinstance(given, BaseException) else None


def _told(key: str, value: Any) -> Any:
    match value:
        case bool() | int() | float() | None:
            return value
        case Enum():
            return _told(key, value.value)
        case date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case BaseException():
            return kinds(value)
        case str() if key in SENTENCES or not re.search(r"\s", value):
            return TOKENS.sub("…", value)[:300]
        case list() | tuple() | set() | frozenset():
            return [_told(key, each) for each in value]
        case _:
            return "…"


def _mark(value: Any) -> str:
    return hashlib.blake2s(str(value).encode(), digest_size=5).hexdigest()


def _dumps(line: Line, **_: Any) -> str:
    return orjson.dumps(line).decode()
