"""A real Chromium, driven by Playwright. The machine's own one: no browser is ever downloaded."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.postgres import absent

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",  # root, as in a container, has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser of this test alone:  page = await chromium.new_page()"""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        absent("no Chromium on this machine (on Debian: apt-get install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, headless=True, args=list(QUIET))
        yield browser
        await browser.close()
