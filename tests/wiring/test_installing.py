"""Installing in Slack by others, put together."""

from pathlib import Path

from pydantic import SecretStr

from adapters.clocks import SystemClock
from adapters.secrets import new_key
from adapters.slack.api import Api
from adapters.slack.sealing import everywhere
from bot.settings import Settings
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId
from bot.wiring import installing
from bot.wiring.core import House
from tests.kept import NOW
from tests.stores import migrated

SETTINGS = Settings.model_construct(
    database_url=SecretStr("sqlite:///:memory:"),
    secret_key=SecretStr(new_key("k1")),
    slack_client_id="123.456",
    slack_client_secret=SecretStr("canary"),
)


async def test_a_workspace_is_known_by_what_is_kept_about_it_and_its_pages_are_two(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'openline.db'}"
    await migrated(database_url)
    house = House(SETTINGS.model_copy(update={"database_url": SecretStr(database_url)}))
    api = Api("https://slack.example/api/", installing.tokens(house, lambda token: api.client(token)), SystemClock())
    known = installing.tokens(house, api.client)
    assert await known.which(["T1"]) is None
    async with house.store.begin() as work:
        await work.remember([Installation(WorkspaceId("T1"), "Acme", NOW)])
        await work.commit()
    assert await known.which(["T1"]) == "T1"
    async with api.open():
        pages = await installing.pages(house, api, known)
    assert [page.path for page in pages if hasattr(page, "path")] == ["/slack/install", "/slack/oauth_redirect"]
    assert await everywhere(house.store) == []
    await house.database.close()


def test_the_credentials_are_those_that_are_set() -> None:
    assert installing.credentials(SETTINGS) == ("123.456", "canary")
