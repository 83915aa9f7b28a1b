"""What befalls a workspace, a conversation or somebody in it comes in by the inbox, and does its work in one go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.service import inbox as inbox_room
from bot.service.intake import Intake
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.model import ConversationId
from bot.vocabulary.records import (
    ClosedBy,
    ConversationKept,
    Engagement,
    GapState,
    Member,
    MemberState,
    Outgoing,
    OutgoingState,
    PersonKept,
    Reach,
    SetAside,
)
from bot.vocabulary.tenancy import ConversationClosed, ConversationMoved, PersonLeft, WorkspaceLeft
from tests.builders import SITE, WORKSPACE, ana, asks, at, kim, sam, says
from tests.running import SHOP, Process, team

NEW = ConversationId("renamed")


@pytest.fixture
async def process() -> Process:
    return await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())


async def test_a_workspace_that_was_left_is_gone_and_late_events_bring_nothing_back(process: Process) -> None:
    """Bar S18."""
    question, late = asks(ana, of=sam, at="mon 10:00"), asks(ana, of=kim, at="mon 10:30")
    await process.hears(question, WorkspaceLeft(WORKSPACE, at("mon 11:00")))
    await process.inbox.take([late, question])
    await process.until(at("wed 12:00"))
    assert await process.find(PersonKept) == await process.find(Engagement) == await process.find(Reach) == []
    assert await process.gaps() == {}
    assert process.posted == []


async def test_a_new_installation_begins_anew(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"), WorkspaceLeft(WORKSPACE, at("mon 11:00")))
    await process.keep(*team())
    await process.hears(asks(ana, of=sam, at="mon 12:00"))
    assert [gap.asked_at for gap in (await process.gaps()).values()] == [at("mon 12:00")]


async def test_what_was_under_way_when_a_workspace_was_left_does_not_come_back_by_being_posted(
    process: Process,
) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    process.clock.move_to(at("tue 10:00"))
    await process.wakeups.ring(process.clock.now())
    post = process.messenger.post

    async def post_while_it_is_left(*given: object) -> str:
        await process.inbox.take([WorkspaceLeft(WORKSPACE, at("tue 10:00"))])
        return await post(*given)  # type: ignore[arg-type]

    process.messenger = replace(process.messenger)
    object.__setattr__(process.outbox, "_messenger", _Instead(process.messenger, post_while_it_is_left))
    await process.outbox.deliver()
    assert await process.find(Outgoing) == []


class _Instead:
    """A messenger that posts in another way."""

    def __init__(self, messenger: object, post: object) -> None:
        self.update, self.find, self.pace = messenger.update, messenger.find, messenger.pace  # type: ignore[attr-defined]
        self.post = post


async def test_a_closed_conversation_keeps_nobody_waiting(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"), ConversationClosed(WORKSPACE, SITE, at("mon 11:00")))
    (gap,) = (await process.gaps()).values()
    assert gap.closed_by is not None
    assert (gap.state, gap.closed_by.kind, gap.closed_at) == (
        GapState.WITHDRAWN,
        ClosedBy.PLACE_CLOSED,
        at("mon 11:00"),
    )
    await process.until(at("wed 12:00"))
    assert process.posted == []


async def test_what_waits_elsewhere_goes_on(process: Process) -> None:
    there = asks(ana, of=sam, at="mon 10:00")._replace(conversation=SHOP)
    await process.hears(there, ConversationClosed(WORKSPACE, SITE, at("mon 11:00")))
    await process.until(at("tue 12:00"))
    assert process.posts_to(sam) == [at("tue 10:00")]


async def test_a_conversation_goes_on_under_its_new_id(process: Process) -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    await process.hears(question, ConversationMoved(WORKSPACE, SITE, NEW, at("mon 11:00")))
    await process.reconciler.go_on()
    (gap,) = (await process.gaps()).values()
    assert (gap.conversation, gap.message) == (NEW, question.message.replace("site/", "renamed/"))
    assert NEW in (await process.find(Engagement))[0].conversations
    await process.until(at("tue 11:00"))
    assert process.posts_to(sam) == [at("tue 10:00")], "a nudge about it comes as before"
    await process.hears(says(sam, "the header is blue now", "tue 11:30", where=NEW, thread=None))
    assert [each.state for each in (await process.gaps()).values()] == [GapState.ANSWERED]


async def test_after_moving_nothing_is_said_before_it_was_read_back(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    await process.inbox.take([says(sam, "hello", "mon 10:30", where=NEW)])
    await process.hears(ConversationMoved(WORKSPACE, SITE, NEW, at("mon 11:00")))
    reaches = {reach.conversation: reach for reach in await process.find(Reach)}
    assert SITE not in reaches
    assert (reaches[NEW].watermark, reaches[NEW].is_reconciled) == (at("mon 10:00"), False)


async def test_who_left_the_workspace_owes_nothing_and_is_written_to_no_more(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"), asks(kim, of=sam, at="mon 10:30"))
    await process.hears(PersonLeft(WORKSPACE, sam, None, at("mon 11:00")))
    assert {gap.closed_by and gap.closed_by.kind for gap in (await process.gaps()).values()} == {ClosedBy.LEFT}
    states = {each.person: each.state for each in await process.find(Member)}
    assert states == {ana: MemberState.JOINED, sam: MemberState.LEFT, kim: MemberState.JOINED}
    await process.until(at("wed 12:00"))
    assert [each for each in process.posted if each.to == ToPerson(sam)] == []


async def test_what_was_to_be_posted_to_them_is_not(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    process.clock.move_to(at("tue 10:00"))
    await process.wakeups.ring(process.clock.now())
    await process.inbox.take([PersonLeft(WORKSPACE, sam, None, at("tue 10:00"))])
    assert await process.states() == [OutgoingState.SUPPRESSED]


async def test_who_left_a_conversation_owes_nothing_there_and_is_not_counted_there(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"), asks(ana, of=kim, at="mon 10:10"))
    await process.hears(PersonLeft(WORKSPACE, sam, SITE, at("mon 11:00")))
    assert {gap.owed_by: gap.state for gap in (await process.gaps()).values()} == {
        sam: GapState.WITHDRAWN,
        kim: GapState.OPEN,
    }
    members = {each.conversation.id: each.conversation.members for each in await process.find(ConversationKept)}
    assert members == {SITE: frozenset({ana, kim}), SHOP: frozenset({ana, sam, kim})}


async def test_told_twice_it_happens_once(process: Process) -> None:
    leaves = PersonLeft(WORKSPACE, sam, None, at("mon 11:00"))
    assert await process.inbox.take([leaves, leaves]) == 1
    assert await process.inbox.take([leaves]) == 0


async def test_one_at_which_the_engine_fails_is_set_aside(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(inbox_room, "befallen", fails)
    async with Intake(process.inbox, process.store) as intake:
        await intake.accept(ConversationClosed(WORKSPACE, SITE, at("mon 11:00")))
    (aside,) = await process.find(SetAside)
    assert (aside.conversation, aside.failure) == (SITE, "ZeroDivisionError at ConversationClosed")
