"""A Discord of our own on this machine: both its sides over one world, and people who use it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.fake_discord.gateway import Gateway
from tests.fake_discord.rest import Rest
from tests.fake_discord.world import ANA, APPLICATION, BOT, EVERYTHING, GUILD, SITE, Json, World


class Server:
    """Both sides. `api` and `gateway_url` are what Openline is set to."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.gateway = Gateway(world)
        self.rest = Rest(world, self.gateway.tell, lambda: self.gateway.url)
        self.api = ""

    async def says(self, who: str, text: str, channel: str = SITE, **more: Any) -> Json:
        """Somebody says something, and the gateway tells it."""
        told = self.world.says(who, text, channel, **more)
        await self.gateway.tell("MESSAGE_CREATE", told)
        return told

    async def gives(self, who: str, command: str, channel: str = SITE, **values: Any) -> Json:
        """Somebody gives a command. People are given by id; several under one name as a list."""
        options: list[Json] = []
        for name, value in values.items():
            for number, each in enumerate(value if isinstance(value, list) else [value], 1):
                own = name if number == 1 else f"{name}_{number}"
                kind = 6 if name in ("person", "people") else 3
                options.append({"type": kind, "name": own, "value": each})
        data = {"id": "1", "type": 1, "name": "openline",
                "options": [{"type": 1, "name": command, "options": options}]}  # fmt: skip
        return await self.interacts(who, 2, data, channel)

    async def types(self, who: str, command: str, parameter: str, text: str) -> Json:
        """Somebody is typing into a parameter."""
        options = [{"type": 3, "name": parameter, "value": text, "focused": True}]
        data = {"id": "1", "type": 1, "name": "openline", "options": [{"type": 1, "name": command, "options": options}]}
        return await self.interacts(who, 4, data)

    async def uses(self, who: str, shortcut: str, message: Json) -> Json:
        """Somebody uses a shortcut on a message."""
        data = {"id": "2", "type": 3, "name": shortcut, "target_id": message["id"],
                "resolved": {"messages": {message["id"]: message}}}  # fmt: skip
        return await self.interacts(who, 2, data, message["channel_id"])

    async def presses(self, who: str, custom_id: str, message: Json | None = None, channel: str = SITE) -> Json:
        """Somebody presses a button of a card."""
        data = {"component_type": 2, "custom_id": custom_id}
        return await self.interacts(who, 3, data, channel, message or {"id": "5", "channel_id": channel})

    async def chooses(self, who: str, custom_id: str, value: str, channel: str = SITE) -> Json:
        """Somebody chooses from a select."""
        data = {"component_type": 3, "custom_id": custom_id, "values": [value]}
        return await self.interacts(who, 3, data, channel, {"id": "5", "channel_id": channel})

    async def sends(self, who: str, custom_id: str, values: dict[str, str | list[str]], channel: str = SITE) -> Json:
        """Somebody sends a form."""
        parts = [
            {"type": 18, "component": {"type": 4, "custom_id": name, "value": value}}
            if isinstance(value, str)
            else {"type": 18, "component": {"type": 5, "custom_id": name, "values": value}}
            for name, value in values.items()
        ]
        return await self.interacts(who, 5, {"custom_id": custom_id, "components": parts}, channel)

    async def interacts(
        self, who: str, kind: int, data: Json, channel: str = SITE, message: Json | None = None
    ) -> Json:
        """Somebody interacts with the application."""
        world = self.world
        own = world.snowflake()
        told: Json = {"id": own, "application_id": APPLICATION, "type": kind, "token": f"token-{own}", "version": 1,
                      "channel_id": channel, "channel": world.channels[channel], "data": data}  # fmt: skip
        if world.channels[channel]["type"] == 1:
            told["user"] = world.user(who)
        else:
            rights = EVERYTHING if who == ANA else "0"
            told |= {"guild_id": GUILD, "member": {**world.members[GUILD][who], "permissions": rights}}
        if message is not None:
            told["message"] = message
        world.tokens[told["token"]] = told
        await self.gateway.tell("INTERACTION_CREATE", told, GUILD)
        return told


@asynccontextmanager
async def serving(world: World | None = None) -> AsyncIterator[Server]:
    """Serve on a free port of this machine."""
    server = Server(world or World().furnish())
    app = server.rest.app()
    app.router.add_get("/gateway/", server.gateway.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.api = f"http://{host}:{port}"
    server.gateway.url = f"ws://{host}:{port}/gateway/"
    try:
        yield server
    finally:
        await server.gateway.drop(1001, forget=True)
        await runner.cleanup()


__all__ = ["ANA", "BOT", "GUILD", "SITE", "Server", "serving"]
