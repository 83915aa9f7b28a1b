"""The cards about an engagement."""

from __future__ import annotations

from bot.vocabulary.answers import InvitationShown, Sure, WhichEngagement
from bot.vocabulary.effects import TellTurn, Turn
from bot.vocabulary.view import Mention, Weight
from bot.wording.engagement import goals, invitation, notice, people_in, sure, turned, which
from tests.agreed import Talk, ana, kim, lee, sam


def test_an_invitation_is_for_everybody_to_see_and_names_who_is_meant() -> None:
    talk = Talk().command(ana, "start @sam @lee @kim")
    assert isinstance(talk.answer, InvitationShown)
    view = invitation(talk.answer)
    assert view.for_all
    assert [span.person for span in view.headline if isinstance(span, Mention)] == [sam, lee, kim]
    assert [button.action for button in view.buttons] == ["join", "decline-invitation"]
    assert "who, when and where, never what was said" in str(view.facts)


def test_what_is_recorded_is_said_where_it_is_recorded() -> None:
    view = notice(Talk().team(sam).situation(ana).affairs[0])
    assert len(view.facts) == 3
    assert "Never what was said" in str(view.facts)
    assert "privacy" in str(view.small_print)


def test_who_left_is_not_named() -> None:
    talk = Talk().team(sam)
    view = turned(TellTurn(talk.engagement.id, Turn.LEFT, None), talk.situation(ana).affairs[0])
    assert view.headline[0] == "Somebody"


def test_who_joined_is_named_with_what_they_told() -> None:
    talk = Talk().command(ana, "start @sam")
    talk.submit(sam, "join", zone="UTC", hours="Mon-Fri 9-17", hours_a_week="20", does="Design")
    view = turned(TellTurn(talk.engagement.id, Turn.JOINED, sam), talk.situation(ana).affairs[0])
    assert view.facts == (("About 20 h a week",), ("Design",))


def test_what_cannot_be_taken_back_says_so_and_offers_a_way_out() -> None:
    for action in ("leave-now", "end-now", "erase-now"):
        view = sure(Sure(action, "E1", ("site",)))
        assert view.buttons[0].weight is Weight.DANGER
        assert view.buttons[-1].action == "dismiss"
        assert len(view.buttons) <= 3


def test_goals_show_what_moves_towards_them() -> None:
    talk = Talk().team(sam)
    (empty,) = talk.situation(ana).affairs
    assert goals(empty, can_change=True).buttons
    assert not goals(empty, can_change=False).buttons
    talk.command(ana, "goals open the shop")
    (affairs,) = talk.situation(ana).affairs
    view = goals(affairs, can_change=False)
    assert view.sections[0].lines == (("Nothing was asked for towards it yet",),)
    assert not view.sections[0].buttons


def test_of_several_engagements_each_has_its_button() -> None:
    talk = Talk().team(sam).command(ana, "start @lee the second shop").command(ana, "end")
    assert isinstance(talk.answer, WhichEngagement)
    assert {button.label for button in which(talk.answer).buttons} == {"site", "the second shop"}


def test_the_others_are_listed_as_one_says_them() -> None:
    talk = Talk().team(sam, lee)
    (affairs,) = talk.situation(ana).affairs
    assert len(people_in(affairs, talk.situation(ana), ana)) == 3
