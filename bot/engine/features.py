"""What the linker looks at, as bits of one integer for each candidate.

A candidate's row of features is an integer; a network over rows is a matrix over bits. Training and judging
share these rows to the letter. No feature knows the clock: places in the order of speaking are all there is, so
that a slow channel looks like a busy one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.engine import traits
from bot.engine.lane import WINDOW, Lane, Slot
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import ASKS, HAS_QUESTION_MARK, WAITS, Reading


class Layout:
    """Hands out bits, and remembers what each means."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def flag(self, name: str) -> int:
        """One bit."""
        self.names.append(name)
        return 1 << (len(self.names) - 1)

    def scale(self, name: str, steps: Sequence[float], upto: int) -> tuple[int, ...]:
        """One bit for each step, none below the first; a table from 0 to `upto` gives the bit."""
        bits = [self.flag(f"{name}>={step:g}") for step in steps]
        return tuple(
            next((bit for step, bit in zip(reversed(steps), reversed(bits), strict=True) if value >= step), 0)
            for value in range(upto + 1)
        )

    def shift(self, name: str, bits: int) -> int:
        """Several bits copied from another integer: how far to shift them."""
        start = len(self.names)
        self.names.extend(f"{name}:{bit}" for bit in range(bits))
        return start


LAYOUT: Final = Layout()
FAR: Final = 3

