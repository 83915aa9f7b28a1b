"""From a command, a button or a form to all that is agreed on where it was given, and by whom."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from bot.engine.gaps.situation import Situation
from bot.ports import Place, UnitOfWork
from bot.service.gather import Gatherer
from bot.vocabulary.affairs import PARTS, Affairs, Agreements, assembled
from bot.vocabulary.agreements import Draft
from bot.vocabulary.model import ConversationId, EngagementId, PersonId, WorkspaceId
from bot.vocabulary.records import Engagement, Member
from bot.vocabulary.vetting import VettingTemplate

AGREEMENTS: Final = ConversationId("agreements")
"""Held still by whoever changes an agreement of a workspace: two people pressing at once are decided one by one."""


async def agreements(work: UnitOfWork, gatherer: Gatherer, place: Place, person: PersonId) -> Agreements:
    """What is agreed on in a conversation and by a person, held still until this work ends.

    The engagements are looked up twice: to know whose conversations to hold, and once those are held.
    """
    concerned = await _engagements(work, place, person)
    places = {place, Place(place.workspace, AGREEMENTS), *_places(concerned)}
    situations = await gatherer.gather(work, sorted(places))
    affairs = await gathered(work, place.workspace, await _engagements(work, place, person))
    drafts = await work.find(Draft, place.workspace, by=person, is_used=False)
    templates = await work.find(VettingTemplate, place.workspace)
    return replace(_agreed(place, affairs, situations, drafts), templates=tuple(templates))


async def hold(work: UnitOfWork, concerns: Collection[tuple[Place, PersonId]]) -> None:
    """Hold at once, in one order, all that several decisions about agreements go by, each of a place and a person."""
    engagements = [await _engagements(work, place, person) for place, person in sorted(concerns)]
    places = {place for place, _ in concerns}
    shared = {Place(place.workspace, AGREEMENTS) for place in places}
    concerned = {each for found in engagements for each in _places(found)}
    await work.versions(sorted({*places, *shared, *concerned}))


async def gathered(work: UnitOfWork, workspace: WorkspaceId, engagements: Iterable[Engagement]) -> tuple[Affairs, ...]:
    """Engagements with everything in them, the newest first."""
    newest = sorted(engagements, key=lambda each: each.started_at, reverse=True)
    return tuple([await _affairs(work, workspace, each) for each in newest])


async def _affairs(work: UnitOfWork, workspace: WorkspaceId, engagement: Engagement) -> Affairs:
    parts = {name: await work.find(kind, workspace, engagement=engagement.id) for name, (kind, _) in PARTS.items()}
    return assembled(engagement, parts)


async def _engagements(work: UnitOfWork, place: Place, person: PersonId) -> list[Engagement]:
    """Those of the conversation and those of the person."""
    mine = {member.engagement for member in await work.find(Member, place.workspace, person=person)}
    return [each for each in await work.find(Engagement, place.workspace) if _concerns(each, place, mine)]


def _concerns(engagement: Engagement, place: Place, mine: set[EngagementId]) -> bool:
    return engagement.id in mine or place.conversation in engagement.conversations


def _places(engagements: Iterable[Engagement]) -> set[Place]:
    return {Place(each.workspace, place) for each in engagements for place in each.conversations}


def _agreed(
    place: Place, affairs: tuple[Affairs, ...], situations: dict[Place, Situation], drafts: Iterable[Draft]
) -> Agreements:
    """The people and their hours are those of all the conversations together, the one at hand first."""
    here = situations[place]
    all_of_them = [here, *(each for where, each in situations.items() if where != place)]
    return Agreements(
        place.workspace,
        here.conversation,
        affairs,
        ChainMap(*(dict(each.people) for each in all_of_them)),
        ChainMap(*(dict(each.calendars) for each in all_of_them)),
        tuple(drafts),
    )
