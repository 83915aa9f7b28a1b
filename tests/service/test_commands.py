"""Everything a decision leads to becomes records; its answer speaks of what holds then."""

from __future__ import annotations

from bot.service.commands import after, carried
from bot.vocabulary.events import CommandGiven
from bot.vocabulary.records import Outgoing, Wakeup
from tests.agreed import ACME, SITE, Talk, ana, sam

GIVEN = CommandGiven(ACME, SITE, "I1", Talk().at, ana, "expect")


def test_what_is_said_goes_to_the_outbox_once_and_never_before_its_time() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday")
    records = carried(talk.decision, GIVEN)
    outgoing = [each for each in records if isinstance(each, Outgoing)]
    assert len({each.key for each in outgoing}) == len(talk.decision.say) == len(outgoing)
    assert all(each.not_before >= each.created_at for each in outgoing)
    assert [each for each in records if isinstance(each, Wakeup)] == list(talk.decision.wake)


def test_an_answer_speaks_of_what_was_just_decided() -> None:
    talk = Talk().team(sam)
    before = talk.situation(ana)
    talk.command(ana, "goals open the shop")
    (affairs,) = after(before, talk.decision.remember).affairs
    assert [goal.words for goal in affairs.goals] == ["open the shop"]
