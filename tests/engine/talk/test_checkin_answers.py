"""Answers to check-ins: scenario 31, and what a form offers beforehand."""

import pytest

from bot.engine.talk.checkin_answers import room_of
from bot.vocabulary.answers import CheckInAnswered, CheckInsListed, FormAsked, Refused
from bot.vocabulary.checkins import AskCheckIn, CheckIn, CheckInAnswer, CheckInState, ShowCheckIn
from bot.vocabulary.effects import InConversation, ToPerson
from tests.agreed import SITE, Talk, ana, lee, new_york, sam


def asked(**days: float) -> Talk:
    """Sam was asked on Monday at 10, and so much time has passed since he joined at 9."""
    return Talk().team(sam).wait(**(days or {"hours": 2}))


def the(talk: Talk) -> CheckIn:
    return max(talk.all(CheckIn), key=lambda each: each.slot)


def given(talk: Talk) -> CheckInAnswer:
    return max(talk.all(CheckInAnswer), key=lambda each: each.slot)


def field(talk: Talk, name: str) -> str:
    assert isinstance(talk.answer, FormAsked), talk.answer
    return next((value.text for value in talk.answer.values if value.name == name), "")


def test_an_answer_is_kept_shown_to_the_owner_and_changes_its_card() -> None:
    talk = asked()
    talk.submit(sam, "checkin", the(talk).id, moved="the banner", next="the footer", room="5")
    assert the(talk).state is CheckInState.ANSWERED
    assert (given(talk).moved, given(talk).next, given(talk).room_hours) == ("the banner", "the footer", 5.0)
    card, shown = talk.decision.say
    assert (card.effect, card.card) == (AskCheckIn(sam, the(talk).id), f"check-in/{the(talk).id}")
    assert (shown.to, shown.effect) == (ToPerson(ana), ShowCheckIn(ana, the(talk).id))
    assert talk.answer == CheckInAnswered(the(talk).id)


def test_31_a_late_answer_is_marked_late_and_not_missing() -> None:
    talk = asked(hours=24)
    talk.submit(sam, "checkin", the(talk).id, moved="the banner")
    assert given(talk).is_late
    assert the(talk).state is CheckInState.ANSWERED
    assert talk.decision.say[0].card == f"check-in/{the(talk).id}", "the card that stands there changes"


def test_an_answer_on_the_same_day_is_in_time() -> None:
    talk = asked(hours=13)
    talk.press(sam, "nothing-new", the(talk).id)
    assert not given(talk).is_late


def test_nothing_new_is_an_answer_in_one_press() -> None:
    talk = asked().press(sam, "nothing-new", the(asked()).id)
    assert (given(talk).moved, given(talk).in_the_way) == ("", "")


def test_an_answer_can_be_changed_until_the_next_is_asked() -> None:
    talk = asked()
    first = the(talk).id
    talk.submit(sam, "checkin", first, moved="the banner")
    talk.press(sam, "checkin", first)
    assert field(talk, "moved") == "the banner"
    talk.wait(hours=20).submit(sam, "checkin", first, moved="the banner and the footer")
    assert given(talk).moved == "the banner and the footer"
    assert given(talk).changed_at is not None
    assert not given(talk).is_late, "it was answered in time; changing it is not answering"
    talk.wait(days=1, hours=4).submit(sam, "checkin", first, moved="something else")
    assert isinstance(talk.answer, Refused)
    assert given(talk).moved == "the banner and the footer"


def test_the_next_form_begins_with_what_was_to_be_next() -> None:
    talk = asked()
    talk.submit(sam, "checkin", the(talk).id, moved="a", next="the footer", room="5")
    talk.wait(days=2).press(sam, "checkin", the(talk).id)
    assert (field(talk, "moved"), field(talk, "next"), field(talk, "room")) == ("the footer", "", "5")


def test_what_is_still_in_the_way_stays_in_the_form_and_what_was_answered_goes() -> None:
    talk = asked()
    talk.submit(sam, "checkin", the(talk).id, in_the_way="no logo", unclear="which blue?")
    talk.submit(ana, "answer-blocker", f"{the(talk).id}-unclear", words="the dark one")
    talk.wait(days=2).press(sam, "checkin", the(talk).id)
    assert (field(talk, "in_the_way"), field(talk, "unclear")) == ("no logo", "")


def test_own_questions_are_asked_and_answered_by_their_words() -> None:
    talk = Talk().team(sam)
    talk.submit(ana, "checkin-plan", talk.engagement.id, days="Mon", time="10", questions="Mood?", shown="private")
    talk.wait(hours=2).press(sam, "checkin", the(talk).id)
    assert field(talk, "question") == "Mood?"
    talk.submit(sam, "checkin", the(talk).id, own_0="fine")
    assert [(each.name, each.text) for each in given(talk).own] == [("Mood?", "fine")]
    talk.press(sam, "checkin", the(talk).id)
    assert field(talk, "own_0") == "fine"


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() -> None:
    talk = asked()
    talk.submit(sam, "checkin", the(talk).id, moved="x" * 1001, next="the footer", room="lots")
    assert isinstance(talk.answer, FormAsked)
    assert {wrong.field for wrong in talk.answer.wrong} == {"moved", "room"}
    assert field(talk, "next") == "the footer"
    assert not talk.all(CheckInAnswer)


@pytest.mark.parametrize(("words", "hours"), [("5", 5.0), ("2,5 h", 2.5), ("no", 0.0), ("0", 0.0), ("lots", None)])
def test_room_as_people_type_it(words: str, hours: float | None) -> None:
    assert room_of(words) == hours


def test_the_command_answers_the_one_that_is_asked() -> None:
    talk = asked().command(sam, "checkin")
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.about == the(talk).id


def test_one_can_answer_unasked_and_is_not_asked_again_that_day() -> None:
    talk = Talk().team(sam).command(sam, "checkin now")
    assert isinstance(talk.answer, FormAsked)
    talk.submit(sam, "checkin", talk.answer.about, moved="early")
    assert not the(talk).is_asked
    assert len(talk.decision.say) == 1, "no card was asked with, so none changes"
    talk.wait(hours=5)
    assert len(talk.all(CheckIn)) == 1


def test_owners_see_the_answers_instead() -> None:
    talk = asked().command(ana, "checkin")
    assert talk.answer == CheckInsListed(talk.engagement.id)


def test_where_the_owner_chose_so_answers_are_shown_in_the_channel() -> None:
    talk = Talk().team(sam)
    talk.submit(ana, "checkin-plan", talk.engagement.id, days="Mon", time="10", questions="", shown="here")
    talk.wait(hours=2).submit(sam, "checkin", the(talk).id, moved="the banner")
    assert talk.decision.say[-1].to == InConversation(SITE)


def test_the_owner_is_told_inside_their_hours() -> None:
    talk = asked(hours=4)
    talk.submit(sam, "checkin", the(talk).id, moved="the banner")
    assert talk.decision.say[-1].not_before == new_york(24, 3), "Tuesday 9:00 in Berlin"


def test_nobody_answers_the_check_in_of_another() -> None:
    talk = Talk().team(sam, lee).wait(hours=2)
    sams = next(each for each in talk.all(CheckIn) if each.person == sam)
    talk.submit(lee, "checkin", sams.id, moved="not mine")
    assert isinstance(talk.answer, Refused)
    assert not talk.all(CheckInAnswer)
