"""Getting to know: what is to be settled with whom before work is handed out, and how far that is.

A list belongs to an engagement and begins with that of the workspace, or with the standard one. A list that nobody
began asks for nothing. Time zone and hours are settled by joining; a trial task is settled when it is accepted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple

from bot.engine import invitations
from bot.engine.decision import Decision
from bot.engine.requests import Request
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, ExpectationState
from bot.vocabulary.answers import Answer, FormAsked, LookUp, Refused, Wrong
from bot.vocabulary.events import Value
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.records import Record
from bot.vocabulary.signals import Reason
from bot.vocabulary.vetting import (
    HOURS,
    INTERVIEW,
    STANDARD,
    TEMPLATE,
    TRIAL,
    Candidacy,
    CandidacyState,
    VettingItem,
    VettingList,
    VettingTemplate,
    VettingTick,
)

ORIGIN: Final = "trial/"
"""Stands before what an expectation came from when it is somebody's trial task."""
MOST_ITEMS: Final = 20
LONGEST_ITEM: Final = 100
LONGEST_NOTE: Final = 1000
REQUIRED: Final = "*"
"""Stands before an item that has to be settled, where the list is edited as lines."""


class Settled(NamedTuple):
    """How one item stands with one person. `tick` says by whom and when, if somebody did; `trial` is its task."""

    item: VettingItem
    is_done: bool
    at: datetime | None = None
    tick: VettingTick | None = None
    trial: Expectation | None = None


class Subject(NamedTuple):
    """What a button of a list is about: with whom, and which item."""

    person: PersonId
    item: VettingItem


def listed(affairs: Affairs) -> VettingList | None:
    """The list of an engagement, once it was begun."""
    return affairs.vetting_lists[-1] if affairs.vetting_lists else None


def about(affairs: Affairs, person: PersonId, item: str = "") -> str:
    """What a button is about."""
    return "/".join(part for part in (affairs.engagement.id, person, item) if part)


def standings(affairs: Affairs, person: PersonId) -> tuple[Settled, ...]:
    """Every item of the list, as it stands with somebody."""
    found = listed(affairs)
    return tuple(_settled(item, affairs, person) for item in found.items) if found else ()


def open_required(affairs: Affairs, person: PersonId) -> tuple[VettingItem, ...]:
    """What still has to be settled with somebody before they are given work."""
    if affairs.is_owner(person):
        return ()
    return tuple(each.item for each in standings(affairs, person) if each.item.is_required and not each.is_done)


def candidacy(affairs: Affairs, person: PersonId) -> Candidacy | None:
    """Somebody's candidacy, as long as they are neither chosen nor thanked."""
    found = next((each for each in affairs.candidacies if each.person == person), None)
    return found if found and found.state is CandidacyState.CANDIDATE else None


def _settled(item: VettingItem, affairs: Affairs, person: PersonId) -> Settled:
    tick = next((each for each in affairs.ticks if each.person == person and each.item == item.key), None)
    trial = next((each for each in affairs.expectations if tick and each.id == tick.expectation), None)
    if tick is not None and tick.is_done:
        return Settled(item, is_done=True, at=tick.at, tick=tick, trial=trial)
    if trial is not None and trial.state is ExpectationState.ACCEPTED:
        return Settled(item, is_done=True, at=trial.closed_at, tick=tick, trial=trial)
    profile = affairs.profile(person)
    if item.key == HOURS and profile is not None and tick is None:
        return Settled(item, is_done=True, at=profile.at)
    return Settled(item, is_done=False, tick=tick, trial=trial)


