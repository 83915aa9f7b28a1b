"""What listeners hand in is kept, answered, and suggested to."""

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.ports.surfaces import Typing
from bot.service.answering.counter import Counter
from bot.service.gather import Gatherer
from bot.service.inbox import Inbox
from bot.service.intake import Intake
from bot.service.reception import Reception
from bot.vocabulary.events import CommandGiven
from bot.vocabulary.model import WorkspaceId
from tests.builders import SITE, WORKSPACE, ana, asks, at, sam


class Door:
    """A reception over a store in memory, and which workspaces it was told to have lost touch with."""

    def __init__(self) -> None:
        self.store, self.lost = Memory(), list[WorkspaceId | None]()
        gatherer = Gatherer()
        inbox = Inbox(self.store, gatherer)
        self.intake = Intake(inbox, self.store)
        self.reception = Reception(
            self.intake,
            Counter(self.store, inbox, gatherer),
            self.note,
            clock=HandClock(at("mon 9:00")),
        )

    async def note(self, workspace: WorkspaceId | None) -> None:
        self.lost.append(workspace)


async def test_what_is_told_to_openline_itself_is_answered_once() -> None:
    door = Door()
    given = CommandGiven(WORKSPACE, SITE, "1", at("mon 9:00"), ana, "help")
    assert await door.reception.answer(given) is not None
    assert await door.reception.answer(given) is None


async def test_what_is_said_is_kept_before_it_counts_as_accepted() -> None:
    door = Door()
    asked = asks(ana, of=sam, at="mon 9:00")
    async with door.intake:
        await door.reception.accept(asked)
    async with door.store.begin() as work:
        assert await work.unseen([asked]) == []


async def test_what_may_be_meant_is_suggested_from_the_declaration() -> None:
    typing = Typing(WORKSPACE, SITE, ana, "checkin", "what", "sk")
    assert [each.value for each in await Door().reception.suggest(typing)] == ["skip"]
    assert await Door().reception.suggest(typing._replace(command="no such")) == []


async def test_time_zones_are_suggested_with_the_time_it_is_there() -> None:
    typing = Typing(WORKSPACE, SITE, ana, "join", "zone", "berl")
    (berlin,) = await Door().reception.suggest(typing)
    assert (berlin.value, berlin.label) == ("Europe/Berlin", "Europe/Berlin · 11:00 now")


async def test_deadlines_and_people_are_suggested_for_what_takes_them() -> None:
    typing = Typing(WORKSPACE, SITE, ana, "expect", "by", "5 June 17:00")
    (moment,) = await Door().reception.suggest(typing)
    assert moment.label == "5 June 17:00 → Fri 5 Jun 17:00 your time"
    assert await Door().reception.suggest(typing._replace(parameter="person", text="sam")) == [], "nobody has joined"


async def test_a_lost_connection_is_handed_on_with_its_workspace() -> None:
    door = Door()
    await door.reception.lost_touch(WORKSPACE)
    assert door.lost == [WORKSPACE]
