"""What a decision leads to becomes records, kept in one transaction."""

from __future__ import annotations

from bot.engine.decision import Decision
from bot.engine.reminding.nudging import turn
from bot.service.carrying import carried
from bot.vocabulary.effects import Nudge, Say, ToPerson
from bot.vocabulary.records import Outgoing
from tests.builders import WORKSPACE, ana, asks, at, sam

EVENT = asks(ana, of=sam, at="mon 10:00")


def test_what_is_said_and_when_to_look_again_is_kept_with_what_is_remembered() -> None:
    wakeup = turn(WORKSPACE, sam, at("tue 10:00"))
    say = Say("key", ToPerson(sam), Nudge(sam, ()))
    records = carried(Decision(wake=(wakeup,), say=(say,)), EVENT)
    assert records == (wakeup, Outgoing(WORKSPACE, "key", ToPerson(sam), Nudge(sam, ()), EVENT.at, EVENT.at))


def test_nothing_is_said_before_it_was_decided() -> None:
    says = [Say("key", ToPerson(sam), Nudge(sam, ()), when) for when in (None, at("mon 9:00"), at("mon 11:00"))]
    moments = [
        record.not_before
        for say in says
        for record in carried(Decision(say=(say,)), EVENT)
        if isinstance(record, Outgoing)
    ]
    assert moments == [EVENT.at, EVENT.at, at("mon 11:00")]
