"""Everything a decision leads to becomes records; its answer speaks of what holds then."""

from __future__ import annotations

from bot.service.answering.commands import after, carried
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.events import ButtonPressed, CommandGiven
from bot.vocabulary.model import ConversationId
from bot.vocabulary.records import Outgoing, Wakeup
from tests.agreed import ACME, SITE, Talk, ana, sam
from tests.service.at_the_counter import AtTheCounter

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


async def test_a_private_card_becomes_what_was_done_with_it_and_the_one_in_the_channel_stays_everybodys() -> None:
    team = await AtTheCounter().team(sam)
    await team.command(ana, "expect", f"<@{sam}> banner by Friday done when it is up because of the fair")
    (banner,) = await _expectations(team)
    which = banner.id
    here = await team.press(sam, "acknowledge", which)
    assert not here.replaces
    private = ButtonPressed(ACME, ConversationId("D1"), "I99", team.at, sam, "undo", which)
    assert (await team.tell(private)).replaces


async def _expectations(team: AtTheCounter) -> list[Expectation]:
    async with team.store.begin(reading=True) as work:
        return await work.find(Expectation, ACME)
