"""What `vet` shows, from the front door to the card."""

from __future__ import annotations

from bot.vocabulary.view import View
from tests.agreed import ana, lee, sam
from tests.service.answering.test_counter import BANNER
from tests.service.at_the_counter import AtTheCounter


def headings(view: View) -> list[str]:
    return [section.heading for section in view.sections]


def about(view: View, heading: str, action: str) -> str:
    buttons = next(section.buttons for section in view.sections if section.heading == heading)
    return next(button.about for button in buttons if button.action == action)


async def test_before_a_list_is_begun_it_is_offered_and_the_record_is_there() -> None:
    view = await (await AtTheCounter().team(sam)).command(ana, "vet")
    assert [button.action for button in view.buttons] == ["vet-begin", "vet-edit"]
    assert headings(view) == ["Working together"]


async def test_an_item_is_settled_and_the_card_says_by_whom_when_and_with_what_note() -> None:
    team = await AtTheCounter().team(sam)
    begun = await team.press(ana, "vet-begin", (await team.command(ana, "vet")).buttons[0].about)
    assert "✓ Time zone and hours agreed" in headings(begun)
    view = await team.submit(ana, "vet-tick", about(begun, "○ Contract", "vet-tick"), note="signed")
    contract = next(section for section in view.sections if section.heading == "✓ Contract")
    assert "Settled by" in str(contract.lines)
    assert "signed" in str(contract.lines)
    assert [button.action for button in contract.buttons] == ["vet-untick"]
    assert not view.replaces
    again = await team.press(ana, "vet-untick", about(view, "✓ Contract", "vet-untick"))
    assert "○ Contract" in headings(again)
    assert again.replaces, "the list stands where it stood"


async def test_the_assistant_sees_the_same_without_buttons_to_change_it() -> None:
    team = await AtTheCounter().team(sam)
    await team.press(ana, "vet-begin", (await team.command(ana, "vet")).buttons[0].about)
    view = await team.command(sam, "vet")
    assert "○ Contract" in headings(view)
    assert not view.buttons
    assert not any(section.buttons for section in view.sections)


async def test_several_people_stand_side_by_side_and_each_list_is_one_press_away() -> None:
    team = await AtTheCounter().begin()
    await team.command(ana, "vet", f"<@{sam}> <@{lee}>")
    for person in (sam, lee):
        await team.submit(person, "join", zone="UTC", hours="Mon-Fri 9-17")
    view = await team.command(ana, "vet")
    assert headings(view) == ["Sam · candidate", "Lee · candidate"]
    lees = await team.press(ana, "vet", about(view, "Lee · candidate", "vet"))
    assert lee in str(lees.headline)
    assert "A candidate since" in str(lees.facts)
    assert lees.buttons[0].action == "choose"


async def test_work_that_was_handed_out_anyway_stands_there_with_what_was_open() -> None:
    team = await AtTheCounter().team(sam)
    await team.press(ana, "vet-begin", (await team.command(ana, "vet")).buttons[0].about)
    asked = await team.command(ana, "expect", BANNER)
    await team.press(ana, "send-as-is", asked.buttons[0].about)
    view = await team.command(sam, "vet")
    (section,) = [each for each in view.sections if each.heading == "Handed out anyway"]
    assert "new banner" in str(section.lines)
    assert "open were Interview" in str(section.lines)


async def test_who_leads_an_agency_is_told() -> None:
    view = await (await AtTheCounter().team(sam, lee)).command(ana, "vet")
    assert headings(view) == ["Sam · leads", "Lee"]


async def test_what_is_asked_and_answered_stands_in_the_record() -> None:
    team = await AtTheCounter().team(sam)
    await team.says(ana, "Sam, can you send me the numbers?")
    view = await team.command(sam, "vet")
    assert "Questions: 0 of 1 answered, too few answers to tell how long they take; 1 waiting" in str(view.sections)
