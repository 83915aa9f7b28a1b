"""Any card is drawn inside Discord's limits, and nothing that somebody typed formats or pings (R20, S10)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from adapters.discord import limits
from adapters.discord.custom_ids import Memory, unpack
from adapters.discord.render import COMPONENTS_V2, MORE, Drawn, message
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Button, Document, Mention, Named, Picture, Section, Strong, Text, View, Weight
from tests.adapters.discord.cards import GUILD, WORDS, png, views

CARDS = int(os.environ.get("CARDS", "50"))
"""R20 asks for 20,000: CARDS=20000 by hand."""


def draw(view: View, **options: Any) -> Drawn:
    return message(view, WORDS, Memory(), png, **options)


def inside(part: Any) -> Iterator[dict[str, Any]]:
    """Every component, those inside others, too."""
    if isinstance(part, list):
        for each in part:
            yield from inside(each)
    elif isinstance(part, dict):
        yield part
        yield from inside(part.get("components", []))
        yield from inside(part.get("accessory", []))


def components(drawn: Drawn, kind: int) -> list[dict[str, Any]]:
    return [each for each in inside(drawn.body["components"]) if each["type"] == kind]


def said(drawn: Drawn) -> str:
    return "\n".join(each["content"] for each in components(drawn, 10))


def ids(drawn: Drawn) -> list[str]:
    rows = [each["custom_id"] for each in components(drawn, 2)]
    return rows + [each["value"] for select in components(drawn, 3) for each in select["options"]]


@settings(max_examples=CARDS, phases=[Phase.explicit, Phase.generate])
@given(views)
def test_any_card_is_inside_every_limit(view: View) -> None:
    drawn = draw(view, workspace=GUILD)
    parts = list(inside(drawn.body["components"]))
    assert len(parts) <= limits.COMPONENTS
    assert sum(limits.length(each["content"]) for each in parts if each["type"] == 10) <= limits.TEXT
    assert all(each["content"] for each in parts if each["type"] == 10)
    for row in components(drawn, 1):
        assert 1 <= len(row["components"]) <= limits.BUTTONS
    for button in components(drawn, 2):
        assert 1 <= limits.length(button["label"]) <= limits.LABEL
        assert button["label"].strip()
    for select in components(drawn, 3):
        assert 1 <= len(select["options"]) <= limits.OPTIONS
        assert all(1 <= limits.length(each["label"]) <= limits.OPTION for each in select["options"])
    assert all(1 <= len(each) <= limits.CUSTOM_ID for each in ids(drawn))
    assert len(set(ids(drawn))) == len(ids(drawn))
    assert len({each.name for each in drawn.files}) == len(drawn.files) <= 10
    assert all(limits.length(each["description"]) <= limits.DESCRIPTION for each in drawn.body["attachments"])


def skeleton(text: str) -> str:
    """The markup that is left when escaped characters and our own moments, people and places are made plain."""
    text = re.sub(r"\\.|`[^`\n]*`", "x", text, flags=re.DOTALL)
    text = re.sub(r"<(@|#)\d+>|<t:\d+:[DtF]>", "x", text)
    text = re.sub(r"\]\([^\s()]*\)", "](link)", text)
    text = re.sub(r"https?://[\w\-./:?=&%#~+,;@!$]+", "x", text)
    return text


@settings(max_examples=CARDS, phases=[Phase.explicit, Phase.generate])
@given(views)
def test_what_people_typed_formats_nothing_and_pings_nobody(view: View) -> None:
    drawn = draw(view)
    named = {span.person for text in _texts(view) for span in text if isinstance(span, Mention)}
    assert set(drawn.body["allowed_mentions"]["users"]) <= named
    assert drawn.body["allowed_mentions"]["parse"] == []
    for line in skeleton(said(drawn)).splitlines():
        assert not re.search(r"@(everyone|here)|<|\|\||~~|__", line), line
        assert line.count("**") % 2 == 0, line
        assert line.count("`") % 2 == 0, line
        assert not re.match(r"\s*(#|>|-(?!# )|\+|\d+[.)])", line.removeprefix("-# ")), line


def _texts(view: View) -> list[Text]:
    return [view.headline, *view.facts, view.small_print, *(line for each in view.sections for line in each.lines)]


def test_a_small_card_reads_as_it_was_worded() -> None:
    view = View(
        (Strong("One question waits for you"),),
        ((Named(PersonId("80351110224678912")), " asked in the morning"),),
        buttons=(Button("Answer", "answer-gap", "5", Weight.PRIMARY), Button("Later", "later", "5")),
        more=(Button("Not a question", "not-a-question", "5"),),
        small_print=("You asked for this.",),
    )
    drawn = draw(view)
    (container,) = drawn.body["components"]
    assert drawn.body["flags"] == COMPONENTS_V2
    assert [each["type"] for each in container["components"]] == [10, 1, 1, 10]
    assert container["components"][0]["content"] == (
        "**One question waits for you**\n<@80351110224678912> asked in the morning"
    )
    assert [each["style"] for each in components(drawn, 2)] == [1, 2]
    assert components(drawn, 3)[0]["placeholder"] == WORDS.more
    assert container["components"][-1]["content"] == "-# You asked for this."
    assert drawn.body["allowed_mentions"] == {"parse": [], "replied_user": False, "users": []}


def test_only_who_is_mentioned_is_pinged() -> None:
    who = PersonId("80351110224678912")
    assert draw(View(((Mention(who)), " your turn"))).body["allowed_mentions"]["users"] == [who]


def test_every_action_of_a_long_list_can_be_reached() -> None:
    listed = tuple(
        Section(f"Thing {number}", (("waits",),), (Button("Show", "show", str(number)),)) for number in range(24)
    )
    drawn = draw(View(("24 things",), sections=listed))
    reached = {found.about for each in ids(drawn) if (found := unpack(each, Memory())) is not None}
    assert reached == {str(number) for number in range(24)}


def test_buttons_in_private_carry_their_workspace() -> None:
    (own,) = ids(draw(View(("Hello",), buttons=(Button("Show", "show", "7"),)), workspace=GUILD))
    found = unpack(own, Memory())
    assert found is not None
    assert found == (GUILD, "show", "7")


def test_a_picture_has_its_finding_in_words_and_documents_are_taken_along() -> None:
    picture = Picture("<svg/>", "Answers took half a day")
    view = View(("The week",), picture=picture, documents=(Document("a week.csv", "text/csv", "a,b"),))
    drawn = draw(view)
    assert components(drawn, 12)[0]["items"][0] == {
        "media": {"url": "attachment://openline.png"},
        "description": "Answers took half a day",
    }
    assert [(each.name, each.data) for each in drawn.files] == [("openline.png", b"<svg/>"), ("a-week.csv", b"a,b")]
    assert components(drawn, 13)[0]["file"]["url"] == "attachment://a-week.csv"


def test_a_message_is_marked_with_a_number_by_which_it_is_found_again() -> None:
    assert draw(View(("Hello",)), mark=77).body["components"][0]["id"] == 77


@pytest.mark.parametrize("buttons", [1, 6, 30])
def test_what_is_no_button_is_in_the_select(buttons: int) -> None:
    many = tuple(Button(f"Do {number}", "show", str(number)) for number in range(buttons))
    drawn = draw(replace(View(("Choose",)), buttons=many))
    assert len(ids(drawn)) == min(buttons, limits.BUTTONS + limits.OPTIONS)
    assert MORE in "".join(each["custom_id"] for each in components(drawn, 3)) or buttons <= limits.BUTTONS