# What is between the two messages.
DISTANCE: Final = LAYOUT.scale("back", (1, 2, 3, 4, 5, 7, 10, 15, 25, 50), WINDOW)
LATER: Final = LAYOUT.scale("its author spoke since", (1, 2, 3, 5), 5)
BETWEEN: Final = LAYOUT.scale("speakers since", (1, 2, 3, 5, 8), 8)
SAME: Final = LAYOUT.flag("own")
FIRST_OWN: Final = LAYOUT.flag("latest own")
I_SPOKE: Final = LAYOUT.scale("I spoke since", (1, 2), 2)
GOES_ON: Final = LAYOUT.flag("its author went straight on")
# Who is named.
CALLS: Final = LAYOUT.flag("I call its author")
CALLS_OTHER: Final = LAYOUT.flag("I call others")
CALLS_FIRST: Final = LAYOUT.flag("latest of whom I call")
MENTIONS: Final = LAYOUT.flag("I mention its author")
CALLED: Final = LAYOUT.flag("it calls me")
CALLED_OTHER: Final = LAYOUT.flag("it calls others")
MENTIONED: Final = LAYOUT.flag("it mentions me")
FIRST_CALLED: Final = LAYOUT.flag("latest that names me")
SAME_TARGET: Final = LAYOUT.flag("both call somebody")
I_CALLED_SINCE: Final = LAYOUT.flag("I called its author since")
CALLED_ME_SINCE: Final = LAYOUT.flag("its author called me since")
I_CALLED_BEFORE: Final = LAYOUT.flag("I called its author before")
CALLED_ME_BEFORE: Final = LAYOUT.flag("its author called me before")
NAMED_SINCE: Final = LAYOUT.scale("its author was named since", (1, 2, 4), 4)
MY_PARTNER: Final = LAYOUT.flag("I last spoke to its author")
CALLER: Final = LAYOUT.flag("its author last spoke to me")
ITS_PARTNER: Final = LAYOUT.flag("I am whom its author last spoke to")
FIRST_PARTNER: Final = LAYOUT.flag("latest of whom my last message calls")
FOLLOWS_MINE: Final = LAYOUT.flag("said right after mine")
SAME_THIRD: Final = LAYOUT.flag("both name somebody else")
# What is said.
TOPIC_OVERLAP: Final = LAYOUT.scale("words in common with its topic", (1, 3, 5, 8, 12), 12)
OVERLAP: Final = LAYOUT.scale("words in common", (1, 3, 5, 8, 12), 12)
MOST_OVERLAP: Final = LAYOUT.flag("most words in common")
OPEN_QUESTION: Final = LAYOUT.flag("a question to nobody, its author not named since")
# How it hangs together so far.
CONTINUES: Final = LAYOUT.flag("its author goes on")
CONTINUED: Final = LAYOUT.flag("its author went on")
MY_LAST_PARENT: Final = LAYOUT.flag("my last message answers it")
ANSWERS_ME: Final = LAYOUT.flag("it answers me")
FIRST_ANSWERS_ME: Final = LAYOUT.flag("latest that answers me")
ANSWERED: Final = LAYOUT.scale("answered by others", (1, 2, 3), 3)
I_ANSWERED: Final = LAYOUT.flag("I answered it")
IN_TOPIC: Final = LAYOUT.flag("I am in its topic")
LAST_OF_TOPIC: Final = LAYOUT.flag("last of its topic")
MY_LAST_TOPIC: Final = LAYOUT.flag("topic of my last message")
TOPIC_SIZE: Final = LAYOUT.scale("topic size", (2, 4, 8, 16), 16)
TOPIC_PEOPLE: Final = LAYOUT.scale("topic people", (2, 3, 4), 4)
CALLED_IN_TOPIC: Final = LAYOUT.flag("whom I call is in its topic")
BEGINS: Final = LAYOUT.flag("begins a topic")
TOPIC_AFTER: Final = LAYOUT.scale("topic went on after it", (1, 3, 8, 20), 20)
MY_LAST_ANSWERED: Final = LAYOUT.flag("my last message answers its author")
ITS_LAST_ANSWERS_ME: Final = LAYOUT.flag("its author's last message answers me")
TOPIC_MINE: Final = LAYOUT.flag("I began its topic")
TOPIC_ITS: Final = LAYOUT.flag("its author began its topic")
UNANSWERED_START: Final = LAYOUT.flag("an unanswered opening question")
# What it is by itself.
ITS_SIGNS: Final = LAYOUT.shift("it", 23)
ITS_LENGTH: Final = LAYOUT.scale("its words", (1, 2, 4, 8, 16), 16)
ITS_EXPECTS: Final = LAYOUT.scale("it expects", (1, 2, 3, 4, 5, 6, 7), 7)
IT_IS_BOT: Final = LAYOUT.flag("a bot said it")
IT_IS_NEW: Final = LAYOUT.flag("its author's first")
# What I am by myself: the same for every candidate.
MY_SIGNS: Final = LAYOUT.shift("mine", 23)
MY_LENGTH: Final = LAYOUT.scale("my words", (1, 2, 4, 8, 16), 16)
MY_EXPECTS: Final = LAYOUT.scale("mine expects", (1, 2, 3, 4, 5, 6, 7), 7)
MY_LEVELS = [LAYOUT.scale(f"my level {k}", (1,2,3,4,5,6,7), 7) for k in range(7)]
ITS_LEVELS = [LAYOUT.scale(f"its level {k}", (1,2,3,4,5,6,7), 7) for k in range(7)]
MY_FOLLOWS: Final = LAYOUT.scale("mine follows", (1, 2, 3, 4, 5, 6, 7), 7)
I_AM_BOT: Final = LAYOUT.flag("I am a bot")
I_AM_NEW: Final = LAYOUT.flag("my first")
MY_LAST_BACK: Final = LAYOUT.scale("my last back", (1, 2, 4, 8, 16, 40), WINDOW)
MY_LAST_CALLED: Final = LAYOUT.flag("my last called somebody")
MY_LAST_ASKED: Final = LAYOUT.flag("my last asked")
NAMES: Final = LAYOUT.flag("I call somebody")
NAMES_INSIDE: Final = LAYOUT.flag("I mention somebody")
NAMES_ABSENT: Final = LAYOUT.flag("I call somebody who has not spoken")
NAMED_RECENTLY: Final = LAYOUT.flag("somebody named me since I spoke")
SPEAKERS: Final = LAYOUT.scale("speakers in the last twenty", (2, 3, 5, 7, 10), 20)
MINE_OF_TWENTY: Final = LAYOUT.scale("mine of the last twenty", (1, 2, 4, 7), 20)

WIDTH: Final = (len(LAYOUT.names) + 7) // 8
"""Bytes of a row."""
SIGNS_SEEN: Final = (1 << 23) - 1
RARE: Final = (0, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1)
"""What a shared word counts by how many messages of the window contain it."""

LAST: Final = 6
SPEAKERS_BACK: Final = 10
TO_ME: Final = 3
OWN: Final = 2
PARTNER: Final = 2
NAMED: Final = 4


class Rows(NamedTuple):
    """The candidates, latest first, with their rows, and the row of what is the same for all."""

    slots: list[Slot]
    rows: list[int]
    mine: int


