"""Scenarios 21 to 26 by their buttons, from the question to the card and back: what is pressed has its effect."""

from __future__ import annotations

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.engine.reminded import RULES
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import ClosedBy, Gap, GapState, HoursKept, Snooze
from bot.vocabulary.view import Text, View
from tests.builders import SITE, WORKSPACE, ana, asks, at, kim, office_hours, sam
from tests.running import Process, team

QUESTION = asks(ana, of=sam, at="mon 10:00")
ABOUT = f"{QUESTION.message}>{sam}"


@pytest.fixture
async def process() -> Process:
    process = await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())
    return await process.hears(QUESTION)


def words(text: Text) -> str:
    return "".join(span if isinstance(span, str) else str(span[-1]) for span in text)


def buttons(view: View) -> dict[str, tuple[str, str]]:
    """What can be done on a card: by label, the action and what it is about."""
    return {each.label: (each.action, each.about) for each in (*view.buttons, *view.more)}


def latest(process: Process, to: PersonId) -> View:
    """The last card somebody got in private."""
    return [each.view for each in process.posted if each.to == ToPerson(to)][-1]


async def the_gap(process: Process) -> Gap:
    (gap,) = (await process.gaps()).values()
    return gap


async def test_answered_on_the_card_it_is_posted_where_it_was_asked_and_nobody_waits(process: Process) -> None:
    await process.until(at("tue 10:00"))
    action, about = buttons(latest(process, sam))["Answer"]
    form = (await process.presses(sam, action, about, "tue 10:04")).form
    assert form is not None
    assert (form.action, form.about) == ("answer", ABOUT)
    view = await process.sends(sam, "answer", about, "tue 10:05", words="The blue one")
    assert (words(view.headline), view.replaces) == ("Answered: it stands where it was asked.", True)
    posted = process.posted[-1]
    assert posted.to == InConversation(SITE, QUESTION.message), "in the thread of the question"
    assert (words(posted.view.headline), words(posted.view.facts[0])) == ("sam answers:", "The blue one")
    gap = await the_gap(process)
    assert (gap.state, gap.closed_at) == (GapState.ANSWERED, at("tue 10:05"))
    await process.until(at("fri 18:00"))
    assert process.posts_to(sam) == [at("tue 10:00")]


async def test_an_answer_without_words_is_asked_for_again_and_nothing_is_posted(process: Process) -> None:
    view = await process.sends(sam, "answer", ABOUT, "mon 11:00", words=" ")
    assert view.form is not None
    assert view.form.fields[0].error == "Write the answer."
    assert process.posted == []


@pytest.mark.parametrize(("label", "state"), [("Not a question", "dismissed"), ("Answered elsewhere", "answered")])
async def test_a_way_out_in_private_reaches_the_question_where_it_was_asked(
    process: Process, label: str, state: str
) -> None:
    await process.until(at("tue 10:00"))
    view = await process.presses(sam, *buttons(latest(process, sam))[label], "tue 10:05")
    assert view.replaces, "the card becomes the line that says what was done"
    gap = await the_gap(process)
    assert gap.closed_by is not None
    assert (gap.state, gap.closed_by.kind) == (state, ClosedBy.MARK)


async def test_put_off_without_a_choice_it_comes_back_on_the_next_working_day_with_its_reason(
    process: Process,
) -> None:
    """Scenario 24."""
    await process.until(at("tue 10:00"))
    action, about = buttons(latest(process, sam))["Later"]
    assert (await process.presses(sam, action, about, "tue 10:10")).form is not None
    view = await process.sends(sam, action, about, "tue 10:11", reason="waiting for the photos")
    assert "Put off" in words(view.headline)
    assert view.replaces
    await process.until(at("wed 9:00"))
    assert process.posts_to(sam) == [at("tue 10:00"), at("wed 9:00")]
    assert "waiting for the photos" in words(latest(process, sam).facts[-1])


@pytest.mark.parametrize(
    ("until", "date", "back"),
    [
        ("1 h", "", "tue 11:11"),
        ("tomorrow", "", "wed 9:00"),
        ("next working day", "", "wed 9:00"),
        ("date", "2026-06-05", "fri 9:00"),
        ("date", "friday", "fri 9:00"),
        ("", "friday", "fri 9:00"),
    ],
)
async def test_it_comes_back_when_it_was_asked_to(process: Process, until: str, date: str, back: str) -> None:
    """Scenario 24."""
    await process.until(at("tue 10:00"))
    await process.sends(sam, "later", ABOUT, "tue 10:11", until=until, date=date)
    await process.until(at(back))
    assert process.posts_to(sam) == [at("tue 10:00"), at(back)]


@pytest.mark.parametrize(
    ("until", "date"), [("date", ""), ("date", "soonish"), ("date", "2026-06-02"), ("", "2020-01-01")]
)
async def test_a_date_that_is_none_is_said_at_its_field_and_nothing_is_put_off(
    process: Process, until: str, date: str
) -> None:
    view = await process.sends(sam, "later", ABOUT, "tue 10:11", until=until, date=date)
    assert view.form is not None
    assert [field.name for field in view.form.fields if field.error] == ["date"]
    assert await process.find(Snooze) == []


