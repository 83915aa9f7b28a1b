"""What was gathered answers the questions that rules ask."""

from dataclasses import replace

from bot.vocabulary.affairs import updated
from bot.vocabulary.agreements import Goal
from bot.vocabulary.model import EngagementId
from bot.vocabulary.records import MemberState
from tests.agreed import SITE, Talk, ana, joe, lee, sam


def test_ones_own_engagements_come_first_where_one_is() -> None:
    talk = Talk().team(sam).command(ana, "start @lee the second shop")
    situation = talk.situation(ana)
    assert len(situation.of(ana)) == 2
    assert situation.of(joe) == ()
    assert {SITE in each.engagement.conversations for each in situation.here()} == {True}


def test_members_are_known_with_what_they_told() -> None:
    (affairs,) = Talk().team(sam).situation(sam).affairs
    member = affairs.member(sam)
    assert member is not None
    assert member.state is MemberState.JOINED
    assert affairs.profile(sam) is not None
    assert affairs.profile(ana) is None
    assert not affairs.has_joined(lee)
    assert affairs.is_live


def test_who_has_not_told_their_hours_has_the_default_ones_in_their_zone() -> None:
    situation = Talk().team(sam).situation(ana)
    assert situation.zone(ana) == "Europe/Berlin"
    assert situation.zone(sam) == "America/New_York"


def test_drafts_are_ones_own_and_gone_once_used() -> None:
    talk = Talk().team(sam).command(ana, "expect @sam new banner")
    draft = talk.situation(ana).drafts[0].id
    assert talk.situation(ana).draft(draft) is not None
    assert talk.situation(sam).draft(draft) is None
    talk.press(ana, "send-as-is", draft)
    assert talk.situation(ana).draft(draft) is None


def test_what_is_decided_stands_in_its_engagement_and_in_no_other() -> None:
    talk = Talk().team(sam).command(ana, "goals open the shop")
    (goal,) = talk.all(Goal)
    (affairs,) = talk.situation(ana).affairs
    other = replace(affairs, engagement=replace(affairs.engagement, id=EngagementId("other")))
    reached = replace(goal, is_reached=True)
    assert updated(affairs, (reached,)).goals == (reached,)
    assert updated(other, (reached,)) == other
    assert updated(affairs, (replace(affairs.engagement, name="The shop"),)).engagement.name == "The shop"
