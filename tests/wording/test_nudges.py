"""Private cards about somebody's turn: brief, concrete, never blaming, with a way out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Snooze
from bot.vocabulary.signals import REQUESTS
from bot.vocabulary.view import Named, Text, View
from bot.wording.nudges import LINES, Waiting, ask_when, delivered, nudge, outside_hours, posted_answer, still_waiting
from tests.builders import WORKSPACE, at, sam
from tests.engine.desks import gap, matter, snoozed

FIVE_HOURS, EIGHT = timedelta(hours=5), timedelta(hours=8)
GAP = gap(asked="mon 14:40")


def words(text: Text) -> str:
    return "".join(span if isinstance(span, str) else str(span[-1]) for span in text)


def several(count: int) -> list[Waiting]:
    return [Waiting(gap(number=number), FIVE_HOURS) for number in range(count)]


def put_off(reason: str) -> Snooze:
    return snoozed(GAP, "mon 16:00", "tue 9:00", 3, reason)


CARDS: dict[str, View] = {
    "one": nudge([Waiting(GAP, FIVE_HOURS)], "UTC", EIGHT),
    "woken": nudge([Waiting(GAP, FIVE_HOURS, put_off("waiting for the photos"))], "UTC", EIGHT),
    "three": nudge(several(3), "UTC", EIGHT),
    "many": nudge(several(30), "UTC", EIGHT),
    "still waiting": still_waiting(Waiting(GAP, FIVE_HOURS), 2, at("tue 9:00"), "UTC"),
    "put off": still_waiting(Waiting(GAP, FIVE_HOURS, put_off("")), 0, None, "UTC"),
    "asked when": ask_when(Waiting(GAP, FIVE_HOURS), "UTC"),
    "delivered": delivered(Waiting(GAP, FIVE_HOURS), "UTC"),
    "outside hours": outside_hours(GAP, at("tue 9:00"), "Europe/Berlin"),
}


def test_one_thing_is_told_with_who_when_where_and_how_long() -> None:
    card = CARDS["one"]
    assert words(card.headline) == "One question waits for you"
    assert [words(fact) for fact in card.facts] == ["ana asked on Mon 1 Jun 14:40 in site", "5 h of your working time"]
    assert [button.label for button in card.buttons + card.more] == [
        "Answer",
        "Later",
        "Not a question",
        "Answered elsewhere",
    ]
    assert {button.about for button in card.buttons + card.more} == {GAP.identity}


def test_a_request_is_called_one() -> None:
    asked = type(GAP)(**{**{name: getattr(GAP, name) for name in GAP.__slots__}, "signs": REQUESTS})
    assert words(nudge([Waiting(asked, FIVE_HOURS)], "UTC", EIGHT).headline) == "One request waits for you"


def test_several_things_have_a_line_each() -> None:
    card = CARDS["three"]
    assert words(card.headline) == "Three things are your turn"
    assert len(card.sections[0].lines) == 3
    assert [(button.label, button.action, button.about) for button in card.buttons] == [
        ("See all", "mine", ""),
        ("Later", "later", ""),
    ]


def test_of_many_things_some_are_named_and_the_rest_counted() -> None:
    card = CARDS["many"]
    assert words(card.headline) == "30 things are your turn"
    assert len(card.sections[0].lines) == LINES + 1
    assert words(card.sections[0].lines[-1]) == "and 20 more"


def test_what_comes_back_says_why_it_was_put_off() -> None:
    assert words(CARDS["woken"].facts[-1]) == "You put this off on Mon 1 Jun 16:00: “waiting for the photos”"


def test_the_asker_reads_what_was_done_and_when_the_other_is_back() -> None:
    card = CARDS["still waiting"]
    assert words(card.headline) == "sam has not answered yet"
    assert [words(fact) for fact in card.facts][1:] == ["Reminded twice since", "Back Tue 2 Jun 9:00"]
    assert words(CARDS["put off"].facts[-1]) == "Put off 3 times, until Tue 2 Jun 9:00"


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("still waiting", ["Ask once more", "Ask for another time", "Close it"]),
        ("outside hours", ["Deliver then", "Send now"]),
        ("asked when", ["Say when", "Answer", "Answered elsewhere"]),
        ("delivered", ["Answer", "Later"]),
    ],
)
def test_each_card_offers_what_to_do(name: str, labels: list[str]) -> None:
    assert [button.label for button in CARDS[name].buttons] == labels


def test_an_answer_given_on_a_card_is_three_lines_at_most_and_steers_nothing() -> None:
    view = posted_answer(sam, "one\n\ntwo\nthree\nfour\u202e")
    assert [words(fact) for fact in view.facts] == ["one", "two", "three four"]


def test_who_is_away_is_told_in_the_readers_zone() -> None:
    assert words(CARDS["outside hours"].headline) == "sam is back Tue 2 Jun 11:00"


@pytest.mark.parametrize("name", CARDS)
def test_every_card_keeps_to_the_anatomy(name: str) -> None:
    card = CARDS[name]
    assert len(card.facts) <= 3
    assert len(card.buttons) <= 3
    assert sum(button.weight == "primary" for button in card.buttons) <= 1
    assert card.small_print
    assert all(button.action in BY_NAME for button in (*card.buttons, *card.more))
    told = " ".join(map(words, (card.headline, *card.facts, card.small_print)))
    assert "!" not in told
    assert not {"overdue", "violation", "late", "SLA"} & set(told.split())


def test_people_are_named_and_nobody_is_pinged() -> None:
    spans = [span for card in CARDS.values() for text in (card.headline, *card.facts) for span in text]
    assert Named(sam) in spans
    assert not [span for span in spans if type(span).__name__ == "Mention"]


def test_what_somebody_typed_cannot_steer_the_card() -> None:
    hostile = Snooze(WORKSPACE, PersonId("x"), matter(GAP), at("mon 16:00"), at("tue 9:00"), 1, "a\u202eb\nc")
    card = nudge([Waiting(GAP, FIVE_HOURS, hostile)], "UTC", EIGHT)
    assert words(card.facts[-1]).endswith("“a b c”")
