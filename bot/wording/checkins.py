"""The cards of check-ins and of what is in somebody's way: for whoever is asked, and for the other side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.checkins import (
    Blocker,
    BlockerId,
    BlockerKind,
    BlockerState,
    CheckIn,
    CheckInAnswer,
    CheckInId,
    CheckInState,
)
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.view import Button, MomentStyle, Named, Section, Strong, Text, View, Weight
from bot.wording.moments import moment

SHOWN: Final = 300
"""Characters of an answer that a card shows."""
GONE: Final = View(("That is not there any more.",))
HEADINGS: Final = (
    ("moved", "Moved"),
    ("next", "Next"),
    ("in_the_way", "In the way"),
    ("unclear", "Unclear"),
)


def card(which: CheckInId, situation: Agreements, reader: PersonId, replaces: bool = False) -> View:
    """The private card of whoever is asked, as the check-in stands now."""
    found = _found(which, situation)
    if found is None:
        return GONE
    affairs, check_in = found
    zone = situation.zone(reader)
    given = next((each for each in affairs.check_in_answers if each.check_in == which), None)
    if check_in.state is CheckInState.ANSWERED and given is not None:
        return _answered(check_in, given, affairs, zone, replaces)
    if check_in.state is CheckInState.AWAY:
        return View(
            (Strong(f"Check-in for {affairs.engagement.name}"), " · away"),
            (("Nothing more is sent to you today, and no time counts.",),),
            buttons=(Button("I am back", "back"),),
            replaces=replaces,
        )
    if check_in.state is CheckInState.SKIPPED:
        return View((Strong(f"Check-in for {affairs.engagement.name}"), " · skipped"), replaces=replaces)
    if _is_closed(check_in, affairs):
        closed = (" · ", moment(check_in.asked_at, zone, MomentStyle.DAY), " · not answered")
        return View((Strong(f"Check-in for {affairs.engagement.name}"), *closed), replaces=replaces)
    return _asked(check_in, affairs)


def _asked(check_in: CheckIn, affairs: Affairs) -> View:
    return View(
        (Strong(f"Check-in for {affairs.engagement.name}"),),
        (("What moved, what is next, anything in the way?",),),
        buttons=(
            Button("Answer", "checkin", check_in.id, Weight.PRIMARY),
            Button("Nothing new", "nothing-new", check_in.id),
            Button("Away today", "away-today", check_in.id),
        ),
        more=(Button("Change days and time", "checkin-schedule", affairs.engagement.id),),
        small_print=("Or write back here. What you answer is kept and shown to the other side.",),
    )


def _answered(check_in: CheckIn, given: CheckInAnswer, affairs: Affairs, zone: str, replaces: bool) -> View:
    late = ", late" if given.is_late else ""
    may_change = () if _is_closed(check_in, affairs) else (Button("Change", "checkin", check_in.id),)
    return View(
        (Strong(f"Check-in for {affairs.engagement.name}"), f" · answered{late}"),
        sections=tuple(_sections(given)),
        buttons=may_change,
        small_print=_when(check_in, given, zone),
        replaces=replaces,
    )


def shown(which: CheckInId, situation: Agreements, reader: PersonId | None) -> View | None:
    """What the other side sees of the answers; None where there are none any more."""
    found = _found(which, situation)
    given = found and next((each for each in found[0].check_in_answers if each.check_in == which), None)
    if found is None or given is None:
        return None
    affairs, check_in = found
    zone = situation.zone(reader) if reader else affairs.engagement.zone
    late = " (late)" if given.is_late else ""
    return View(
        (Named(check_in.person), f": check-in for {affairs.engagement.name}{late}"),
        sections=tuple(_sections(given)),
        small_print=_when(check_in, given, zone),
    )


def listed(affairs: Affairs, situation: Agreements, reader: PersonId) -> View:
    """The last answers of everybody who is asked, for the owners."""
    zone = situation.zone(reader)
    sections = tuple(_latest(each.person, affairs, zone) for each in affairs.joined if each.side is Side.ASSISTANT)
    plan = Button("Plan them", "checkin-plan", affairs.engagement.id)
    if not sections:
        return View(
            ("Nobody is asked for check-ins yet.",), (("They begin when somebody has joined.",),), buttons=(plan,)
        )
    return View((Strong(f"Check-ins of {affairs.engagement.name}"),), sections=sections, buttons=(plan,))


def _latest(person: PersonId, affairs: Affairs, zone: str) -> Section:
    answers = [each for each in affairs.check_in_answers if each.person == person]
    if not answers:
        return Section("", ((Named(person), ": nothing answered yet"),))
    last = max(answers, key=lambda each: each.slot)
    when: Text = (Named(person), ", ", moment(last.at, zone), " (late)" if last.is_late else "")
    lines = tuple(line for section in _sections(last) for line in _flat(section))
    return Section("", (when, *lines))


def _flat(section: Section) -> Iterator[Text]:
    for line in section.lines:
        yield (f"{section.heading}: ", *line)


def _sections(given: CheckInAnswer) -> Iterator[Section]:
    """What was said, question by question; one line where there is nothing new."""
    texts = [(heading, getattr(given, name)) for name, heading in HEADINGS]
    texts += [(each.name, each.text) for each in given.own]
    if given.room_hours is not None:
        texts.append(("Room for more", f"{given.room_hours:g} h a week" if given.room_hours else "none"))
    said = [Section(heading, ((_short(text),),)) for heading, text in texts if text]
    yield from said or [Section("Nothing new", ())]


def _when(check_in: CheckIn, given: CheckInAnswer, zone: str) -> Text:
    changed: Text = ("; changed ", moment(given.changed_at, zone)) if given.changed_at else ()
    asked: Text = (", asked ", moment(check_in.asked_at, zone)) if given.is_late else ()
    return ("Answered ", moment(given.at, zone), *asked, *changed)


def blocker(which: BlockerId, situation: Agreements, reader: PersonId, replaces: bool = False) -> View:
    """What is in somebody's way, for an owner, or for whoever it holds up."""
    found = next(((a, each) for a in situation.affairs for each in a.blockers if each.id == which), None)
    if found is None:
        return GONE
    affairs, one = found
    zone = situation.zone(reader)
    return View(
        headline(one, reader),
        tuple(_facts(one, zone)),
        buttons=_buttons(one, reader),
        small_print=(f"Told in a check-in for {affairs.engagement.name}. You owe an answer, as to any question.",)
        if one.is_open and reader != one.person
        else (f"From a check-in for {affairs.engagement.name}.",),
        replaces=replaces,
    )


