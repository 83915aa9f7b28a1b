"""The digest over a store: gathered, sent once, and shown as it stands."""

from datetime import datetime, timedelta

import pytest

from bot.service.drawing.cards import Cards
from bot.service.wakeups import Wakeups
from bot.vocabulary.effects import Matter
from bot.vocabulary.records import HeldBack, Outgoing
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import View
from bot.vocabulary.weeks import ShowDigest, WeekKept
from tests.agreed import ACME, ana, joe, sam
from tests.service.at_the_counter import AtTheCounter
from tests.weeks import FRIDAY

HOUR = timedelta(hours=1)


async def ring(counter: AtTheCounter, now: datetime) -> list[Outgoing]:
    """Everything rings that is due; the digests that wait to be posted since."""
    await Wakeups(counter.store, counter.gatherer).ring(now)
    async with counter.store.begin(reading=True) as work:
        waiting = await work.find(Outgoing, ACME)
    return [each for each in waiting if isinstance(each.effect, ShowDigest)]


async def shown(counter: AtTheCounter, outgoing: Outgoing, now: datetime) -> View | None:
    async with counter.store.begin() as work:
        return (await Cards(counter.gatherer, lambda chart: f"<svg>{chart.title}</svg>").drawn(outgoing, work, now))[1]


def text(view: View | None) -> str:
    return repr(view)


async def asked_and_answered() -> AtTheCounter:
    counter = await AtTheCounter().team(sam)
    await counter.says(ana, "Which logo do we use?")
    counter.at += HOUR
    await counter.says(sam, "The blue one")
    await counter.says(sam, "Can you send me the texts?")
    return counter


async def test_the_digest_goes_to_both_and_says_how_the_week_was() -> None:
    counter = await asked_and_answered()
    digests = await ring(counter, FRIDAY)
    assert {each.recipient for each in digests} == {ana, sam}
    view = await shown(counter, digests[0], FRIDAY)
    assert view is not None
    assert view.headline[0] == "1 of 2 questions were answered within a working day"
    assert view.picture is not None
    assert view.picture.svg.startswith("<svg>")
    assert "owner" in view.picture.alternative
    assert view.facts[1] == ("Longest wait of each week, in hours of work",)


async def test_both_get_the_same_figures() -> None:
    counter = await asked_and_answered()
    one, other = [await shown(counter, each, FRIDAY) for each in await ring(counter, FRIDAY)]
    assert one is not None
    assert other is not None
    assert one.headline[0] == other.headline[0]
    assert len(one.sections) == len(other.sections)


@pytest.mark.parametrize("late", [timedelta(days=3), timedelta(days=10)], ids=["on Monday", "after another Friday"])
async def test_32_a_digest_that_was_slept_through_is_sent_once(late: timedelta) -> None:
    counter = await asked_and_answered()
    assert len(await ring(counter, FRIDAY + late)) == 2
    assert len(await ring(counter, FRIDAY + late)) == 2, "ringing again says nothing twice"


async def test_32_and_the_next_friday_it_comes_again() -> None:
    counter = await asked_and_answered()
    await ring(counter, FRIDAY + timedelta(days=3))
    assert len(await ring(counter, FRIDAY + timedelta(weeks=1))) == 4


async def test_what_is_answered_after_the_week_still_waited_in_it() -> None:
    counter = await asked_and_answered()
    digests = await ring(counter, FRIDAY)
    before = await shown(counter, digests[0], FRIDAY)
    counter.at = FRIDAY + HOUR
    await counter.says(ana, "Here are the texts you asked for")
    assert text(await shown(counter, digests[0], FRIDAY + 1.5 * HOUR)) == text(before)


async def test_who_left_meanwhile_gets_none() -> None:
    counter = await asked_and_answered()
    digests = await ring(counter, FRIDAY)
    await counter.press(sam, "leave-now")
    theirs = next(each for each in digests if each.recipient == sam)
    assert await shown(counter, theirs, FRIDAY) is None


async def test_the_figures_of_the_week_are_kept() -> None:
    counter = await asked_and_answered()
    await ring(counter, FRIDAY)
    async with counter.store.begin(reading=True) as work:
        kept = {each.person: each for each in await work.find(WeekKept, ACME)}
    assert (kept[sam].asked, kept[sam].answered) == (1, 1)
    assert (kept[ana].asked, kept[ana].waiting) == (1, 1)


async def test_the_command_shows_this_week_so_far() -> None:
    counter = await asked_and_answered()
    view = await counter.command(ana, "digest")
    assert "so far" in text(view)
    assert any(section.heading == "Keeping in touch" for section in view.sections)


async def test_what_was_held_back_stands_in_it() -> None:
    counter = await asked_and_answered()
    async with counter.store.begin() as work:
        await work.remember([HeldBack(ACME, sam, Matter("gap/1"), counter.at, Reason("cap"))])
        await work.commit()
    assert "One reminder held back: three a day had been sent already" in text(await counter.command(ana, "digest"))


async def test_a_stranger_sees_none() -> None:
    counter = await asked_and_answered()
    assert "joined" in text(await counter.command(joe, "digest"))
