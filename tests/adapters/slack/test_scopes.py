"""What is asked of a workspace is what is used (S25)."""

import re

from adapters.slack.happenings import _KINDS
from adapters.slack.scopes import EVENTS, METHODS, scopes
from tests.house.source import ROOT

SOURCES = [path.read_text() for path in (ROOT / "adapters" / "slack").glob("*.py") if path.name != "scopes.py"]
# Heard under the name of another: a mention is a message as well, and profiles change by `user_change`, too.
AS_ANOTHER = {"message", "app_mention", "user_profile_changed", "user_status_changed"}


def test_every_method_in_the_table_is_called_and_every_method_called_is_in_the_table() -> None:
    called = {name for text in SOURCES for name in re.findall(r'"((?:[a-z]+)\.(?:[a-zA-Z]+))"', text)}
    called |= {"auth.test", "auth.teams.list"}  # asked with a token of their own, before there is a workspace
    families = {each.split(".")[0] for each in METHODS}
    assert {name for name in called if name.split(".")[0] in families and not name.endswith(".json")} == set(METHODS)


def test_every_event_that_is_asked_for_is_understood_and_every_one_understood_is_asked_for() -> None:
    assert {name.partition(".")[0] for name in EVENTS} | AS_ANOTHER == set(_KINDS)


def test_nothing_is_asked_for_that_reads_direct_messages_between_people() -> None:
    assert not {"mpim:history", "mpim:read", "channels:join", "users:read.email"} & set(scopes())
