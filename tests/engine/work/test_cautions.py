"""Before work is handed out: go ahead anyway?"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.engine.work.cautions import UNVETTED
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.answers import BriefChecked, ExpectationShown
from bot.vocabulary.coaching import HintKept
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.vetting import GoneAhead
from tests.agreed import MONDAY, SITE, Talk, ana, sam

WHOLE = "expect @sam new banner by Friday 5pm done when it is on the site because the fair opens on Monday"


def vetted() -> Talk:
    """A list is begun; nothing but the hours is settled with Sam."""
    talk = Talk().team(sam)
    return talk.press(ana, "vet-begin", talk.engagement.id)


def test_a_list_that_nobody_began_asks_for_nothing() -> None:
    assert isinstance(Talk().team(sam).command(ana, WHOLE).answer, ExpectationShown)


def test_handing_out_work_while_required_things_are_open_is_asked_about() -> None:
    talk = vetted().command(ana, WHOLE)
    assert isinstance(talk.answer, BriefChecked)
    (why,) = talk.answer.cautions
    assert why.code == UNVETTED
    assert "Contract" in why.facts
    assert "NDA" not in why.facts
    assert not talk.all(Expectation)


def test_going_ahead_is_kept_with_what_was_open() -> None:
    talk = vetted().command(ana, WHOLE)
    assert isinstance(talk.answer, BriefChecked)
    talk.press(ana, "send-as-is", talk.answer.draft)
    (kept,) = talk.all(GoneAhead)
    assert (kept.by, kept.person, kept.expectation) == (ana, sam, talk.expectation.id)
    assert "Contract" in kept.why[0].facts


def test_what_one_went_ahead_about_is_not_asked_again() -> None:
    talk = vetted().command(ana, WHOLE)
    assert isinstance(talk.answer, BriefChecked)
    talk.press(ana, "send-as-is", talk.answer.draft)
    assert isinstance(talk.command(ana, WHOLE.replace("banner", "logo")).answer, ExpectationShown)


def test_an_assistant_who_asks_the_owner_is_not_asked_anything() -> None:
    answer = vetted().command(sam, WHOLE.replace("@sam", "@ana")).answer
    assert isinstance(answer, ExpectationShown)


NEW_YORK = ZoneInfo("America/New_York")
EVENING = MONDAY + timedelta(hours=9)
"""Monday, 18:00 in New York."""
LINE = "expect @sam {} by Friday 5pm done when it is on the site because the fair opens on Monday"


def in_the_evening() -> Talk:
    talk = Talk().team(sam)
    talk.at = EVENING
    return talk


def codes(talk: Talk) -> list[str]:
    return [why.code for why in talk.answer.cautions] if isinstance(talk.answer, BriefChecked) else []


def test_outside_their_hours_one_is_told_when_they_are_back() -> None:
    talk = in_the_evening().command(ana, LINE.format("new banner"))
    assert isinstance(talk.answer, BriefChecked)
    (why,) = talk.answer.cautions
    assert why.code == "outside-hours"
    assert datetime.fromisoformat(str(why.facts[1])).astimezone(NEW_YORK).strftime("%a %H:%M") == "Tue 09:00"


def test_at_most_once_a_day() -> None:
    talk = in_the_evening().command(ana, LINE.format("new banner"))
    assert codes(talk) == ["outside-hours"]
    assert isinstance(talk.command(ana, LINE.format("new logo")).answer, ExpectationShown)
    talk.at += timedelta(days=1)
    assert codes(talk.command(ana, LINE.format("new flag"))) == ["outside-hours"]
    assert len(talk.all(HintKept)) == 1


def test_at_lunch_nobody_is_told_anything() -> None:
    talk = Talk().team(sam)
    talk.at = MONDAY + timedelta(hours=3, minutes=10)
    assert isinstance(talk.command(ana, LINE.format("new banner")).answer, ExpectationShown)


def test_deliver_then_hands_it_out_then_and_not_before() -> None:
    talk = in_the_evening().command(ana, LINE.format("new banner"))
    assert isinstance(talk.answer, BriefChecked)
    said = len(talk.said)
    talk.press(ana, "deliver-draft", talk.answer.draft)
    states = [talk.expectation.state]
    assert len(talk.said) == said
    talk.wait(hours=14)
    assert len(talk.said) == said
    talk.wait(hours=2)
    assert [*states, talk.expectation.state] == [ExpectationState.SCHEDULED, ExpectationState.PROPOSED]
    assert talk.expectation.put_at.astimezone(NEW_YORK).hour == 9
    assert [say.to for say in talk.said[said:]] == [InConversation(SITE), ToPerson(sam)]


def test_what_is_scheduled_can_be_sent_now_or_taken_back_and_nobody_hears_of_that() -> None:
    for move, state in (("put-now", ExpectationState.PROPOSED), ("withdraw", ExpectationState.WITHDRAWN)):
        talk = in_the_evening().command(ana, LINE.format("new banner"))
        assert isinstance(talk.answer, BriefChecked)
        talk.press(ana, "deliver-draft", talk.answer.draft)
        talk.press(ana, move, talk.expectation.id)
        assert talk.expectation.state is state
        assert bool(talk.decision.say) == (move == "put-now")
        said = len(talk.said)
        talk.wait(hours=20)
        assert len(talk.said) == said


def test_due_before_they_are_at_work_again_is_asked_about_and_not_offered_for_then() -> None:
    talk = in_the_evening().command(ana, LINE.format("new banner").replace("Friday 5pm", "tomorrow 8am"))
    assert codes(talk) == ["before-hours"]


def test_many_things_within_an_hour_are_asked_about_once_a_day() -> None:
    talk = Talk().team(sam)
    for number in range(4):
        talk.command(ana, LINE.format(f"thing {'abcd'[number]}"))
        assert isinstance(talk.answer, ExpectationShown)
    assert codes(talk.command(ana, LINE.format("thing e"))) == ["many-at-once"]
    assert codes(talk.command(ana, LINE.format("thing f"))) == []


def test_from_where_on_it_is_many_is_a_setting() -> None:
    talk = Talk().team(sam)
    values = {"late_answers": "2", "room_below": "70", "full_above": "100", "feedback_after": "30"}
    talk.submit(ana, "thresholds", talk.engagement.id, **values, asks_at_once="2")
    talk.command(ana, LINE.format("thing a"))
    assert codes(talk.command(ana, LINE.format("thing b"))) == ["many-at-once"]


def test_an_assistant_who_asks_at_night_is_told_alike() -> None:
    talk = Talk().team(sam)
    talk.at = MONDAY + timedelta(hours=7)
    assert codes(talk.command(sam, LINE.format("new logo").replace("@sam", "@ana"))) == ["outside-hours"]
