"""Which earlier messages a new one may answer, and what speaks for each."""

from __future__ import annotations

from typing import Final, NamedTuple

from bot.engine import features as f
from bot.engine import traits
from bot.engine.lane import WINDOW, Lane, Slot, Speaker
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import ASKS, Reading

RARITY: Final = (0, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1)
"""What a shared word counts, by how many messages of the window contain it: its rarity there, in any language."""
SHARED_ENOUGH: Final = 3
"""Words in common (by rarity) that make a message a candidate wherever it stands."""


class Choice(NamedTuple):
    """How many candidates are taken from where."""

    last: int = 4
    last_if_few: int = 9
    """Where fewer than `few` people speak, an answer reaches further back in messages."""
    few: int = 5
    speakers: int = 8
    own: int = 2
    partner: int = 1
    to_me: int = 2
    named: int = 3
    asked: int = 2


CHOICE: Final = Choice()
"""Contains the truth in 96.7 % of `irc/dev`, with ten candidates on average."""


class Scene(NamedTuple):
    """The candidates, latest first, the features of each, and those of the new message itself."""

    slots: list[Slot]
    rows: list[int]
    mine: int


def scene(lane: Lane, author: PersonId, is_bot: bool, reading: Reading) -> Scene:
    """What a message by `author` may answer in this place."""
    recent = [by.last.at for by in reversed(lane.people.values()) if by.last is not None]
    shared, most = _shared(lane, reading.words)
    slots = _chosen(lane, author, reading, recent, most)
    rows = _rows(lane, author, reading, recent, slots, shared, most)
    return Scene(slots, rows, _mine(lane, author, is_bot, reading, recent))


def _shared(lane: Lane, words: frozenset[str]) -> tuple[dict[int, int], int]:
    """How much each remembered message has in common with these words, and where most is (or -1)."""
    shared: dict[int, int] = {}
    known = lane.words
    for word in words:
        if word in known:
            places = known[word]
            if len(places) < len(RARITY):
                weight = RARITY[len(places)]
                for at in places:
                    shared[at] = shared.get(at, 0) + weight
    if not shared:
        return shared, -1
    best = max(shared.values())
    if best < SHARED_ENOUGH:
        return shared, -1
    return shared, max([at for at, weight in shared.items() if weight == best])


def _chosen(lane: Lane, author: PersonId, reading: Reading, recent: list[int], most: int) -> list[Slot]:
    count, people, slots = lane.count, lane.people, lane.slots
    low = count - WINDOW
    last = CHOICE.last if len(recent) >= CHOICE.few else CHOICE.last_if_few
    places = {*range(max(0, count - last), count), *recent[: CHOICE.speakers], most}
    me = people.get(author)
    if me is not None:
        places.update(me.places[-CHOICE.own :], me.received[-CHOICE.to_me :])
        for other in (me.called, me.called_by):
            if other is not None and other in people:
                places.update(people[other].places[-CHOICE.partner :])
    for person in reading.named[:3]:
        if person in people:
            places.update(people[person].places[-CHOICE.named :])
            if me is not None:
                places.update(_latest_from(person, me, slots))
    open_asks = 0
    for at in reversed(lane.asked):
        if at in slots and not slots[at].answerers:
            places.add(at)
            open_asks += 1
            if open_asks == CHOICE.asked:
                break
    return [slots[at] for at in sorted(places, reverse=True) if at >= low and at in slots]


def _latest_from(person: PersonId, me: Speaker, slots: dict[int, Slot]) -> list[int]:
    """Where this person last named me."""
    for at in reversed(me.received):
        if at in slots and slots[at].author == person:
            return [at]
    return []


