"""Candidates: invited, vetted side by side, one chosen, the others thanked and forgotten."""

from __future__ import annotations

from datetime import timedelta

from bot.engine import vetting
from bot.vocabulary.agreements import ExpectationState, Profile
from bot.vocabulary.answers import BriefChecked, FormAsked, InvitationShown, LookUp, Refused, Sure
from bot.vocabulary.effects import ThankCandidate, ToPerson
from bot.vocabulary.records import Member
from bot.vocabulary.vetting import Candidacy, CandidacyState, VettingList
from tests.agreed import PEOPLE, Talk, ana, joe, lee, sam


def join(talk: Talk, *people: str) -> Talk:
    for person in people:
        talk.submit(person, "join", zone=PEOPLE[person].zone or "UTC", hours="Mon-Fri 9-17")  # type: ignore[arg-type, index]
    return talk


def candidates() -> Talk:
    """Ana got to know Sam and Lee."""
    return join(Talk().command(ana, "vet @sam @lee"), sam, lee)


def states(talk: Talk) -> dict[str, CandidacyState]:
    return {each.person: each.state for each in talk.all(Candidacy)}


def about(talk: Talk, person: str) -> str:
    return vetting.about(talk.situation(ana).affairs[0], person)  # type: ignore[arg-type]


def test_vetting_people_who_have_not_joined_invites_them_as_candidates_and_keeps_nothing_about_them() -> None:
    talk = Talk().command(ana, "vet @sam @lee")
    assert isinstance(talk.answer, InvitationShown)
    assert talk.answer.as_candidates
    assert {member.person for member in talk.all(Member)} == {ana}
    assert not any(sam in repr(each) or lee in repr(each) for each in talk.records.values())


def test_who_accepts_joins_as_a_candidate_and_the_seal_goes() -> None:
    talk = candidates()
    assert states(talk) == {sam: CandidacyState.CANDIDATE, lee: CandidacyState.CANDIDATE}
    assert [each.candidates for each in talk.all(VettingList)] == [()]


def test_of_who_declines_nothing_is_left() -> None:
    talk = Talk().command(ana, "vet @sam").press(sam, "decline-invitation")
    assert [each.candidates for each in talk.all(VettingList)] == [()]
    assert not any(sam in repr(each) for each in talk.records.values())


def test_who_was_invited_to_work_is_no_candidate() -> None:
    talk = join(candidates().command(ana, "start @joe"), joe)
    assert joe not in states(talk)


def test_giving_work_to_a_candidate_is_asked_about_every_time() -> None:
    line = "expect @sam a banner by Friday 5pm done when it is there because the fair opens"
    talk = candidates().command(ana, line)
    assert isinstance(talk.answer, BriefChecked)
    talk.press(ana, "send-as-is", talk.answer.draft)
    assert isinstance(talk.command(ana, line).answer, BriefChecked)


def test_choosing_is_asked_twice() -> None:
    talk = candidates()
    talk.press(ana, "choose", about(talk, sam))
    assert talk.answer == Sure("choose-now", about(talk, sam), ("1",))


def test_the_others_are_thanked_inside_their_hours_and_what_is_open_with_them_ends() -> None:
    talk = candidates().expects("@lee a banner by Friday")
    talk.press(ana, "choose-now", about(talk, sam))
    assert states(talk) == {sam: CandidacyState.CHOSEN, lee: CandidacyState.THANKED}
    (said,) = talk.decision.say
    assert (said.to, said.effect) == (ToPerson(lee), ThankCandidate(lee, talk.engagement.id))
    calendar = talk.calendar(lee)
    assert calendar is not None
    assert said.not_before is not None
    assert said.not_before > talk.at
    assert talk.expectation.state is ExpectationState.WITHDRAWN
    assert isinstance(talk.answer, LookUp)


def test_a_day_after_that_nothing_is_kept_about_them() -> None:
    talk = candidates()
    talk.press(ana, "choose-now", about(talk, sam))
    (said,) = talk.decision.say
    assert said.not_before is not None
    talk.wait(hours=(said.not_before - talk.at) / timedelta(hours=1) + 23)
    assert lee in {each.person for each in talk.all(Profile)}
    talk.wait(hours=2)
    assert not any(lee in repr(each) for each in talk.records.values())
    assert sam in {each.person for each in talk.all(Profile)}


def test_only_owners_choose_and_only_candidates_are_chosen() -> None:
    talk = candidates()
    assert isinstance(talk.press(sam, "choose-now", about(talk, sam)).answer, Refused)
    assert isinstance(talk.press(ana, "choose-now", about(talk, ana)).answer, Refused)
    assert set(states(talk).values()) == {CandidacyState.CANDIDATE}


def test_the_form_invites_candidates_to_the_engagement_there_is() -> None:
    talk = Talk().team(sam)
    talk.press(ana, "vet-candidates", talk.engagement.id)
    assert type(talk.answer) is FormAsked
    before = talk.engagement.id
    talk.submit(ana, "vet", before, people=lee)
    assert type(talk.decision.answer) is InvitationShown
    assert talk.engagement.id == before
    assert isinstance(talk.submit(ana, "vet", before).answer, FormAsked)


def test_a_stranger_without_an_engagement_looks_at_nothing() -> None:
    assert isinstance(Talk().team(sam).command(joe, "vet").answer, Refused)
