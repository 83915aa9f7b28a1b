"""Read-only questions to what is known. `audit`: how long did who wait for whom?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.engine.gaps.figures import fate_for, figures, one_ask, survival, weekly
from bot.vocabulary.audit import Audit, Basis, Flow, Measured, Pair, Standing, Unanswered, Wait, Worked
from bot.vocabulary.calendar import Calendar
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.model import Conversation, ConversationId, MessageId, Person, PersonId, Side
from bot.vocabulary.records import Gap, GapState

LONGEST: Final = 10
"""Open asks that are named one by one."""
PAIRS: Final = 8

Asks = Sequence[Measured]


@dataclass(frozen=True, slots=True)
class Told:
    """What an archive and its replay told. `until` is when the watching ends: open asks have waited until then.

    `calendar` is that of a person, and of None for an ask of the whole room; `link` leads to a gap's message.
    """

    basis: Basis
    until: datetime
    coverage: Coverage
    people: Mapping[PersonId, Person]
    conversations: Mapping[ConversationId, Conversation]
    calendar: Callable[[PersonId | None], Calendar]
    link: Callable[[Gap], str | None]
    sides: Mapping[PersonId, Side] = field(default_factory=dict)


def audit(gaps: Iterable[Gap], told: Told) -> Audit:
    """The whole report of these gaps."""
    measured = tuple(measure(gap, told.calendar(gap.owed_by), told.until) for gap in gaps)
    asks = [each for each in measured if each.gap.state is not GapState.DISMISSED]
    named, room = _parted(asks)
    return Audit(
        told.basis,
        told.coverage,
        everything=_flow(None, None, asks, told),
        flows=_directions(named, told) if told.sides else (_flow(None, None, named, told),),
        room=_flow(None, None, room, told),
        pairs=() if told.sides else _pairs(named, told),
        people=_standings(asks, told),
        unanswered=tuple(_unanswered(asks, told)),
        example=_example(asks, told),
        measured=measured,
    )


def measure(gap: Gap, calendar: Calendar, until: datetime) -> Measured:
    """A gap with its clocks: until it closed, or until the watching ended."""
    end = max(gap.asked_at, gap.closed_at or until)
    working = hours.working_time(calendar, gap.asked_at, end)
    late = hours.working_time(calendar, gap.due_at, end) if gap.due_at and end > gap.due_at else timedelta()
    return Measured(gap, end, working.total_seconds(), late.total_seconds())


def waits(asks: Asks) -> list[Wait]:
    """One wait for each ask: that of a group is one, however many could have answered it."""
    alone = [_lived(each) for each in asks if each.gap.group is None]
    groups: dict[MessageId, list[Measured]] = {}
    for each in asks:
        if each.gap.group is not None:
            groups.setdefault(each.gap.message, []).append(each)
    return [*alone, *(one_ask(members) for members in groups.values())]


def _lived(each: Measured) -> Wait:
    return Wait(each.gap.asked_at, each.working, fate_for(each.gap.owed_by, each.gap))


def _parted(asks: Asks) -> tuple[list[Measured], list[Measured]]:
    """The asks of somebody, and those of everybody in the room."""
    return [each for each in asks if each.gap.owed_by], [each for each in asks if not each.gap.owed_by]


def _flow(asked_by: Side | Person | None, owed_by: Side | Person | None, asks: Asks, told: Told) -> Flow:
    lived, target = waits(asks), told.basis.target
    return Flow(
        asked_by, owed_by, figures(lived, target), survival(lived), weekly(lived, target, ZoneInfo(told.basis.zone))
    )


def _directions(asks: Asks, told: Told) -> tuple[Flow, ...]:
    """Both directions between the sides, always both; then what goes on besides, if anything does."""
    between: dict[Side | None, list[Measured]] = {}
    for each in asks:
        between.setdefault(_direction(each.gap, told.sides), []).append(each)
    both = [_flow(side, side.other, between.get(side, []), told) for side in Side]
    besides = between.get(None)
    return (*both, _flow(None, None, besides, told)) if besides else tuple(both)


def _direction(gap: Gap, sides: Mapping[PersonId, Side]) -> Side | None:
    """The side that asks, where the other one is asked."""
    asking = sides.get(gap.asked_by)
    owing = sides.get(gap.owed_by) if gap.owed_by else None
    return asking if asking and owing is asking.other else None


def _pairs(asks: Asks, told: Told) -> tuple[Pair, ...]:
    """The two-person relations with most asks, each with both its directions."""
    between: dict[tuple[PersonId, PersonId], list[Measured]] = {}
    for each in asks:
        between.setdefault((each.gap.asked_by, each.gap.owed_by or each.gap.asked_by), []).append(each)
    sizes: dict[tuple[PersonId, PersonId], int] = {}
    for (one, other), some in between.items():
        pair = (min(one, other), max(one, other))
        sizes[pair] = sizes.get(pair, 0) + len(some)
    most = sorted(sizes, key=lambda pair: (-sizes[pair], pair))[:PAIRS]
    return tuple(
        Pair(
            _flow(_person(one, told), _person(other, told), between.get((one, other), []), told),
            _flow(_person(other, told), _person(one, told), between.get((other, one), []), told),
        )
        for one, other in most
    )


def _standings(asks: Asks, told: Told) -> tuple[Standing, ...]:
    """Everybody who is known and no bot, and whoever asked or was asked."""
    owed: dict[PersonId, list[Measured]] = {}
    asked: dict[PersonId, list[Measured]] = {}
    for each in asks:
        asked.setdefault(each.gap.asked_by, []).append(each)
        if each.gap.owed_by:
            owed.setdefault(each.gap.owed_by, []).append(each)
    humans = [who for who, person in told.people.items() if not person.is_bot]
    everybody = dict.fromkeys(chain(humans, asked, owed))
    return tuple(_standing(_person(who, told), owed.get(who, []), asked.get(who, []), told) for who in everybody)


def _standing(person: Person, owed: Asks, asked: Asks, told: Told) -> Standing:
    target = told.basis.target
    return Standing(
        person,
        told.sides.get(person.id),
        figures([_lived(each) for each in owed], target),
        figures(waits(asked), target),
        told.calendar(person.id).versions[-1].zone,
        zone_known=person.zone is not None,
    )


def _unanswered(asks: Asks, told: Told) -> Iterable[Unanswered]:
    """The asks that wait longest in working time; an ask of a group is one."""
    waiting = sorted((each for each in asks if each.gap.is_waiting), key=attrgetter("working"), reverse=True)
    longest: dict[tuple[MessageId, PersonId | None], list[Measured]] = {}
    for each in waiting:
        if len(longest) == LONGEST:
            break
        longest.setdefault(_ask(each.gap), [])
    for each in waiting:
        if (ask := _ask(each.gap)) in longest:
            longest[ask].append(each)
    for members in longest.values():
        one = max(members, key=attrgetter("working"))
        yield Unanswered(
            one.gap,
            _person(one.gap.asked_by, told),
            tuple(_person(each.gap.owed_by, told) for each in members if each.gap.owed_by),
            _place(one.gap, told),
            one.working,
            told.link(one.gap),
        )


def _ask(gap: Gap) -> tuple[MessageId, PersonId | None]:
    return gap.message, None if gap.group else gap.owed_by


def _example(asks: Asks, told: Told) -> Worked | None:
    """The answered ask whose clock teaches most: over a break, a night or a weekend, and still read at a glance."""
    answered = [each for each in asks if each.gap.state is GapState.ANSWERED and each.gap.owed_by and each.working]
    likely = sorted(answered, key=lambda each: (abs(each.working - 5 * 3600), each.gap.asked_at))[:200]
    worked = [
        (each, hours.explain(told.calendar(each.gap.owed_by), each.gap.asked_at, _closed(each))) for each in likely
    ]
    if not worked:
        return None
    told_best, total = max(
        worked, key=lambda pair: (len({skipped.kind for skipped in pair[1].skipped}), -len(pair[1].counted))
    )
    gap = told_best.gap
    return Worked(
        gap,
        _person(gap.asked_by, told),
        _person(gap.owed_by or gap.asked_by, told),
        _place(gap, told),
        total,
        told.calendar(gap.owed_by).versions[-1].zone,
        told.link(gap),
    )


def _closed(each: Measured) -> datetime:
    return each.gap.closed_at or each.gap.asked_at


def _person(who: PersonId, told: Told) -> Person:
    return told.people.get(who) or Person(who, who)


def _place(gap: Gap, told: Told) -> Conversation:
    return told.conversations.get(gap.conversation) or Conversation(gap.conversation, gap.conversation)
