"""Signs of not knowing who one is dealing with: what is not settled with whom, and candidates who wait to be chosen."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import vetting
from bot.engine.lifecycle import FINAL
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.digest import Heading, Suggestion, Week
from bot.vocabulary.health import Sign, State
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason


def signs(week: Week) -> Iterator[Sign]:
    """For each assistant, how far the list is; one sign where no list was begun."""
    affairs = week.affairs
    people = vetting.assistants(affairs)
    if people and vetting.listed(affairs) is None:
        begin = Suggestion(Reason("begin-list"), "vet", affairs.engagement.id, 2)
        yield Sign(Heading.KNOWING, State.WATCH, Reason("no-list"), begin)
        return
    yield from unsettled(week)


def unsettled(week: Week) -> Iterator[Sign]:
    """How far the list is with each; nothing where none was begun."""
    affairs = week.affairs
    people = vetting.assistants(affairs) if vetting.listed(affairs) else ()
    for person in people:
        yield _settled(person, affairs)
    if waiting := [each for each in people if vetting.candidacy(affairs, each)]:
        step = Suggestion(Reason("choose-one", (len(waiting),)), "vet", affairs.engagement.id, 4)
        yield Sign(Heading.KNOWING, State.WATCH, Reason("candidates", (len(waiting),)), step)


def _settled(person: PersonId, affairs: Affairs) -> Sign:
    """Work with somebody while required things are open asks for something; without work, for an eye on it."""
    required = [each for each in vetting.standings(affairs, person) if each.item.is_required]
    left = [each.item.words for each in required if not each.is_done]
    what = Reason("settled", (person, len(required) - len(left), len(required), ", ".join(left[:3])))
    if not left:
        return Sign(Heading.KNOWING, State.GOOD, what, whose=person)
    has_work = any(each.owed_by == person and each.state not in FINAL for each in affairs.expectations)
    step = Suggestion(Reason("settle-next", (person, left[0])), "vet", vetting.about(affairs, person), 5)
    return Sign(Heading.KNOWING, State.ACT if has_work else State.WATCH, what, step, person)
