"""What people tell Openline itself, from payloads as Slack sends them."""

from typing import Any

import pytest

from adapters.slack.forms import Origin, modal
from adapters.slack.interactions import about_where, candidates, command, mentioned, pressed, shortcut, submitted
from adapters.slack.text import NOBODY, Names
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Value
from bot.vocabulary.view import Field, Form
from tests.adapters.slack.tower import ACME
from tests.builders import at

NOW = at("mon 9:00")
SLASH = {
    "command": "/openline",
    "text": "expect <@U0SAM|sam> new &amp; better banner by Friday",
    "user_id": "U0ANA",
    "user_name": "ana",
    "channel_id": "C0SITE",
    "team_id": ACME,
    "trigger_id": "1.2.x",
    "response_url": "https://hooks.slack.com/commands/1",
}
MESSAGE = {"ts": "1780300800.000100", "text": "<@U0SAM> can you send it?", "user": "U0ANA"}
BY = {"team": {"id": ACME}, "user": {"id": "U0ANA", "username": "ana", "team_id": ACME}, "trigger_id": "1.2.x"}


def button(action: str, value: str, **more: Any) -> dict[str, Any]:
    actions = [{"action_id": f"{action}#0", "value": value, "action_ts": "1780300900.1"}]
    return {**BY, "type": "block_actions", "actions": actions, "channel": {"id": "D0ANA"}, **more}


def test_a_command_is_its_first_word_and_keeps_its_mentions() -> None:
    heard = command(SLASH, ACME, NOW)
    assert heard is not None
    given = heard.given
    assert isinstance(given, CommandGiven)
    assert (given.command, given.text) == ("expect", "<@U0SAM> new & better banner by Friday")
    assert (given.conversation, given.by, given.at) == ("C0SITE", "U0ANA", NOW)
    assert mentioned(given) == ("U0SAM",)


def test_a_bare_command_is_the_home_page() -> None:
    heard = command({**SLASH, "text": " "}, ACME, NOW)
    assert heard is not None
    assert isinstance(heard.given, CommandGiven)
    assert heard.given.command == "home"


def test_a_button_says_what_it_does_and_about_what_and_where_that_is() -> None:
    heard = pressed(button("answered", f"{ACME} C0SITE/1.2", container={"message_ts": "5.6"}), ACME, NOW)
    assert heard is not None
    assert isinstance(heard.given, ButtonPressed)
    assert (heard.given.action, heard.given.about, heard.given.conversation) == ("answered", "C0SITE/1.2", "C0SITE")
    assert (heard.spot.channel, heard.spot.message) == ("D0ANA", "5.6")


def test_what_is_chosen_from_a_menu_is_a_button() -> None:
    chosen = {"action_id": "more#0", "selected_option": {"value": f"{ACME} not-a-question C0SITE/1.2"}}
    heard = pressed({**button("", ""), "actions": [chosen]}, ACME, NOW)
    assert heard is not None
    assert isinstance(heard.given, ButtonPressed)
    assert (heard.given.action, heard.given.about) == ("not-a-question", "C0SITE/1.2")


def test_our_own_card_tells_the_workspace_whoever_presses_it() -> None:
    body = {**button("join", f"{ACME} E1"), "team": {"id": "T0OTHER"}, "user": {"id": "U0LEE", "team_id": "T0OTHER"}}
    assert next(filter(None, candidates(body))) == ACME
    heard = pressed(body, ACME, NOW)
    assert heard is not None
    assert heard.by.is_outsider


def test_a_message_shortcut_is_a_button_on_that_message() -> None:
    body = {
        **BY,
        "type": "message_action",
        "callback_id": "expect-this",
        "channel": {"id": "C0SITE"},
        "message": MESSAGE,
    }
    heard = shortcut(body, ACME, NOW, Names({"U0SAM": "sam"}))
    assert heard is not None
    assert isinstance(heard.given, ButtonPressed)
    assert (heard.given.action, heard.given.about) == ("expect-this", "C0SITE/1780300800.000100")
    assert heard.given.text == "@sam can you send it?"


def test_a_global_shortcut_is_a_command() -> None:
    heard = shortcut({**BY, "type": "shortcut", "callback_id": "mine"}, ACME, NOW)
    assert heard is not None
    assert isinstance(heard.given, CommandGiven)
    assert (heard.given.command, heard.spot.channel) == ("mine", "")


def test_a_form_comes_back_to_where_it_was_asked_for() -> None:
    origin = Origin(ACME, "D0ANA", "D0ANA", "5.6")
    view = modal(Form("Join", "join", (Field("zone", "Zone"),), "E1"), origin, NOBODY)
    view["state"] = {"values": {"zone": {"value": {"type": "plain_text_input", "value": "Europe/Berlin"}}}}
    heard = submitted({**BY, "type": "view_submission", "view": view}, ACME, NOW)
    assert heard is not None
    given = heard.given
    assert isinstance(given, FormSubmitted)
    assert (given.action, given.about, given.values) == ("join", "E1", (Value("zone", "Europe/Berlin"),))
    assert (heard.spot.channel, heard.spot.message) == ("D0ANA", "5.6")


def test_an_interaction_is_known_by_all_that_it_says() -> None:
    one, again = command(SLASH, ACME, NOW), command({**SLASH}, ACME, NOW)
    others = [command({**SLASH, **change}, ACME, NOW) for change in ({"text": "mine"}, {"trigger_id": "3.4.x"})]
    assert one is not None
    assert again is not None
    assert one.given.id == again.given.id
    assert len({each.given.id for each in (one, *others) if each is not None}) == 3


@pytest.mark.parametrize("read", [command, shortcut, pressed, submitted])
@pytest.mark.parametrize(
    "body", [{}, {"user": "U1"}, {"user": {"id": 5}, "actions": [None], "view": []}, {"actions": [{}]}]
)
def test_what_is_no_interaction_is_none(read: Any, body: dict[str, Any]) -> None:
    assert read(body, ACME, NOW) is None
    assert not [*filter(None, candidates(body))]


def test_the_conversation_of_a_message_is_told_by_its_id() -> None:
    assert about_where("C0SITE/1.2") == "C0SITE"
    assert about_where("22d45f1a943b") == about_where("C0SITE") == ""
