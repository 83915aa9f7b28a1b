"""The kinds of message and channel, by name and by number."""

from __future__ import annotations

import pytest

from adapters.discord.kinds import SILENT, SPOKEN, conversation_kind, is_thread
from bot.vocabulary.model import ConversationKind


def test_no_kind_both_speaks_and_is_silent() -> None:
    assert not SPOKEN & SILENT.keys()


def test_each_silent_kind_has_a_name_and_a_number_with_one_reason() -> None:
    numbers = {kind: why for kind, why in SILENT.items() if kind.isdigit()}
    assert len(SILENT) == 2 * len(numbers)
    assert SILENT["GuildMemberJoin"] == SILENT["7"]


@pytest.mark.parametrize("kind", ["GuildPublicThread", "GuildPrivateThread", "GuildNewsThread", 10, 11, "12"])
def test_threads_are_told_from_channels(kind: object) -> None:
    assert is_thread(kind)
    assert not is_thread("GuildTextChat")
    assert not is_thread(None)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("DirectTextChat", ConversationKind.DIRECT),
        (1, ConversationKind.DIRECT),
        ("DirectGroupTextChat", ConversationKind.GROUP),
        ("GuildTextChat", ConversationKind.CHANNEL),
        (None, ConversationKind.CHANNEL),
    ],
)
def test_a_channel_is_one_of_three_sorts_of_place(kind: object, expected: ConversationKind) -> None:
    assert conversation_kind(kind) is expected
