"""A card as somebody at a seat sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.playground import cast, render
from adapters.playground.cast import ANA, SAM, SHOP
from adapters.playground.workspace import OpenForm
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.view import (
    Channel,
    Code,
    Document,
    Mention,
    Moment,
    MomentStyle,
    Named,
    Picture,
    Section,
    Span,
    Strong,
    Url,
)
from tests.adapters.playground.playing import CARD, FORM, NOON, WARNING

FRIDAY = datetime(2026, 6, 5, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("plain", "plain"),
        (Strong("bold"), "bold"),
        (Code("/openline"), "/openline"),
        (Named(SAM), "Sam Reyes"),
        (Named(PersonId("u9")), "u9"),
        (Mention(SAM), "@Sam Reyes"),
        (Channel(SHOP), "#shop-relaunch"),
        (Channel(ConversationId("direct-ana")), "your messages with Openline"),
        (Channel(ConversationId("gone")), "#gone"),
        (Moment(FRIDAY, MomentStyle.DAY_AND_TIME, ""), "Fri 5 Jun 17:00"),
        (Moment(FRIDAY, MomentStyle.DAY, ""), "Fri 5 Jun"),
        (Moment(FRIDAY, MomentStyle.TIME, ""), "17:00"),
        (Url("https://shop.example", "the shop"), "the shop (https://shop.example)"),
    ],
)
def test_each_span_reads_as_the_reader_would_say_it(span: Span, words: str) -> None:
    assert render.plain((span,), render.reader(cast.workspace(), ANA)) == words


def test_moments_are_on_the_readers_own_clock() -> None:
    text = (Moment(FRIDAY, MomentStyle.DAY_AND_TIME, ""),)
    assert render.plain(text, render.reader(cast.workspace(), SAM)) == "Fri 5 Jun 23:00"


HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "span", [HOSTILE, Strong(HOSTILE), Code(HOSTILE), Named(PersonId(HOSTILE)), Url(f"javascript:{HOSTILE}", HOSTILE)]
)
def test_whatever_somebody_wrote_is_inert_on_the_page(span: Span) -> None:
    page = str(render.marked_up((span,), render.reader(cast.workspace(), ANA)))
    assert "<img" not in page
    assert "href" not in page


def test_an_address_of_the_web_can_be_followed_without_telling_where_from() -> None:
    page = str(render.marked_up((Url('https://x.example/"', "<it>"),), render.reader(cast.workspace(), ANA)))
    assert page.startswith('<a href="https://x.example/&#34;" rel="noreferrer')
    assert "&lt;it&gt;" in page


def test_a_card_is_told_whole() -> None:
    here = cast.workspace()
    view = replace(
        CARD,
        sections=(Section("Oldest first", (("one",), ("two",)), (WARNING,)),),
        more=(WARNING,),
        small_print=("because",),
        picture=Picture("<svg/>", "14 of 15 were answered"),
        documents=(Document("openline.json", "application/json", "{}"),),
    )
    line = here.put(SHOP, NOON, view=view, only_for=SAM)
    told = render.message(line, render.reader(here, SAM))
    assert (told["kind"], told["only_for_you"], told["local"]) == ("card", True, "Mon 1 Jun 20:00")
    card = told["card"]
    assert card["headline"] == "One question waits for you"
    assert card["sections"][0]["lines"] == ["one", "two"]
    assert card["more"] == [{"label": "End it", "action": "end-now", "about": "e1", "weight": "danger"}]
    assert card["picture"] == {"address": f"/pictures/{line.id}", "alternative": "14 of 15 were answered"}
    assert card["documents"][0]["name"] == "openline.json"


def test_a_message_is_told_with_its_words_and_reactions() -> None:
    here = cast.workspace()
    line = here.put(SHOP, NOON, ANA, "one?")
    line.reactions["👀"] = [SAM]
    told = render.message(line, render.reader(here, SAM))
    assert (told["kind"], told["text"], told["author"]) == ("message", "one?", ANA)
    assert told["reactions"] == [{"emoji": "👀", "by": [SAM]}]


def test_a_form_is_told_with_its_fields() -> None:
    assert FORM.form is not None
    told = render.form(OpenForm("f1", SHOP, FORM.form), render.reader(cast.workspace(), SAM))
    assert (told["id"], told["title"], told["submit"]) == ("f1", "Ask", "Save")
    assert [(each["name"], each["is_required"]) for each in told["fields"]] == [("words", True), ("more", False)]
