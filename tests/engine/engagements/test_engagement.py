"""Membership and consent: nothing is kept about anybody who has not joined (S22), and nothing after they have left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.invitations import OPEN_FOR
from bot.vocabulary.agreements import Erased, ExpectationState, Profile
from bot.vocabulary.answers import FormAsked, InvitationShown, Refused, Said, Sure, WhichEngagement
from bot.vocabulary.effects import ShowNotice, TellTurn, Turn
from bot.vocabulary.model import ConversationId, PersonId, Side
from bot.vocabulary.records import Engagement, HoursKept, Member
from tests.agreed import Talk, ana, eve, joe, kim, lee, sam


def test_an_invitation_names_nobody_in_what_is_kept_and_nobody_is_written_to() -> None:
    talk = Talk().command(ana, f"start <@{sam}> <@{kim}> the new shop")
    assert isinstance(talk.answer, InvitationShown)
    assert talk.answer.people == (sam, kim)
    assert talk.engagement.name == "the new shop"
    assert not talk.said
    kept = repr([*talk.records.values(), *talk.said, *talk.wakeups])
    assert repr(sam) not in kept
    assert repr(kim) not in kept
    assert [(each.person, each.side) for each in talk.all(Member)] == [(ana, Side.OWNER)]


@pytest.mark.parametrize("text", ["start @sam", "start <@U2>", "start <@U2|sam>", "start sam", "start @sam, @lee"])
def test_people_are_named_in_every_way_the_platforms_write_them(text: str) -> None:
    talk = Talk().command(ana, text)
    assert isinstance(talk.answer, InvitationShown)
    assert talk.answer.people[0] == sam


@pytest.mark.parametrize(
    ("text", "code"), [("start @nobody", "unknown-person"), ("start @ana", "oneself"), ("start @openline", "a-bot")]
)
def test_who_cannot_be_invited_is_said_at_the_field(text: str, code: str) -> None:
    talk = Talk().command(ana, text)
    assert isinstance(talk.answer, FormAsked)
    assert [each.why.code for each in talk.answer.wrong] == [code]
    assert not talk.records


def test_without_anybody_start_asks_whom() -> None:
    talk = Talk().command(ana, "start")
    assert talk.answer == FormAsked("start")


def test_a_guest_or_an_outsider_cannot_begin_one() -> None:
    assert isinstance(Talk().command(eve, "start @sam").answer, Refused)


def test_joining_is_a_form_whose_answers_are_the_configuration() -> None:
    talk = Talk().command(ana, "start @sam").press(sam, "join", "")
    assert isinstance(talk.answer, FormAsked)
    about = talk.answer.about
    talk.submit(
        sam, "join", about, zone="New York", hours="Mon-Thu 10-18", country="usa", hours_a_week="20 h", does="Design"
    )
    (kept,) = talk.all(HoursKept)
    assert (kept.hours.zone, kept.hours.country) == ("America/New_York", "US")
    assert talk.all(Profile)[0].hours_a_week == 20
    assert {type(say.effect) for say in talk.said} == {TellTurn, ShowNotice}
    assert talk.engagement.invited == ()


def test_a_form_with_mistakes_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    talk = Talk().command(ana, "start @sam")
    before = dict(talk.records)
    talk.submit(sam, "join", zone="mars", hours="9-5", country="atlantis", hours_a_week="lots")
    assert isinstance(talk.answer, FormAsked)
    assert {each.field for each in talk.answer.wrong} == {"zone", "hours", "country", "hours_a_week"}
    assert {value.text for value in talk.answer.values} == {"mars", "9-5", "atlantis", "lots"}
    assert talk.records == before


@pytest.mark.parametrize("who", [joe, eve])
def test_who_was_not_invited_cannot_join(who: PersonId) -> None:
    talk = Talk().command(ana, "start @sam").command(who, "join")
    assert isinstance(talk.answer, Refused)
    assert talk.answer.reason.code == "not-invited"


def test_an_invitation_lapses_after_a_fortnight() -> None:
    talk = Talk().command(ana, "start @sam").wait(hours=OPEN_FOR / timedelta(hours=1))
    assert isinstance(talk.command(sam, "join").answer, Refused)


def test_saying_no_takes_the_invitation_away_and_leaves_nothing() -> None:
    talk = Talk().command(ana, "start @sam").press(sam, "decline-invitation", "")
    assert isinstance(talk.answer, Said)
    assert talk.engagement.invited == ()
    assert sam not in {member.person for member in talk.all(Member)}
    assert isinstance(talk.command(sam, "join").answer, Refused)


def test_of_an_agency_the_first_one_named_leads() -> None:
    talk = Talk().command(ana, "start @lee @sam")
    for person in (sam, lee):
        talk.submit(person, "join", zone="Asia/Manila", hours="Mon-Fri 9-17")
    assert {member.person: member.is_lead for member in talk.all(Member)} == {ana: False, sam: False, lee: True}


def test_starting_again_invites_more_people_to_the_same_one() -> None:
    talk = Talk().team(sam).command(ana, "start @lee")
    assert len({each.engagement.id for each in talk.situation(ana).affairs}) == 1
    assert len([each for each in talk.all(Member) if each.person == ana]) == 1


def test_two_people_may_begin_another_one_in_another_channel() -> None:
    talk = Talk().team(sam)
    talk.conversation = ConversationId("C2")
    talk.team(sam)
    assert [each.conversations for each in talk.all(Engagement)] == [("C1",), ("C2",)]
    assert len([each for each in talk.all(Member) if each.person == sam]) == 2


def test_leaving_is_asked_once_more_and_erases() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday")
    talk.command(sam, "leave")
    assert isinstance(talk.answer, Sure)
    talk.press(sam, talk.answer.action, talk.answer.about)
    assert isinstance(talk.decision.remember[0], Erased)
    assert repr(sam) not in repr([*talk.records.values(), *talk.decision.say])
    assert isinstance(talk.command(sam, "hours Mon-Fri 9-17").answer, Refused)


def test_ending_withdraws_what_is_open_and_tells_everybody() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday")
    talk.command(sam, "end")
    assert isinstance(talk.answer, Sure)
    talk.press(sam, talk.answer.action, talk.answer.about)
    assert talk.engagement.ended_at is not None
    assert talk.expectation.state is ExpectationState.WITHDRAWN
    assert any(isinstance(say.effect, TellTurn) and say.effect.turn is Turn.ENDED for say in talk.decision.say)
    assert isinstance(talk.command(ana, "goals be rich").answer, Refused)


def test_of_several_engagements_in_one_place_it_is_asked_which() -> None:
    talk = Talk().team(sam).command(ana, "start @lee the second shop")
    assert len(talk.situation(ana).affairs) == 2
    talk.command(ana, "end")
    assert isinstance(talk.answer, WhichEngagement)
    chosen = talk.answer.among[0]
    assert talk.press(ana, "end", chosen.id).decision.answer == Sure("end-now", chosen.id, (chosen.name,))


def test_of_several_engagements_an_expectation_belongs_to_the_one_of_both() -> None:
    talk = Talk().team(sam).command(ana, "start @lee the second shop")
    talk.submit(lee, "join", zone="Asia/Manila", hours="Mon-Fri 9-17").expects(f"<@{sam}> new banner by Friday")
    first = next(each for each in talk.situation(ana).affairs if each.has_joined(sam))
    assert talk.expectation.engagement == first.engagement.id