def rows(lane: Lane, author: PersonId, is_bot: bool, reading: Reading) -> Rows:
    """The messages that one by `author` may answer, and what speaks for each."""
    outright = traits.called(reading.signs)
    called, mentioned = reading.named[:outright], reading.named[outright:]
    count, slots, people = lane.count, lane.slots, lane.people
    low = max(0, count - WINDOW)
    me = people.get(author)
    my_last = me.last if me is not None else None
    recent = [speaker.last.at for speaker in reversed(people.values()) if speaker.last is not None]
    shared, most = _shared(lane, reading.words, low)
    chosen = set(range(max(low, count - LAST), count))
    chosen.update(recent[:SPEAKERS_BACK])
    if most >= 0:
        chosen.add(most)
    partner = caller = None
    if me is not None:
        chosen.update(me.received[-TO_ME:])
        partner, caller = me.called, me.called_by
        if my_last is not None:
            chosen.update(me.places[-OWN:])
        for other in (partner, caller):
            if other is not None and (known := people.get(other)) is not None and known.last is not None:
                chosen.update(known.places[-PARTNER:])
    for person in reading.named[:3]:
        other = people.get(person)
        if other is not None and other.last is not None:
            chosen.update(other.places[-NAMED:])
            if me is not None:
                for at in reversed(me.received[-8:]):
                    if at in slots and slots[at].author == person:
                        chosen.add(at)
                        break
    places = sorted([at for at in chosen if at >= low and at in slots], reverse=True)
    my_last_at = my_last.at if my_last is not None else -1
    my_before_at = me.before.at if me is not None and me.before is not None else -1
    my_last_called = my_last.called if my_last is not None else ()
    my_topic = my_last.topic if my_last is not None else None
    my_answered = my_last.parent_author if my_last is not None else None
    my_last_parent = my_last.parent if my_last is not None else None
    by_topic: dict[int, int] = {}
    for at, weight in shared.items():
        key = id(slots[at].topic)
        by_topic[key] = by_topic.get(key, 0) + weight
    my_to = me.to if me is not None else {}
    out: list[int] = []
    chosen_slots: list[Slot] = []
    first_called = first_own = first_partner = first_answers = first_call = True
    passed = 0
    speakers = len(recent)
    for at in places:
        slot = slots[at]
        by, its, signs = slot.by, slot.author, slot.signs
        row = DISTANCE[count - at] | slot_bits(slot)
        since = by.spoken - slot.spoken
        if since:
            row |= LATER[since if since < 5 else 5]
        while passed < speakers and recent[passed] > at:
            passed += 1
        row |= BETWEEN[passed if passed < 8 else 8]
        if my_last_at > at:
            row |= I_SPOKE[1 if my_before_at <= at else 2]
        if at + 1 < count and slots[at + 1].author == its:
            row |= GOES_ON
        if its == author:
            row |= SAME
            if first_own:
                row |= FIRST_OWN
                first_own = False
        else:
            if first_partner and its in my_last_called:
                row |= FIRST_PARTNER
                first_partner = False
            if slot.parent_author == author:
                row |= ANSWERS_ME
                if first_answers:
                    row |= FIRST_ANSWERS_ME
                    first_answers = False
        if called:
            if its in called:
                row |= CALLS
                if first_call:
                    row |= CALLS_FIRST
                    first_call = False
            else:
                row |= CALLS_OTHER
            if slot.called and slot.called[0] in called:
                row |= SAME_TARGET
        if mentioned and its in mentioned:
            row |= MENTIONS
        if slot.called:
            if author in slot.called:
                row |= CALLED | FIRST_CALLED if first_called else CALLED
                first_called = False
            else:
                row |= CALLED_OTHER
        if slot.mentioned and author in slot.mentioned:
            row |= MENTIONED | FIRST_CALLED if first_called else MENTIONED
            first_called = False
        if my_to and (span := my_to.get(its)) is not None:
            if span[1] > at:
                row |= I_CALLED_SINCE
            if span[0] <= at:
                row |= I_CALLED_BEFORE
        if by.to and (span := by.to.get(author)) is not None:
            if span[1] > at:
                row |= CALLED_ME_SINCE
            if span[0] <= at:
                row |= CALLED_ME_BEFORE
        named_since = by.addressed - slot.addressed
        if named_since:
            row |= NAMED_SINCE[named_since if named_since < 4 else 4]
        elif signs & WAITS and not slot.called:
            row |= OPEN_QUESTION
        if its == partner:
            row |= MY_PARTNER
        if its == caller:
            row |= CALLER
        if by.called == author:
            row |= ITS_PARTNER
        weight = shared.get(at)
        if weight:
            row |= OVERLAP[weight if weight < 12 else 12]
            if at == most:
                row |= MOST_OVERLAP
        if at and at - 1 in slots and slots[at - 1].author == author and its != author:
            row |= FOLLOWS_MINE
        answered = slot.answered
        if answered:
            row |= ANSWERED[answered if answered < 3 else 3]
            if slot.answerers and author in slot.answerers:
                row |= I_ANSWERED
        if slot.parent_author == its:
            row |= CONTINUES
        if slot.continued:
            row |= CONTINUED
        if slot is my_last_parent:
            row |= MY_LAST_PARENT
        topic = slot.topic
        tw = by_topic.get(id(topic), 0) - (weight or 0)
        if tw > 0:
            row |= TOPIC_OVERLAP[tw if tw < 12 else 12]
        parts = topic.parts
        if author in parts:
            row |= IN_TOPIC
        after = topic.last - at
        if after:
            row |= TOPIC_AFTER[after if after < 20 else 20]
        else:
            row |= LAST_OF_TOPIC
        if topic is my_topic:
            row |= MY_LAST_TOPIC
        row |= TOPIC_SIZE[topic.size if topic.size < 16 else 16] | TOPIC_PEOPLE[len(parts) if len(parts) < 4 else 4]
        if called and called[0] in parts:
            row |= CALLED_IN_TOPIC
        if slot.parent is None:
            row |= BEGINS
            if not answered and signs & WAITS:
                row |= UNANSWERED_START
        if its == my_answered:
            row |= MY_LAST_ANSWERED
        if by.last is not None and by.last.parent_author == author:
            row |= ITS_LAST_ANSWERS_ME
        if topic.root == author:
            row |= TOPIC_MINE
        if topic.root == its:
            row |= TOPIC_ITS
        out.append(row)
        chosen_slots.append(slot)
    return Rows(chosen_slots, out, _mine(lane, author, is_bot, reading, called, mentioned, recent))


