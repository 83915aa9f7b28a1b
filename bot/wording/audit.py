"""The audit in words: what was read, how long asks waited, week by week, person by person, what still waits, and how
the clock counts. The measure is the product's voice: what is so and for whom, never whose fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.vocabulary.audit import Audit, Flow, Unanswered, Worked
from bot.vocabulary.model import Conversation, ConversationKind, Side
from bot.vocabulary.report import Item, Report, Section
from bot.wording import charts, clock, coverage, standings, week
from bot.wording import figures as said
from bot.wording.names import harmless, shown, told_apart
from bot.wording.standings import capital

QUOTED = 280
"""Letters of a message that are shown with --quote."""


def report(audit: Audit) -> Report:
    """The whole report; sections without anything to say are left out."""
    sections = (
        coverage.section(audit),
        *(_answers(audit) if audit.everything.figures.asked else ()),
    )
    return Report("Who waited on whom", about(audit), headline(audit), sections, tuple(_small_print(audit)))


def about(audit: Audit) -> str:
    """The workspace, the period, the two sides and the zone of all moments."""
    parts = [shown(audit.basis.workspace, "an export"), coverage.period(audit), *_sides(audit)]
    return " · ".join([*parts, f"times in {audit.basis.zone}"])


def _sides(audit: Audit) -> Iterator[str]:
    names = told_apart(each.person for each in audit.people)
    for side in Side:
        if members := [names[each.person.id] for each in audit.people if each.side is side]:
            yield f"{standings.end(audit, side, '')} {said.listed(sorted(members, key=str.casefold))}"


def headline(audit: Audit) -> str:
    """How it was, in one sentence."""
    figures, target = audit.everything.figures, said.target(audit)
    if not figures.asked:
        return "Nothing in what was read asks something of somebody, so nobody waited."
    if not figures.decided:
        return f"{capital(_asks(figures.asked))} and none has waited {target} of working time yet."
    answered = (
        f"{figures.in_time:,} of {said.many(figures.decided, 'ask')} had an answer within {target} of working time"
    )
    return f"{answered}; {_still(audit)}."


def _asks(count: int) -> str:
    return "one ask was made" if count == 1 else f"{count:,} asks were made"


def _still(audit: Audit) -> str:
    waiting = audit.everything.figures.waiting
    if not waiting:
        return "nobody still waits"
    longest = said.spoken(audit.unanswered[0].working) if audit.unanswered else ""
    still = "one still waits" if waiting == 1 else f"{waiting:,} still wait, the longest"
    return f"{still} for {longest}" if longest else still


def _answers(audit: Audit) -> Iterator[Section]:
    yield _soon(audit)
    if any(len(flow.weeks) > 1 for flow in (audit.everything, *audit.flows)):
        yield _weekly(audit)
    if audit.pairs:
        yield Section(
            "Between two people", tables=(standings.pairs(audit),), notes=("The pairs with most asks, both ways.",)
        )
    yield _people(audit)
    if audit.unanswered:
        yield _waiting(audit)
    if audit.example:
        yield _worked(audit, audit.example)


def _soon(audit: Audit) -> Section:
    chart = charts.soon(audit)
    return Section(
        "How long an answer took",
        " ".join(_finding(audit, flow) for flow in audit.flows),
        charts=(chart,) if chart else (),
        tables=(standings.directions(audit),),
        notes=(
            "“Half within” and “9 in 10 within” count asks that still wait with the time they have waited so far; "
            "“>” means that too many still wait to know. Fewer than five answers are too few to tell. “In time” is "
            f"within {said.target(audit)} of working time.",
        ),
    )


def _finding(audit: Audit, flow: Flow) -> str:
    asked, figures = standings.direction(audit, flow), flow.figures
    if not figures.asked:
        return f"{asked} nothing."
    if figures.median.seconds is None:
        return f"{asked} {said.many(figures.asked, 'time')}: too few answers to tell how long they take."
    half, most = said.answered_within(figures.median), said.answered_within(figures.p90)
    return f"{asked} {said.many(figures.asked, 'time')}: half had an answer {half}, nine in ten {most}."


def _weekly(audit: Audit) -> Section:
    chart = charts.weekly(audit)
    between_sides = [flow for flow in audit.flows if flow.asked_by and flow.weeks]
    flows = between_sides or [audit.everything]
    is_cut = any(sum(bool(week.figures.asked) for week in flow.weeks) > standings.WEEKS for flow in flows)
    return Section(
        "Week by week",
        "Each ask counts in the week in which it was made.",
        charts=(chart,) if chart else (),
        tables=tuple(standings.weeks(audit, flow) for flow in flows),
        notes=(f"The latest {standings.WEEKS} weeks with asks are listed; the JSON has all.",) if is_cut else (),
    )


def _people(audit: Audit) -> Section:
    involved = sum(bool(each.owes.asked or each.asks.asked) for each in audit.people)
    more = involved - standings.PEOPLE
    return Section(
        "Person by person",
        "In the order of the alphabet: both ways, because whoever asks is asked, too.",
        tables=standings.people(audit),
        notes=(f"The {standings.PEOPLE} people with most asks are listed; the JSON has all {involved}.",) * (more > 0),
    )


def _waiting(audit: Audit) -> Section:
    more = audit.everything.figures.waiting - len(audit.unanswered)
    return Section(
        "Still waiting",
        "Longest first, in the working time of whoever was asked.",
        items=tuple(_item(audit, one) for one in audit.unanswered),
        notes=(f"{capital(said.many(more, 'more ask'))} {'waits' if more == 1 else 'wait'}; the JSON has all.",)
        * (more > 0),
    )


def _item(audit: Audit, one: Unanswered) -> Item:
    names = told_apart(each.person for each in audit.people)
    owing = [names.get(person.id, person.name) for person in one.owed_by]
    awaited = " or ".join(owing) if len(owing) < 4 else f"any of {len(owing)} people"
    asking = names.get(one.asked_by.id, one.asked_by.name)
    return Item(
        f"{asking} waits for {awaited or 'anybody'}: {said.spoken(one.working)}",
        " · ".join(_facts(audit, one)),
        one.link,
        _quote(one.quote),
    )


def _facts(audit: Audit, one: Unanswered) -> Iterator[str]:
    zone = ZoneInfo(audit.basis.zone)
    yield place(one.conversation)
    yield f"asked {said.moment(one.gap.asked_at, zone)}"
    if one.gap.joined:
        yield f"asked again {said.many(len(one.gap.joined), 'time')}"
    if one.gap.acknowledged_at:
        yield f"acknowledged {said.moment(one.gap.acknowledged_at, zone)}"


def _quote(text: str | None) -> str | None:
    if text is None:
        return None
    clean = harmless(text)
    return clean if len(clean) <= QUOTED else f"{clean[: QUOTED - 1].rstrip()}…"


def place(conversation: Conversation) -> str:
    """What to call a conversation."""
    name = shown(conversation.name, conversation.id)
    return f"#{name.lstrip('#')}" if conversation.kind is ConversationKind.CHANNEL else name


def _worked(audit: Audit, one: Worked) -> Section:
    names, zone = told_apart(each.person for each in audit.people), ZoneInfo(one.zone)
    asking = names.get(one.asked_by.id, one.asked_by.name)
    answering = names.get(one.answered_by.id, one.answered_by.name)
    asked, closed = one.gap.asked_at, one.gap.closed_at or one.gap.asked_at
    return Section(
        "How the clock counts, by one example",
        f"{asking} asked {answering} in {place(one.conversation)} on {said.moment(asked, zone)} and had an answer on "
        f"{said.moment(closed, zone)}. Waited: {clock.explained(one.sum, one.zone)}.",
        notes=(f"On the calendar of {answering}, whose turn it was, and by their clock ({one.zone}).",),
    )


def _small_print(audit: Audit) -> Iterator[str]:
    hours = week.spoken(audit.basis.assumed_hours)
    yield f"Waiting is counted in working hours of whoever was asked, in their time zone: {hours}. A day is 8 of them."
    yield (
        "Asks without an answer are in the figures with the time they have waited so far (a Kaplan–Meier estimate), so "
        "leaving people waiting improves nothing. With fewer than five answers nothing is said."
    )
    yield (
        "“In time” counts the asks of which it is known: answered, or waiting for longer than that. What was taken "
        "back, or answered by another of those asked, is left out of it."
    )
    yield "Which message asks, and which one answers it, is judged by what people wrote and where; that can be wrong."
    quoted = any(one.quote for one in audit.unanswered)
    yield "The quotes were read for this page and are kept nowhere else." if quoted else "No message text is kept."
