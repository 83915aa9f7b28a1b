"""The playground in a real browser, as somebody would use it: typed, pressed, stepped.

SCREENSHOTS=docs writes the pictures that README shows; otherwise they go where pytest keeps what a test leaves.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, Locator, Page, expect

from adapters.clocks import token
from adapters.playground.server import application, serving
from adapters.playground.story import STORY
from bot.wiring.demo import fonts
from bot.wiring.world import Demo

MANILA = ZoneInfo("Asia/Manila")
PATIENT = 60_000
"""Milliseconds; on a busy machine everything takes its time."""

expect.set_options(timeout=PATIENT)


@asynccontextmanager
async def opened(chromium: Browser, scheme: str = "light", width: int = 1440, height: int = 900) -> AsyncIterator[Page]:
    """A playground of its own, looked at; anything that goes wrong on the page, or is fetched elsewhere, fails."""
    troubles: list[str] = []
    async with Demo() as stage, serving(application(stage, token(), fonts()), 0) as address:
        page = await chromium.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page.set_default_timeout(PATIENT)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(address) else troubles.append(asked.url))
        await page.goto(address)
        yield page
        await page.close()
    assert troubles == []


class Seat:
    """One of the two panels."""

    def __init__(self, page: Page, slot: str) -> None:
        self.panel = page.locator(f"#seat-{slot}")

    async def types(self, text: str) -> None:
        await self.panel.locator("textarea[name=text]").fill(text)
        await self.panel.locator("textarea[name=text]").press("Enter")

    async def looks_at(self, place: str) -> None:
        tab = self.panel.locator(".places button", has_text=place)
        await tab.click()
        await expect(self.panel.locator(".places [aria-current]", has_text=place)).to_be_visible()

    def card(self, headline: str) -> Locator:
        return self.panel.locator(".card", has=self.panel.page.locator(".headline", has_text=headline)).last

    async def presses(self, headline: str, label: str) -> None:
        await self.card(headline).get_by_role("button", name=label, exact=True).click()

    async def fills(self, **fields: str) -> None:
        for name, value in fields.items():
            await self.panel.locator(f'.dialog [name="f.{name}"]').fill(value)
        await self.panel.locator(".dialog button[type=submit]").click()


async def _until(page: Page, seen: Locator, most: int = 30) -> None:
    """Step to the next thing due until something is seen."""
    for _ in range(most):
        if await seen.count():
            return
        before = await page.locator(".times").inner_text()
        await page.locator("#step-next").click()
        await expect(page.locator(".times")).not_to_have_text(before)
        await page.wait_for_timeout(300)  # what was posted on the way is fetched
    raise AssertionError("It did not come, however far the clock went.")


async def test_a_week_of_an_owner_and_an_assistant(chromium: Browser) -> None:
    async with opened(chromium) as page:
        ana, sam = Seat(page, "left"), Seat(page, "right")
        await _they_begin(ana, sam)
        await _something_is_expected(ana, sam)
        await _a_question_is_left_open(page, ana, sam)
        await _a_check_in_is_answered_late(sam)
        await _it_is_delivered(ana, sam)
        await _friday_is_summed_up(page, ana)


async def _they_begin(ana: Seat, sam: Seat) -> None:
    await ana.types("/openline start @sam The new shop")
    await expect(ana.card("invites")).to_be_visible()
    await sam.presses("invites", "Join")
    await sam.fills(zone="Atlantis", hours="Mon-Fri 9-17", does="Design")
    await expect(sam.panel.locator(".dialog .error")).to_contain_text("I do not know the time zone")
    await expect(sam.panel.locator('.dialog [name="f.does"]')).to_have_value("Design")
    await sam.fills(zone="Asia/Manila")
    await expect(sam.panel.locator(".dialog")).to_have_count(0)
    await expect(ana.card("keeps track here")).to_be_visible()


async def _something_is_expected(ana: Seat, sam: Seat) -> None:
    await ana.types("/openline expect @sam a new banner by Friday 5pm done when it is on the site because of the fair")
    await expect(sam.card("can you take this on")).to_contain_text("a new banner")
    standing = await sam.panel.locator(".card").count()
    await sam.presses("can you take this on", "Got it")
    await expect(sam.card("is on it")).to_be_visible()
    await expect(ana.card("is on it")).to_contain_text("Acknowledged by Sam Reyes")
    assert await ana.panel.locator(".card", has_text="can you take this on").count() == 0, "it changed in place"
    assert await sam.panel.locator(".card").count() <= standing + 1


async def _a_question_is_left_open(page: Page, ana: Seat, sam: Seat) -> None:
    await ana.types("@sam which of the two logos did the printer get?")
    await sam.looks_at("Openline")
    nudge = sam.panel.locator(".line", has_text="waits for you")
    await _until(page, nudge)
    moment = await nudge.last.locator(".by time").get_attribute("datetime")
    local = datetime.fromisoformat(str(moment)).astimezone(MANILA)
    assert local.weekday() < 5
    assert 9 <= local.hour < 17 or (local.hour, local.minute) == (17, 0)


async def _a_check_in_is_answered_late(sam: Seat) -> None:
    await _until(sam.panel.page, sam.panel.locator(".card", has_text="Check-in for"))
    await sam.panel.page.locator("#step-day").click()
    await expect(sam.card("Check-in for")).to_be_visible()
    await sam.presses("Check-in for", "Answer")
    await sam.fills(moved="The banner is nearly there")
    await expect(sam.card("Check-in for")).to_contain_text("late")
    await expect(sam.card("Check-in for")).to_contain_text("The banner is nearly there")


async def _it_is_delivered(ana: Seat, sam: Seat) -> None:
    await sam.looks_at("#shop-relaunch")
    await sam.presses("is on it", "Deliver")
    await sam.fills(words="https://shop.example/banner")
    await ana.presses("delivered this", "Accept")
    await expect(sam.card("Accepted by")).to_be_visible()
    await ana.looks_at("Openline")
    await _until(ana.panel.page, ana.panel.locator(".card", has_text="you accepted it"))
    await expect(ana.card("you accepted it").get_by_role("button", name="Give feedback")).to_be_visible()


async def _friday_is_summed_up(page: Page, ana: Seat) -> None:
    digest = ana.panel.locator(".card", has=page.locator(".picture"))
    await _until(page, digest)
    picture = digest.last.locator("img")
    await expect(picture).to_have_js_property("complete", True)
    await expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert len(str(await picture.get_attribute("alt"))) > 40, "the finding in words"


async def test_it_can_be_used_without_a_mouse_and_by_ear(chromium: Browser) -> None:
    async with opened(chromium) as page:
        ana = Seat(page, "left")
        field = ana.panel.locator("textarea[name=text]")
        await field.focus()
        await page.keyboard.type("/openline sta")
        await expect(ana.panel.locator(".hints [role=option]").first).to_contain_text("/openline start")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(field).to_have_value("/openline start ")
        await page.keyboard.press("Enter")
        dialog = ana.panel.get_by_role("dialog")
        await expect(dialog).to_be_visible()
        await expect(dialog.locator(":focus")).to_have_count(1)
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        nameless = await page.evaluate(
            "() => [...document.querySelectorAll('button, summary, input:not([type=hidden]), select, textarea')]"
            ".filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).map(e => e.outerHTML)"
        )
        assert nameless == []
        assert await page.locator("[role=log][aria-live=polite]").count() == 2


async def test_what_somebody_types_stays_while_things_move(chromium: Browser) -> None:
    async with opened(chromium) as page:
        ana, sam = Seat(page, "left"), Seat(page, "right")
        await ana.panel.locator("textarea[name=text]").fill("I am still writ")
        await sam.types("hello")
        await expect(ana.panel.locator(".prose", has_text="hello")).to_be_visible()
        await expect(ana.panel.locator("textarea[name=text]")).to_have_value("I am still writ")


async def test_the_pictures_of_the_readme(chromium: Browser, tmp_path: Path) -> None:
    """The story plays itself, and looks well in light, in dark and on a phone."""
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    for scheme, steps in (("light", 7), ("dark", len(STORY))):
        async with opened(chromium, scheme) as page:
            await _play(page, steps)
            await page.screenshot(path=folder / f"playground-{scheme}.png")
    async with opened(chromium, width=390, height=844) as page:
        await _play(page, 6)
        await page.get_by_role("button", name="Sam", exact=True).click()
        await expect(page.locator("#seat-right")).to_be_visible()
        assert not await page.locator("#seat-left").is_visible()
        assert await page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        await page.screenshot(path=folder / "playground-narrow.png")


async def _play(page: Page, steps: int) -> None:
    for number in range(1, steps + 1):
        await page.locator("#story-next").click()
        await expect(page.locator(".story .count")).to_have_text(f"{number}/{len(STORY)}")
    await page.wait_for_timeout(500)  # the seats look where it happens
