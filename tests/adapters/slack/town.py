"""A Slack with several workspaces that let apps in by OAuth, each with tokens of its own; one is an organisation."""

import asyncio
import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from yarl import URL

from tests.adapters.slack.fake import APP, BOT, Answer, Failed, Slack
from tests.adapters.slack.people_at_slack import People

ID, SECRET, SIGNING = "123.456", "client-secret-canary", "8f742231b10e8888abcd99yyyzzz85a5"
NORTH, SOUTH, GRID, EAST, WEST = "T0NORTH", "T0SOUTH", "E0GRID", "T0EAST", "T0WEST"
WITHOUT_TOKEN = ("oauth.v2.access", "apps.connections.open")


@dataclass
class Town(Slack):
    """Everything at one address. What is asked with a token is asked of the workspace that gave it."""

    workspaces: dict[str, Slack] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=lambda: {EAST: "East", WEST: "West"})
    """The workspaces of the organisation."""
    rotates_every: timedelta | None = None
    codes: dict[str, str] = field(default_factory=dict)
    given: dict[str, tuple[str, datetime | None]] = field(default_factory=dict)
    """Tokens: for which workspace, until when."""
    refreshes: dict[str, str] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)
    """Everything that was ever given out, to look for where it must not be."""
    refreshed: int = 0
    asked_with: dict[str, set[str]] = field(default_factory=dict)
    """Methods called with each token."""
    is_torn: bool = False
    """Whether the connection breaks when a code is redeemed."""
    slowly: float = 0.0
    """Seconds that Slack takes to renew a token."""
    _codes: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        super().__post_init__()
        for team in (NORTH, SOUTH, GRID):
            self.workspaces[team] = Slack(clock=self.clock, team=team)
        for user in self.workspaces[GRID].users.values():
            user["enterprise_user"] = {"enterprise_id": GRID}

    def allows(self, team: str) -> str:
        """Somebody allows the app in a workspace; the code that their browser brings back."""
        code = f"code-{team}-{next(self._codes)}"
        self.codes[code] = team
        return code

    def removes(self, team: str) -> None:
        """Somebody removes the app from a workspace: its tokens are good for nothing any more."""
        self.given = {token: each for token, each in self.given.items() if each[0] != team}
        self.refreshes = {refresh: each for refresh, each in self.refreshes.items() if each != team}

    def spoken_to(self, method: str, token: str) -> Slack:
        """The workspace whose token it is. Raises Failed."""
        if method in WITHOUT_TOKEN:
            return self
        if token not in self.given:
            raise Failed("invalid_auth" if token else "not_authed")
        team, until = self.given[token]
        if until is not None and self.clock.now() >= until:
            raise Failed("token_expired")
        self.asked_with.setdefault(token, set()).add(method)
        workspace = self.workspaces[team]
        workspace.url, workspace.answered = self.url, self.answered
        return self if method == "auth.teams.list" else workspace

    async def _oauth_v2_access(self, body: Answer, request: web.Request) -> Answer:
        given = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode().partition(":")
        if (given[0], given[2]) != (ID, SECRET):
            raise Failed("bad_client_secret" if given[0] == ID else "invalid_client_id")
        if self.is_torn:
            raise Failed("reset")
        if body.get("grant_type") == "refresh_token":
            await asyncio.sleep(self.slowly)
            team = self.refreshes.pop(body["refresh_token"], "")
            if not team:
                raise Failed("invalid_refresh_token")
            self.refreshed += 1
            return {"token_type": "bot", **self.gives(team)}
        team = self.codes.pop(body.get("code", ""), "")
        if not team:
            raise Failed("invalid_code")
        is_organisation = team == GRID
        named = {"id": team, "name": team.title()}
        return {
            "app_id": APP, "bot_user_id": BOT, "scope": "chat:write", "token_type": "bot",
            "authed_user": {"id": "U0ANA"}, "team": None if is_organisation else named,
            "enterprise": named if is_organisation else None, "is_enterprise_install": is_organisation,
            **self.gives(team),
        }  # fmt: skip

    def gives(self, team: str) -> Answer:
        """New tokens for a workspace."""
        number = next(self._codes)
        token, refresh = f"xoxb-canary-{team}-{number}", f"xoxe-canary-{team}-{number}"
        until = self.clock.now() + self.rotates_every if self.rotates_every else None
        self.given[token] = (team, until)
        self.secrets.append(token)
        if self.rotates_every is None:
            return {"access_token": token}
        self.refreshes[refresh] = team
        self.secrets.append(refresh)
        return {
            "access_token": token,
            "refresh_token": refresh,
            "expires_in": int(self.rotates_every.total_seconds()),
        }

    async def _auth_teams_list(self, body: Answer, request: web.Request) -> Answer:
        listed = [{"id": id_, "name": name} for id_, name in self.teams.items()]
        start = int(body.get("cursor") or 0)
        after = start + int(body.get("limit") or 100)
        more = str(after) if after < len(listed) else ""
        return {"teams": listed[start:after], "response_metadata": {"next_cursor": more}}


