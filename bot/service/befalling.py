"""From what befalls a workspace, a conversation or somebody in it to all that it concerns."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from bot.engine.departures import Concerned
from bot.engine.lifecycle import LIVE
from bot.ports import Place, UnitOfWork
from bot.service.agreements import AGREEMENTS
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.model import ConversationId, WorkspaceId
from bot.vocabulary.records import ConversationKept, Member, Outgoing, OutgoingState, Reach
from bot.vocabulary.tenancy import ConversationMoved, PersonLeft, Tenancy, WorkspaceLeft

OPEN: Final = frozenset(LIVE)


async def concerned(event: Tenancy, work: UnitOfWork) -> tuple[Concerned, Collection[Place]]:
    """What it concerns, and the conversations whose situation is another one after it, held until the work ends.

    It is looked up twice: to know which conversations to hold, and once those are held.
    """
    places = await _places(event, work)
    await work.versions(sorted(places))
    return await _concerned(event, work), places


async def _places(event: Tenancy, work: UnitOfWork) -> set[Place]:
    if isinstance(event, WorkspaceLeft):
        return set()
    if isinstance(event, ConversationMoved):
        return {Place(event.workspace, event.conversation), Place(event.workspace, event.now)}
    if isinstance(event, PersonLeft) and event.conversation is None:
        return await _places_of_person(event, work)
    return {Place(event.workspace, event.conversation or AGREEMENTS)}


async def _places_of_person(event: PersonLeft, work: UnitOfWork) -> set[Place]:
    theirs = await _of_person(event, work)
    there = {gap.conversation for gap in theirs.gaps} | {each.conversation for each in theirs.expectations}
    return {Place(event.workspace, place) for place in (AGREEMENTS, *there)}


async def _concerned(event: Tenancy, work: UnitOfWork) -> Concerned:
    if isinstance(event, WorkspaceLeft):
        return Concerned()
    if isinstance(event, PersonLeft) and event.conversation is None:
        return await _of_person(event, work)
    return await _there(event.workspace, event.conversation or AGREEMENTS, event, work)


async def _there(workspace: WorkspaceId, place: ConversationId, event: Tenancy, work: UnitOfWork) -> Concerned:
    also = event.now if isinstance(event, ConversationMoved) else place
    gaps = [gap for gap in await work.gaps(workspace) if gap.conversation == place]
    posts = await work.find(Outgoing, workspace, lane=f"conversation/{place}", state=OutgoingState.PENDING)
    kept = await work.find(ConversationKept, workspace, conversation_id=place)
    reaches = await work.find(Reach, workspace, conversation=frozenset({place, also}))
    return Concerned(tuple(gaps), tuple(posts), conversations=tuple(kept), reaches=tuple(reaches))


async def _of_person(event: PersonLeft, work: UnitOfWork) -> Concerned:
    workspace, person = event.workspace, event.person
    gaps = {gap.identity: gap for gap in await work.gaps(workspace, owed_by=person)}
    gaps |= {gap.identity: gap for gap in await work.gaps(workspace, asked_by=person)}
    return Concerned(
        tuple(gaps.values()),
        tuple(await work.find(Outgoing, workspace, recipient=person, state=OutgoingState.PENDING)),
        tuple(await work.find(Member, workspace, person=person)),
        await _expected(workspace, work, asked_by=person) + await _expected(workspace, work, owed_by=person),
    )


async def _expected(workspace: WorkspaceId, work: UnitOfWork, **equals: Any) -> tuple[Expectation, ...]:
    return tuple(await work.find(Expectation, workspace, state=OPEN, **equals))
