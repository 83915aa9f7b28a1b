"""What speaks for each candidate, as bits."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from bot.engine.judgement import features as f
from bot.engine.judgement import traits
from bot.engine.judgement.candidates import Candidates, candidates
from bot.engine.judgement.lane import WINDOW, Lane, Slot, Speaker, Topic
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import ASKS, Reading


class Scene(NamedTuple):
    """The candidates, latest first, the features of each, and those of the new message itself."""

    slots: list[Slot]
    rows: list[int]
    mine: int


def scene(lane: Lane, author: PersonId, is_bot: bool, reading: Reading) -> Scene:
    """What a message by `author` may answer in this place, and what speaks for each."""
    found = candidates(lane, author, reading)
    return Scene(found.slots, _rows(lane, author, reading, found), _mine(lane, author, is_bot, reading))


def _rows(
    lane: Lane,
    author: PersonId,
    reading: Reading,
    found: Candidates,
) -> list[int]:
    """The features of each candidate. One loop, unrolled by hand, because it is most of what a message costs."""
    slots, shared, most = found
    count, called, recent = lane.count, reading.named[: traits.called(reading.signs)], lane.recent
    me = lane.people.get(author)
    mine = me.last if me is not None else None
    people, places = _special(lane, author, reading, me, most)
    topics = _topics(lane, shared) if shared else None
    to_me, my_to = (me.received, me.to) if me is not None else ((), {})
    my_topic = mine.topic if mine is not None else None
    my_last, my_before = (me.places[-1], me.places[-2:][0]) if me is not None and me.places else (-1, -1)
    my_before = my_before if my_before < my_last else -1
    rows: list[int] = []
    first_answer = True
    passed, speakers = 0, len(recent)
    for slot in slots:
        at, its, by, topic = slot.at, slot.author, slot.by, slot.topic
        row = f.BACK[count - at]
        row |= slot.bits if slot.bits >= 0 else _by_itself(lane, slot)
        row |= topic.bits if topic.bits >= 0 else _of_topic(topic)
        if its in people:
            row |= people[its]
        if at in places:
            row |= places[at]
        while passed < speakers and recent[~passed] > at:
            passed += 1
        row |= f.PASSED[passed]
        since = by.spoken - slot.spoken
        if since:
            row |= f.LATER[since if since < 5 else 5]
        if my_last > at:
            row |= f.I_SPOKE_MORE if my_before > at else f.I_SPOKE_ONCE
        if its != author:
            if slot.previous_author == author:
                row |= f.AFTER_MINE
            if by.called == author:
                row |= f.ITS_PARTNER
            if slot.parent_author == author:
                row |= f.ANSWERS_ME | f.LATEST_ANSWERS_ME if first_answer else f.ANSWERS_ME
                first_answer = False
            if its in my_to:
                first, latest = my_to[its]
                row |= (f.I_CALLED_SINCE if latest > at else 0) | (f.I_CALLED_BEFORE if first <= at else 0)
            if author in by.to:
                first, latest = by.to[author]
                row |= (f.CALLED_ME_SINCE if latest > at else 0) | (f.CALLED_ME_BEFORE if first <= at else 0)
            if by.last is not None and by.last.parent_author == author:
                row |= f.ITS_LAST_ANSWERS_ME
            if at in to_me:
                row |= f.CALLS_ME if author in slot.called else f.MENTIONS_ME
        if called:
            if slot.called and slot.called[0] in called:
                row |= f.SAME_TARGET
            if called[0] in topic.people:
                row |= f.CALLED_IN_TOPIC
        named = by.addressed - slot.addressed
        if named:
            row |= f.NAMED_SINCE[named if named < 4 else 4]
        elif slot.waits and not slot.called:
            row |= f.FREE_QUESTION
        if topics is not None:
            weight = shared.get(at, 0)
            if weight:
                row |= f.SHARED[weight if weight < 12 else 12]
            weight = topics.get(topic, 0) - weight
            if weight:
                row |= f.TOPIC_SHARED[weight if weight < 12 else 12]
        if author in topic.people:
            row |= f.IN_TOPIC | f.MY_LAST_TOPIC if topic is my_topic else f.IN_TOPIC
            if topic.root == author:
                row |= f.TOPIC_IS_MINE
        rest = topic.last - at
        row |= f.TOPIC_AFTER[rest if rest < 20 else 20] if rest else f.LAST_OF_TOPIC
        if slot.answerers and author in slot.answerers:
            row |= f.I_ANSWERED
        rows.append(row)
    return rows


def _special(
    lane: Lane, author: PersonId, reading: Reading, me: Speaker | None, most: int
) -> tuple[dict[PersonId, int], dict[int, int]]:
    """Features that hold for one author whatever the message, and for one place."""
    people, places = {author: f.OWN}, {most: f.MOST_SHARED}
    outright = traits.called(reading.signs)
    for order, person in enumerate(reading.named):
        people[person] = people.get(person, 0) | (f.CALLS if order < outright else f.MENTIONS)
        known = lane.people.get(person)
        if order == 0 and outright and known is not None and known.last is not None:
            places[known.last.at] = places.get(known.last.at, 0) | f.CALLS_LATEST
    if me is None:
        return people, places
    for other, bit in ((me.called, f.MY_PARTNER), (me.called_by, f.MY_CALLER)):
        if other is not None:
            people[other] = people.get(other, 0) | bit
    if me.received:
        places[me.received[-1]] = places.get(me.received[-1], 0) | f.LATEST_TO_ME
    mine = me.last
    if mine is not None:
        places[mine.at] = places.get(mine.at, 0) | f.LATEST_OWN
        if mine.parent_author is not None:
            people[mine.parent_author] = people.get(mine.parent_author, 0) | f.MY_LAST_ANSWERS_ITS_AUTHOR
            places[mine.parent] = places.get(mine.parent, 0) | f.MY_LAST_ANSWERS_IT
        partner = lane.people.get(mine.called[0]) if mine.called else None
        if partner is not None and partner.last is not None:
            places[partner.last.at] = places.get(partner.last.at, 0) | f.LATEST_PARTNER
    return people, places


def _topics(lane: Lane, shared: dict[int, int]) -> dict[Topic, int]:
    """How much each topic has in common with the new message."""
    topics: dict[Topic, int] = {}
    for at, weight in shared.items():
        topic = lane.slots[at].topic
        topics[topic] = topics.get(topic, 0) + weight
    return topics


def _of_topic(topic: Topic) -> int:
    size, people = topic.size, len(topic.people)
    topic.bits = f.TOPIC_SIZE[size if size < 16 else 16] | f.TOPIC_PEOPLE[people if people < 4 else 4]
    return topic.bits


def _by_itself(lane: Lane, slot: Slot) -> int:
    """What a candidate is by itself, with what happened to it; forgotten by the lane whenever that changes."""
    row = slot.fixed if slot.fixed >= 0 else _fixed(slot)
    if slot.answerers:
        row |= f.ANSWERED[min(3, len(slot.answerers))]
    elif slot.waits and slot.parent < 0:
        row |= f.UNANSWERED_START
    if slot.continued:
        row |= f.CONTINUED
    after = lane.slots.get(slot.at + 1)
    if after is not None and after.author == slot.author:
        row |= f.NEXT_SAME
    slot.bits = row
    return row


def _fixed(slot: Slot) -> int:
    """What nothing can change any more."""
    heard, signs = slot.heard, slot.heard.reading.signs
    row = (signs & traits.FLAGS) << f.SIGNS | f.LENGTH[min(16, heard.reading.length)] | f.LEVELS[traits.levels(signs)]
    row |= f.BEGINS if slot.parent < 0 else f.CONTINUES if slot.parent_author == slot.author else 0
    row |= f.BY_ROOT if slot.topic.root == slot.author else 0
    row |= f.ADDRESSED if slot.called else 0
    row |= f.BY_BOT if heard.is_bot else 0
    row |= f.NEW_HERE if slot.spoken == 1 else 0
    slot.fixed = row
    return row


def _mine(lane: Lane, author: PersonId, is_bot: bool, reading: Reading) -> int:
    """What the new message is by itself."""
    signs, count = reading.signs, lane.count
    row = (signs & traits.FLAGS) << f.MY_SIGNS | f.MY_LENGTH[min(16, reading.length)]
    row |= f.MY_LEVELS[traits.levels(signs)]
    row |= f.SPEAKERS[len(lane.recent) - bisect_left(lane.recent, count - 20)]
    row |= f.NAMING[len(lane.calls) - bisect_left(lane.calls, count - 40)]
    row |= f.I_AM_BOT if is_bot else 0
    if reading.named:
        row |= _naming(lane, reading)
    me = lane.people.get(author)
    if me is None or me.last is None:
        return row | f.I_AM_NEW
    mine = me.last
    row |= f.MY_LAST_BACK[min(WINDOW, lane.count - mine.at)]
    row |= f.MY_LAST_CALLED if mine.called else 0
    row |= f.MY_LAST_ASKED if mine.heard.reading.signs & ASKS else 0
    return row | (f.NAMED_ME if me.received and me.received[-1] > mine.at else 0)


def _naming(lane: Lane, reading: Reading) -> int:
    outright = traits.called(reading.signs)
    row = f.I_MENTION if len(reading.named) > outright else 0
    if outright:
        row |= f.I_CALL
        known = (lane.people.get(person) for person in reading.named[:outright])
        if all(other is None or other.last is None for other in known):
            row |= f.I_CALL_ABSENT
    return row
