"""At the moment of sending: is it still true, and may it still be said? See tests/service/test_outbox.py for R44."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.reminding.nudging import LOOK_AGAIN, applied, look, turn
from bot.engine.reminding.rechecking import Known, Verdict, recheck, unsaid
from bot.engine.reminding.standing import ANEW
from bot.vocabulary.effects import (
    AskStillOnIt,
    Effect,
    InConversation,
    Nudge,
    OutsideHours,
    ShowNotice,
    StillWaiting,
    ToPerson,
)
from bot.vocabulary.model import EngagementId, ExpectationId
from bot.vocabulary.records import GapState, NudgeKept, Outgoing
from bot.vocabulary.signals import Reason
from tests.builders import SITE, WORKSPACE, ana, at, sam
from tests.engine.desks import desk, gap, matter

GAP = gap()
TUESDAY = at("tue 9:00")
ENDED = replace(GAP, state=GapState.ANSWERED)
SAID = applied(desk(GAP), look(desk(GAP), TUESDAY).remember)


def outgoing(effect: Effect) -> Outgoing:
    to = InConversation(SITE) if isinstance(effect, ShowNotice) else ToPerson(effect.to)  # type: ignore[union-attr, arg-type]
    return Outgoing(WORKSPACE, "key", to, effect, TUESDAY, TUESDAY)


NUDGE = outgoing(Nudge(sam, (matter(GAP),)))
TOLD = outgoing(StillWaiting(ana, matter(GAP)))


def test_what_is_still_so_is_sent_as_it_is() -> None:
    assert recheck(NUDGE, Known(SAID), TUESDAY) == Verdict(NUDGE.effect)


def test_what_nobody_waits_for_any_more_is_not_sent() -> None:
    assert recheck(NUDGE, Known(replace(SAID, waiting=())), TUESDAY) == Verdict(None, Reason("no-longer-waiting"))
    assert recheck(TOLD, Known(desk(), ENDED), TUESDAY).why == Reason("no-longer-waiting")
    assert recheck(TOLD, Known(desk(), None), TUESDAY).why == Reason("no-longer-waiting")


def test_a_nudge_that_may_not_be_sent_now_counts_as_never_said_and_the_desk_is_looked_at_again() -> None:
    evening = at("tue 17:30")
    found = recheck(NUDGE, Known(SAID), evening)
    never = NudgeKept(WORKSPACE, sam, matter(GAP), TUESDAY, ANEW)
    assert found == Verdict(None, Reason("not-now"), remember=(never, turn(WORKSPACE, sam, evening)))
    later = applied(SAID, found.remember)
    assert look(later, evening).wake == (turn(WORKSPACE, sam, at("wed 9:00")),)
    assert len(look(later, at("wed 9:00")).say) == 1


def test_what_is_sent_on_another_day_counts_for_that_day() -> None:
    found = recheck(NUDGE, Known(SAID), at("wed 9:00"))
    assert found.effect == NUDGE.effect
    assert found.remember == (NudgeKept(WORKSPACE, sam, matter(GAP), at("wed 9:00"), 1),)
    assert look(applied(SAID, found.remember), at("wed 10:00")).say == ()


def test_nothing_private_is_sent_outside_hours_or_to_who_left() -> None:
    private = outgoing(AskStillOnIt(sam, ExpectationId("X1")))
    assert recheck(private, Known(desk()), at("tue 20:00")) == Verdict(None, Reason("outside-hours"), at("wed 9:00"))
    assert recheck(private, Known(desk(takes_part=False)), TUESDAY).why == Reason("left")
    assert recheck(private, Known(desk()), TUESDAY) == Verdict(private.effect)


def test_what_is_for_everybody_in_a_conversation_needs_nobodys_hours() -> None:
    notice = outgoing(ShowNotice(EngagementId("E1")))
    assert recheck(notice, Known(), at("tue 23:00")) == Verdict(notice.effect)


def test_an_asker_is_not_told_about_what_may_have_been_missed() -> None:
    blind = desk(unreconciled=frozenset({SITE}))
    found = recheck(TOLD, Known(blind, GAP), TUESDAY)
    assert (found.why, found.until) == (Reason("unreconciled"), TUESDAY + LOOK_AGAIN)


def test_that_somebody_is_away_is_told_at_once_as_long_as_they_are() -> None:
    away = outgoing(OutsideHours(ana, matter(GAP), at("wed 9:00")))
    assert recheck(away, Known(desk(), GAP), at("tue 23:00")) == Verdict(away.effect)
    assert recheck(away, Known(desk(), GAP), at("wed 9:00")).why == Reason("back")
    assert recheck(away, Known(desk(), ENDED), at("tue 23:00")).why == Reason("no-longer-waiting")


def test_only_a_nudge_has_to_be_taken_back_when_it_was_not_said() -> None:
    assert unsaid(NUDGE, TUESDAY) == (NudgeKept(WORKSPACE, sam, matter(GAP), TUESDAY, ANEW),)
    assert unsaid(TOLD, TUESDAY) == ()