def begin(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Begin the list of an engagement."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    begun = listed(affairs) or begun_by(request, affairs, situation)
    return Decision((begun,), (Reason("vetting-begun", (len(begun.items),)),), answer=look(request, affairs))


def begun_by(request: Request, affairs: Affairs, situation: Agreements) -> VettingList:
    """A new list: the workspace's own, or else the standard one."""
    template = next((each for each in situation.templates if each.name == TEMPLATE), None)
    items = template.items if template else STANDARD
    return VettingList(situation.workspace, affairs.engagement.id, items, request.by, request.at)


def look(request: Request, affairs: Affairs, person: PersonId | str = "") -> Answer:
    """The list of somebody, or of everybody; an assistant sees their own, and what the owners are like."""
    seen = person if affairs.is_owner(request.by) or (person and affairs.is_owner(PersonId(person))) else request.by
    return LookUp("vet", request.by, affairs.engagement.id, seen)


def tick(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Settle an item, with a note or a link."""
    subject = subject_of(request.about, affairs)
    if affairs is None or subject is None:
        return Decision(answer=Refused(Reason("gone")))
    known = _settled(subject.item, affairs, subject.person).tick
    if not request.is_form:
        action = "vet-interview" if subject.item.key == INTERVIEW else "vet-tick"
        return Decision(answer=FormAsked(action, request.about, (Value("note", known.note if known else ""),)))
    note = request.one("note")
    if len(note) > LONGEST_NOTE:
        wrong = (Wrong("note", Reason("too-long", (LONGEST_NOTE,))),)
        return Decision(answer=FormAsked(request.action, request.about, request.values, wrong))
    return _ticked(request, affairs, subject, note, is_done=True)


def untick(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Open an item again; its note stays."""
    subject = subject_of(request.about, affairs)
    if affairs is None or subject is None:
        return Decision(answer=Refused(Reason("gone")))
    known = _settled(subject.item, affairs, subject.person).tick
    return _ticked(request, affairs, subject, known.note if known else "", is_done=False)


def _ticked(request: Request, affairs: Affairs, subject: Subject, note: str, *, is_done: bool) -> Decision:
    known = _settled(subject.item, affairs, subject.person).tick
    record = VettingTick(
        affairs.engagement.workspace,
        affairs.engagement.id,
        subject.person,
        subject.item.key,
        request.at,
        request.by,
        note,
        is_done,
        known.expectation if known else None,
    )
    because = Reason("settled" if is_done else "opened-again", (subject.item.key,))
    return Decision((record,), (because,), answer=look(request, affairs, subject.person))


def subject_of(about: str, affairs: Affairs | None) -> Subject | None:
    """With whom and about what: both still have to be there."""
    _, _, rest = about.removeprefix(ORIGIN).partition("/")
    person, _, key = rest.partition("/")
    found = listed(affairs) if affairs else None
    if affairs is None or found is None or not affairs.has_joined(PersonId(person)):
        return None
    item = next((each for each in found.items if each.key == key), None)
    return Subject(PersonId(person), item) if item else None


def trial(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Hand out the trial task: an expectation like any other, whose acceptance settles the item."""
    subject = subject_of(request.about, affairs)
    if subject is None:
        return Decision(answer=Refused(Reason("gone")))
    values = (Value("person", subject.person), Value("what", f"{subject.item.words}: "))
    return Decision(answer=FormAsked("expect", f"{ORIGIN}{request.about}", values))


def handed_out(origin: str, expectation: Expectation, affairs: Affairs) -> tuple[Record, ...]:
    """What is to be remembered of a trial task that was handed out."""
    subject = subject_of(origin, affairs) if origin.startswith(ORIGIN) else None
    if subject is None or subject.person != expectation.owed_by:
        return ()
    by, at = expectation.asked_by, expectation.created_at
    engagement = affairs.engagement
    return (
        VettingTick(
            engagement.workspace, engagement.id, subject.person, subject.item.key, at, by, "", False, expectation.id
        ),
    )


def edit(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Change the list as lines of text; perhaps for new engagements of the workspace, too."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    known = listed(affairs) or begun_by(request, affairs, situation)
    if not request.is_form:
        return Decision(answer=FormAsked("vet-edit", affairs.engagement.id, (Value("items", as_lines(known.items)),)))
    items = parsed(request.one("items"), known.items)
    if wrong := _wrong(items):
        return Decision(answer=FormAsked("vet-edit", affairs.engagement.id, request.values, (Wrong("items", wrong),)))
    changed = replace(known, items=items, set_by=request.by, at=request.at)
    template = VettingTemplate(situation.workspace, TEMPLATE, items, request.at)
    remember: tuple[Record, ...] = (changed, template) if request.one("template") == "yes" else (changed,)
    return Decision(remember, (Reason("vetting-list", (len(items),)),), answer=look(request, affairs))


def _wrong(items: tuple[VettingItem, ...]) -> Reason | None:
    if not items:
        return Reason("vetting-empty")
    if len(items) > MOST_ITEMS:
        return Reason("vetting-many", (MOST_ITEMS,))
    return Reason("vetting-long", (LONGEST_ITEM,)) if any(len(each.words) > LONGEST_ITEM for each in items) else None


def as_lines(items: tuple[VettingItem, ...]) -> str:
    """A list as it is edited: an item a line, a star before what is required."""
    return "\n".join(f"{REQUIRED} {each.words}" if each.is_required else each.words for each in items)


def parsed(text: str, known: tuple[VettingItem, ...]) -> tuple[VettingItem, ...]:
    """A list from its lines. An item keeps its key by its words; where none came or went, also by its place."""
    lines = [words for line in text.splitlines() if (words := " ".join(line.split()))]
    keys = {each.words.casefold(): each.key for each in (*STANDARD, *known)}
    bare = [line.lstrip(REQUIRED).strip() for line in lines]
    in_place = dict(zip(bare, known, strict=False)) if len(bare) == len(known) else {}
    stayed = {words.casefold() for words in bare}
    found: dict[str, VettingItem] = {}
    for line, words in zip(lines, bare, strict=True):
        old = in_place.get(words)
        reworded = old.key if old and old.words.casefold() not in stayed else None
        key = keys.get(words.casefold()) or reworded or sha256(words.casefold().encode()).hexdigest()[:8]
        if words:
            found.setdefault(key, VettingItem(key, words, line.startswith(REQUIRED)))
    return tuple(found.values())


def is_trial(item: VettingItem) -> bool:
    """Whether an item is settled by a task."""
    return item.key == TRIAL


def arrived(affairs: Affairs, person: PersonId, at: datetime) -> tuple[Record, ...]:
    """What follows when somebody joins: who was invited as a candidate is one."""
    return tuple(
        record
        for left in declined(affairs, person)
        for record in (left, Candidacy(left.workspace, left.engagement, person, at))
    )


def declined(affairs: Affairs, person: PersonId) -> tuple[VettingList, ...]:
    """The list without the seal of somebody who answered; nothing where there was none."""
    found, mark = listed(affairs), invitations.seal(affairs.engagement, person)
    if found is None or mark not in found.candidates:
        return ()
    return (replace(found, candidates=tuple(each for each in found.candidates if each != mark)),)


def assistants(affairs: Affairs) -> tuple[PersonId, ...]:
    """Everybody who has joined to do work, candidates too."""
    return tuple(each.person for each in affairs.joined if each.side is Side.ASSISTANT)