def slot_bits(slot: Slot) -> int:
    """What a candidate is by itself."""
    heard = slot.heard
    row = (slot.signs & SIGNS_SEEN) << ITS_SIGNS | ITS_LENGTH[min(16, heard.reading.length)]
    row |= ITS_EXPECTS[slot.signs >> traits.EXPECTS_SHIFT & 7]
    for k in range(7): row |= ITS_LEVELS[k][slot.signs>>(23+3*k)&7]
    if heard.is_bot:
        row |= IT_IS_BOT
    if slot.spoken == 1:
        row |= IT_IS_NEW
    return row


def _shared(lane: Lane, words: frozenset[str], low: int) -> tuple[dict[int, int], int]:
    """How much each remembered message has in common with these words, and where most is."""
    shared: dict[int, int] = {}
    posts = lane.posts
    for word in words:
        places = posts.get(word)
        if places is not None and len(places) <= 10:
            weight = RARE[len(places)]
            for at in places:
                if at in shared:
                    shared[at] += weight
                else:
                    shared[at] = weight
    most, best = -1, 2
    for at, weight in shared.items():
        if at >= low and (weight > best or (weight == best and at > most)):
            most, best = at, weight
    return shared, most


def _mine(
    lane: Lane,
    author: PersonId,
    is_bot: bool,
    reading: Reading,
    called: tuple[PersonId, ...],
    mentioned: tuple[PersonId, ...],
    recent: list[int],
) -> int:
    count, people = lane.count, lane.people
    me = people.get(author)
    row = (reading.signs & SIGNS_SEEN) << MY_SIGNS | MY_LENGTH[min(16, reading.length)]
    for k in range(7): row |= MY_LEVELS[k][reading.signs>>(23+3*k)&7]
    row |= MY_FOLLOWS[reading.signs >> traits.FOLLOWS_SHIFT & 7]
    if is_bot:
        row |= I_AM_BOT
    last = me.last if me is not None else None
    if me is None or last is None:
        row |= I_AM_NEW
    else:
        row |= MY_LAST_BACK[min(WINDOW, count - last.at)]
        if last.called:
            row |= MY_LAST_CALLED
        if last.signs & ASKS:
            row |= MY_LAST_ASKED
        if me.received and me.received[-1] > last.at:
            row |= NAMED_RECENTLY
    if called:
        row |= NAMES
        if not any((other := people.get(person)) is not None and other.last is not None for person in called):
            row |= NAMES_ABSENT
    if mentioned:
        row |= NAMES_INSIDE
    twenty = count - 20
    heard = 0
    for at in recent:
        if at < twenty:
            break
        heard += 1
    row |= SPEAKERS[heard]
    if last is not None and last.at >= twenty:
        slots = lane.slots
        mine = sum([1 for at in range(max(0, twenty), count) if at in slots and slots[at].author == author])
        row |= MINE_OF_TWENTY[min(20, mine)]
    return row
