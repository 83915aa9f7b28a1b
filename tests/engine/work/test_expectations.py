"""Scenarios 27 to 30, and what each move does, told as a conversation."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import hours
from bot.engine.lifecycle import FINAL, moves, turn
from bot.engine.work.expectations import inquire_at, part_of, working_day
from bot.vocabulary.agreements import Change, ExpectationState, Move, Part
from bot.vocabulary.answers import ExpectationShown, Refused
from bot.vocabulary.effects import AskStillOnIt, InConversation, ShowExpectation, TellStep, ToPerson
from bot.vocabulary.model import PersonId
from tests.agreed import Talk, ana, joe, kim, lee, new_york, sam, week

S = ExpectationState
BANNER = "new banner by Friday 5pm done when it is on the site"


def refusal(talk: Talk) -> str:
    assert isinstance(talk.answer, Refused), talk.answer
    return talk.answer.reason.code


def banner(*, to: PersonId = sam) -> Talk:
    return Talk().team(to).expects(f"<@{to}> {BANNER}")


@pytest.mark.parametrize("who", [lee, kim], ids=["a guest", "somebody from another organisation"])
def test_27_a_guest_and_an_outsider_can_acknowledge_and_stop_their_own_only(who: PersonId) -> None:
    talk = Talk().team(sam, who).expects(f"<@{sam}> {BANNER}").expects(f"<@{who}> {BANNER}")
    theirs = talk.expectation
    others = next(each for each in talk.situation(ana).affairs[0].expectations if each.owed_by == sam)
    talk.press(who, "acknowledge", theirs.id)
    assert talk.expectation.state is S.ACKNOWLEDGED
    talk.press(who, "acknowledge", others.id)
    assert refusal(talk) == "not-yours"


def test_28_within_five_minutes_an_acknowledgement_is_undone_and_the_nudge_comes_back() -> None:
    talk = banner()
    asked = talk.expectation.since
    talk.wait(hours=1).press(sam, "acknowledge", talk.expectation.id)
    talk.wait(minutes=4).press(sam, "undo", talk.expectation.id)
    assert talk.expectation.state is S.PROPOSED
    assert talk.expectation.since == asked, "it has waited since it was asked, so it is due for a nudge as before"


def test_28_after_five_minutes_undoing_is_refused_with_a_reason() -> None:
    talk = banner()
    talk.press(sam, "acknowledge", talk.expectation.id).wait(minutes=5).press(sam, "undo", talk.expectation.id)
    assert refusal(talk) == "undo-late"
    assert talk.expectation.state is S.ACKNOWLEDGED


def edited(talk: Talk, **changed: str) -> Talk:
    it = talk.expectation
    values = {"what": it.what, "by": it.due_words, "done_when": it.done_when, "context": it.context}
    return talk.submit(ana, "edit", it.id, **(values | changed))


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"what": "two banners"}, Change.WHAT),
        ({"by": "Thursday noon"}, Change.WHEN),
        ({"done_when": "it is printed"}, Change.DONE_WHEN),
    ],
)
def test_29_changing_what_when_or_done_when_asks_again_and_shows_what_changed(
    changed: dict[str, str], what: Change
) -> None:
    talk = banner()
    talk.press(sam, "acknowledge", talk.expectation.id)
    edited(talk, **changed)
    assert talk.expectation.state is S.PROPOSED
    assert talk.expectation.acknowledged_at is None
    assert [each.what for each in talk.steps[-1].altered] == [what]
    assert [say.to for say in talk.decision.say] == [InConversation(talk.conversation), ToPerson(sam)]


def test_29_a_change_of_the_context_alone_binds_nobody_anew() -> None:
    talk = banner()
    talk.press(sam, "acknowledge", talk.expectation.id)
    edited(talk, context="the fair opens on Monday")
    assert talk.expectation.state is S.ACKNOWLEDGED


def test_29_the_same_deadline_in_other_words_is_no_change() -> None:
    talk = edited(banner(), by="Friday 17:00")
    assert refusal(talk) == "nothing-changed"


def test_30_after_half_the_time_they_are_asked_once_and_silence_makes_it_unacknowledged() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> the new shop by 18 Dec done when it sells")
    talk.press(sam, "acknowledge", talk.expectation.id).wait(days=35)
    asked = [say for say in talk.said if isinstance(say.effect, AskStillOnIt)]
    assert len(asked) == 1
    assert [step.move for step in talk.steps][-2:] == [Move.INQUIRE, Move.LAPSE] or talk.steps[-1].move is Move.EXPIRE
    lapsed = next(step for step in talk.steps if step.move is Move.LAPSE)
    assert lapsed.after is S.PROPOSED


def test_30_a_word_that_one_is_still_on_it_is_enough() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> the new shop by 18 Dec done when it sells")
    talk.press(sam, "acknowledge", talk.expectation.id).wait(days=14)
    assert talk.expectation.inquired_at is not None
    talk.press(sam, "confirm", talk.expectation.id).wait(days=20)
    assert talk.expectation.state is S.ACKNOWLEDGED


def test_30_nobody_is_asked_sooner_than_after_two_working_days_nor_once_it_is_due() -> None:
    talk = banner()
    calendar = week("America/New_York")
    two_days = hours.due(calendar, talk.at, 2 * working_day(calendar))
    asked = inquire_at(talk.expectation, calendar, talk.at)
    assert asked is not None
    assert two_days is not None
    assert asked >= two_days
    due = talk.expectation.due_at
    assert due is not None
    assert inquire_at(talk.expectation, calendar, due - timedelta(hours=9)) is None


def test_what_nobody_takes_on_is_over_two_weeks_after_its_date() -> None:
    talk = banner().wait(days=19)
    assert talk.expectation.state is S.EXPIRED
    assert {say.to for say in talk.decision.say} >= {ToPerson(ana), ToPerson(sam)}


def test_a_date_the_doer_proposed_needs_no_second_yes() -> None:
    talk = banner()
    talk.submit(sam, "propose-date", talk.expectation.id, by="Mon 30 Nov noon")
    assert talk.expectation.state is S.ANOTHER_DATE
    wished = talk.expectation.wished_at
    talk.press(ana, "agree-date", talk.expectation.id)
    assert (talk.expectation.state, talk.expectation.due_at) == (S.ACKNOWLEDGED, wished)


def test_the_whole_way_to_accepted_tells_the_other_side_each_time() -> None:
    talk = banner()
    it = talk.expectation.id
    talk.submit(sam, "ask", it, words="Which logo?").submit(ana, "answer-question", it, words="The blue one")
    talk.press(sam, "acknowledge", it).submit(sam, "deliver", it, words="https://acme.example/banner")
    talk.submit(ana, "return", it, words="The date is last year's").submit(sam, "deliver", it, words="Now it is right")
    talk.press(ana, "accept", it)
    assert talk.expectation.state is S.ACCEPTED
    told = [say.effect.to for say in talk.said if isinstance(say.effect, TellStep)]
    assert told == [sam, ana, sam, ana, ana, sam, ana, sam]
    shown = [say for say in talk.said if isinstance(say.effect, ShowExpectation)]
    assert len(shown) == len(talk.steps)
    assert len({(say.card, say.to) for say in shown}) == 1, "each changes the one card"
    assert shown[0].card


def test_a_bystander_can_do_nothing() -> None:
    talk = Talk().team(sam, lee).expects(f"<@{sam}> {BANNER}")
    for action in ("acknowledge", "deliver", "withdraw", "accept"):
        talk.press(lee, action, talk.expectation.id)
        assert refusal(talk) in {"not-yours", "not-now"}
    assert talk.expectation.state is S.PROPOSED
    assert part_of(talk.expectation, joe) is None


def test_private_words_wait_for_working_hours() -> None:
    talk = Talk(at=new_york(21, 12)).team(sam).expects(f"<@{sam}> new banner by Friday 5pm")
    private = next(say for say in talk.decision.say if say.to == ToPerson(sam))
    assert private.not_before is not None
    assert hours.is_open(week("America/New_York"), private.not_before)


DONE = ("acknowledge", "undo", "confirm", "agree-date", "keep-date", "accept", "withdraw")
TOLD = ("ask", "answer-question", "deliver", "return", "decline")
ACTS = st.tuples(st.sampled_from([ana, sam]), st.sampled_from((*DONE, *TOLD)), st.sampled_from([1, 4, 60, 3000]))


@given(st.lists(ACTS, max_size=12))
def test_whatever_people_press_it_stays_somebodys_turn_until_it_is_over(acts: list[tuple[PersonId, str, int]]) -> None:
    talk = banner()
    for who, action, minutes in acts:
        talk.wait(minutes=minutes)
        before = talk.expectation
        talk.submit(who, action, before.id, words="because")
        legal = action in moves(before.state, Part.ASKER if who == ana else Part.DOER)
        assert isinstance(talk.answer, ExpectationShown) or not legal or refusal(talk) == "undo-late"
        now = talk.expectation
        assert (turn(now.state) is None) == (now.state in FINAL) == (now.closed_at is not None)
        assert [step.number for step in talk.steps] == list(range(now.steps + 1))
