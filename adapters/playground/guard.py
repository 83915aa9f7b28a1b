"""The door of the playground: this machine only, no other site's requests, and nothing on the page but our own.

It listens on loopback, so what is left to keep out is another site open in the same browser: by a name of its own that
leads here (the Host), or by sending requests from its page (the Origin, and what a form can send without asking).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
TOKEN: Final = web.AppKey("token", str)
"""What a page has to send back with each change it asks for."""
HEADER: Final = "X-Playground-Token"
PLAIN_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
"""What any site can send without asking the browser first; everything else is asked for, and refused."""
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Refused(web.HTTPForbidden):
    """A request that does not come from here; the words say what is missing."""


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let in what comes from here; what changes something needs the page's token, or be what no other site can send."""
    _is_here(request)
    if request.method not in ("GET", "HEAD"):
        _is_ours(request)
    response = await handler(request)
    if not response.prepared:
        response.headers.update({name: value for name, value in HEADERS.items() if name not in response.headers})
    return response


def _is_here(request: web.Request) -> None:
    if _host(f"//{request.headers.get('Host', '')}") not in HERE:
        raise Refused(text="This playground answers under 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("Host"):
        raise Refused(text="This request comes from another site.")


def _is_ours(request: web.Request) -> None:
    token = request.headers.get(HEADER, "")
    if compare_digest(token.encode(), request.app[TOKEN].encode()):
        return
    if token or request.content_type in PLAIN_FORMS or "Content-Type" not in request.headers:
        raise Refused(text="Send it as application/json, or reload the page: it was made by an earlier playground.")


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