def headline(one: Blocker, reader: PersonId) -> Text:
    """What it is, and whose turn, in a line."""
    words = _short(one.words, 120)
    by: Text = (Named(one.by),) if one.by else ("Somebody",)
    mine = reader == one.person
    if one.state is BlockerState.CALLING:
        return (*by, " calls ", *(("you",) if mine else (Named(one.person),)), f" today about: {words}")
    if one.state is BlockerState.ANSWERED:
        return (*by, " answered: " if one.answer else " says this is solved: ", Strong(words))
    if one.state is BlockerState.WITHDRAWN:
        return (*by, " took this back: ", Strong(words))
    is_stuck = one.kind is BlockerKind.STUCK
    return (Named(one.person), " is stuck on " if is_stuck else " asks: ", Strong(words))


def _facts(one: Blocker, zone: str) -> Iterator[Text]:
    if one.is_open:
        yield ("since ", moment(one.at, zone))
    elif one.acted_at:
        yield (moment(one.acted_at, zone),)
    if one.answer:
        yield (f"“{_short(one.answer)}”",)


def _buttons(one: Blocker, reader: PersonId) -> tuple[Button, ...]:
    if not one.is_open:
        return ()
    if reader == one.person:
        return (Button("Solved", "blocker-solved", one.id),)
    answer = Button("Answer", "answer-blocker", one.id, Weight.PRIMARY)
    if one.state is BlockerState.CALLING:
        return (answer, Button("Solved", "blocker-solved", one.id))
    later = Button("Later", "later", f"{one.message}>{reader}")
    return (answer, Button("Call today", "call-today", one.id), later)


def _found(which: CheckInId, situation: Agreements) -> tuple[Affairs, CheckIn] | None:
    pairs = ((affairs, each) for affairs in situation.affairs for each in affairs.check_ins if each.id == which)
    return next(pairs, None)


def _is_closed(check_in: CheckIn, affairs: Affairs) -> bool:
    """Whether the next one was asked already."""
    theirs = (each for each in affairs.check_ins if each.person == check_in.person)
    return any(each.slot > check_in.slot and each.state is not CheckInState.SKIPPED for each in theirs)


def _short(words: str, longest: int = SHOWN) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def skipped(at: str, zone: str) -> View:
    """Which one is left out."""
    return View(
        ("The check-in of ", moment(datetime.fromisoformat(at), zone), " is left out."), (("You are not missing.",),)
    )
