"""Workspaces that install Openline in Slack by themselves, put together: where their tokens are, and the pages."""

from __future__ import annotations

from typing import Final

from adapters import clocks, secrets
from adapters.slack import installations, oauth, renewal
from adapters.slack.api import Api, Client
from adapters.slack.edge import Route
from adapters.slack.installations import Installations
from adapters.slack.installed import Credentials
from adapters.slack.oauth import Register, Words
from adapters.slack.renewal import Renewal
from adapters.slack.sealing import seal_anew
from adapters.slack.states import States
from bot.settings import Settings
from bot.wiring.core import House
from bot.wording import installing as wording

WORDS: Final = Words(wording.installed, wording.failed)


def credentials(settings: Settings) -> Credentials:
    """Under which the app is known to Slack."""
    secret = settings.slack_client_secret
    return Credentials(settings.slack_client_id or "", secret.get_secret_value() if secret else "")


def vault(settings: Settings) -> secrets.Vault:
    """What seals the tokens."""
    return secrets.Vault(settings.keys)


def tokens(house: House, client: Client) -> Installations:
    """The tokens of all workspaces, each renewed in time."""
    app, safe = credentials(house.settings), vault(house.settings)
    ask = renewal.by_slack(client, *app)
    renewing = Renewal(house.store, safe, house.clock, ask)
    return Installations(house.store, safe, house.clock, renewing, installations.by_slack(client))


async def pages(house: House, api: Api, known: Installations) -> list[Route]:
    """The pages for whoever installs; what an older key sealed is sealed anew before anybody comes."""
    safe = vault(house.settings)
    await seal_anew(house.store, safe)
    states = States(house.store, safe, house.clock, clocks.token)
    register = Register(house.store, safe, house.clock, known.forget)
    flow = oauth.flow(api.client(None), credentials(house.settings), states, register, WORDS)
    return oauth.installing(flow, WORDS)
