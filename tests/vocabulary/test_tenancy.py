"""What befalls a workspace or a conversation is a fact with a name of its own."""

from bot.vocabulary.model import ConversationId, WorkspaceId
from bot.vocabulary.tenancy import ConversationClosed, ConversationMoved, PersonLeft, WorkspaceLeft
from tests.builders import SITE, WORKSPACE, ana, at


def test_being_removed_twice_is_two_facts_and_told_twice_is_one() -> None:
    first, again = WorkspaceLeft(WORKSPACE, at("mon 9:00")), WorkspaceLeft(WORKSPACE, at("tue 9:00"))
    assert first.key == WorkspaceLeft(WorkspaceId("other"), at("mon 9:00")).key != again.key
    assert (
        ConversationClosed(WORKSPACE, SITE, at("mon 9:00")).key
        != ConversationClosed(WORKSPACE, SITE, at("tue 9:00")).key
    )


def test_a_conversation_moves_from_one_id_to_another_once() -> None:
    first = ConversationMoved(WORKSPACE, SITE, ConversationId("new"), at("mon 9:00"))
    assert first.key == first._replace(at=at("tue 9:00")).key


def test_leaving_a_conversation_is_not_leaving_the_workspace() -> None:
    assert PersonLeft(WORKSPACE, ana, SITE, at("mon 9:00")).key != PersonLeft(WORKSPACE, ana, None, at("mon 9:00")).key
