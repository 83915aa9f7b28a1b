"""Of whom a message asks something: by name, by reply, two alone, by side, at last the room (rule 1)."""

from __future__ import annotations

from dataclasses import replace

from bot.vocabulary.model import EVERYONE, GroupId
from tests.builders import ana, bot, kim, sam, says
from tests.playbook import SIDES, Playbook


def owed(play: Playbook) -> set[str | None]:
    return {gap.owed_by for gap in play.gaps if gap.is_waiting}


def test_a_name_wins_over_everything_else() -> None:
    earlier = says(kim, "the header is blue", "mon 9:00")
    play = Playbook(sides=SIDES).hears(earlier)
    assert owed(play.hears(says(ana, "@sam is that so?", "mon 9:01", to=(sam,), reply_to=earlier))) == {sam}


def test_a_reply_asks_the_author_of_what_it_replies_to() -> None:
    earlier = says(kim, "the header is blue", "mon 9:00")
    play = Playbook(sides=SIDES).hears(earlier)
    assert owed(play.hears(says(ana, "why is it blue?", "mon 9:01", reply_to=earlier))) == {kim}


def test_a_reply_to_oneself_asks_whom_that_replied_to() -> None:
    earlier = says(kim, "the header is blue", "mon 9:00")
    own = says(ana, "I see", "mon 9:01", reply_to=earlier)
    play = Playbook().hears(earlier, own)
    assert owed(play.hears(says(ana, "why is it blue?", "mon 9:10", reply_to=own))) == {kim}


def test_without_a_name_or_a_side_the_room_is_asked() -> None:
    assert owed(Playbook().hears(says(ana, "why is the header blue?", "mon 9:00"))) == {None}


def test_a_request_to_nobody_is_an_announcement() -> None:
    assert owed(Playbook().hears(says(ana, "Please send all invoices by Friday.", "mon 9:00"))) == set()


def test_a_bot_owes_nothing() -> None:
    assert owed(Playbook().hears(says(ana, "@bot can you help?", "mon 9:00", to=(bot,)))) == set()


def test_one_owes_oneself_nothing() -> None:
    assert owed(Playbook().hears(says(ana, "@ana can you remember the milk?", "mon 9:00", to=(ana,)))) == set()


def test_members_of_a_group_each_have_a_gap() -> None:
    group = GroupId("design")
    play = Playbook(groups={group: frozenset({ana, sam, kim})})
    assert owed(play.hears(says(ana, "@design who can do it?", "mon 9:00", groups=(group,)))) == {sam, kim}


def test_a_group_whose_members_are_not_known_is_whoever_answers() -> None:
    assert owed(Playbook().hears(says(ana, "@ops who can do it?", "mon 9:00", groups=(GroupId("ops"),)))) == {None}


def test_everyone_of_two_is_the_other() -> None:
    play = Playbook(members=(ana, sam))
    assert owed(play.hears(says(ana, "@here can you restart it?", "mon 9:00", groups=(EVERYONE,)))) == {sam}


def test_the_only_one_facing_is_asked_alone() -> None:
    play = Playbook(sides={ana: SIDES[ana], sam: SIDES[sam]})
    play.hears(says(ana, "why is the header blue?", "mon 9:00"))
    assert (play.gap.owed_by, play.gap.group) == (sam, None)


def test_who_is_not_in_the_conversation_is_not_asked_by_side() -> None:
    play = Playbook(members=(ana, sam, bot), sides=SIDES)
    assert owed(play.hears(says(ana, "why is the header blue?", "mon 9:00"))) == {sam}


def test_a_burst_that_ended_speaks_to_nobody_any_more() -> None:
    play = Playbook().hears(says(ana, "hello @sam", "mon 9:00", to=(sam,)))
    assert owed(play.hears(says(ana, "why is the header blue?", "mon 9:05"))) == {None}


def test_names_of_a_burst_are_not_carried_into_a_thread() -> None:
    root = says(kim, "the header is blue", "mon 8:00")
    play = Playbook().hears(root, says(ana, "hello @sam", "mon 9:00", to=(sam,)))
    assert owed(play.hears(says(ana, "why is it blue?", "mon 9:01", thread=root))) == {kim}


def test_nobody_who_has_not_joined_is_asked() -> None:
    play = Playbook()
    play.situation = replace(play.situation, policy=replace(play.situation.policy, everyone=False))
    assert owed(play.hears(says(ana, "@sam why?", "mon 9:00", to=(sam,)))) == set()
