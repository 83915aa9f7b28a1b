"""The buttons of private cards, as the rule of each: on whose desk, by whom, and what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.decision import Decision
from bot.engine.reminded import LONGEST, RULES, debtor, message_of
from bot.engine.requests import Request
from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.affairs import Agreements
from bot.vocabulary.agreements import Draft
from bot.vocabulary.answers import FormAsked, Refused, Said
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import AskWhen, Deliver, InConversation, Nudge, PostAnswer, StillWaiting, ToPerson
from bot.vocabulary.events import Value
from bot.vocabulary.model import Conversation, MessageId, PersonId
from bot.vocabulary.records import NudgeKept, Snooze
from tests.builders import SITE, WORKSPACE, ana, at, kim, office_hours, sam
from tests.engine.desks import desk, gap, matter, nudged

GAP = gap()
NEVER = Calendar((replace(office_hours().versions[0], week=((),) * 7),))


def decided(
    who: PersonId, action: str, on: Desk, when: str = "tue 10:00", about: str = GAP.identity, **values: str
) -> Decision:
    given = tuple(Value(name, text) for name, text in values.items())
    request = Request("I1", at(when), who, action, about, given, is_form=bool(values))
    return RULES[action](request, None, Agreements(WORKSPACE, Conversation(SITE, "site"), desk=on))


def test_a_button_names_the_gap_and_so_its_message_and_who_owes_it() -> None:
    assert (debtor("site/1>sam"), message_of("site/1>sam")) == (sam, "site/1")
    assert (debtor(""), debtor("site/1"), message_of("site/1")) == (None, None, "site/1")


def test_what_a_button_carries_leaves_room_on_every_platform() -> None:
    about = "C0123456789AB/1717000000.123456>U0123456789AB"
    assert all(len(f"{action}/{about}") <= 80 for action in RULES), "a Discord button carries 100 characters"


def test_every_button_here_is_declared_as_about_a_gap() -> None:
    assert {action: BY_NAME[action].about for action in RULES} == dict.fromkeys(RULES, "gap")


def test_an_answer_is_kept_as_what_was_typed_and_posted_in_the_thread_of_the_question() -> None:
    decision = decided(sam, "answer", desk(GAP), words="The blue one")
    (draft,) = decision.remember
    (say,) = decision.say
    assert isinstance(draft, Draft)
    assert (draft.by, draft.values, draft.is_used) == (sam, (Value("words", "The blue one"),), True)
    assert (say.to, say.effect) == (InConversation(SITE, GAP.message), PostAnswer(sam, draft.id))
    inside = replace(GAP, thread=MessageId("site/0"))
    assert decided(sam, "answer", desk(inside), words="x").say[0].to == InConversation(SITE, MessageId("site/0"))


def test_an_answer_that_is_too_long_is_refused_at_its_field_and_stays() -> None:
    answer = decided(sam, "answer", desk(GAP), words="x" * (LONGEST + 1)).answer
    assert isinstance(answer, FormAsked)
    assert answer.wrong[0].why.code == "too-long"
    assert len(answer.values[0].text) == LONGEST + 1


def test_only_what_is_due_is_put_off_with_everything() -> None:
    not_yet = gap(number=2, due="fri 12:00")
    decision = decided(sam, "later", desk(GAP, not_yet), about="", until="tomorrow")
    assert [each.about for each in decision.remember if isinstance(each, Snooze)] == [matter(GAP)]


def test_with_nothing_due_there_is_nothing_to_put_off() -> None:
    assert decided(sam, "later", desk(), about="", until="tomorrow").answer == decided(ana, "ask-again", desk()).answer


def test_who_never_works_again_is_told_so() -> None:
    answer = decided(sam, "later", desk(GAP, calendar=NEVER), until="tomorrow").answer
    assert isinstance(answer, Refused)
    assert answer.reason.code == "never-open"


def test_a_named_time_is_told_to_the_asker_in_their_hours() -> None:
    night = desk(GAP, asker_calendars={ana: office_hours("America/New_York")})
    say = decided(sam, "name-time", night, until="tomorrow").say[-1]
    assert (say.to, say.effect, say.not_before) == (ToPerson(ana), StillWaiting(ana, matter(GAP)), at("tue 13:00"))


def test_asking_once_more_begins_anew_where_the_asker_had_been_told() -> None:
    told = desk(GAP, nudges=nudged(GAP, "tue 9:00", "wed 9:00", "thu 9:00"))
    decision = decided(ana, "ask-again", told, "thu 12:00")
    assert [say.effect for say in decision.say] == [Nudge(sam, (matter(GAP),))]
    assert [each.number for each in decision.remember if isinstance(each, NudgeKept)] == [0, 1]


@pytest.mark.parametrize(("action", "effect"), [("ask-time", AskWhen), ("deliver-then", Deliver)])
def test_what_the_asker_wants_brought_is_brought_at_the_next_opening_once_a_day(action: str, effect: type) -> None:
    decisions = [decided(ana, action, desk(GAP), when) for when in ("mon 20:00", "mon 21:00")]
    says = [each.say[0] for each in decisions]
    assert {(say.not_before, type(say.effect), say.to) for say in says} == {(at("tue 9:00"), effect, ToPerson(sam))}
    assert len({say.key for say in says}) == 1


@pytest.mark.parametrize("action", sorted(RULES))
def test_a_bystander_can_do_nothing(action: str) -> None:
    decision = decided(kim, action, desk(GAP), words="x", until="tomorrow")
    assert (decision.remember, decision.say) == ((), ())
    assert isinstance(decision.answer, Refused)


@pytest.mark.parametrize("action", sorted(RULES))
def test_what_nobody_waits_for_any_more_is_said_on_the_card(action: str) -> None:
    answer = decided(sam, action, desk()).answer
    assert isinstance(answer, Said)
    assert (answer.reason.code, answer.replaces) == ("no-longer-waiting", True)
