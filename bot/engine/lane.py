"""The latest messages of one place (the top of a conversation, or a thread), indexed for judging.

Everything a judgement looks up is kept up to date as messages arrive, so that judging costs the same however
much was said. Nothing here looks at a clock: order is all that matters.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from bot.engine import traits
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.signals import ASKS, HAS_QUESTION_MARK, Heard

WINDOW: Final = 120
"""How many messages back an answer is looked for: 98.9 % of the annotated links of `irc/train` are nearer."""
SLACK: Final = 64
"""Messages kept beyond the window, so that taking back the latest ones (an event out of order) loses nothing."""
KEPT: Final = WINDOW + SLACK
PEOPLE: Final = 200
"""People remembered in one place, the one longest silent forgotten first."""
PARTNERS: Final = 24
"""People remembered whom one person has addressed."""


class Speaker:
    """What is known of one person in this place."""

    __slots__ = ("addressed", "author", "before", "called", "called_by", "last", "places", "received", "spoken", "to")

    def __init__(self, author: PersonId) -> None:
        self.author = author
        self.last: Slot | None = None
        self.before: Slot | None = None
        self.spoken = 0
        self.addressed = 0
        self.places: list[int] = []
        self.received: list[int] = []
        """The places of messages that named this person, latest last."""
        self.called: PersonId | None = None
        self.called_by: PersonId | None = None
        self.to: dict[PersonId, tuple[int, int]] = {}
        """Whom this person addressed: the first and the latest place."""


class Topic:
    """Messages that hang together by answering one another."""

    __slots__ = ("last", "parts", "root", "size")

    def __init__(self, at: int, author: PersonId) -> None:
        self.last = at
        self.root = author
        self.parts = {author}
        self.size = 1


class Slot:
    """A remembered message with what has happened to it since."""

    __slots__ = (
        "addressed",
        "answered",
        "answerers",
        "at",
        "author",
        "by",
        "called",
        "continued",
        "heard",
        "mentioned",
        "parent",
        "parent_author",
        "signs",
        "spoken",
        "topic",
    )

    def __init__(self, at: int, heard: Heard, by: Speaker) -> None:
        reading = heard.reading
        outright = traits.called(reading.signs)
        self.at = at
        self.heard = heard
        self.author = heard.author
        self.by = by
        self.signs = reading.signs
        self.called = reading.named[:outright]
        self.mentioned = reading.named[outright:]
        self.spoken = by.spoken
        self.addressed = by.addressed
        self.answered = 0
        self.continued = False
        self.answerers: set[PersonId] | None = None
        self.parent: Slot | None = None
        self.parent_author: PersonId | None = None
        self.topic: Topic


class Lane:
    """One place's memory."""

    __slots__ = ("at_of", "count", "people", "posts", "slots")

    def __init__(self) -> None:
        self.count = 0
        self.slots: dict[int, Slot] = {}
        self.at_of: dict[MessageId, int] = {}
        self.people: OrderedDict[PersonId, Speaker] = OrderedDict()
        self.posts: dict[str, list[int]] = {}
        """Where each content word stands, latest last."""

    def __iter__(self) -> Iterator[Heard]:
        return (slot.heard for slot in self.slots.values())

    def find(self, message: MessageId) -> Slot | None:
        """The slot of a message, where it is still remembered."""
        at = self.at_of.get(message)
        return None if at is None else self.slots[at]

    def add(self, heard: Heard) -> None:
        """Remember a message, the latest so far."""
        at, people, author = self.count, self.people, heard.author
        by = people.get(author)
        if by is None:
            by = people[author] = Speaker(author)
        else:
            people.move_to_end(author)
        slot = Slot(at, heard, by)
        self._address(slot, by)
        by.spoken += 1
        slot.spoken = by.spoken
        slot.addressed = by.addressed
        by.before, by.last = by.last, slot
        by.places.append(at)
        if len(by.places) > 8:
            del by.places[:4]
        self._hang(slot, by)
        self.slots[at] = slot
        self.at_of[heard.message] = at
        posts = self.posts
        for word in heard.reading.words:
            if word in posts:
                posts[word].append(at)
            else:
                posts[word] = [at]
        self.count = at + 1
        if len(self.slots) > KEPT:
            self._drop(next(iter(self.slots)))
        if len(people) > PEOPLE:
            people.popitem(last=False)

    def without(self, message: MessageId) -> Lane:
        """The same place as if a message had never been said."""
        lane = Lane()
        for heard in self:
            if heard.message != message:
                lane.add(heard)
        return lane

    def _address(self, slot: Slot, by: Speaker) -> None:
        """Whoever is named has been spoken to."""
        at = slot.at
        for person in slot.called:
            other = self._person(person)
            other.addressed += 1
            other.received.append(at)
            other.called_by = by.author
            by.called = person
            first = by.to.get(person)
            by.to[person] = (first[0] if first else at, at)
            if len(by.to) > PARTNERS:
                del by.to[next(iter(by.to))]
        for person in slot.mentioned:
            other = self._person(person)
            other.addressed += 1
            other.received.append(at)
            if len(other.received) > 16:
                del other.received[:8]

    def _person(self, person: PersonId) -> Speaker:
        """Somebody named; one who has not spoken here counts as the longest silent."""
        known = self.people.get(person)
        if known is None:
            known = self.people[person] = Speaker(person)
            self.people.move_to_end(person, last=False)
        return known

    def _hang(self, slot: Slot, by: Speaker) -> None:
        """Hang a message below the one it answers; one that answers nothing begins a topic."""
        answers = slot.heard.link.answers
        parent = self.find(answers) if answers is not None else None
        if parent is None:
            slot.topic = Topic(slot.at, slot.author)
            return
        slot.parent, slot.parent_author = parent, parent.author
        topic = slot.topic = parent.topic
        topic.last = slot.at
        topic.size += 1
        topic.parts.add(slot.author)
        if parent.author == slot.author:
            parent.continued = True
        else:
            parent.answered += 1
            if parent.answerers is None:
                parent.answerers = {slot.author}
            else:
                parent.answerers.add(slot.author)
            if not slot.called:
                by.called = parent.author
                parent.by.called_by = slot.author

    def _drop(self, at: int) -> None:
        slot = self.slots.pop(at)
        del self.at_of[slot.heard.message]
        for word in slot.heard.reading.words:
            places = self.posts[word]
            if len(places) == 1:
                del self.posts[word]
            else:
                del places[0]
