"""A direct message answers a check-in of one server: the only one, or that of the card it replies to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.discord.custom_ids import Memory, pack
from adapters.discord.writing_back import AGAIN, WritingBack
from bot.ports.surfaces import Unsure
from bot.vocabulary.effects import Address, InConversation, ToPerson
from bot.vocabulary.events import ConversationSeen, MessagePosted
from bot.vocabulary.model import ConversationId, ConversationKind, PersonId, WorkspaceId
from bot.vocabulary.view import Button, View
from tests.adapters.discord.tower import standing
from tests.fake_discord.world import GUILD, SAM, SITE

AT = datetime(2026, 6, 1, tzinfo=UTC)
DIRECT = {
    "id": "77", "channel_id": "9", "type": 0, "timestamp": "2026-06-01T09:00:00+00:00", "content": "The footer is done",
    "author": {"id": "5", "username": "sam"},
}  # fmt: skip
UNCLEAR = "Reply to the card."


def card(workspace: str) -> dict[str, Any]:
    """A card of ours in a direct message."""
    button = {"type": 2, "label": "Answer", "custom_id": pack("checkin", "c1", WorkspaceId(workspace), Memory())}
    return {"id": "70", "components": [{"type": 17, "components": [{"type": 1, "components": [button]}]}]}


class Room:
    """Somebody who has joined in some workspaces writes back; what is explained to them is noted."""

    def __init__(self, *workspaces: str) -> None:
        self.workspaces = workspaces
        self.said: list[tuple[Address, View]] = []
        self.failure: Exception | None = None
        self.writing = WritingBack(self.joined, self.known, Memory(), self.post, UNCLEAR)

    async def known(self) -> list[WorkspaceId]:
        return [WorkspaceId("1"), WorkspaceId("2"), WorkspaceId("T0SLACK")]

    async def joined(self, workspace: WorkspaceId, person: PersonId) -> bool:
        return workspace in self.workspaces

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> None:
        if self.failure is not None:
            raise self.failure
        self.said.append((to, view))


async def test_what_is_written_to_openline_itself_is_of_the_one_workspace_its_writer_is_in() -> None:
    place, said = await Room("2").writing.events(DIRECT, AT)
    assert isinstance(place, ConversationSeen)
    assert place.about.kind is ConversationKind.DIRECT
    assert isinstance(said, MessagePosted)
    assert (said.workspace, said.conversation, said.text) == ("2", "9", "The footer is done")


@pytest.mark.parametrize("workspace", ["1", "2"])
async def test_of_several_it_is_that_of_the_card_that_is_replied_to(workspace: str) -> None:
    room = Room("1", "2")
    place, said = await room.writing.events({**DIRECT, "type": 19, "referenced_message": card(workspace)}, AT)
    assert (place.workspace, said.workspace) == (workspace, workspace)
    assert room.said == []


@pytest.mark.parametrize("more", [{}, {"referenced_message": None}, {"referenced_message": card("3")},
                                  {"referenced_message": {"components": [5, {"components": {}}]}}])  # fmt: skip
async def test_where_nobody_can_tell_it_counts_for_none_and_its_writer_is_told_how_once_in_a_while(
    more: dict[str, Any],
) -> None:
    room = Room("1", "2")
    for at in (AT, AT + timedelta(minutes=1), AT + AGAIN):
        assert await room.writing.events({**DIRECT, **more}, at) == ()
    assert room.said == [(ToPerson(PersonId("5")), View((UNCLEAR,)))] * 2


async def test_that_it_could_not_be_explained_is_no_failure() -> None:
    room = Room("1", "2")
    room.failure = Unsure()
    assert await room.writing.events(DIRECT, AT) == ()


@pytest.mark.parametrize("data", [DIRECT, {**DIRECT, "guild_id": "1"}, {**DIRECT, "author": None}])
async def test_whoever_has_joined_nothing_is_neither_heard_nor_answered(data: dict[str, Any]) -> None:
    room = Room()
    assert await room.writing.events(data, AT) == ()
    assert room.said == []


async def test_what_a_bot_writes_is_nothing() -> None:
    written = {**DIRECT, "author": {"id": "5", "username": "us", "bot": True}}
    assert await Room("2").writing.events(written, AT) == ()


async def test_over_the_wire_a_reply_to_a_card_is_heard_in_its_server() -> None:
    async with standing() as tower:
        tower.people.add(PersonId(SAM))
        tower.known += [WorkspaceId(GUILD), WorkspaceId("7")]
        where, view = WorkspaceId(GUILD), View(("Check-in",), buttons=(Button("Answer", "checkin", "c1"),))
        await tower.messenger.post(where, ToPerson(PersonId(SAM)), view, "key")
        await tower.messenger.post(where, InConversation(ConversationId(SITE)), view, "other")
        direct = tower.world.direct(SAM)["id"]
        (posted,) = tower.world.by_bot(direct)
        await tower.server.says(SAM, "the footer", direct, type=19, referenced_message=posted)
        await tower.settled()
        heard = [each for each in tower.reception.kept if isinstance(each, MessagePosted) and not each.is_bot]
        await tower.server.says(SAM, "and the header", direct)
        await tower.settled()
        said = tower.world.by_bot(direct)
    assert [(each.workspace, each.text) for each in heard] == [(GUILD, "the footer")]
    assert len(said) == 2
