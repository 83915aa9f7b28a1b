"""Answers drawn where somebody told something: for their eyes alone, for all, in place, or as a form."""

from dataclasses import replace

from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Button, Document, Field, FieldKind, Form, Picture, View
from tests.adapters.slack.fake import ANA, SAM, SITE, Slack
from tests.adapters.slack.people_at_slack import People
from tests.adapters.slack.tower import ACME, Tower

FORM = Form("Ask for something", "expect", (Field("what", "What", is_required=True), Field("by", "By")))
ASKED = View(("One moment",), form=FORM)
CARD = View(("Can you take this on?",), buttons=(Button("Got it", "acknowledge", "E1"), Button("Show", "show", "E1")))
DONE = View(("Acknowledged by sam",), replaces=True)


async def post(tower: Tower, to: str = SITE) -> dict[str, object]:
    drawn = await tower.easel.draw(ACME, CARD)
    await tower.api.call(ACME, "chat.postMessage", channel=to, text=drawn.text, blocks=drawn.blocks)
    return tower.slack.posts[-1]


async def test_a_command_is_answered_with_its_acknowledgement(tower: Tower, people: People) -> None:
    told = await people.commands(ANA, "mine")
    assert (told["response_type"], told["text"]) == ("ephemeral", "Nothing waits for you")


async def test_what_is_missing_is_asked_for_by_a_form(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["expect"] = ASKED
    assert await people.commands(ANA, "expect") == {}
    await tower.listener.close()
    assert slack.views[0]["title"]["text"] == "Ask for something"


async def test_an_answer_for_all_is_posted_in_the_conversation(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["start"] = replace(CARD, for_all=True)
    await people.commands(ANA, "start")
    await tower.listener.close()
    assert [(each["channel"], each["text"]) for each in slack.posts] == [(SITE, "Can you take this on?")]


async def test_where_we_may_not_post_for_all_the_payloads_own_address_may(
    tower: Tower, people: People, slack: Slack
) -> None:
    tower.heard.answers["start"] = replace(CARD, for_all=True)
    slack.troubles.append("refused")
    await people.commands(ANA, "start")
    await tower.listener.close()
    assert [each["response_type"] for each in slack.responses] == ["in_channel"]


async def test_a_pressed_button_changes_its_card_in_place(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["acknowledge"] = DONE
    await people.presses(SAM, "Got it", await post(tower))
    await tower.listener.close()
    assert [each["text"] for each in slack.updates] == ["Acknowledged by sam"]


async def test_a_card_for_one_persons_eyes_changes_by_the_payloads_address(
    tower: Tower, people: People, slack: Slack
) -> None:
    tower.heard.answers["acknowledge"] = DONE
    await people.presses(SAM, "Got it", {**await post(tower), "is_ephemeral": True})
    await tower.listener.close()
    assert [(each["replace_original"], each["text"]) for each in slack.responses] == [(True, "Acknowledged by sam")]


async def test_a_form_asked_for_on_such_a_card_changes_it_all_the_same(
    tower: Tower, people: People, slack: Slack
) -> None:
    tower.heard.answers["acknowledge"] = ASKED
    await people.presses(SAM, "Got it", {**await post(tower), "is_ephemeral": True})
    await tower.listener.close()
    tower.heard.answers["expect"] = DONE
    await people.submits(SAM, slack.views[0], what="a banner")
    await tower.listener.close()
    assert [each["replace_original"] for each in slack.responses] == [True]


async def test_where_the_card_is_gone_the_answer_is_shown_beside_it(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["acknowledge"] = DONE
    card = await post(tower)
    slack.messages.clear()
    await people.presses(SAM, "Got it", card)
    await tower.listener.close()
    assert [each["text"] for each in slack.ephemerals] == ["Acknowledged by sam"]


async def test_an_answer_to_a_button_is_for_whoever_pressed_it(tower: Tower, people: People, slack: Slack) -> None:
    await people.presses(SAM, "Show", await post(tower))
    await tower.listener.close()
    assert [(each["user"], each["text"]) for each in slack.ephemerals] == [(SAM, "Nothing waits for you")]


async def test_whoever_is_not_in_the_conversation_is_answered_all_the_same(
    tower: Tower, people: People, slack: Slack
) -> None:
    card = await post(tower)
    await people.presses("U0KIM", "Show", card)
    await people.presses("U0KIM", "Show", card, response_url="https://evil.example/")
    await tower.listener.close()
    assert [each["response_type"] for each in slack.responses] == ["ephemeral"]
    assert [each["channel"] for each in slack.posts[1:]] == ["D0KIM"]


async def test_what_is_wrong_in_a_form_is_told_at_its_field(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["expect"] = ASKED
    await people.commands(ANA, "expect")
    await tower.listener.close()
    tower.heard.answers["expect"] = replace(
        ASKED, form=replace(FORM, fields=(FORM.fields[0], replace(FORM.fields[1], error="Say a day")))
    )
    told = await people.submits(ANA, slack.views[0], what="a banner", by="soon")
    assert told == {"response_action": "errors", "errors": {"by": "Say a day"}}


async def test_another_form_takes_the_place_of_the_first(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["expect"] = ASKED
    await people.commands(ANA, "expect")
    await tower.listener.close()
    which = replace(FORM.fields[1], kind=FieldKind.DATE, error="Which Friday?")
    tower.heard.answers["expect"] = replace(ASKED, form=replace(FORM, fields=(which,)))
    told = await people.submits(ANA, slack.views[0], what="a banner")
    assert (told["response_action"], told["view"]["blocks"][0]["element"]["type"]) == ("update", "datepicker")


async def test_a_form_that_was_taken_closes_and_its_answer_is_shown_where_it_was_asked_for(
    tower: Tower, people: People, slack: Slack
) -> None:
    tower.heard.answers["expect"] = ASKED
    await people.commands(ANA, "expect")
    await tower.listener.close()
    tower.heard.answers["expect"] = View(("Sent",))
    assert await people.submits(ANA, slack.views[0], what="a banner") == {}
    await tower.listener.close()
    assert [(each["channel"], each["user"], each["text"]) for each in slack.ephemerals] == [(SITE, ANA, "Sent")]


async def test_where_there_is_no_conversation_a_window_opens(tower: Tower, people: People, slack: Slack) -> None:
    await people.uses(ANA, "mine")
    await tower.listener.close()
    assert slack.views[0]["blocks"][0]["text"]["text"] == "Nothing waits for you"


async def test_a_file_comes_directly_to_whoever_asked_for_it(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["export"] = View(("Yours",), documents=(Document("kept.json", "application/json", "{}"),))
    await people.commands(ANA, "export")
    await tower.listener.close()
    assert [(each["name"], each["channel"]) for each in slack.files.values()] == [("kept.json", "D0ANA")]


async def test_a_picture_comes_with_its_answer(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["digest"] = View(("This week",), picture=Picture("<svg/>", "Half as long"))
    await people.commands(ANA, "digest")
    await tower.listener.close()
    assert slack.ephemerals[0]["blocks"][1]["alt_text"] == "Half as long"


async def test_an_answer_that_cannot_be_shown_harms_nothing(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["digest"] = View(("This week",), picture=Picture("<svg/>", "Half as long"))
    await tower.tokens.known()
    slack.is_down = True
    assert await people.commands(ANA, "digest") == {}
    await tower.listener.close()
    await tower.answers.home(ACME, PersonId(ANA), CARD)
    assert slack.homes == {}
