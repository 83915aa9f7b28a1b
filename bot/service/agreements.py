"""From a command, a button or a form to all that is agreed on where it was given, and by whom."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from bot.engine.gaps.situation import Situation
from bot.ports import Place, Question, UnitOfWork
from bot.service.gather import Gatherer
from bot.vocabulary.affairs import PARTS, Affairs, Agreements, assembled
from bot.vocabulary.agreements import Draft
from bot.vocabulary.model import ConversationId, EngagementId, PersonId, WorkspaceId
from bot.vocabulary.records import Engagement, Member
from bot.vocabulary.vetting import VettingTemplate

AGREEMENTS: Final = ConversationId("agreements")
"""Held still by whoever changes an agreement of a workspace: two people pressing at once are decided one by one."""


class Gathered(NamedTuple):
    """What is kept about engagements, and by somebody."""

    affairs: tuple[Affairs, ...]
    drafts: tuple[Draft, ...]
    templates: tuple[VettingTemplate, ...]


async def agreements(work: UnitOfWork, gatherer: Gatherer, place: Place, person: PersonId) -> Agreements:
    """What is agreed on in a conversation and by a person, held still until this work ends.

    The engagements are looked up twice: to know whose conversations to hold, and once those are held.
    """
    concerned = await _engagements(work, place, person)
    places = {place, Place(place.workspace, AGREEMENTS), *_places(concerned)}
    situations = await gatherer.gather(work, sorted(places))
    return _agreed(place, await _gathered(work, place, person, _ids(concerned)), situations)


async def hold(work: UnitOfWork, concerns: Collection[tuple[Place, PersonId]]) -> None:
    """Hold at once, in one order, all that several decisions about agreements go by, each of a place and a person."""
    places = {place for place, _ in concerns}
    shared = {Place(place.workspace, AGREEMENTS) for place in places}
    concerned = [
        await _places_of(work, workspace, concerns) for workspace in sorted({each.workspace for each in shared})
    ]
    await work.versions(sorted(places.union(shared, *concerned)))


async def _places_of(
    work: UnitOfWork, workspace: WorkspaceId, concerns: Collection[tuple[Place, PersonId]]
) -> set[Place]:
    """The conversations of all engagements of these places and people, in one workspace."""
    here = [(place, person) for place, person in concerns if place.workspace == workspace]
    whose = frozenset(person for _, person in here)
    members, engagements = await work.find_each(workspace, (Question(Member, {"person": whose}), Question(Engagement)))
    return {
        conversation
        for place, person in here
        for conversation in _places(_concerned(place, [each for each in members if each.person == person], engagements))
    }


async def _gathered(work: UnitOfWork, place: Place, person: PersonId, expected: frozenset[EngagementId]) -> Gathered:
    """Everything about the engagements that are expected, in one journey; again, where it turns out to be others."""
    questions = (
        Question(Member, {"person": person}),
        Question(Engagement),
        Question(Draft, {"by": person, "is_used": False}),
        Question(VettingTemplate),
        *(Question(kind, {"engagement": expected}) for kind, _ in PARTS.values()),
    )
    mine, engagements, drafts, templates, *parts = await work.find_each(place.workspace, questions)
    concerned = _concerned(place, mine, engagements)
    if not _ids(concerned) <= expected:
        return await _gathered(work, place, person, _ids(concerned))
    newest = sorted(concerned, key=lambda each: each.started_at, reverse=True)
    return Gathered(tuple(_affairs(newest, parts)), tuple(drafts), tuple(templates))


def _affairs(engagements: Iterable[Engagement], parts: Sequence[list[Any]]) -> Iterator[Affairs]:
    sorted_out = [_by_engagement(part) for part in parts]
    for engagement in engagements:
        its_own = {name: part[engagement.id] for name, part in zip(PARTS, sorted_out, strict=True)}
        yield assembled(engagement, its_own)


def _by_engagement(records: Iterable[Any]) -> defaultdict[EngagementId, list[Any]]:
    found: defaultdict[EngagementId, list[Any]] = defaultdict(list)
    for record in records:
        found[record.engagement].append(record)
    return found


async def _engagements(work: UnitOfWork, place: Place, person: PersonId) -> list[Engagement]:
    """Those of the conversation and those of the person."""
    mine, engagements = await work.find_each(
        place.workspace, (Question(Member, {"person": person}), Question(Engagement))
    )
    return _concerned(place, mine, engagements)


def _concerned(place: Place, mine: Iterable[Member], engagements: Iterable[Engagement]) -> list[Engagement]:
    joined = {member.engagement for member in mine}
    return [each for each in engagements if _concerns(each, place, joined)]


def _ids(engagements: Iterable[Engagement]) -> frozenset[EngagementId]:
    return frozenset(each.id for each in engagements)


def _concerns(engagement: Engagement, place: Place, mine: set[EngagementId]) -> bool:
    return engagement.id in mine or place.conversation in engagement.conversations


def _places(engagements: Iterable[Engagement]) -> set[Place]:
    return {Place(each.workspace, place) for each in engagements for place in each.conversations}


def _agreed(place: Place, gathered: Gathered, situations: dict[Place, Situation]) -> Agreements:
    """The people and their hours are those of all the conversations together, the one at hand first."""
    here = situations[place]
    all_of_them = [here, *(each for where, each in situations.items() if where != place)]
    return Agreements(
        place.workspace,
        here.conversation,
        gathered.affairs,
        ChainMap(*(dict(each.people) for each in all_of_them)),
        ChainMap(*(dict(each.calendars) for each in all_of_them)),
        gathered.drafts,
        gathered.templates,
    )
