"""What is known of a conversation stays in memory from one event to the next, as long as it is still true."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.ports import Known, Place
from bot.service.gather import Gatherer, names_of
from bot.service.inbox import Inbox
from bot.vocabulary.events import PersonSeen
from bot.vocabulary.model import Conversation, Person, PersonId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import GapState, Mark
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, asks, at, kim, marks, sam, says
from tests.running import Process, team

PLACE = Place(WORKSPACE, SITE)


class Shelf:
    """As much of a unit of work as gathering needs, counting how often it is asked."""

    def __init__(self) -> None:
        self.version = 1
        self.read = 0

    async def versions(self, places: Collection[Place]) -> Mapping[Place, int]:
        return dict.fromkeys(places, self.version)

    async def known(self, place: Place) -> Known:
        self.read += 1
        return Known(self.version, Conversation(place.conversation, "site"))


async def test_what_is_held_is_not_read_again_until_another_process_went_on() -> None:
    shelf, gatherer = Shelf(), Gatherer()
    first = await gatherer.gather(shelf, [PLACE])  # type: ignore[arg-type]
    assert (await gatherer.gather(shelf, [PLACE]))[PLACE] is first[PLACE]  # type: ignore[arg-type]
    shelf.version = 2
    assert (await gatherer.gather(shelf, [PLACE]))[PLACE] is not first[PLACE]  # type: ignore[arg-type]
    assert shelf.read == 2


async def test_what_was_not_kept_is_read_anew() -> None:
    shelf, gatherer = Shelf(), Gatherer()
    await gatherer.gather(shelf, [PLACE])  # type: ignore[arg-type]
    gatherer.forget([PLACE])
    await gatherer.gather(shelf, [PLACE])  # type: ignore[arg-type]
    assert shelf.read == 2


async def test_only_so_many_conversations_are_held() -> None:
    shelf, gatherer = Shelf(), Gatherer(hold=1)
    other = Place(WORKSPACE, type(SITE)("shop"))
    await gatherer.gather(shelf, [PLACE, other])  # type: ignore[arg-type]
    gatherer.settle({PLACE: 1, other: 1})
    await gatherer.gather(shelf, [PLACE])  # type: ignore[arg-type]
    assert shelf.read == 3


def test_people_are_called_by_any_of_their_names_and_bots_by_none() -> None:
    people = {**PEOPLE, sam: Person(sam, "Sam Tan", ("sam", "Samuel"), "UTC")}
    names = names_of(Known(1, Conversation(SITE, "site"), people))
    assert names["sam tan"] == names["samuel"] == names["sam"] == (sam,)
    assert "bot" not in names


def test_a_first_name_that_two_share_is_known_to_be_of_two() -> None:
    people = {sam: Person(sam, "Sam Tan"), kim: Person(kim, "Sam Weiss"), ana: Person(ana, "Ana Ruiz")}
    names = names_of(Known(1, Conversation(SITE, "site"), people))
    assert (names["ana"], names["sam"], names["sam tan"]) == ((ana,), (sam, kim), (sam,))


def test_only_those_present_are_called_by_name() -> None:
    about = Conversation(SITE, "site", members=frozenset({ana, kim}))
    assert set(names_of(Known(1, about, PEOPLE))) == {"ana", "kim"}


async def test_somebody_new_is_known_from_the_next_message_on() -> None:
    memory = Memory(policy=Policy(everyone=True))
    inbox = Inbox(memory)
    lou = PersonId("lou")
    await inbox.take([says(ana, "hello", "mon 9:00")])
    await inbox.take([PersonSeen(WORKSPACE, Person(lou, "Lou", ("lou",)), at("mon 9:01"))])
    await inbox.take([says(ana, "lou: can you look at the header?", "mon 9:02")])
    assert [gap.owed_by for gap in memory.gaps.values()] == [lou]


async def test_a_conversation_told_anew_keeps_what_waits() -> None:
    memory = Memory(policy=Policy(everyone=True))
    inbox = Inbox(memory)
    question = asks(ana, of=sam, at="mon 10:00")
    await inbox.take([question])
    await inbox.take([PersonSeen(WORKSPACE, PEOPLE[kim], at("mon 10:01"))])
    await inbox.take([says(sam, "it is done", "mon 10:02", thread=question)])
    assert [gap.is_waiting for gap in memory.gaps.values()] == [False]


async def test_after_a_restart_somebody_can_still_say_that_what_has_ended_waits() -> None:
    process = await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())
    question = asks(ana, of=sam, at="mon 10:00")
    answer = says(sam, "the header is done, have a look", "mon 11:00", reply_to=question)
    await process.hears(question, answer)
    assert [gap.state for gap in (await process.gaps()).values()] == [GapState.ANSWERED]
    again = process.restarted()
    await again.hears(marks(ana, question, Mark.WAITING, "mon 12:00"))
    assert [gap.state for gap in (await again.gaps()).values()] == [GapState.OPEN]
