"""The kinds of values that settings have, and what is right for each: whatever is not raises ValueError."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from typing import Annotated, Final, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

KEY_BYTES: Final = 32
"""AES-256."""
DATABASES: Final = ("sqlite:///", "postgresql://", "postgres://")
HERE: Final = {"127.0.0.1", "::1", "localhost"}
T = TypeVar("T")


def _check(value: T, is_right: bool) -> T:
    if not is_right:
        raise ValueError
    return value


def _database(value: SecretStr) -> SecretStr:
    return _check(value, value.get_secret_value().startswith(DATABASES))


def _address(value: str) -> str:
    """A token goes there: encrypted, except to this very machine."""
    parts = urlsplit(value)
    return _check(value, bool(parts.hostname) and (parts.scheme in ("https", "wss") or parts.hostname in HERE))


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    return _check(value, bool(host) and port.isdigit() and int(port) <= 65_535)


def _keyring(value: SecretStr) -> SecretStr:
    names = [name for name, _ in keys(value.get_secret_value())]
    return _check(value, bool(names) and len(set(names)) == len(names))


def keys(text: str) -> Iterator[tuple[str, bytes]]:
    """The keys that are written there, with their names. Raises ValueError."""
    for each in filter(None, map(str.strip, text.split(","))):
        name, _, key = each.partition(":")
        decoded = base64.b64decode(key, altchars=b"-_", validate=True)
        yield _check(name, bool(re.fullmatch(r"[\w-]{1,16}", name))), _check(decoded, len(decoded) == KEY_BYTES)


def _begins(prefix: str) -> Callable[[SecretStr], SecretStr]:
    return lambda value: _check(value, value.get_secret_value().startswith(prefix))


def _client_id(value: str) -> str:
    return _check(value, bool(re.fullmatch(r"[0-9]+\.[0-9]+", value)))


def _shards(value: str) -> str:
    mine, _, of = value.partition("/")
    numbers = [int(_check(each, each.isascii() and each.isdigit())) for each in (*mine.split(","), of)]
    return _check(value, all(each < numbers[-1] for each in numbers[:-1]) and len(set(numbers)) == len(numbers))


Database = Annotated[SecretStr, AfterValidator(_database)]
Address = Annotated[str, AfterValidator(_address)]
Keyring = Annotated[SecretStr, AfterValidator(_keyring)]
AppToken = Annotated[SecretStr, AfterValidator(_begins("xapp-"))]
Shards = Annotated[str, AfterValidator(_shards)]
BotToken = Annotated[SecretStr, AfterValidator(_begins("xoxb-"))]
ClientId = Annotated[str, AfterValidator(_client_id)]
Listen = Annotated[str, AfterValidator(_listen)]
