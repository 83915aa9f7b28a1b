"""What is right for each kind of setting."""

import base64
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.settings import kinds

KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (kinds.Address, "https://slack.com/api/", "http://slack.com/api/"),
        (kinds.Address, "http://[::1]:9", "https://"),
        (kinds.Listen, "[::1]:3000", "3000"),
        (kinds.Listen, "127.0.0.1:0", "127.0.0.1:70000"),
        (kinds.ClientId, "123.456", "123.456x"),
        (kinds.Shards, "0,1/4", "4/4"),
    ],
)
def test_a_value_is_right_or_refused(kind: Any, right: str, wrong: str) -> None:
    known = TypeAdapter(kind)
    assert known.validate_python(right) == right
    with pytest.raises(ValidationError):
        known.validate_python(wrong)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (kinds.Database, "sqlite:////folder/file.db", "mysql://host/base"),
        (kinds.AppToken, "xapp-1", "xoxb-1"),
        (kinds.BotToken, "xoxb-1", "xapp-1"),
        (kinds.Keyring, f"a:{KEY}", f"a:{KEY},a:{KEY}"),
    ],
)
def test_a_secret_is_right_or_refused(kind: Any, right: str, wrong: str) -> None:
    known = TypeAdapter(kind)
    assert known.validate_python(right).get_secret_value() == right
    with pytest.raises(ValidationError):
        known.validate_python(wrong)


def test_keys_come_with_their_names_in_their_order() -> None:
    assert list(kinds.keys(f"new:{KEY}, old:{KEY}")) == [("new", bytes(range(32))), ("old", bytes(range(32)))]
