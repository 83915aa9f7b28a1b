"""What is sealed opens with our keys, in its own place, and nowhere else (S14)."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.secrets import Vault, new_key
from bot.ports.operating import Unopened
from bot.settings import load
from bot.vocabulary.model import WorkspaceId

OLD, NEW = ("old", os.urandom(32)), ("new", os.urandom(32))
ACME, OTHER = WorkspaceId("T1"), WorkspaceId("T2")
vault = Vault([OLD])


@given(st.text())
def test_what_was_sealed_opens_again(secret: str) -> None:
    assert vault.open(vault.seal(secret, ACME, "token"), ACME, "token") == secret


def test_it_is_not_there_in_clear_and_never_twice_the_same() -> None:
    one, other = (vault.seal("xoxb-canary", ACME, "token") for _ in range(2))
    assert "canary" not in one
    assert one != other


@pytest.mark.parametrize(("workspace", "column"), [(OTHER, "token"), (ACME, "refresh"), (WorkspaceId("T1t"), "oken")])
def test_it_does_not_open_in_another_place(workspace: WorkspaceId, column: str) -> None:
    with pytest.raises(Unopened):
        vault.open(vault.seal("canary", ACME, "token"), workspace, column)


def test_a_new_key_in_front_seals_and_the_old_one_still_opens() -> None:
    sealed = vault.seal("canary", ACME, "token")
    both = Vault([NEW, OLD])
    assert both.open(sealed, ACME, "token") == "canary"
    assert not both.is_current(sealed)
    again = both.seal(both.open(sealed, ACME, "token"), ACME, "token")
    assert both.is_current(again)
    assert Vault([NEW]).open(again, ACME, "token") == "canary"


def test_without_its_key_it_stays_shut() -> None:
    with pytest.raises(Unopened, match="OPENLINE_SECRET_KEY"):
        Vault([NEW]).open(vault.seal("canary", ACME, "token"), ACME, "token")


def test_the_right_name_with_the_wrong_key_opens_nothing() -> None:
    with pytest.raises(Unopened):
        Vault([("old", os.urandom(32))]).open(vault.seal("canary", ACME, "token"), ACME, "token")


@given(st.data())
def test_a_changed_character_anywhere_is_noticed(data: st.DataObject) -> None:
    sealed = vault.seal("canary", ACME, "token")
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.sampled_from("ABPQabfgwxyz019-_.=é").filter(lambda character: character != sealed[at]))
    with pytest.raises(Unopened):
        vault.open(sealed[:at] + other + sealed[at + 1 :], ACME, "token")


@pytest.mark.parametrize("text", ["", "v1", "v1.old.", "v1.old.AAAA", "v2.old.AAAA", "canary"])
def test_what_was_never_sealed_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(Unopened) as refused:
        vault.open(text, ACME, "token")
    assert "AAAA" not in str(refused.value)
    assert "canary" not in str(refused.value)


def test_a_fresh_key_is_one_that_the_settings_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINE_SECRET_KEY", f"{new_key('b')},{new_key('a')}")
    assert [name for name, _ in load(None).keys] == ["b", "a"]
    assert Vault(load(None).keys).seal("canary", ACME, "token").startswith("v1.b.")


def test_a_vault_without_a_key_is_none() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Vault([])
