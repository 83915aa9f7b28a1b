"""What is left of a matter when somebody leaves, or a conversation is closed, moved or taken away altogether.

Nobody waits for an answer that cannot come: what waited ends with its reason, and nothing more is said about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.engine.decision import Decision
from bot.engine.work import expectations
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import (
    ClosedBy,
    Closing,
    ConversationKept,
    Gap,
    GapState,
    Member,
    MemberState,
    Outgoing,
    OutgoingState,
    Reach,
    Record,
)
from bot.vocabulary.signals import Reason
from bot.vocabulary.tenancy import (
    ConversationClosed,
    ConversationMoved,
    PersonLeft,
    Purged,
    Rekeyed,
    Tenancy,
    WorkspaceLeft,
)


@dataclass(frozen=True, slots=True)
class Concerned:
    """What an event of this kind may concern, as it stands: what waits there or for whom, and what is known of it."""

    gaps: tuple[Gap, ...] = ()
    posts: tuple[Outgoing, ...] = ()
    members: tuple[Member, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    conversations: tuple[ConversationKept, ...] = ()
    reaches: tuple[Reach, ...] = ()


def decide(event: Tenancy, concerned: Concerned) -> Decision:
    """Decide what ends with it."""
    return _RULES[type(event)](event, concerned)


def _workspace_left(event: WorkspaceLeft, concerned: Concerned) -> Decision:
    return Decision((Purged(event.workspace, event.at),), (Reason("purged"),))


def _moved(event: ConversationMoved, concerned: Concerned) -> Decision:
    """Both ids may have been heard of by now; from the earlier watermark on, it is read back."""
    known = [each for each in concerned.reaches if each.conversation in (event.conversation, event.now)]
    first = min(known, key=lambda each: each.watermark, default=None)
    reach = () if first is None else (replace(first, conversation=event.now, is_reconciled=False),)
    return Decision((Rekeyed(event.workspace, event.conversation, event.now), *reach), (Reason("moved"),))


def _closed(event: ConversationClosed, concerned: Concerned) -> Decision:
    """What is still to be posted there is not; what may have been said there meanwhile was not."""
    reaches = (replace(each, watermark=max(each.watermark, event.at), is_reconciled=True) for each in concerned.reaches)
    ended = _ended(concerned.gaps, ClosedBy.PLACE_CLOSED, event.at)
    return Decision((*ended, *_unposted(concerned.posts, event.at), *reaches), (Reason("place-closed"),))


def _person_left(event: PersonLeft, concerned: Concerned) -> Decision:
    """Out of a conversation, or out of all of them: then out of every engagement as well."""
    theirs = [each for each in concerned.gaps if event.person in (each.asked_by, each.owed_by)]
    remember: list[Record] = [*_ended(theirs, ClosedBy.LEFT, event.at)]
    because = (Reason("person-left"),)
    if event.conversation is not None:
        return Decision((*remember, *_without(event.person, concerned.conversations)), because)
    joined = (each for each in concerned.members if each.state is MemberState.JOINED)
    remember += [replace(each, state=MemberState.LEFT, since=event.at) for each in joined]
    withdrawn = [expectations.withdrawn(each, event.at, None) for each in concerned.expectations]
    shown = tuple(expectations.shown(now) for now, _ in withdrawn)
    kept = (record for pair in withdrawn for record in pair)
    return Decision((*remember, *kept, *_unposted(concerned.posts, event.at)), because, say=shown)


def _ended(gaps: Iterable[Gap], kind: ClosedBy, at: datetime) -> Iterator[Gap]:
    for gap in gaps:
        if gap.is_waiting:
            closing = Closing(kind, None, gap.asked_by)
            yield replace(gap, state=GapState.WITHDRAWN, closed_at=max(at, gap.asked_at), closed_by=closing)


def _unposted(posts: Iterable[Outgoing], at: datetime) -> Iterator[Outgoing]:
    for post in posts:
        if post.state is OutgoingState.PENDING:
            yield replace(post, state=OutgoingState.SUPPRESSED, settled_at=at, why=Reason("left"))


def _without(person: PersonId, conversations: Iterable[ConversationKept]) -> Iterator[ConversationKept]:
    for kept in conversations:
        members = kept.conversation.members
        if members is not None and person in members:
            yield kept._replace(conversation=replace(kept.conversation, members=members - {person}))


_RULES: Final[dict[type, Callable[[Any, Concerned], Decision]]] = {
    WorkspaceLeft: _workspace_left,
    ConversationMoved: _moved,
    ConversationClosed: _closed,
    PersonLeft: _person_left,
}
