"""The cards of getting to know: one list, people side by side, how working together went, thanks to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.vocabulary.affairs import Affairs
from bot.vocabulary.agreements import ExpectationState
from bot.vocabulary.audit import Estimate
from bot.vocabulary.model import PersonId
from bot.vocabulary.vetting import Candidacy
from bot.vocabulary.view import Button, MomentStyle, Named, Section, Strong, Text, View, Weight
from bot.wording import figures
from bot.wording.moments import moment
from bot.wording.names import harmless, shown

DONE, OPEN = "✓", "○"
MOST_PEOPLE: Final = 10
LONGEST: Final = 80
NAMED: Final = 4
"""Open items that are named in a line."""


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item as it stands: what it is about, by whom and when it was settled, and what can be done about it."""

    about: str
    words: str
    is_required: bool
    is_done: bool
    settled: Text = ()
    trial_state: ExpectationState | None = None
    trial: str = ""
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class Worked:
    """How working together went: counts, each share as so many of so many, and how long answers take."""

    since: datetime
    asked: int
    answered: int
    waiting: int
    median: Estimate
    p90: Estimate
    acknowledged: tuple[int, int]
    on_time: tuple[int, int]
    delivered: int
    returned: int
    accepted: int


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody, with their list and the record of working together."""

    person: PersonId
    name: str
    about: str
    items: tuple[ItemShown, ...] = ()
    record: tuple[Text, ...] = ()
    candidacy: Candidacy | None = None
    is_lead: bool = False
    anyway: tuple[Text, ...] = ()
    """Work they were given although something spoke against it, the latest first."""

    @property
    def required(self) -> tuple[ItemShown, ...]:
        """What has to be settled."""
        return tuple(each for each in self.items if each.is_required)

    @property
    def open_required(self) -> tuple[ItemShown, ...]:
        """What still has to be."""
        return tuple(each for each in self.required if not each.is_done)


def one(seen: PersonShown, affairs: Affairs, zone: str, can_change: bool) -> View:
    """Somebody's list, with what is settled and by whom, and how working together went."""
    items = tuple(_item(each, can_change) for each in seen.items)
    record = (Section("Working together", seen.record),) if seen.record else ()
    anyway = (Section("Handed out anyway", seen.anyway),) if seen.anyway else ()
    whole = affairs.engagement.id
    first: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()
    if can_change and not seen.items:
        begin = Button("Begin the list", "vet-begin", whole, Weight.PRIMARY)
        first = (begin, Button("Change it first", "vet-edit", whole))
    elif can_change:
        choose = (Button("Choose", "choose", seen.about),) if seen.candidacy else ()
        first = (*choose, Button("Change the list", "vet-edit", whole))
        more = (Button("Invite candidates", "vet-candidates", whole), Button("See everybody", "vet", whole))
    return View(
        (Named(seen.person), f": {_summed_up(seen)}"),
        _facts(seen, zone),
        sections=(*items, *record, *anyway),
        buttons=first,
        more=more,
        small_print=("Facts that both of you see; nobody is ranked.",),
    )


def side_by_side(people: Sequence[PersonShown], affairs: Affairs, can_change: bool) -> View:
    """Everybody at a glance, in the order of joining."""
    whole = affairs.engagement.id
    if not people:
        buttons = (Button("Invite candidates", "vet-candidates", whole, Weight.PRIMARY),) if can_change else ()
        nothing: Text = ("Until somebody does, nothing is kept about them.",)
        return View(("Nobody has joined yet.",), (nothing,), buttons=buttons)
    begun = any(each.items for each in people)
    change = Button("Change the list", "vet-edit", whole) if begun else Button("Begin the list", "vet-begin", whole)
    return View(
        (Strong(f"Getting to know: {affairs.engagement.name}"),),
        sections=tuple(_person(each, can_change) for each in people[:MOST_PEOPLE]),
        buttons=(change, Button("Invite candidates", "vet-candidates", whole)) if can_change else (),
        small_print=("In the order of joining. Facts, not a rank.",),
    )


def _person(seen: PersonShown, can_change: bool) -> Section:
    candidate = " · candidate" if seen.candidacy else " · leads" if seen.is_lead else ""
    opened = ", ".join(each.words for each in seen.open_required[:NAMED])
    left = f"Open: {opened}" + (" and more" if len(seen.open_required) > NAMED else "")
    lines: list[Text] = [(_capital(_summed_up(seen)),), *([(left,)] if opened else []), *seen.record[:2]]
    buttons = [Button("Open the list", "vet", seen.about)]
    if can_change and seen.candidacy:
        buttons.append(Button("Choose", "choose", seen.about))
    return Section(f"{shown(seen.name, seen.person)}{candidate}", tuple(lines), tuple(buttons))


