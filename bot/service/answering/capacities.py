"""What `capacity` shows: one person's week, or everybody's; and the questions about room for more."""

from __future__ import annotations

from datetime import datetime

from bot.engine import vetting
from bot.engine.lifecycle import IN_WORK
from bot.engine.workload import capacity, room_for_more
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import LookUp
from bot.vocabulary.effects import AskRoom, OfferRoom
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Section, View
from bot.wording import capacity as worded
from bot.wording.capacity import Piece, Shown


def view(asked: LookUp, affairs: Affairs, at: datetime, situation: Agreements) -> View:
    """One person's week, where one is meant or there is only one; else everybody's."""
    people = (PersonId(asked.about),) if asked.about else vetting.assistants(affairs)
    seen = [_shown(each, affairs, at, situation) for each in people]
    if len(seen) == 1:
        is_own = people[0] == asked.person
        return worded.of_one(seen[0], affairs.engagement.id, situation.zone(asked.person), is_own)
    return worded.of_all(seen, affairs.engagement.name)


def at_home(person: PersonId, at: datetime, situation: Agreements) -> tuple[Section, ...]:
    """How much of whose week is taken, for somebody's page: of those whose hours are known."""
    found = []
    for affairs in situation.of(person):
        people = vetting.assistants(affairs) if affairs.is_owner(person) else (person,)
        known = [seen for each in people if (seen := _shown(each, affairs, at, situation)).stated]
        if known:
            found.append(worded.at_home(known, affairs.engagement.name, affairs.engagement.id))
    return tuple(found)


def _shown(person: PersonId, affairs: Affairs, at: datetime, situation: Agreements) -> Shown:
    load = capacity.load(person, affairs, situation, at)
    calendar = situation.calendar(person)
    pieces = tuple(
        Piece(
            each.id,
            each.what,
            None if each.estimate is None else capacity.a_week(each.estimate, each.due_at, calendar, at),
            each.due_at,
        )
        for each in affairs.expectations
        if each.owed_by == person and each.state in IN_WORK
    )
    return Shown(
        person,
        situation.person(person).name,
        vetting.about(affairs, person),
        load.stated,
        load.taken,
        pieces,
        room_for_more.latest(affairs, person),
        load.held,
        said.room_hours if (said := capacity.told_lately(person, affairs, at)) else None,
    )


def shown(effect: AskRoom | OfferRoom, affairs: Affairs, situation: Agreements) -> View | None:
    """The card of a question about room; None once it was answered otherwise, or somebody has left."""
    if isinstance(effect, OfferRoom):
        asked = room_for_more.latest(affairs, effect.person)
        about = vetting.about(affairs, effect.person)
        is_so = asked is not None and asked.has_room and affairs.has_joined(effect.person)
        return worded.offer(effect.person, asked, about) if asked and is_so else None
    asked = room_for_more.latest(affairs, effect.to)
    if asked is None or asked.at != effect.at or asked.answered_at or not affairs.has_joined(effect.to):
        return None
    return worded.ask(asked.free, affairs.engagement.name, affairs.engagement.id)
