"""What is heard, registered with Bolt: one listener a kind; what nobody listens for is acknowledged and counted.

Bolt acknowledges events before their listener has run; with `process_before_response` a listener that raises is
answered with 500, so that Slack delivers it again. So an acknowledgement says that it is kept.

Events, of which there are many, are taken before Bolt asks whose they are and looks for a listener: `Tokens` tells the
one and there is one of the other, and what is left of Bolt's way costs a third.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, TypeVar

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.listener import Body, Listener

ANYTHING: Final = re.compile("")
TOLD: Final = ("event_callback", "app_rate_limited")
"""What the Events API delivers under its own type."""
Result = TypeVar("Result")


class NotKept(Exception):
    """Something could not be kept: Slack has to deliver it again. Names the kind of failure, and nothing of it."""


def bolt(listener: Listener) -> AsyncApp:
    """The listeners, registered with Bolt. Requests over HTTP are verified before they come here (`edge`)."""
    app = AsyncApp(
        name="openline",
        before_authorize=Events(listener),
        authorize=_authorize,
        signing_secret="verified before",  # noqa: S106 - no secret: Bolt wants one to be there
        request_verification_enabled=False,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        ignoring_self_events_enabled=False,  # that would also drop what tells that we joined or left
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    @app.command(ANYTHING)
    async def command(ack: Any, body: Body) -> None:
        await ack(**await _kept(listener.command(body)))

    @app.shortcut(ANYTHING)
    async def shortcut(ack: Any, body: Body) -> None:
        await _kept(listener.shortcut(body))
        await ack()

    @app.action(ANYTHING)
    async def action(ack: Any, body: Body) -> None:
        await _kept(listener.action(body))
        await ack()

    @app.view(ANYTHING)
    async def form(ack: Any, body: Body) -> None:
        await ack(**await _kept(listener.form(body)))

    @app.error
    async def failed(error: Exception, body: Any) -> BoltResponse:
        """What could not be kept comes again; what Bolt cannot read or nobody listens for never will be kept."""
        if isinstance(error, NotKept):
            return _not_kept(error)
        listener.unknown()
        return BoltResponse(status=200, body="")

    return app


class Events(AsyncMiddleware):
    """What the Events API tells, and Slack's word that it holds some back; the rest goes on its way through Bolt."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Keep it, and acknowledge it then."""
        if req.body.get("type") not in TOLD:
            return await next()
        try:
            await _kept(self._listener.event(req.body))
        except NotKept as failure:
            return _not_kept(failure)
        return resp


def _not_kept(failure: NotKept) -> BoltResponse:
    structlog.get_logger().error("delivery_failed", failure=str(failure))
    return BoltResponse(status=500, body="")


async def _kept(work: Coroutine[Any, Any, Result]) -> Result:
    try:
        return await work
    except Exception as failure:
        raise NotKept(type(failure).__name__) from None


async def _authorize() -> AuthorizeResult:
    """Whose a delivery is, is told by `Tokens`; Bolt's own client is not used."""
    return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="unused")  # noqa: S106
