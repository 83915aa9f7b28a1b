"""What an operator may set, read once from the environment and `.env`, and a sentence for each thing set wrongly.

Every setting says what it is for and what would be right; docs/settings.md holds the same words (a test compares).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, cast

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import kinds
from bot.settings.kinds import Address, AppToken, BotToken, ClientId, Database, Keyring, Listen, Shards

PREFIX: Final = "OPENLINE_"
DOTENV: Final = Path(".env")
BOTH: Final = (
    "OPENLINE_SLACK_BOT_TOKEN is for one workspace, OPENLINE_SLACK_CLIENT_ID for those that install it by themselves: "
    "set one of the two."
)


class WrongSettings(Exception):
    """Something is set wrongly: one sentence for each, that names it and says what would be right."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class About(NamedTuple):
    """A setting as the documentation shows it. `right` completes "It has to be …"."""

    name: str
    default: str
    what: str
    right: str


def _setting(name: str, what: str, right: str, default: Any = None, shown: str = "not set") -> Any:
    """A setting under its name in the environment; `shown` is its default in words."""
    return Field(default, validation_alias=name, description=what, json_schema_extra={"right": right, "shown": shown})


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("openline", appauthor=False)


Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """Everything that is set, checked and frozen. Secrets show themselves only when asked."""

    model_config = SettingsConfigDict(
        frozen=True, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    database_url: Database | None = _setting(
        "DATABASE_URL",
        "Where everything is kept. With PostgreSQL, any number of processes share the work.",
        "postgresql://user:password@host/database or sqlite:////folder/file.db",
        shown="a SQLite file, openline.db, in OPENLINE_DATA_DIR",
    )
    data_dir: Path = Field(
        default_factory=_data_folder,
        validation_alias="OPENLINE_DATA_DIR",
        description="The folder for what Openline keeps on this machine.",
        json_schema_extra={"right": "a folder", "shown": "your system's folder for application data"},
    )
    host: str = _setting(
        "OPENLINE_HOST",
        "The address on which /healthz, /readyz and /metrics answer. Nothing secret is there, and nothing for others.",
        "an address of this machine, such as 127.0.0.1 or 0.0.0.0",
        "127.0.0.1",
        "127.0.0.1 (in the image 0.0.0.0)",
    )
    port: Annotated[int, Field(ge=0, le=65_535)] = _setting(
        "OPENLINE_PORT", "The port beside it; 0 takes a free one.", "a number from 0 to 65535", 8080, "8080"
    )
    retention_days: Annotated[int, Field(ge=7, le=395)] = _setting(
        "OPENLINE_RETENTION_DAYS",
        "How many days single events are kept: who wrote when, who waited for whom, what was posted. "
        "Figures of weeks are kept for 13 months; what people agreed on, as long as their engagement.",
        "a number from 7 to 395",
        30,
        "30",
    )
    log_level: Level = _setting(
        "OPENLINE_LOG_LEVEL",
        "How much is told. Libraries that would print messages or frames stay at WARNING whatever is set here.",
        "DEBUG, INFO, WARNING or ERROR",
        "INFO",
        "INFO",
    )
    secret_key: Keyring | None = _setting(
        "OPENLINE_SECRET_KEY",
        "Keys by which tokens are encrypted in the database: the first one encrypts, all of them decrypt. "
        "Needed only where workspaces install the bot by themselves.",
        "one or more keys as `openline key` prints them, with commas between",
    )
    slack_app_token: AppToken | None = _setting(
        "OPENLINE_SLACK_APP_TOKEN",
        "The app-level token of your Slack app, for Socket Mode.",
        "an app-level token; those begin with xapp-",
    )
    slack_bot_token: BotToken | None = _setting(
        "OPENLINE_SLACK_BOT_TOKEN",
        "The bot token of your Slack app in your workspace.",
        "a bot token; those begin with xoxb-",
    )
    slack_api_url: Address = _setting(
        "OPENLINE_SLACK_API_URL",
        "Where Slack's Web API answers, for proxies and for trying other servers.",
        "an address with https://, or with http:// on this machine",
        "https://slack.com/api/",
        "https://slack.com/api/",
    )
    slack_signing_secret: SecretStr | None = _setting(
        "OPENLINE_SLACK_SIGNING_SECRET",
        "The signing secret of your Slack app, to be reached by Slack over HTTP instead of Socket Mode.",
        "a signing secret, as Basic Information of your app shows it",
    )
    slack_client_id: ClientId | None = _setting(
        "OPENLINE_SLACK_CLIENT_ID",
        "The client id of your Slack app, where workspaces install it by themselves at /slack/install.",
        "a client id, as Basic Information of your app shows it: numbers with a dot between",
    )
    slack_client_secret: SecretStr | None = _setting(
        "OPENLINE_SLACK_CLIENT_SECRET",
        "The client secret beside it.",
        "a client secret, as Basic Information of your app shows it",
    )
    slack_listen: Listen = _setting(
        "OPENLINE_SLACK_LISTEN",
        "Where Slack's requests are taken over HTTP; something that speaks TLS has to stand before it.",
        "an address of this machine with a port, such as 127.0.0.1:3000",
        "127.0.0.1:3000",
        "127.0.0.1:3000",
    )
    discord_token: SecretStr | None = _setting(
        "OPENLINE_DISCORD_TOKEN", "The bot token of your Discord application.", "a bot token"
    )
    discord_api_url: Address = _setting(
        "OPENLINE_DISCORD_API_URL",
        "Where Discord's API answers, for proxies and for trying other servers.",
        "an address with https://, or with http:// on this machine",
        "https://discord.com/api/v10",
        "https://discord.com/api/v10",
    )
    discord_gateway_url: Address | None = _setting(
        "OPENLINE_DISCORD_GATEWAY_URL",
        "Where Discord's gateway answers.",
        "an address with wss://, or with ws:// on this machine",
        shown="what Discord's API names",
    )
    discord_shards: Shards | None = _setting(
        "OPENLINE_DISCORD_SHARDS",
        "Which shards this process holds, of how many: for several processes on one PostgreSQL.",
        "numbers from 0 with commas between, and behind a slash how many there are: 0,1/4",
        shown="all that Discord recommends",
    )

    @property
    def database(self) -> str:
        """The address of the database, password and all."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.expanduser().absolute() / 'openline.db'}"

    @property
    def keys(self) -> tuple[tuple[str, bytes], ...]:
        """The keys of `secret_key` with their names; the first encrypts."""
        return tuple(kinds.keys(self.secret_key.get_secret_value())) if self.secret_key else ()

    @property
    def has_slack(self) -> bool:
        """Whether Slack is set up."""
        return bool(self._hears_slack and (self.slack_bot_token or self.is_installed_by_others))

    @property
    def is_installed_by_others(self) -> bool:
        """Whether Slack's workspaces install it by themselves, and their tokens are kept in the database."""
        return bool(self.slack_client_id and self.slack_client_secret and self.secret_key)

    @property
    def _hears_slack(self) -> bool:
        return bool(self.slack_app_token or self.slack_signing_secret)

    @property
    def has_discord(self) -> bool:
        """Whether Discord is set up."""
        return bool(self.discord_token)

    @property
    def shards(self) -> tuple[tuple[int, ...], int | None]:
        """The shards of Discord that this process holds, and of how many; none and None where that is not set."""
        mine, _, of = (self.discord_shards or "").partition("/")
        return tuple(int(each) for each in mine.split(",") if each), int(of) if of else None

    @property
    def half(self) -> str | None:
        """What of Slack is missing beside what is set."""
        if self.slack_client_id or self.slack_client_secret:
            wanted = {
                "OPENLINE_SLACK_CLIENT_ID": self.slack_client_id,
                "OPENLINE_SLACK_CLIENT_SECRET": self.slack_client_secret,
                "OPENLINE_SLACK_SIGNING_SECRET": self._hears_slack,
                "OPENLINE_SECRET_KEY": self.secret_key,
            }
            return next((name for name, value in wanted.items() if not value), None)
        if self._hears_slack == bool(self.slack_bot_token):
            return None
        return "OPENLINE_SLACK_BOT_TOKEN" if self._hears_slack else "OPENLINE_SLACK_APP_TOKEN"


_read = cast(Callable[..., Settings], Settings)
"""With the arguments of pydantic-settings, of which its types do not tell."""


def load(dotenv: Path | None = DOTENV) -> Settings:
    """Read the settings, the environment before `.env`. Raises WrongSettings."""
    try:
        settings = _read(_env_file=dotenv)
    except ValidationError as wrong:
        names = dict.fromkeys(str(error["loc"][0]) for error in wrong.errors(include_input=False))
        raise WrongSettings(*(_sentence(name) for name in names)) from None
    except (OSError, UnicodeDecodeError):
        raise WrongSettings(f"{dotenv} cannot be read: it has to be a text file (UTF-8) that you may open.") from None
    if settings.slack_bot_token and settings.slack_client_id:
        raise WrongSettings(BOTH)
    return settings


def described() -> tuple[About, ...]:
    """Every setting there is, for the documentation."""
    fields = Settings.model_fields.values()
    extras = [cast(dict[str, str], field.json_schema_extra) for field in fields]
    return tuple(
        About(str(field.validation_alias), extra["shown"], field.description or "", extra["right"])
        for field, extra in zip(fields, extras, strict=True)
    )


def misspelt(dotenv: Path = DOTENV) -> tuple[tuple[str, str | None], ...]:
    """Names that look like settings and are none, each with the one that was probably meant."""
    known = [about.name for about in described()]
    given = {*os.environ, *(dotenv_values(dotenv) if dotenv.is_file() else ())}
    strange = sorted(name for name in given if name.upper().startswith(PREFIX) and name.upper() not in known)
    return tuple((name, next(iter(get_close_matches(name, known, 1, 0.8)), None)) for name in strange)


def _sentence(name: str) -> str:
    right = next(about.right for about in described() if about.name == name)
    return f"{name} is set to something that cannot be used. It has to be {right}."
