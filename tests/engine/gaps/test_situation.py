"""What the engine may know, and of whom it may record something."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.vocabulary.model import Conversation, Side
from bot.vocabulary.policy import Policy
from tests.builders import SITE, ana, at, bot, kim, office_hours, sam
from tests.playbook import SIDES, Playbook


def test_nobody_takes_part_who_has_not_joined_and_no_bot_ever() -> None:
    situation = replace(Playbook().situation, policy=Policy(), joined=frozenset({ana, bot}))
    assert [person for person in (ana, sam, kim, bot) if situation.takes_part(person)] == [ana]


def test_those_facing_are_the_other_side_as_far_as_they_are_here() -> None:
    situation = Playbook(sides=SIDES, members=(ana, kim)).situation
    assert situation.facing(ana) == (kim,)
    assert situation.facing(kim) == (ana,)
    assert Side.OWNER.other is Side.ASSISTANT


def test_two_are_alone_only_where_the_members_are_known() -> None:
    situation = Playbook(members=(ana, sam)).situation
    assert situation.two_alone
    assert not replace(situation, conversation=Conversation(SITE, "site")).two_alone


def test_an_answer_is_due_on_the_calendar_of_who_owes_it() -> None:
    early = office_hours("UTC", ("06:00", "14:00"))
    situation = replace(Playbook(calendars={sam: early}).situation, policy=Policy(answer_within=timedelta(hours=6)))
    assert situation.due(sam, at("mon 10:00")) == at("tue 8:00")
    assert situation.due(kim, at("mon 10:00")) == at("mon 16:00")
