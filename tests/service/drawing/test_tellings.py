"""The cards of check-ins, blockers and feedback, as they are drawn from a store at the moment of sending."""

from datetime import datetime, timedelta

from bot.service.drawing.cards import Cards
from bot.service.wakeups import Wakeups
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.checkins import AskCheckIn, Blocker, CheckIn, ShowCheckIn, TellBlocker
from bot.vocabulary.effects import Nudge
from bot.vocabulary.feedback import AskFeedback, TellFeedback
from bot.vocabulary.records import Outgoing
from bot.vocabulary.view import View
from tests.agreed import ACME, ana, new_york, sam
from tests.service.at_the_counter import AtTheCounter

HOUR = timedelta(hours=1)


async def asked() -> AtTheCounter:
    """Sam was asked for a check-in on Monday at 10 of his clock; it is 10:30."""
    counter = await AtTheCounter().team(sam)
    await Wakeups(counter.store, counter.gatherer).ring(new_york(23, 10.5))
    counter.at = new_york(23, 10.5)
    return counter


async def check_in(counter: AtTheCounter) -> CheckIn:
    async with counter.store.begin(reading=True) as work:
        return (await work.find(CheckIn, ACME))[0]


async def outgoing(counter: AtTheCounter, effect: type) -> Outgoing:
    """The latest of a kind that waits to be posted."""
    async with counter.store.begin(reading=True) as work:
        found = [each for each in await work.find(Outgoing, ACME) if isinstance(each.effect, effect)]
    return max(found, key=lambda each: (each.created_at, each.key))


async def shown(counter: AtTheCounter, effect: type, at: datetime | None = None) -> View | None:
    it = await outgoing(counter, effect)
    async with counter.store.begin() as work:
        return (await Cards(counter.gatherer).drawn(it, work, at or max(it.not_before, counter.at)))[1]


async def test_the_card_that_asks_offers_three_things() -> None:
    view = await shown(await asked(), AskCheckIn)
    assert view is not None
    assert [button.label for button in view.buttons] == ["Answer", "Nothing new", "Away today"]


async def test_31_the_card_says_what_was_answered_and_that_it_was_late() -> None:
    counter = await asked()
    counter.at += timedelta(days=1)
    view = await counter.submit(sam, "checkin", (await check_in(counter)).id, moved="the banner")
    assert view.replaces
    assert view.headline[-1] == " · answered, late"
    again = await shown(counter, AskCheckIn)
    assert again is not None
    assert again.headline == view.headline, "the card that stands there changes in the same way"


async def test_the_other_side_sees_it() -> None:
    counter = await asked()
    await counter.submit(sam, "checkin", (await check_in(counter)).id, moved="the banner", room="5")
    view = await shown(counter, ShowCheckIn)
    assert view is not None
    assert [section.heading for section in view.sections] == ["Moved", "Room for more"]


async def test_a_blocker_is_told_to_the_owner_is_in_their_list_and_is_nudged() -> None:
    counter = await asked()
    await counter.submit(sam, "checkin", (await check_in(counter)).id, in_the_way="no logo")
    told = await shown(counter, TellBlocker)
    assert told is not None
    assert [button.label for button in told.buttons] == ["Answer", "Call today", "Later"]
    mine = await counter.command(ana, "mine")
    assert mine.sections[0].heading == "Told in a check-in"
    assert mine.sections[0].buttons[0].action == "answer-blocker"
    await Wakeups(counter.store, counter.gatherer).ring(new_york(25, 5))
    nudge = await shown(counter, Nudge, new_york(25, 5))
    assert nudge is not None
    assert " is stuck on " in nudge.headline
    assert nudge.buttons[0].action == "answer-blocker"


async def test_later_puts_a_blocker_off_until_the_next_working_day() -> None:
    counter = await asked()
    await counter.submit(sam, "checkin", (await check_in(counter)).id, in_the_way="no logo")
    async with counter.store.begin(reading=True) as work:
        (blocker,) = await work.find(Blocker, ACME)
    await counter.submit(ana, "later", f"{blocker.message}>{ana}", until="next working day")
    await Wakeups(counter.store, counter.gatherer).ring(new_york(23, 23))
    async with counter.store.begin(reading=True) as work:
        assert not [each for each in await work.find(Outgoing, ACME) if isinstance(each.effect, Nudge)]


async def test_a_message_in_the_channel_does_not_end_what_was_told_in_a_check_in() -> None:
    counter = await asked()
    await counter.submit(sam, "checkin", (await check_in(counter)).id, in_the_way="no logo")
    await counter.says(ana, "Good morning, here is the logo")
    mine = await counter.command(ana, "mine")
    assert [section.heading for section in mine.sections] == ["Told in a check-in"]


async def test_feedback_is_asked_for_and_told() -> None:
    counter = await asked()
    await counter.command(ana, "expect", f"<@{sam}> banner by Friday done when it is on the site because of the fair")
    async with counter.store.begin(reading=True) as work:
        (banner,) = await work.find(Expectation, ACME)
    await counter.submit(sam, "deliver", banner.id, words="done")
    await counter.press(ana, "accept", banner.id)
    view = await shown(counter, AskFeedback)
    assert view is not None
    assert view.headline[-1] == ", you accepted it."
    given = await counter.submit(ana, "feedback", view.buttons[0].about, rating="4", well="fast")
    assert "4 of 5" in repr(given)
    told = await shown(counter, TellFeedback)
    assert told is not None
    assert [section.heading for section in told.sections] == ["What went well"]
    assert await shown(counter, AskFeedback) is None, "what was given is not asked for any more"


async def test_who_left_is_told_nothing() -> None:
    counter = await asked()
    it = await outgoing(counter, AskCheckIn)
    await counter.press(sam, "leave-now")
    async with counter.store.begin() as work:
        assert (await Cards(counter.gatherer).drawn(it, work, counter.at))[1] is None
