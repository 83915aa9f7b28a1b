"""How the REST side answers: exactly in the form that discord.py reads, or with what befalls a request."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.fake_discord.world import Json, Trouble


def befallen(request: web.Request, trouble: Trouble | None) -> web.Response | None:
    """What is answered where trouble befalls a request."""
    match trouble:
        case Trouble.STORED_THEN_502 | Trouble.NOT_STORED_502:
            return error(502, 0, "Bad Gateway")
        case Trouble.STORED_THEN_GONE | Trouble.NOT_STORED_GONE | Trouble.STORED_LATER:
            hang_up(request)
        case Trouble.TOO_FAST:
            headers = {"Retry-After": "7", "Via": "1.1 google", "X-RateLimit-Bucket": "abcd",
                       "X-RateLimit-Scope": "user"}  # fmt: skip
            return answered(
                {"message": "You are being rate limited.", "retry_after": 7.0, "global": False}, 429, headers
            )
        case Trouble.NO_ACCESS:
            return error(403, 50013, "Missing Permissions")
        case Trouble.NOT_ACCEPTED:
            return error(400, 50035, "Invalid Form Body")
    return None


async def body_of(request: web.Request) -> Json:
    """What was sent; files have to be those that are listed."""
    if not request.content_type.startswith("multipart/"):
        told: Json = await request.json()
        return told
    form = await request.post()
    told = json.loads(str(form["payload_json"]))
    names = {each.filename for each in form.values() if isinstance(each, web.FileField)}
    listed = {each["filename"] for each in (told.get("data") or told).get("attachments", [])}
    if names != listed:
        raise web.HTTPBadRequest(text=f"{names} are not the attachments {listed}")
    return told


def hang_up(request: web.Request) -> None:
    """End the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()


def answered(what: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Exactly this Content-Type: discord.py reads JSON in no other."""
    answer = web.Response(body=json.dumps(what).encode(), status=status, headers=headers)
    answer.headers["Content-Type"] = "application/json"
    return answer


def error(status: int, code: int, message: str) -> web.Response:
    """A refusal with Discord's own code."""
    return answered({"code": code, "message": message}, status)
