"""The latest messages of one place (the top of a conversation, or a thread), indexed for judging.

Everything a judgement looks up is kept up to date as messages arrive, so that judging costs the same however
much was said. Nothing here looks at a clock: order is all that matters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from bot.engine.judgement import traits
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.signals import WAITS, Heard

WINDOW: Final = 120
"""How many messages back an answer is looked for; 99 % of the annotated links of `irc/train` are nearer."""
SLACK: Final = 64
"""Messages kept beyond the window, so that taking back the latest ones (an event out of order) loses nothing."""
KEPT: Final = WINDOW + SLACK
PEOPLE: Final = 200
"""People remembered in one place, the one longest silent forgotten first."""
PARTNERS: Final = 24
"""People remembered whom one person has addressed."""
SPEAKERS_SEEN: Final = 20
"""Latest speakers that are looked at: no feature tells more of them apart."""
PLACES: Final = 8
"""Latest places remembered of each kind."""


class Speaker:
    """What is known of one person in this place. Places count messages from the first on."""

    __slots__ = (
        "addressed",
        "called",
        "called_by",
        "last",
        "person",
        "places",
        "received",
        "spoken",
        "to",
    )

    def __init__(self, person: PersonId) -> None:
        self.person = person
        self.last: Slot | None = None
        self.places: list[int] = []
        """Where this person spoke, latest last."""
        self.received: list[int] = []
        """Where this person was named, latest last."""
        self.spoken = 0
        self.addressed = 0
        self.called: PersonId | None = None
        self.called_by: PersonId | None = None
        self.to: dict[PersonId, tuple[int, int]] = {}
        """Whom this person addressed: the first and the latest place."""


class Topic:
    """Messages that hang together by answering one another."""

    __slots__ = ("bits", "last", "people", "root", "size")

    def __init__(self, at: int, author: PersonId) -> None:
        self.last = at
        self.root = author
        self.people: tuple[PersonId, ...] = (author,)
        self.size = 1
        self.bits = -1
        """Its features, once they were looked at; forgotten when they change. So are a slot's."""


class Slot:
    """A remembered message with what has happened to it since."""

    __slots__ = (
        "addressed",
        "answerers",
        "at",
        "author",
        "bits",
        "by",
        "called",
        "continued",
        "fixed",
        "heard",
        "mentioned",
        "parent",
        "parent_author",
        "previous_author",
        "spoken",
        "topic",
        "waits",
    )

    def __init__(
        self,
        at: int,
        heard: Heard,
        by: Speaker,
        parent: Slot | None,
        previous: Slot | None,
    ) -> None:
        reading = heard.reading
        outright = traits.called(reading.signs)
        self.at = at
        self.heard = heard
        self.author = heard.author
        self.by = by
        self.called = reading.named[:outright]
        self.mentioned = reading.named[outright:]
        self.waits = bool(reading.signs & WAITS)
        self.parent = parent.at if parent is not None else -1
        self.parent_author = parent.author if parent is not None else None
        self.previous_author = previous.author if previous is not None else None
        self.topic: Topic = parent.topic if parent is not None else Topic(at, heard.author)
        self.continued = False
        self.answerers: tuple[PersonId, ...] = ()
        self.spoken = by.spoken
        self.addressed = by.addressed
        self.bits = self.fixed = -1


