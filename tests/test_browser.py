"""The borrowed Chromium opens a page."""

from playwright.async_api import Browser


async def test_chromium_shows_a_page_and_clicks_it(chromium: Browser) -> None:
    page = await chromium.new_page()
    await page.set_content("<button onclick=\"this.textContent = 'open line'\">closed</button>")
    await page.click("button")
    assert await page.text_content("button") == "open line"
