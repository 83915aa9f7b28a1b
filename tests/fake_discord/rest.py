"""The REST side, with the contract of Discord's documentation: limits, nonces, permissions, buckets and troubles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiohttp import web

from adapters.discord.limits import length
from tests.fake_discord.accepting import modal_problem, problem
from tests.fake_discord.answers import answered, befallen, body_of, error, hang_up
from tests.fake_discord.world import (
    APPLICATION,
    BOT,
    HISTORY,
    IN_THREADS,
    PRIVATE_THREADS,
    SEND,
    VIEW,
    Json,
    Trouble,
    World,
)

REQUIRE_TAG = 1 << 4
Tell = Callable[[str, Any], Awaitable[None]]


class Rest:
    """Answers requests from a world; `tell` sends what follows from them over the gateway."""

    def __init__(self, world: World, tell: Tell, gateway: Callable[[], str]) -> None:
        self.world = world
        self.tell = tell
        self.gateway = gateway

    def app(self) -> web.Application:
        """The server's application."""
        app = web.Application(middlewares=[self._watched], client_max_size=1 << 25)
        app.router.add_get("/users/@me", self._me)
        app.router.add_get("/oauth2/applications/@me", self._application)
        app.router.add_get("/applications/@me", self._application)
        app.router.add_get("/gateway/bot", self._gateway)
        app.router.add_route("*", "/applications/{app}/commands", self._commands)
        app.router.add_post("/users/@me/channels", self._direct)
        app.router.add_get("/channels/{channel}", self._channel)
        app.router.add_get("/guilds/{guild}", self._guild)
        app.router.add_get("/guilds/{guild}/threads/active", self._active)
        app.router.add_get("/channels/{channel}/threads/archived/public", self._archived)
        app.router.add_get("/channels/{channel}/messages", self._page)
        app.router.add_post("/channels/{channel}/messages", self._post)
        app.router.add_patch("/channels/{channel}/messages/{message}", self._edit)
        app.router.add_post("/channels/{channel}/threads", self._thread)
        app.router.add_route("*", "/channels/{channel}/thread-members/{who}", self._thread_member)
        app.router.add_post("/interactions/{id}/{token}/callback", self._callback)
        app.router.add_post("/webhooks/{app}/{token}", self._follow_up)
        app.router.add_route("*", "/webhooks/{app}/{token}/messages/@original", self._original)
        return app

    @web.middleware
    async def _watched(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.world.requests.append((request.method, request.path))
        if self.world.is_down:
            hang_up(request)
        if any(request.path.startswith(each) for each in self.world.missing):
            return error(404, 0, "404: Not Found")
        if request.headers.get("Authorization") == "Bot wrong":
            return error(401, 0, "401: Unauthorized")
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _me(self, request: web.Request) -> web.Response:
        return answered(self.world.user(BOT) | {"bot": True})

    async def _application(self, request: web.Request) -> web.Response:
        owner = {"id": "1", "username": "owner", "discriminator": "0", "avatar": None}
        return answered({"id": APPLICATION, "name": "Openline", "icon": None, "description": "", "bot_public": True,
                      "bot_require_code_grant": False, "verify_key": "", "owner": owner,
                      "flags": self.world.flags})  # fmt: skip

    async def _gateway(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": self.world.identifies_left, "reset_after": 86_400_000,
                 "max_concurrency": 1}  # fmt: skip
        return answered({"url": self.gateway(), "shards": self.world.shards, "session_start_limit": limit})

    async def _commands(self, request: web.Request) -> web.Response:
        if request.method == "PUT":
            self.world.overwrites += 1
            given = await request.json()
            self.world.commands = [
                {**each, "id": str(number), "version": "1", "application_id": APPLICATION}
                for number, each in enumerate(given, 1)
            ]
        return answered(self.world.commands)

    async def _direct(self, request: web.Request) -> web.Response:
        return answered(self.world.direct((await request.json())["recipient_id"]))

    async def _channel(self, request: web.Request) -> web.Response:
        found = self.world.channels.get(request.match_info["channel"])
        if found is None:
            return error(404, 10003, "Unknown Channel")
        return answered(found) if self.world.may(found["id"], VIEW) else error(403, 50001, "Missing Access")

    async def _guild(self, request: web.Request) -> web.Response:
        found = self.world.guilds.get(request.match_info["guild"])
        return answered(found) if found is not None else error(404, 10004, "Unknown Guild")

    async def _active(self, request: web.Request) -> web.Response:
        return self._threads(lambda each: not each["thread_metadata"]["archived"])

    async def _archived(self, request: web.Request) -> web.Response:
        parent = request.match_info["channel"]
        if not self.world.may(parent, HISTORY):
            return error(403, 50001, "Missing Access")
        return self._threads(lambda each: each["thread_metadata"]["archived"] and each["parent_id"] == parent)

    def _threads(self, wanted: Callable[[Json], bool]) -> web.Response:
        threads = [each for each in self.world.channels.values() if each["type"] in (11, 12) and wanted(each)]
        return answered({"threads": threads, "members": [], "has_more": False})

    async def _page(self, request: web.Request) -> web.Response:
        """Newest first, as Discord does; without the right to read, nothing and no error."""
        channel = request.match_info["channel"]
        if channel not in self.world.channels:
            return error(404, 10003, "Unknown Channel")
        if not self.world.may(channel, VIEW):
            return error(403, 50001, "Missing Access")
        if not self.world.may(channel, HISTORY):
            return answered([])
        self.world.store_late()
        limit, after = int(request.query.get("limit", 50)), int(request.query.get("after", 0))
        if not 1 <= limit <= 100:
            return error(400, 50035, "Invalid Form Body")
        later = sorted(int(own) for own in self.world.messages[channel] if int(own) > after)[:limit]
        return answered([self.world.messages[channel][str(own)] for own in reversed(later)])

    async def _post(self, request: web.Request) -> web.Response:
        channel = request.match_info["channel"]
        body = await body_of(request)
        if (refusal := self._refusal(channel, body)) is not None:
            return refusal
        trouble = self.world.troubles.popleft() if self.world.troubles else None
        told = self._stored(channel, body, trouble)
        if (failure := befallen(request, trouble)) is not None:
            return failure
        await self.tell("MESSAGE_CREATE", told | {"guild_id": self.world.channels[channel].get("guild_id")})
        return answered(told)

    def _refusal(self, channel: str, body: Json) -> web.Response | None:
        where = self.world.channels.get(channel)
        if where is None:
            return error(404, 10003, "Unknown Channel")
        if where["type"] == 1 and where["recipients"][0]["id"] in self.world.closed_doors:
            return error(403, 50007, "Cannot send messages to this user")
        right = IN_THREADS if where["type"] in (11, 12) else SEND
        if not self.world.may(channel, VIEW) or not self.world.may(channel, right):
            return error(403, 50013, "Missing Permissions")
        wrong = problem(body)
        return error(400, 50035, f"Invalid Form Body: {wrong}") if wrong or where["type"] == 15 else None

    def _stored(self, channel: str, body: Json, trouble: Trouble | None) -> Json:
        """The message, stored as far as the trouble lets it; a nonce that is enforced is stored once."""
        again = next((each for each in self.world.messages[channel].values() if _same(each, body)), None)
        if again is not None:
            return again
        told = {**self.world.says(BOT, body.get("content", ""), channel), **_kept(body)}
        del self.world.messages[channel][told["id"]]
        if trouble is Trouble.STORED_LATER:
            self.world.late.append((self.world.now + timedelta(seconds=30), channel, told))
        elif trouble in (None, Trouble.STORED_THEN_502, Trouble.STORED_THEN_GONE):
            self.world.messages[channel][told["id"]] = told
        return told

    async def _edit(self, request: web.Request) -> web.Response:
        channel, own = request.match_info["channel"], request.match_info["message"]
        body = await body_of(request)
        if own not in self.world.messages[channel]:
            return error(404, 10008, "Unknown Message")
        if wrong := problem(body):
            return error(400, 50035, f"Invalid Form Body: {wrong}")
        trouble = self.world.troubles.popleft() if self.world.troubles else None
        if trouble in (None, Trouble.STORED_THEN_502, Trouble.STORED_THEN_GONE):
            self.world.messages[channel][own] |= _kept(body)
        return befallen(request, trouble) or answered(self.world.messages[channel][own])

    async def _thread(self, request: web.Request) -> web.Response:
        parent = request.match_info["channel"]
        body = await body_of(request)
        if not self.world.may(parent, PRIVATE_THREADS):
            return error(403, 50013, "Missing Permissions")
        if not 1 <= length(body.get("name", "")) <= 100:
            return error(400, 50035, "Invalid Form Body: name")
        if self.world.channels[parent].get("flags", 0) & REQUIRE_TAG and not body.get("applied_tags"):
            return error(400, 40067, "A tag is required to create a forum post in this channel")
        trouble = self.world.troubles.popleft() if self.world.troubles else None
        told = self.world.thread(self.world.snowflake(), parent, body["name"], body.get("type", 11))
        if "message" in body:
            message = {**self.world.says(BOT, "", told["id"], id=told["id"]), **_kept(body["message"])}
            self.world.messages[told["id"]] = {told["id"]: message}
            return befallen(request, trouble) or answered({**told, "message": message})
        return befallen(request, trouble) or answered(told)

    async def _thread_member(self, request: web.Request) -> web.Response:
        thread, who = request.match_info["channel"], request.match_info["who"]
        if request.method == "PUT":
            self.world.thread_members[thread].add(who)
            return web.Response(status=204)
        if who not in self.world.thread_members[thread]:
            return error(404, 10007, "Unknown Member")
        return answered({"id": thread, "user_id": who})

    async def _callback(self, request: web.Request) -> web.Response:
        own = request.match_info["id"]
        if own in self.world.callbacks:
            return error(400, 40060, "Interaction has already been acknowledged.")
        if self.world.tokens.get(request.match_info["token"], {}).get("id") != own:
            return error(404, 10062, "Unknown interaction")
        body = await body_of(request)
        data = body.get("data") or {}
        wrong = problem(data) if body["type"] in (4, 7) else modal_problem(data) if body["type"] == 9 else ""
        if wrong:
            return error(400, 50035, f"Invalid Form Body: {wrong}")
        said = self.world.answer(self.world.tokens[request.match_info["token"]], body)
        self.world.callbacks[own] = body
        if said is not None:
            await self.tell("MESSAGE_CREATE", said)
        return answered({"interaction": {"id": own, "type": 2}})

    async def _follow_up(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        body = await body_of(request)
        if token not in self.world.tokens:
            return error(404, 10015, "Unknown Webhook")
        if wrong := problem(body):
            return error(400, 50035, f"Invalid Form Body: {wrong}")
        self.world.follow_ups[token].append(body)
        trouble = self.world.troubles.popleft() if self.world.troubles else None
        return befallen(request, trouble) or answered({"id": self.world.snowflake(), **body})

    async def _original(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        if token not in self.world.tokens:
            return error(404, 10015, "Unknown Webhook")
        if request.method == "DELETE":
            self.world.originals[token] = {}
            return web.Response(status=204)
        body = await body_of(request)
        if wrong := problem(body):
            return error(400, 50035, f"Invalid Form Body: {wrong}")
        self.world.originals[token] = body
        return answered({"id": self.world.snowflake(), **body})


def _kept(body: Json) -> Json:
    """What of a post stays with its message; the nonce does not."""
    return {
        key: body[key] for key in ("content", "components", "flags", "attachments", "message_reference") if key in body
    } | ({"_nonce": body["nonce"], "_mentions": body.get("allowed_mentions")} if "nonce" in body else {})


def _same(kept: Json, body: Json) -> bool:
    return bool(body.get("enforce_nonce")) and "nonce" in body and kept.get("_nonce") == body["nonce"]
