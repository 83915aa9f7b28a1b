"""A card as Block Kit: what it says, what can be pressed, and every limit of Slack's, whatever is in it."""

import re

import pytest

from adapters.slack.render import Drawn, action_of, card, home, named
from adapters.slack.text import Names
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import Button, Channel, Mention, Named, Picture, Section, Strong, View, Weight
from tests.adapters.slack import hostile, limits

ACME = WorkspaceId("T0ACME")
NAMES = Names({"U0SAM": "Sam <!here>", "U0ANA": "*Ana*"}, {"D0SAM": "between us"})
OURS = re.compile(r"<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|!date\^\d+\^[^|<>]*\|[^<>|]*|https?://[^<>|\s]+(\|[^<>|]*)?)>")

QUESTION = View(
    (Strong("One question waits for you"),),
    ((Named(PersonId("U0ANA")), " asked in ", Channel(ConversationId("C0SITE"))), ("5 h of your working time",)),
    buttons=(Button("Answered", "answered", "C0SITE/1.2", Weight.PRIMARY), Button("Later", "snooze", "C0SITE/1.2")),
    more=(Button("Not a question", "not-a-question", "C0SITE/1.2"), Button("Mine", "mine")),
    small_print=("You asked to be reminded",),
)


def test_a_card_reads_headline_facts_actions_small_print() -> None:
    drawn = card(QUESTION, ACME, NAMES)
    assert [block["type"] for block in drawn.blocks] == ["section", "actions", "context"]
    assert drawn.blocks[0]["text"]["text"].startswith(
        "*One question waits for you*\n*\u2060Ana*\u2060 asked in <#C0SITE>"
    )
    assert drawn.text.startswith("*One question waits for you*")


def test_the_likely_button_comes_first_and_is_the_only_primary_one() -> None:
    first, second, more = card(QUESTION, ACME, NAMES).blocks[1]["elements"]
    assert (first["text"]["text"], first["style"]) == ("Answered", "primary")
    assert (second["text"]["text"], second.get("style")) == ("Later", None)
    assert (more["type"], [each["text"]["text"] for each in more["options"]]) == (
        "overflow",
        ["Not a question", "Mine"],
    )


def test_what_was_pressed_is_read_from_what_was_drawn() -> None:
    first, _, more = card(QUESTION, ACME, NAMES).blocks[1]["elements"]
    assert action_of(first["action_id"], first["value"]) == (ACME, "answered", "C0SITE/1.2")
    assert action_of(more["action_id"], more["options"][0]["value"]) == (ACME, "not-a-question", "C0SITE/1.2")
    assert action_of(more["action_id"], more["options"][1]["value"]) == (ACME, "mine", "")


@pytest.mark.parametrize("seed", hostile.SEEDS)
def test_every_button_can_be_pressed_and_none_is_lost_from_a_card(seed: int) -> None:
    for view in hostile.many(seed, hostile.row):
        short = [each for each in (*view.buttons, *view.more) if len(each.about) < 250]
        elements = [
            each for block in card(view, ACME, NAMES).blocks if block["type"] == "actions" for each in block["elements"]
        ]
        pressed = {
            action_of(each["action_id"], value["value"]) for each in elements for value in each.get("options", [each])
        }
        assert {(ACME, each.action, each.about) for each in short} <= pressed


def test_a_person_is_named_without_a_ping_and_only_a_mention_pings() -> None:
    view = View((Named(PersonId("U0SAM")), " and ", Mention(PersonId("U0SAM"))))
    assert card(view, ACME, NAMES).blocks[0]["text"]["text"] == "Sam &lt;!here&gt; and <@U0SAM>"


def test_a_picture_is_shown_with_its_finding_in_words_and_told_where_it_is_missing() -> None:
    view = View(("This week",), picture=Picture("<svg/>", "Answers took half as long as last week"))
    (_, image) = card(view, ACME, NAMES, "F1").blocks
    assert (image["slack_file"], image["alt_text"]) == ({"id": "F1"}, "Answers took half as long as last week")
    assert "half as long" in card(view, ACME, NAMES).blocks[1]["elements"][0]["text"]


def test_the_button_of_a_part_stands_beside_it() -> None:
    view = View(
        ("Goals",), sections=(Section("Open", (("Open the shop",),), (Button("Reached", "goal-reached", "1"),)),)
    )
    assert card(view, ACME, NAMES).blocks[1]["accessory"]["text"]["text"] == "Reached"


def test_whom_and_where_a_card_names() -> None:
    assert named(QUESTION) == ({"U0ANA"}, {"C0SITE"})


@pytest.mark.parametrize("seed", hostile.SEEDS)
def test_no_card_is_over_any_limit_pings_anybody_or_breaks_its_markup(seed: int) -> None:
    """Bar R20."""
    for number, view in enumerate(hostile.many(seed, hostile.card)):
        drawn = card(view, ACME, NAMES, "F1" if number % 2 else None)
        assert limits.message({"text": drawn.text, "blocks": drawn.blocks}) == []
        _pings_nobody_and_is_whole(view, drawn)
        if number % 10 == 0:
            assert limits.view(home(view, ACME, NAMES)) == []


def _pings_nobody_and_is_whole(view: View, drawn: Drawn) -> None:
    for text in (*limits.marked_up(drawn.blocks), drawn.text):
        rest = OURS.sub("", text)
        assert not re.findall(r"[<>]|&(?!amp;|lt;|gt;)", rest), text
    lines = [*(line for part in view.sections for line in part.lines), view.headline, *view.facts, view.small_print]
    mentioned = {span.person for line in lines for span in line if type(span) is Mention}
    assert {*re.findall(r"<@(\w+)>", "".join(limits.marked_up(drawn.blocks)))} <= mentioned


def test_what_people_type_formats_nothing() -> None:
    text = card(
        View(
            ("*bold* _it_ `code`\n> quoted",),
        ),
        ACME,
        NAMES,
    ).blocks[0]["text"]
    assert text == {
        "type": "mrkdwn",
        "text": "*\u2060bold*\u2060 _\u2060it_\u2060 `\u2060code`\u2060\n\u2060&gt; quoted",
        "verbatim": True,
    }