class Lane:
    """One place's memory."""

    __slots__ = ("_places", "asked", "calls", "count", "people", "recent", "slots", "words")

    def __init__(self) -> None:
        self.count = 0
        self.slots: dict[int, Slot] = {}
        self.people: OrderedDict[PersonId, Speaker] = OrderedDict()
        self.words: dict[str, list[int]] = {}
        """Where each content word stands, latest last."""
        self.calls: list[int] = []
        """Where somebody was called outright, latest last: some communities hardly ever do."""
        self.asked: list[int] = []
        """Where something was asked, latest last."""
        self.recent: list[int] = []
        """Where the latest speakers spoke last, latest last."""
        self._places: dict[MessageId, int] = {}

    def __iter__(self) -> Iterator[Heard]:
        return (slot.heard for slot in self.slots.values())

    def find(self, message: MessageId) -> Slot | None:
        """The slot of a message, where it is still remembered."""
        at = self._places.get(message)
        return None if at is None else self.slots[at]

    def latest(self) -> Slot | None:
        """The latest message."""
        return self.slots.get(self.count - 1)

    def add(self, heard: Heard) -> None:
        """Remember a message, the latest so far."""
        at, answers = self.count, heard.link.answers
        by = self._speaker(heard.author)
        parent = self.find(answers) if answers is not None else None
        previous = self.slots.get(at - 1)
        if previous is not None:
            previous.bits = -1
        slot = Slot(at, heard, by, parent, previous)
        if slot.called or slot.mentioned:
            self._name(slot, by)
        by.spoken += 1
        slot.spoken = by.spoken
        self._speaks(by, at)
        by.last = slot
        _append(by.places, at)
        if parent is not None:
            _hang(slot, parent)
        self.slots[at] = slot
        self._places[heard.message] = at
        if slot.called:
            self.calls.append(at)
            if len(self.calls) > 80:
                del self.calls[:40]
        if slot.waits:
            _append(self.asked, at)
        words = self.words
        for word in heard.reading.words:
            if word in words:
                words[word].append(at)
            else:
                words[word] = [at]
        self.count = at + 1
        if len(self.slots) > KEPT:
            self._drop(next(iter(self.slots)))

    def without(self, message: MessageId) -> Lane:
        """The same place as if a message had never been said."""
        lane = Lane()
        for heard in self:
            if heard.message != message:
                lane.add(heard)
        return lane

    def _speaks(self, by: Speaker, at: int) -> None:
        """Somebody is now the latest to have spoken."""
        recent = self.recent
        if by.last is not None:
            place = bisect_left(recent, by.last.at)
            if place < len(recent) and recent[place] == by.last.at:
                del recent[place]
        recent.append(at)
        if len(recent) > 2 * SPEAKERS_SEEN:
            del recent[:SPEAKERS_SEEN]

    def _speaker(self, author: PersonId) -> Speaker:
        people = self.people
        by = people.get(author)
        if by is None:
            by = people[author] = Speaker(author)
            if len(people) > PEOPLE:
                people.popitem(last=False)
        else:
            people.move_to_end(author)
        return by

    def _name(self, slot: Slot, by: Speaker) -> None:
        """Whoever is named has been spoken to."""
        at = slot.at
        for person in (*slot.called, *slot.mentioned):
            named = self.people.get(person)
            if named is None:
                named = self.people[person] = Speaker(person)
                self.people.move_to_end(person, last=False)
            named.addressed += 1
            _append(named.received, at)
            if person in slot.called:
                named.called_by, by.called = by.person, person
                by.to[person] = (by.to[person][0] if person in by.to else at, at)
                if len(by.to) > PARTNERS:
                    del by.to[next(iter(by.to))]

    def _drop(self, at: int) -> None:
        slot = self.slots.pop(at)
        del self._places[slot.heard.message]
        for word in slot.heard.reading.words:
            places = self.words[word]
            if len(places) == 1:
                del self.words[word]
            else:
                del places[0]


def _append(places: list[int], at: int) -> None:
    places.append(at)
    if len(places) > 2 * PLACES:
        del places[:PLACES]


def _hang(slot: Slot, parent: Slot) -> None:
    """Hang a message below the one it answers."""
    topic = slot.topic
    topic.last = slot.at
    topic.size += 1
    if slot.author not in topic.people:
        topic.people = (*topic.people, slot.author)
    topic.bits = parent.bits = -1
    if parent.author == slot.author:
        parent.continued = True
        return
    parent.answerers = (*parent.answerers, slot.author)
    if not slot.called:
        slot.by.called = parent.author
        parent.by.called_by = slot.author
