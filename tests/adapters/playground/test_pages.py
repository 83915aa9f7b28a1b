"""The page and its pieces, over a real socket with the real Openline behind them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from adapters.playground.guard import HEADER
from adapters.playground.pages import templates
from adapters.playground.server import application, serving
from bot.wiring.demo import fonts
from bot.wiring.world import Demo

TOKEN = "secret"


class Browser:
    """Fetches pages, and sends what a page would."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self._address = address

    async def get(self, path: str) -> str:
        async with self._session.get(f"{self._address}{path}") as response:
            assert response.status in (200, 204), await response.text()
            return await response.text()

    async def kind(self, path: str) -> tuple[int, str]:
        async with self._session.get(f"{self._address}{path}") as response:
            return response.status, response.content_type

    async def post(self, act: str, status: int = 204, **fields: str) -> str:
        return await self.send(act, fields, status)

    async def send(self, act: str, fields: dict[str, str], status: int = 204) -> str:
        headers = {HEADER: TOKEN}
        async with self._session.post(f"{self._address}/pages/{act}", data=fields, headers=headers) as response:
            assert response.status == status, await response.text()
            return await response.text()


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    async with (
        Demo() as stage,
        serving(application(stage, TOKEN, fonts()), 0) as address,
        aiohttp.ClientSession() as session,
    ):
        yield Browser(session, address)


TALK = "/pages/talk?slot=left&seat=ana&place=shop-relaunch"


async def test_the_page_has_two_seats_and_runs_nothing_of_its_own() -> None:
    async with browsing() as browser:
        page = await browser.get("/")
    assert 'aria-label="The seat of Ana Berger"' in page
    assert 'aria-label="The seat of Sam Reyes"' in page
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|javascript:", page)
    assert not re.search(r'(?:src|href)="(?!/|#)', page), "nothing is fetched from outside"


async def test_everything_the_page_asks_for_is_there() -> None:
    async with browsing() as browser:
        page = await browser.get("/")
        found = set(re.findall(r'(?:src|href|hx-get)="(/[^"]*)"', page)) - {"/api/v1"}
        assert len(found) > 8
        for path in sorted(found):
            assert (await browser.kind(path.replace("&amp;", "&")))[0] in (200, 204, 409), path
        for font in fonts():
            assert await browser.kind(f"/static/{font}") == (200, "font/ttf")


@pytest.mark.parametrize("path", ["/static/../pages.py", "/static/page.html", "/static/nothing.css", "/pages/nothing"])
async def test_there_is_nothing_else(path: str) -> None:
    async with browsing() as browser:
        assert (await browser.kind(path))[0] == 404


async def test_hostile_words_are_words() -> None:
    async with browsing() as browser:
        await browser.post("say", seat="ana", place="shop-relaunch", text="<script>alert(1)</script>\"'><b onclick=x>")
        talk = await browser.get(TALK)
    assert "<script" not in talk
    assert "<b onclick" not in talk
    assert "&lt;script&gt;alert(1)" in talk


async def test_a_line_that_begins_with_the_command_is_a_command() -> None:
    async with browsing() as browser:
        await browser.post("say", seat="ana", place="shop-relaunch", text="/openline start @sam")
        talk = await browser.get(TALK)
        assert "invites" in talk
        assert ">Join</button>" in talk
        assert "/openline start" not in re.sub(r"<code>.*?</code>", "", talk)


async def test_a_form_is_drawn_once_and_keeps_what_was_typed_when_it_comes_back() -> None:
    async with browsing() as browser:
        await browser.post("say", seat="ana", place="shop-relaunch", text="/openline start")
        form = await browser.get("/pages/form?slot=left&seat=ana&form=")
        (name,) = re.findall(r'name="form" value="(form-\d+)"', form)
        assert await browser.get(f"/pages/form?slot=left&seat=ana&form={name}") == ""
        await browser.send("submit", {"seat": "ana", "f.name": 'The "new" shop'})
        again = await browser.get(f"/pages/form?slot=left&seat=ana&form={name}")
        assert "The &#34;new&#34; shop" in again
        assert 'class="error"' in again
        await browser.post("close", seat="ana")
        assert 'value=""' in await browser.get("/pages/form?slot=left&seat=ana&form=x")


async def test_messages_are_changed_answered_reacted_to_and_taken_back() -> None:
    async with browsing() as browser:
        await browser.post("say", seat="ana", place="lounge", text="lunch?")
        lounge = "/pages/talk?slot=left&seat=ana&place=lounge"
        (line,) = re.findall(r'id="left-(lounge/\d+)"', await browser.get(lounge))
        await browser.post("say", seat="ana", place="lounge", text="lunch at noon?", edit=line)
        await browser.post("say", seat="sam", place="lounge", text="yes", thread=line)
        await browser.post("react", seat="sam", message=line, emoji="👍")
        talk = await browser.get(lounge)
        assert "lunch at noon?" in talk
        assert "(edited)" in talk
        assert 'class="line  reply' in re.sub(" +", " ", talk).replace("line reply", "line  reply")
        assert "👍, Sam Reyes" in talk
        await browser.post("delete", seat="ana", message=line)
        assert "noon" not in await browser.get(lounge)


async def test_the_clock_the_story_and_what_is_behind_are_pieces_of_their_own() -> None:
    async with browsing() as browser:
        await browser.post("clock", by="1 h")
        assert "Mon 1 Jun 10:00" in await browser.get("/pages/clock")
        await browser.post("story")
        assert "Ana invites Sam" in await browser.get("/pages/story")
        behind = await browser.get("/pages/behind?seat=ana")
        assert "/openline start" in behind
        await browser.post("reset")
        assert "Nothing has happened yet" in await browser.get("/pages/behind?seat=ana")


async def test_hints_come_while_somebody_types() -> None:
    async with browsing() as browser:
        hints = await browser.get("/pages/hints?seat=ana&place=lounge&text=/exp")
    assert 'data-fills="/openline expect "' in hints
    assert 'role="option"' in hints


@pytest.mark.parametrize(
    ("act", "fields", "sentence"),
    [
        ("say", {"seat": "ana", "place": "lounge", "text": " "}, "from 1 to 4000"),
        ("say", {"seat": "eve", "place": "lounge", "text": "x"}, "no seat “eve”"),
        ("press", {"seat": "ana", "card": "x"}, "not there any more"),
        ("clock", {"by": "soon"}, "has to be a duration"),
        ("load", {}, "Choose a file first"),
        ("submit", {"seat": "ana"}, "no form open"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(act: str, fields: dict[str, str], sentence: str) -> None:
    async with browsing() as browser:
        assert sentence in await browser.post(act, 409, **fields)


@pytest.mark.parametrize("path", ["/pictures/x", "/documents/x/0?seat=ana", "/pages/seat?seat=eve"])
async def test_what_is_not_there_is_said(path: str) -> None:
    async with browsing() as browser:
        assert (await browser.kind(path))[0] == 409


async def test_a_file_can_be_taken_along() -> None:
    async with browsing() as browser:
        await browser.post("say", seat="ana", place="shop-relaunch", text="/openline start @sam")
        await browser.post("say", seat="ana", place="direct", text="/openline export json")
        talk = await browser.get("/pages/talk?slot=left&seat=ana&place=direct")
        (path,) = re.findall(r'href="(/documents/[^"]+)"', talk)
        assert "Engagement" in await browser.get(path) or "owner" in await browser.get(path)


def test_templates_escape_whatever_they_are_given() -> None:
    assert templates().autoescape is True