async def test_the_third_time_is_told_to_who_asked(process: Process) -> None:
    """Scenario 24."""
    for day in ("tue", "wed", "thu"):
        await process.sends(sam, "later", ABOUT, f"{day} 10:11")
    assert process.posts_to(ana) == [at("thu 10:11")]
    assert "Put off 3 times" in words(latest(process, ana).facts[1])


async def test_everything_on_the_card_is_put_off_together(process: Process) -> None:
    await process.hears(asks(kim, of=sam, at="mon 10:30"))
    await process.until(at("tue 11:30"))
    await process.sends(sam, *("later", ""), "tue 12:00")
    assert {each.about for each in await process.find(Snooze)} == {f"gap/{gap}" for gap in await process.gaps()}
    await process.until(at("wed 9:00"))
    assert words(latest(process, sam).headline) == "Two things are your turn"


async def test_the_asker_asks_once_more_and_nudges_begin_anew(process: Process) -> None:
    await process.until(at("thu 9:00"))
    assert list(buttons(latest(process, ana))) == ["Ask once more", "Ask for another time", "Close it"]
    view = await process.presses(ana, *buttons(latest(process, ana))["Ask once more"], "thu 9:30")
    assert view.replaces
    await process.until(at("fri 18:00"))
    assert process.posts_to(sam) == [at("tue 10:00"), at("wed 9:00"), at("thu 9:30"), at("fri 9:00")]


async def test_the_asker_asks_for_a_time_and_is_told_it(process: Process) -> None:
    await process.until(at("thu 9:00"))
    await process.presses(ana, *buttons(latest(process, ana))["Ask for another time"], "thu 9:30")
    card = latest(process, sam)
    assert words(card.headline) == "ana asks when you can answer"
    await process.sends(sam, *buttons(card)["Say when"], "thu 10:00", until="date", date="2026-06-05")
    assert process.posts_to(ana)[-1] == at("thu 10:00")
    assert "until Fri 5 Jun 9:00" in words(latest(process, ana).facts[1])


async def test_the_asker_closes_it(process: Process) -> None:
    await process.until(at("thu 9:00"))
    view = await process.presses(ana, *buttons(latest(process, ana))["Close it"], "thu 9:30")
    assert view.replaces
    assert not (await the_gap(process)).is_waiting


async def test_what_is_asked_outside_hours_is_delivered_at_their_opening(process: Process) -> None:
    """Scenario 26."""
    late = asks(ana, of=kim, at="mon 13:00")
    await process.keep(HoursKept(WORKSPACE, kim, office_hours("America/New_York", ("12:00", "17:00")).versions[0]))
    await (await process.hears(late)).tick()
    card = latest(process, ana)
    assert list(buttons(card)) == ["Deliver then", "Send now"]
    view = await process.presses(ana, *buttons(card)["Deliver then"], "mon 13:05")
    assert view.replaces
    await process.until(at("mon 17:00"))
    assert process.posts_to(kim) == [at("mon 16:00")], "noon in New York"
    assert words(latest(process, kim).headline) == "ana asked you something while you were off"


async def test_what_is_sent_now_reminds_nobody_outside_their_hours(process: Process) -> None:
    await process.keep(HoursKept(WORKSPACE, kim, office_hours("America/New_York", ("12:00", "17:00")).versions[0]))
    await (await process.hears(asks(ana, of=kim, at="mon 13:00"))).tick()
    view = await process.presses(ana, *buttons(latest(process, ana))["Send now"], "mon 13:05")
    assert (view.replaces, "outside their hours" in words(view.headline)) == (True, True)
    await process.until(at("mon 23:00"))
    assert process.posts_to(kim) == []


@pytest.mark.parametrize("action", sorted(RULES))
async def test_a_card_about_what_has_ended_says_so(process: Process, action: str) -> None:
    await process.presses(sam, "answered", QUESTION.message, "mon 11:00", where=SITE)
    view = await process.presses(sam, action, ABOUT, "mon 11:30")
    assert (words(view.headline), view.replaces) == ("Nobody waits for this any more.", True)


@pytest.mark.parametrize(
    ("who", "action", "told"),
    [
        (kim, "answer", "Only who asked and who was asked can do that."),
        (kim, "ask-again", "Only who asked and who was asked can do that."),
        (ana, "later", "That is for the other side of it."),
        (sam, "ask-again", "That is for the other side of it."),
        (PersonId("stranger"), "later", "That is for those who have joined an engagement here."),
    ],
)
async def test_nobody_presses_for_somebody_else(process: Process, who: PersonId, action: str, told: str) -> None:
    view = await process.sends(who, action, ABOUT, "mon 11:00", words="mine now")
    assert words(view.headline).startswith(told)
    assert (await the_gap(process)).state is GapState.OPEN
    assert await process.find(Snooze) == []
