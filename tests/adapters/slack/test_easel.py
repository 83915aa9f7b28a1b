"""Cards made ready for Slack."""

from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Document, Named, Picture, View
from tests.adapters.slack.fake import SAM, Slack
from tests.adapters.slack.tower import ACME, Tower

WEEK = View((Named(PersonId(SAM)), " answered"), picture=Picture("<svg/>", "Half as long as last week"))


async def test_whom_a_card_names_is_looked_up(tower: Tower) -> None:
    assert (await tower.easel.draw(ACME, WEEK)).text == "sam answered"


async def test_a_picture_is_brought_along_with_its_finding(tower: Tower, slack: Slack) -> None:
    drawn = await tower.easel.draw(ACME, WEEK)
    assert drawn.blocks[1]["slack_file"] == {"id": "F0"}
    assert (slack.brought["F0"], slack.files["F0"]["alt"]) == (b"PNG<svg/>", "Half as long as last week")


async def test_a_picture_that_cannot_be_brought_along_is_told_in_words(tower: Tower, slack: Slack) -> None:
    await tower.easel.draw(ACME, View((Named(PersonId(SAM)),)))
    slack.is_down = True
    drawn = await tower.easel.draw(ACME, WEEK)
    assert drawn.blocks[1]["elements"][0]["text"] == "Half as long as last week"


async def test_a_file_is_shared_where_it_is_wanted(tower: Tower, slack: Slack) -> None:
    await tower.easel.bring(ACME, "D0SAM", Document("kept.json", "application/json", "{}"))
    assert (slack.files["F0"]["name"], slack.files["F0"]["channel"]) == ("kept.json", "D0SAM")
