"""Installing by OAuth: two pages beside the events, by Bolt's own flow over our own stores.

`/slack/install` sends a browser to Slack, which sends it back to `/slack/oauth_redirect` with a code; the flow redeems
that for a token, and `Register` keeps it, sealed.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from html import escape
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation as Given
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.edge import Route
from adapters.slack.installed import Credentials
from adapters.slack.manifest import INSTALL_AT, REDIRECT_AT
from adapters.slack.scopes import scopes
from adapters.slack.sealing import Pair, put, sealed
from bot.ports import Clock, Store
from bot.ports.operating import Vault
from bot.vocabulary.installing import Installation
from bot.vocabulary.model import WorkspaceId

COOKIE: Final = "openline-slack-install"
UNAVAILABLE: Final = "unavailable"
"""Slack or the store could not be reached."""
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # the address holds a code
    "X-Content-Type-Options": "nosniff",
}
PAGE: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title><style>body{{font:1.1em/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;"
    "padding:0 1em;color-scheme:light dark}}</style><h1>{title}</h1><p>{text}</p></html>"
)


class Words(NamedTuple):
    """What whoever installs reads, a title and a text: where it is done (in which workspace), and where not (why)."""

    installed: Callable[[str], tuple[str, str]]
    failed: Callable[[str], tuple[str, str]]


class Register(AsyncInstallationStore):
    """Keeps what comes out of the flow. Bolt asks it for nothing: whose a delivery is, `Installations` tells."""

    def __init__(self, store: Store, vault: Vault, clock: Clock, changed: Callable[[WorkspaceId], None]) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._changed = changed

    @property
    def logger(self) -> logging.Logger:
        """Where the SDK would log."""
        return _SILENT

    async def async_save(self, installation: Given) -> None:
        """Keep it in the place of an earlier one. Only the bot's tokens are kept, and nothing of who installed it."""
        workspace = installation.enterprise_id if installation.is_enterprise_install else installation.team_id
        if not workspace or not installation.bot_token:
            raise BoltError("neither a workspace nor a token")
        kept = Installation(
            WorkspaceId(workspace),
            str((installation.enterprise_name if installation.is_enterprise_install else installation.team_name) or ""),
            self._clock.now(),
            installation.bot_user_id or "",
            installation.bot_id or "",
            expires_at=self._clock.now() + _lasts(installation) if installation.bot_token_expires_at else None,
            is_organisation=bool(installation.is_enterprise_install),
        )
        pair = Pair(installation.bot_token, installation.bot_refresh_token or "")
        await put(self._store, sealed(self._vault, kept, pair))
        self._changed(kept.workspace)
        structlog.get_logger().info("slack_installed", workspace=kept.workspace)


def flow(
    client: AsyncWebClient, app: Credentials, states: AsyncOAuthStateStore, register: Register, words: Words
) -> AsyncOAuthFlow:
    """Bolt's flow, with what it asks for, remembers and says."""

    async def done(args: AsyncSuccessArgs) -> BoltResponse:
        given = args.installation
        title, text = words.installed(given.team_name or given.enterprise_name or "")
        return _page(200, title, text, args.settings.state_utils.build_set_cookie_for_deletion())

    async def failed(args: AsyncFailureArgs) -> BoltResponse:
        structlog.get_logger().warning("not_installed", why=args.reason[:40])
        return _page(args.suggested_status_code, *words.failed(args.reason))

    settings = AsyncOAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=scopes(),
        user_scopes=[],
        install_path=INSTALL_AT,
        redirect_uri_path=REDIRECT_AT,
        install_page_rendering_enabled=False,
        authorization_url=authorization_url(client.base_url),
        installation_store=register,
        state_store=states,
        state_cookie_name=COOKIE,
        callback_options=AsyncCallbackOptions(done, failed),
        logger=_SILENT,
    )
    return AsyncOAuthFlow(client=client, logger=_SILENT, settings=settings)


def installing(of: AsyncOAuthFlow, words: Words) -> list[Route]:
    """The two pages."""

    async def install(request: web.Request) -> web.Response:
        return await _answered(request, of.handle_installation, words)

    async def redirected(request: web.Request) -> web.Response:
        return await _answered(request, of.handle_callback, words)

    return [web.get(INSTALL_AT, install, allow_head=False), web.get(REDIRECT_AT, redirected, allow_head=False)]


def authorization_url(base_url: str) -> str:
    """Where Slack asks whoever installs, beside where its Web API answers."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize"


async def _answered(
    request: web.Request, handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]], words: Words
) -> web.Response:
    try:
        response = await to_aiohttp_response(await handle(await to_bolt_request(request)))
    except Exception as failure:  # whatever it is: it says that, and nothing of what it was given
        structlog.get_logger().error("installing_failed", failure=type(failure).__name__)
        response = await to_aiohttp_response(_page(503, *words.failed(UNAVAILABLE)))
    response.headers.update(HEADERS)
    return response


def _page(status: int, title: str, text: str, cookie: str | None = None) -> BoltResponse:
    headers: dict[str, Any] = {"Content-Type": ["text/html; charset=utf-8"]}
    if cookie:
        headers["Set-Cookie"] = [cookie]
    return BoltResponse(status=status, body=PAGE.format(title=escape(title), text=escape(text)), headers=headers)


def _lasts(given: Given) -> timedelta:
    """The SDK tells moments by a clock of its own."""
    return timedelta(seconds=round((given.bot_token_expires_at or 0) - given.installed_at))


_SILENT: Final = logging.getLogger("openline.slack.oauth")
"""The flow logs codes and Slack's answers; what is worth knowing is logged above."""
_SILENT.setLevel(logging.CRITICAL + 1)