@dataclass
class Browser:
    """Somebody who installs, and Slack that signs what it delivers; both at the address where we are reached."""

    address: str
    town: Town
    session: aiohttp.ClientSession
    cookies: dict[str, str] = field(default_factory=dict)

    async def begins(self) -> str:
        """Open the page that sends to Slack; the state that goes there."""
        async with self.session.get(f"{self.address}/slack/install", allow_redirects=False) as answer:
            assert answer.status == 302, await answer.text()
            self.cookies = {name: each.value for name, each in answer.cookies.items()}
            return str(URL(answer.headers["Location"]).query["state"])

    async def returns(self, **query: str) -> tuple[int, str]:
        """Come back from Slack with these; status and page."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        url = f"{self.address}/slack/oauth_redirect"
        async with self.session.get(url, params=query, headers={"Cookie": cookie}) as answer:
            return answer.status, await answer.text()

    async def installs(self, team: str) -> tuple[int, str]:
        """All of it."""
        state = await self.begins()
        return await self.returns(state=state, code=self.town.allows(team))

    async def delivers(self, payload: Answer, secret: str = SIGNING) -> tuple[int, str]:
        """Slack delivers, signed."""
        return await self._sent(json.dumps(payload).encode(), "application/json", secret)

    async def commands(self, people: People, who: str, text: str, channel: str) -> Answer:
        """Somebody gives the slash command; the answer."""
        raw = urlencode(people.command(who, text, channel)).encode()
        status, told = await self._sent(raw, "application/x-www-form-urlencoded", SIGNING)
        assert status == 200
        return dict(json.loads(told)) if told else {}

    async def presses(self, people: People, who: str, label: str, card: Answer) -> int:
        """Somebody presses a button of a card."""
        raw = urlencode({"payload": json.dumps(people.press(who, label, card))}).encode()
        return (await self._sent(raw, "application/x-www-form-urlencoded", SIGNING))[0]

    async def submits(self, people: People, who: str, view: Answer, **filled: str) -> tuple[int, str]:
        """Somebody sends a form."""
        raw = urlencode({"payload": json.dumps(people.submission(who, view, **filled))}).encode()
        return await self._sent(raw, "application/x-www-form-urlencoded", SIGNING)

    async def _sent(self, raw: bytes, kind: str, secret: str) -> tuple[int, str]:
        seconds = str(int(self.town.clock.now().timestamp()))
        digest = hmac.new(secret.encode(), f"v0:{seconds}:".encode() + raw, hashlib.sha256).hexdigest()
        headers = {
            "X-Slack-Request-Timestamp": seconds,
            "X-Slack-Signature": f"v0={digest}",
            "Content-Type": kind,
        }
        async with self.session.post(f"{self.address}/slack/events", data=raw, headers=headers) as answer:
            return answer.status, await answer.text()
