"""The targets of an engagement, chosen by its owner."""

from datetime import timedelta

from bot.vocabulary.answers import FormAsked, Refused, Said
from tests.agreed import Talk, ana, sam

RIGHT = {"name": "The shop", "answer_within": "6", "acknowledge_within": "2 h", "warn_at": "50 %", "nudges": "no"}


def test_the_form_shows_what_holds() -> None:
    talk = Talk().team(sam).command(ana, "settings")
    assert isinstance(talk.answer, FormAsked)
    assert {value.name: value.text for value in talk.answer.values} == {
        "name": "site",
        "answer_within": "8",
        "acknowledge_within": "4",
        "warn_at": "75",
        "nudges": "yes",
    }


def test_what_is_chosen_is_kept() -> None:
    talk = Talk().team(sam).submit(ana, "settings", **RIGHT)
    assert isinstance(talk.answer, Said)
    policy = talk.engagement.policy
    assert (policy.answer_within, policy.acknowledge_within) == (timedelta(hours=6), timedelta(hours=2))
    assert (policy.warn_at, policy.nudges, talk.engagement.name) == (0.5, False, "The shop")


def test_mistakes_stand_at_their_fields() -> None:
    talk = Talk().team(sam).submit(ana, "settings", **(RIGHT | {"answer_within": "soon", "warn_at": "7"}))
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.field for wrong in talk.answer.wrong] == ["answer_within", "warn_at"]
    assert talk.engagement.policy.warn_at == 0.75


def test_they_are_the_owners_to_choose() -> None:
    assert isinstance(Talk().team(sam).command(sam, "settings").answer, Refused)


THRESHOLDS = {
    "late_answers": "3",
    "room_below": "60 %",
    "full_above": "110",
    "asks_at_once": "4",
    "feedback_after": "21",
}


def test_the_thresholds_are_shown_and_changed() -> None:
    talk = Talk().team(sam)
    talk.press(ana, "thresholds", talk.engagement.id)
    assert isinstance(talk.answer, FormAsked)
    assert {value.name: value.text for value in talk.answer.values}["room_below"] == "70"
    talk.submit(ana, "thresholds", talk.engagement.id, **THRESHOLDS)
    chosen = talk.engagement.policy.thresholds
    assert (chosen.late_answers, chosen.room_below, chosen.full_above) == (3, 0.6, 1.1)
    assert (chosen.asks_at_once, chosen.feedback_after) == (4, timedelta(days=21))


def test_a_threshold_that_makes_no_sense_is_told_at_its_field() -> None:
    talk = Talk().team(sam)
    talk.submit(ana, "thresholds", talk.engagement.id, **(THRESHOLDS | {"late_answers": "0"}))
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.why.code for wrong in talk.answer.wrong] == ["setting-late_answers"]
