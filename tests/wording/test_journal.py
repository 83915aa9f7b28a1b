"""What happened and what it led to, in a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pytest

from bot.vocabulary.effects import Effect, InConversation, Nudge, Say, ToPerson
from bot.vocabulary.events import (
    ButtonPressed,
    CommandGiven,
    ConversationSeen,
    Event,
    FormSubmitted,
    MessageDeleted,
    PersonSeen,
    WakeupDue,
)
from bot.vocabulary.model import Conversation
from bot.vocabulary.records import Gap, GapState, Mark, Outgoing, PersonKept, Wakeup
from bot.vocabulary.view import Code, Named, Span, Text
from bot.wording import journal
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, asks, at, deletes, edits, marks, reacts, sam, takes_back

NOON = at("mon 12:00")
QUESTION = asks(ana, of=sam, at="mon 10:00")


def said(text: Text) -> str:
    def words(span: Span) -> str:
        return span if isinstance(span, str) else str(getattr(span, "words", span[0]))

    return "".join(map(words, text))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (QUESTION, "ana wrote in site"),
        (edits(QUESTION, "x?", "mon 11:00"), "ana changed a message in site"),
        (deletes(QUESTION, "mon 11:00"), "A message was taken back in site"),
        (reacts(sam, "eyes", QUESTION, "mon 11:00"), "sam put the reaction eyes"),
        (takes_back(sam, "eyes", QUESTION, "mon 11:00"), "sam took back the reaction eyes"),
        (marks(sam, QUESTION, Mark.ANSWERED, "mon 11:00"), "sam said of a message: answered"),
        (CommandGiven(WORKSPACE, SITE, "i", NOON, ana, "openline", "expect x"), "ana gave /openline expect"),
        (CommandGiven(WORKSPACE, SITE, "i", NOON, ana, "mine"), "ana gave /openline mine"),
        (CommandGiven(WORKSPACE, SITE, "i", NOON, ana, "openline"), "ana gave /openline"),
        (ButtonPressed(WORKSPACE, SITE, "i", NOON, sam, "acknowledge"), "sam pressed “Got it”"),
        (FormSubmitted(WORKSPACE, SITE, "i", NOON, sam, "strange"), "sam sent “strange”"),
        (WakeupDue(WORKSPACE, "turn", sam, "s", NOON), "Openline looks at whose turn it is: sam"),
        (WakeupDue(WORKSPACE, "still-on-it", "site/1", "s", NOON), "Openline asks whether somebody is still on it"),
        (PersonSeen(WORKSPACE, PEOPLE[sam], NOON), "The platform told about sam"),
        (ConversationSeen(WORKSPACE, Conversation(SITE, "site"), NOON), "The platform told about site"),
    ],
)
def test_each_event_is_told_without_what_was_said(event: Event, words: str) -> None:
    assert said(journal.happened(event)) == words


def test_the_name_of_a_command_is_code() -> None:
    event = CommandGiven(WORKSPACE, SITE, "i", NOON, ana, "mine")
    assert journal.happened(event) == (Named(ana), " gave ", Code("/openline mine"))


def test_an_event_without_words_is_told_by_its_kind() -> None:
    @dataclass
    class WorkspaceVanished:
        at: object

    assert journal.happened(cast(Event, WorkspaceVanished(NOON))) == ("workspace vanished",)


def test_a_question_is_told_with_how_it_stands() -> None:
    gap = Gap(WORKSPACE, SITE, None, QUESTION.message, ana, sam, None, NOON, NOON, 0, ())
    assert said(journal.led_to(gap)) == "A question from ana to sam waits for an answer, due Mon 1 Jun 12:00"
    answered = Gap(WORKSPACE, SITE, None, QUESTION.message, ana, None, None, NOON, None, 0, (), GapState.ANSWERED)
    assert said(journal.led_to(answered)) == "A question from ana to anyone is answered"


def test_other_records_are_not_told_of() -> None:
    assert journal.led_to(PersonKept(WORKSPACE, PEOPLE[sam])) == ()


def test_what_is_to_be_said_is_told_with_whom_and_when() -> None:
    say = Say("k", InConversation(SITE), Nudge(sam, ()), NOON)
    assert said(journal.to_be_said(say)) == "To be said: nudge in site at Mon 1 Jun 12:00"
    outgoing = Outgoing(WORKSPACE, "k", ToPerson(sam), Nudge(sam, ()), NOON, NOON)
    assert said(journal.waits(outgoing)) == "Says it: nudge to sam"
    assert said(journal.due(Wakeup(WORKSPACE, "turn", sam, "s", NOON))) == "Looks at whose turn it is: sam"


def test_an_effect_is_called_by_its_kind() -> None:
    class AskSomethingNew:
        pass

    assert journal.effect(cast(Effect, AskSomethingNew())) == "ask something new"


def test_a_message_that_is_gone_names_nobody() -> None:
    assert MessageDeleted(WORKSPACE, SITE, QUESTION.message, NOON).message == QUESTION.message
