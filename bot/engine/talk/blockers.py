"""What is in somebody's way becomes a gap that the owners owe: in their list, nudged and counted like any other.

One answer is enough where there are several owners. Taken out of the answer again, it is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.reminding.nudging import turn
from bot.engine.requests import Request
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import BlockerShown, FormAsked, Refused, Wrong
from bot.vocabulary.checkins import (
    BLOCKER,
    Blocker,
    BlockerId,
    BlockerKind,
    BlockerState,
    CheckInAnswer,
    TellBlocker,
)
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.model import GroupId, PersonId, Side
from bot.vocabulary.records import ClosedBy, Closing, Gap, GapState, Record, Wakeup
from bot.vocabulary.signals import ASKS, Reason

OWNERS: Final = GroupId("owners")
NOTHING: Final = frozenset(
    {"", "-", "–", "—", "no", "nope", "none", "nothing", "nothing new", "n/a", "na", "nil", "all good", "all clear",
     "all fine", "not really", "no blockers", "no blocker", "nothing is", "nein", "nichts", "nada", "wala"}
)  # fmt: skip
"""What people write in a field to say that there is nothing."""
LONGEST: Final = 1000


class HeldUp(NamedTuple):
    """What follows from what was told to be in the way."""

    remember: tuple[Record, ...] = ()
    say: tuple[Say, ...] = ()
    wake: tuple[Wakeup, ...] = ()


def says_something(words: str) -> bool:
    """Whether a field says that there is something."""
    return words.strip(" .!,:").casefold() not in NOTHING


def told(answered: CheckInAnswer, affairs: Affairs, situation: Agreements, at: datetime) -> HeldUp:
    """Blockers opened, reworded or taken back by an answer."""
    parts = {BlockerKind.STUCK: answered.in_the_way, BlockerKind.UNCLEAR: answered.unclear}
    found = [_told(kind, words, answered, affairs, situation, at) for kind, words in parts.items()]
    return HeldUp(
        tuple(record for each in found for record in each.remember),
        tuple(say for each in found for say in each.say),
        tuple(wakeup for each in found for wakeup in each.wake),
    )


def _told(
    kind: BlockerKind, words: str, answered: CheckInAnswer, affairs: Affairs, situation: Agreements, at: datetime
) -> HeldUp:
    which = BlockerId(f"{answered.check_in}-{kind}")
    known = by_id(which, affairs)
    if not says_something(words):
        return _taken_back(known, affairs, situation, at) if known is not None and known.is_open else HeldUp()
    if known is not None and known.words == words:
        return HeldUp()
    if known is None and any(_is_same(each, answered, kind, words) for each in affairs.blockers):
        return HeldUp()
    place = affairs.engagement.conversations[0]
    begins = known.at if known is not None and known.is_open else at
    blocker = Blocker(
        answered.workspace, which, answered.engagement, place, answered.person, kind, words.strip()[:LONGEST], begins
    )
    gaps = gaps_of(blocker, affairs, situation)
    due = tuple(turn(gap.workspace, gap.owed_by, gap.due_at) for gap in gaps if gap.owed_by and gap.due_at)
    say = tuple(_tell(blocker, owner, at, situation) for owner in owners(affairs))
    return HeldUp((blocker, *gaps), tuple(each for one in say for each in one), due)


def _is_same(blocker: Blocker, answered: CheckInAnswer, kind: BlockerKind, words: str) -> bool:
    """Whether the same thing is still in the way since an earlier check-in: it waits since then, and once."""
    theirs = blocker.is_open and blocker.person == answered.person and blocker.kind is kind
    return theirs and blocker.words.casefold() == words.strip().casefold()


def _taken_back(known: Blocker, affairs: Affairs, situation: Agreements, at: datetime) -> HeldUp:
    gone = replace(known, state=BlockerState.WITHDRAWN, by=known.person, acted_at=at)
    say = tuple(each for owner in owners(affairs) for each in _tell(gone, owner, at, situation))
    return HeldUp((gone, *gaps_of(gone, affairs, situation)), say)


def gaps_of(blocker: Blocker, affairs: Affairs, situation: Agreements) -> tuple[Gap, ...]:
    """What the owners owe, each their own; one answer closes all."""
    owing = owners(affairs)
    group = OWNERS if len(owing) > 1 else None
    return tuple(_gap(blocker, owner, group, affairs, situation) for owner in owing)


def _gap(blocker: Blocker, owner: PersonId, group: GroupId | None, affairs: Affairs, situation: Agreements) -> Gap:
    ended = None if blocker.is_open else blocker.acted_at
    called = blocker.acted_at if blocker.state is BlockerState.CALLING and blocker.by == owner else None
    return Gap(
        blocker.workspace,
        blocker.conversation,
        None,
        blocker.message,
        blocker.person,
        owner,
        group,
        blocker.at,
        hours.due(situation.calendar(owner), blocker.at, affairs.engagement.policy.answer_within),
        ASKS,
        (Reason("blocker"),),
        _STATES[blocker.state] if blocker.state is not BlockerState.CALLING or called else GapState.OPEN,
        acknowledged_at=called,
        closed_at=ended,
        closed_by=Closing(ClosedBy.MARK, None, blocker.by or blocker.person) if ended else None,
    )


_STATES: Final = {
    BlockerState.OPEN: GapState.OPEN,
    BlockerState.CALLING: GapState.ACKNOWLEDGED,
    BlockerState.ANSWERED: GapState.ANSWERED,
    BlockerState.WITHDRAWN: GapState.WITHDRAWN,
}


def answer(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """An owner answers what is in the way."""
    blocker = _owed(request, affairs)
    if affairs is None or blocker is None:
        return Decision(answer=Refused(Reason("gone")))
    words = request.one("words")
    if not request.is_form:
        return Decision(answer=FormAsked("answer-blocker", blocker.id))
    if not words or len(words) > LONGEST:
        why = Reason("too-long", (LONGEST,)) if words else Reason("words-answer-question")
        return Decision(answer=FormAsked("answer-blocker", blocker.id, request.values, (Wrong("words", why),)))
    return _acted(replace(blocker, state=BlockerState.ANSWERED, answer=words), request, affairs, situation)


def call(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """An owner says that they call today: whoever is stuck knows, and it is asked about again tomorrow."""
    blocker = _owed(request, affairs)
    if affairs is None or blocker is None:
        return Decision(answer=Refused(Reason("gone")))
    return _acted(replace(blocker, state=BlockerState.CALLING), request, affairs, situation)


def solved(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """It is out of the way: said by whoever was stuck, or by an owner."""
    blocker = by_id(_named(request.about), affairs) if affairs else None
    if affairs is None or blocker is None or not blocker.is_open or not affairs.has_joined(request.by):
        return Decision(answer=Refused(Reason("gone")))
    return _acted(replace(blocker, state=BlockerState.ANSWERED), request, affairs, situation)


def _named(about: str) -> str:
    """A blocker is named by its own cards; a gap of it by those about gaps, with who owes it."""
    return about.removeprefix(BLOCKER).partition(">")[0]


def _owed(request: Request, affairs: Affairs | None) -> Blocker | None:
    """The open blocker a button is about, for an owner of the engagement."""
    found = by_id(_named(request.about), affairs) if affairs else None
    return found if affairs and found and found.is_open and request.by in owners(affairs) else None


def _acted(changed: Blocker, request: Request, affairs: Affairs, situation: Agreements) -> Decision:
    """Kept, with the gaps that follow; told to everybody it concerns but the one who did it."""
    now = replace(changed, by=request.by, acted_at=request.at)
    others = [person for person in (now.person, *owners(affairs)) if person != request.by]
    say = (each for person in others for each in _tell(now, person, request.at, situation))
    own = _card(now, request.by, request.at, None)
    return Decision(
        (now, *gaps_of(now, affairs, situation)),
        (Reason(f"blocker-{now.state}"),),
        say=(own, *say) if request.by in owners(affairs) else tuple(say),
        answer=BlockerShown(now.id),
    )


def _tell(blocker: Blocker, to: PersonId, at: datetime, situation: Agreements) -> Iterator[Say]:
    opening = hours.next_opening(situation.calendar(to), at)
    if opening is not None:
        yield _card(blocker, to, at, opening)


def _card(blocker: Blocker, to: PersonId, at: datetime, not_before: datetime | None) -> Say:
    """The private card about a blocker; it changes in place as the matter does."""
    name = f"blocker/{blocker.id}/{to}"
    return Say(f"{name}/{at.isoformat()}", ToPerson(to), TellBlocker(to, blocker.id), not_before, card=name)


def owners(affairs: Affairs) -> tuple[PersonId, ...]:
    """Who owes an answer to what is in the way."""
    return tuple(each.person for each in affairs.joined if each.side is Side.OWNER)


def by_id(which: str, affairs: Affairs) -> Blocker | None:
    """A blocker of an engagement."""
    return next((each for each in affairs.blockers if each.id == which), None)
