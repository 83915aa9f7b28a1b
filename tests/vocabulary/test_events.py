"""A key names the fact itself and not its delivery."""

from __future__ import annotations

from bot.vocabulary.events import ConversationSeen, Event, PersonSeen, WakeupDue
from bot.vocabulary.model import Conversation
from bot.vocabulary.records import Mark
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, asks, at, deletes, edits, kim, marks, reacts, sam, takes_back

QUESTION = asks(ana, of=sam, at="mon 10:00")
EVENTS: list[Event] = [
    QUESTION,
    asks(ana, of=sam, at="mon 10:00"),
    edits(QUESTION, "another", "mon 10:01"),
    edits(QUESTION, "another", "mon 10:02"),
    deletes(QUESTION, "mon 10:03"),
    reacts(sam, "eyes", QUESTION, "mon 10:01"),
    reacts(kim, "eyes", QUESTION, "mon 10:01"),
    reacts(sam, "+1", QUESTION, "mon 10:01"),
    takes_back(sam, "eyes", QUESTION, "mon 10:01"),
    marks(sam, QUESTION, Mark.ANSWERED, "mon 10:01"),
    marks(sam, QUESTION, Mark.WAITING, "mon 10:01"),
    PersonSeen(WORKSPACE, PEOPLE[ana], at("mon 9:00")),
    ConversationSeen(WORKSPACE, Conversation(SITE, "site"), at("mon 9:00")),
    WakeupDue(WORKSPACE, "turn", sam, "2026-06-01T10:00", at("mon 10:00")),
]


def test_no_two_facts_share_a_key() -> None:
    assert len({event.key for event in EVENTS}) == len(EVENTS)


def test_a_message_told_again_has_the_same_key_whatever_it_says_now() -> None:
    assert QUESTION._replace(text="as the history has it").key == QUESTION.key


def test_what_is_about_a_message_happens_in_its_conversation() -> None:
    edited = edits(QUESTION, "another", "mon 10:01")
    assert (edited.workspace, edited.conversation) == (WORKSPACE, SITE)
    assert ConversationSeen(WORKSPACE, Conversation(SITE, "site"), at("mon 9:00")).conversation == SITE