def _summed_up(seen: PersonShown) -> str:
    if not seen.items:
        return "no vetting list yet"
    if not seen.required:
        return "nothing is required"
    done = len(seen.required) - len(seen.open_required)
    if not seen.open_required:
        return "everything required is settled"
    return f"{done} of {len(seen.required)} required things are settled"


def _facts(seen: PersonShown, zone: str) -> tuple[Text, ...]:
    facts: list[Text] = []
    if seen.candidacy:
        facts.append(("A candidate since ", moment(seen.candidacy.at, zone, MomentStyle.DAY)))
    if not seen.items:
        facts.append(("What to settle before work is handed out: interview, references, contract and the like.",))
    elif seen.open_required:
        facts.append((f"Next: {seen.open_required[0].words}",))
    return tuple(facts)


def _item(each: ItemShown, can_change: bool) -> Section:
    mark, need = DONE if each.is_done else OPEN, "" if each.is_required else " · optional"
    lines: list[Text] = [each.settled] if each.settled else []
    if each.trial_state is not None and not each.is_done:
        lines.append((f"The task is {each.trial_state}",))
    return Section(f"{mark} {each.words}{need}", tuple(lines), _buttons(each) if can_change else ())


def _buttons(each: ItemShown) -> tuple[Button, ...]:
    if each.is_done:
        return (Button("Open it again", "vet-untick", each.about),)
    if each.trial:
        return (Button("Show the task", "show", each.trial), Button("Settle", "vet-tick", each.about))
    hand_out = (Button("Hand it out", "vet-trial", each.about),) if each.is_trial else ()
    return (*hand_out, Button("Settle", "vet-tick", each.about))


def settled_by(by: PersonId, at: Text, note: str) -> Text:
    """Who settled something when, with what note."""
    return ("Settled by ", Named(by), ", ", *at, *((f" · {harmless(note)[:200]}",) if note else ()))


def anyway(by: PersonId, at: Text, what: str, why: Sequence[str]) -> Text:
    """By whom and when work was handed out, what it was, and what spoke against it."""
    return (Strong(what[:LONGEST]), ", by ", Named(by), ", ", *at, *((f": {'; '.join(why)}",) if why else ()))


def answered(median: Estimate, p90: Estimate) -> str:
    """How long answers take: "half within 2 h, nine in ten within 6 h", or that it is too few to tell."""
    if median.seconds is None:
        return "too few answers to tell how long they take"
    return f"half {figures.answered_within(median)}, nine in ten {figures.answered_within(p90)}"


def record(seen: Worked, zone: str) -> tuple[Text, ...]:
    """How working together went, line by line; what there is nothing to tell of is left out."""
    waiting = f"; {seen.waiting} waiting" if seen.waiting else ""
    lines: list[Text] = [("Together since ", moment(seen.since, zone, MomentStyle.DAY))]
    if seen.asked:
        long = answered(seen.median, seen.p90)
        lines.append((f"Questions: {seen.answered} of {seen.asked} answered, {long}{waiting}",))
    if seen.acknowledged[1]:
        lines.append(("Taken on in time: ", _of(seen.acknowledged)))
    if seen.on_time[1]:
        lines.append(("Delivered by the date: ", _of(seen.on_time)))
    if seen.delivered:
        came_back = "none came back" if not seen.returned else f"came back for a change {seen.returned} ×"
        lines.append((f"Delivered {seen.delivered}, accepted {seen.accepted}; {came_back}",))
    return tuple(lines)


def _of(share: tuple[int, int]) -> str:
    return f"{share[0]} of {share[1]}"


def thanks(affairs: Affairs, person: PersonId, zone: str) -> View | None:
    """For who was got to know and not chosen; None once there is nothing left to erase."""
    found = next((each for each in affairs.candidacies if each.person == person), None)
    if found is None or found.forgotten_at is None:
        return None
    return View(
        (Strong(f"Thank you for getting to know {affairs.engagement.name}"),),
        (
            ("They go on with somebody else. What was open with you is withdrawn.",),
            ("What is kept about you here is erased ", moment(found.forgotten_at, zone), "."),
        ),
        buttons=(Button("Export it first", "export"), Button("Erase it now", "leave", affairs.engagement.id)),
        small_print=("You are told once, and nobody else is.",),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
