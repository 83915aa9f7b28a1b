"""Where somebody's matters stand, for what cannot be said to them in private."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ports import Store, UnitOfWork
from bot.vocabulary.effects import InConversation
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from bot.vocabulary.records import Engagement, Member, MemberState, Outgoing


async def rooms(store: Store, workspace: WorkspaceId, person: PersonId) -> Sequence[ConversationId]:
    """The conversations of somebody's live engagements."""
    async with store.begin(reading=True) as work:
        return await _rooms(work, workspace, person)


async def standing(store: Store, workspace: WorkspaceId, person: PersonId) -> Sequence[InConversation]:
    """The threads of what waits for somebody, the oldest first; then those of what we last put into their rooms."""
    async with store.begin(reading=True) as work:
        gaps = await work.gaps(workspace, owed_by=person)
        waiting = [InConversation(gap.conversation, gap.thread or gap.message) for gap in gaps]
        ours = [each for room in await _rooms(work, workspace, person) for each in await _cards(work, workspace, room)]
    return list(dict.fromkeys([*waiting, *ours]))


async def _rooms(work: UnitOfWork, workspace: WorkspaceId, person: PersonId) -> Sequence[ConversationId]:
    members = await work.find(Member, workspace, person=person, state=MemberState.JOINED)
    mine = frozenset(member.engagement for member in members)
    engagements = await work.find(Engagement, workspace, id=mine) if mine else []
    live = [each for each in engagements if each.ended_at is None]
    return list(dict.fromkeys(where for each in live for where in each.conversations))


async def _cards(work: UnitOfWork, workspace: WorkspaceId, room: ConversationId) -> Sequence[InConversation]:
    """The thread of what we posted last in a conversation, if there is anything of ours."""
    posted = await work.find(Outgoing, workspace, lane=f"conversation/{room}")
    newest = sorted(_threads(posted), key=lambda each: each[0], reverse=True)
    return [InConversation(room, thread) for _, thread in newest[:1]]


def _threads(posted: Sequence[Outgoing]) -> Iterator[tuple[str, MessageId]]:
    for each in posted:
        if each.receipt and isinstance(each.to, InConversation):
            yield each.created_at.isoformat(), each.to.thread or MessageId(each.receipt)