def _rows(
    lane: Lane,
    author: PersonId,
    reading: Reading,
    recent: list[int],
    slots: list[Slot],
    shared: dict[int, int],
    most: int,
) -> list[int]:
    """The features of each candidate. One long loop, because it is most of what a message costs."""
    count = lane.count
    outright = traits.called(reading.signs)
    called, mentioned = reading.named[:outright], reading.named[outright:]
    me = lane.people.get(author)
    mine = me.last if me is not None else None
    partner = caller = my_topic = my_parent = my_parent_author = None
    my_last = my_before = -1
    my_called: tuple[PersonId, ...] = ()
    my_to: dict[PersonId, tuple[int, int]] = {}
    if me is not None:
        partner, caller, my_to = me.called, me.called_by, me.to
        if mine is not None:
            my_last, my_topic, my_called = mine.at, mine.topic, mine.called
            my_parent, my_parent_author = mine.parent, mine.parent_author
            my_before = me.places[-2] if len(me.places) > 1 else -1
    topics: dict[object, int] = {}
    for at in shared:
        topic = lane.slots[at].topic
        topics[topic] = topics.get(topic, 0) + shared[at]
    rows: list[int] = []
    first_own = first_partner = first_answer = first_called = first_to_me = True
    passed, speakers = 0, len(recent)
    for slot in slots:
        at, its, by, topic = slot.at, slot.author, slot.by, slot.topic
        row = f.BACK[count - at]
        while passed < speakers and recent[passed] > at:
            passed += 1
        row |= f.PASSED[passed if passed < 8 else 8]
        since = by.spoken - slot.spoken
        if since:
            row |= f.LATER[since if since < 5 else 5]
        if my_last > at:
            row |= f.I_SPOKE_MORE if my_before > at else f.I_SPOKE_ONCE
        if its == author:
            row |= f.OWN
            if first_own:
                row |= f.LATEST_OWN
                first_own = False
        else:
            if slot.previous_author == author:
                row |= f.AFTER_MINE
            if its == partner:
                row |= f.MY_PARTNER
            if its == caller:
                row |= f.MY_CALLER
            if by.called == author:
                row |= f.ITS_PARTNER
            if first_partner and its in my_called:
                row |= f.LATEST_PARTNER
                first_partner = False
            if slot.parent_author == author:
                row |= f.ANSWERS_ME
                if first_answer:
                    row |= f.LATEST_ANSWERS_ME
                    first_answer = False
            if my_to and its in my_to:
                first, latest = my_to[its]
                row |= (f.I_CALLED_SINCE if latest > at else 0) | (f.I_CALLED_BEFORE if first <= at else 0)
            if author in by.to:
                first, latest = by.to[author]
                row |= (f.CALLED_ME_SINCE if latest > at else 0) | (f.CALLED_ME_BEFORE if first <= at else 0)
            if its == my_parent_author:
                row |= f.MY_LAST_ANSWERS_ITS_AUTHOR
                if slot is my_parent:
                    row |= f.MY_LAST_ANSWERS_IT
            if by.last is not None and by.last.parent_author == author:
                row |= f.ITS_LAST_ANSWERS_ME
        if called:
            if its in called:
                row |= f.CALLS
                if first_called:
                    row |= f.CALLS_LATEST
                    first_called = False
            if slot.called and slot.called[0] in called:
                row |= f.SAME_TARGET
            if called[0] in topic.people:
                row |= f.CALLED_IN_TOPIC
        if mentioned and its in mentioned:
            row |= f.MENTIONS
        if slot.called and author in slot.called:
            row |= f.CALLS_ME | f.LATEST_TO_ME if first_to_me else f.CALLS_ME
            first_to_me = False
        elif slot.mentioned and author in slot.mentioned:
            row |= f.MENTIONS_ME | f.LATEST_TO_ME if first_to_me else f.MENTIONS_ME
            first_to_me = False
        named = by.addressed - slot.addressed
        if named:
            row |= f.NAMED_SINCE[named if named < 4 else 4]
        elif slot.waits and not slot.called:
            row |= f.FREE_QUESTION
        if shared:
            weight = shared.get(at, 0)
            if weight:
                row |= f.SHARED[weight if weight < 12 else 12]
                if at == most:
                    row |= f.MOST_SHARED
            weight = topics.get(topic, 0) - weight
            if weight:
                row |= f.TOPIC_SHARED[weight if weight < 12 else 12]
        if author in topic.people:
            row |= f.IN_TOPIC
            if topic is my_topic:
                row |= f.MY_LAST_TOPIC
            if topic.root == author:
                row |= f.TOPIC_IS_MINE
        rest = topic.last - at
        row |= f.TOPIC_AFTER[rest if rest < 20 else 20] if rest else f.LAST_OF_TOPIC
        size = topic.size
        if size > 1:
            row |= f.TOPIC_SIZE[size if size < 16 else 16]
            size = len(topic.people)
            row |= f.TOPIC_PEOPLE[size if size < 4 else 4]
        if slot.answerers:
            answered = len(slot.answerers)
            row |= f.ANSWERED[answered if answered < 3 else 3]
            if author in slot.answerers:
                row |= f.I_ANSWERED
        elif slot.waits and slot.parent is None:
            row |= f.UNANSWERED_START
        if slot.continued:
            row |= f.CONTINUED
        rows.append(row | (slot.bits if slot.bits >= 0 else _by_itself(lane, slot)))
    return rows


def _by_itself(lane: Lane, slot: Slot) -> int:
    """What a candidate is by itself; kept once the message after it is known too."""
    heard = slot.heard
    signs = heard.reading.signs
    row = (signs & traits.FLAGS) << f.SIGNS | f.LENGTH[min(16, heard.reading.length)]
    row |= f.BEGINS if slot.parent is None else f.CONTINUES if slot.parent_author == slot.author else 0
    row |= f.BY_ROOT if slot.topic.root == slot.author else 0
    row |= f.ADDRESSED if slot.called else 0
    row |= f.BY_BOT if heard.is_bot else 0
    row |= f.NEW_HERE if slot.spoken == 1 else 0
    for tendency, scale in enumerate(f.LEVELS):
        row |= scale[traits.level(signs, tendency)]
    after = lane.slots.get(slot.at + 1)
    if after is not None:
        row |= f.NEXT_SAME if after.author == slot.author else 0
        slot.bits = row
    return row


def _mine(lane: Lane, author: PersonId, is_bot: bool, reading: Reading, recent: list[int]) -> int:
    """What the new message is by itself."""
    signs = reading.signs
    row = (signs & traits.FLAGS) << f.MY_SIGNS | f.MY_LENGTH[min(16, reading.length)]
    for tendency, scale in enumerate(f.MY_LEVELS):
        row |= scale[traits.level(signs, tendency)]
    twenty = lane.count - 20
    row |= f.SPEAKERS[min(20, sum([at >= twenty for at in recent[:20]]))]
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
