"""The channel behind an address."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import limits
from adapters.discord.places import Places
from adapters.discord.sending import Doors, mark, nonce
from adapters.discord.wire import Wire
from bot.vocabulary.effects import InConversation
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from tests.adapters.discord.cards import WORDS
from tests.adapters.discord.tower import standing
from tests.fake_discord.world import SAM


@given(st.text(max_size=200))
def test_a_key_is_a_nonce_and_a_number_that_discord_takes(key: str) -> None:
    assert len(nonce(key)) == limits.NONCE
    assert 0 < mark(key) < 2**31


async def _rooms(workspace: WorkspaceId, person: PersonId) -> Sequence[ConversationId]:
    return ()


def test_a_thread_that_is_known_is_a_channel_of_its_own() -> None:
    places = Places()
    places.guild({"id": "1", "channels": [], "threads": [{"id": "11", "type": 11, "parent_id": "10"}]})
    doors = Doors(Wire(), places, _rooms, WORDS)
    assert doors.conversation(InConversation(ConversationId("10"), MessageId("11"))) == "11"
    assert doors.conversation(InConversation(ConversationId("10"), MessageId("12"))) == "10"


async def test_a_direct_channel_is_opened_once() -> None:
    async with standing() as tower:
        for _ in range(3):
            await tower.doors.direct(PersonId(SAM))
        assert tower.world.requests.count(("POST", "/users/@me/channels")) == 1
