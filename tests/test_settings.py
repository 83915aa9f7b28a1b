"""What an operator may set, and what is said about what is wrong."""

import base64
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import PREFIX, Settings, WrongSettings, described, load, misspelt

KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for about in described():
        monkeypatch.delenv(about.name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings = load()
    assert settings.database == f"sqlite:///{tmp_path}/openline/openline.db"
    assert (settings.host, settings.port, settings.log_level) == ("127.0.0.1", 8080, "INFO")
    assert not settings.has_slack
    assert not settings.has_discord


def test_the_environment_is_read_and_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OPENLINE_PORT=1\nOPENLINE_HOST=::1\n")
    monkeypatch.setenv("OPENLINE_PORT", "2")
    assert (load().port, load().host) == (2, "::1")


def test_settings_stay_as_they_were_read() -> None:
    with pytest.raises(ValidationError):
        load().port = 1


def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINE_SLACK_BOT_TOKEN", "")
    assert load().slack_bot_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://canary@host/base"),
        ("OPENLINE_PORT", "canary"),
        ("OPENLINE_PORT", "70000"),
        ("OPENLINE_LOG_LEVEL", "canary"),
        ("OPENLINE_SECRET_KEY", "canary"),
        ("OPENLINE_SECRET_KEY", "a:Y2FuYXJ5"),
        ("OPENLINE_SECRET_KEY", f"a:{KEY},a:{KEY}"),
        ("OPENLINE_SECRET_KEY", ",,"),
        ("OPENLINE_SECRET_KEY", "a:ünicode"),
        ("OPENLINE_SLACK_APP_TOKEN", "xoxb-canary"),
        ("OPENLINE_SLACK_BOT_TOKEN", "canary"),
        ("OPENLINE_SLACK_CLIENT_ID", "canary"),
        ("OPENLINE_SLACK_API_URL", "http://canary.example"),
        ("OPENLINE_DISCORD_API_URL", "canary"),
        ("OPENLINE_DISCORD_GATEWAY_URL", "ws://[canary"),
        ("OPENLINE_DISCORD_SHARDS", "canary"),
        ("OPENLINE_DISCORD_SHARDS", "2/2"),
        ("OPENLINE_DISCORD_SHARDS", "0,0/2"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence_that_names_it_and_keeps_it_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings) as told:
        load()
    (sentence,) = told.value.sentences
    assert sentence.startswith(f"{name} is set to something that cannot be used. It has to be ")
    assert value not in sentence
    assert told.value.__suppress_context__


def test_everything_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINE_PORT", "x")
    monkeypatch.setenv("DATABASE_URL", "x")
    with pytest.raises(WrongSettings) as told:
        load()
    assert len(told.value.sentences) == 2


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongSettings, match=r"\.env cannot be read"):
        load()


def test_this_machine_may_be_spoken_to_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINE_SLACK_API_URL", "http://127.0.0.1:9/api/")
    monkeypatch.setenv("OPENLINE_DISCORD_GATEWAY_URL", "ws://localhost:9")
    assert load().slack_api_url == "http://127.0.0.1:9/api/"


def test_keys_come_with_their_names_and_the_first_encrypts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINE_SECRET_KEY", f"new:{KEY}, old:{KEY}")
    assert [name for name, _ in load().keys] == ["new", "old"]
    assert load().keys[0][1] == bytes(range(32))


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, None),
        ({"OPENLINE_SLACK_APP_TOKEN": "xapp-1"}, "OPENLINE_SLACK_BOT_TOKEN"),
        ({"OPENLINE_SLACK_BOT_TOKEN": "xoxb-1"}, "OPENLINE_SLACK_APP_TOKEN"),
        ({"OPENLINE_SLACK_APP_TOKEN": "xapp-1", "OPENLINE_SLACK_BOT_TOKEN": "xoxb-1"}, None),
    ],
)
def test_one_slack_token_wants_the_other(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: str | None
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert load().half == missing
    assert load().has_slack == (len(given) == 2)


INSTALLED_BY_OTHERS = {
    "OPENLINE_SLACK_CLIENT_ID": "123.456",
    "OPENLINE_SLACK_CLIENT_SECRET": "canary",
    "OPENLINE_SLACK_SIGNING_SECRET": "canary",
    "OPENLINE_SECRET_KEY": f"k1:{KEY}",
}


@pytest.mark.parametrize("missing", [*INSTALLED_BY_OTHERS, None])
def test_for_workspaces_that_install_it_by_themselves_all_of_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch, missing: str | None
) -> None:
    for name, value in INSTALLED_BY_OTHERS.items():
        if name != missing:
            monkeypatch.setenv(name, value)
    assert load().half == missing
    assert load().has_slack == (missing is None)


def test_a_token_for_one_workspace_and_installing_by_many_exclude_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**INSTALLED_BY_OTHERS, "OPENLINE_SLACK_BOT_TOKEN": "xoxb-canary"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings, match="set one of the two") as told:
        load()
    assert "canary" not in str(told.value)


def test_a_misspelt_name_is_noticed_and_the_right_one_proposed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENLINE_SLACK_BOT_TOKN", "xoxb-canary")
    (tmp_path / ".env").write_text("OPENLINE_SOMETHING_ELSE=1\n")
    assert misspelt() == (("OPENLINE_SLACK_BOT_TOKN", "OPENLINE_SLACK_BOT_TOKEN"), ("OPENLINE_SOMETHING_ELSE", None))


def test_secrets_do_not_show_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINE_SLACK_BOT_TOKEN", "xoxb-canary")
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:canary@host/base")
    monkeypatch.setenv("OPENLINE_SECRET_KEY", f"a:{KEY}")
    shown = f"{load()!r} {load().model_dump()}"
    assert "canary" not in shown
    assert KEY not in shown


def test_every_setting_is_told_what_it_is_for_and_what_is_right() -> None:
    for about in described():
        assert about.name == "DATABASE_URL" or about.name.startswith(PREFIX)
        assert about.what.endswith(".")
        assert about.right
        assert about.default
    assert len(described()) == len(Settings.model_fields)


@pytest.mark.parametrize(("told", "shards"), [("", ((), None)), ("0/1", ((0,), 1)), ("2,3/4", ((2, 3), 4))])
def test_the_shards_of_a_process(
    monkeypatch: pytest.MonkeyPatch, told: str, shards: tuple[tuple[int, ...], int | None]
) -> None:
    monkeypatch.setenv("OPENLINE_DISCORD_SHARDS", told)
    assert load().shards == shards
