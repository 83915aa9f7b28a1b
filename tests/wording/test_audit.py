"""The report in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.vocabulary.model import Conversation, ConversationId, ConversationKind
from bot.vocabulary.report import Report
from bot.wording.audit import QUOTED, headline, place, report
from tests.made_up import ANA, MONDAY, SAM, gap, made_up, with_name


def words_of(told: Report) -> str:
    parts = [told.title, told.about, told.headline, *told.small_print]
    for section in told.sections:
        parts += [section.title, section.lead, *section.notes]
        parts += [text for item in section.items for text in (item.headline, item.facts, item.quote or "")]
        parts += [cell for table in section.tables for row in table.rows for cell in row]
    return "\n".join(parts)


def test_the_first_sentence_says_how_it_was() -> None:
    told = made_up([gap(SAM, ANA, after=timedelta(hours=2)), gap(ANA, SAM)])
    assert headline(told).startswith("One" if told.everything.figures.decided == 0 else "1 of 2 asks had an answer")


def test_without_an_ask_it_says_that_nobody_waited() -> None:
    assert headline(made_up([])) == "Nothing in what was read asks something of somebody, so nobody waited."


def test_coverage_comes_first() -> None:
    assert report(made_up()).sections[0].title == "What was read"


def test_sections_without_anything_to_say_are_left_out() -> None:
    assert [section.title for section in report(made_up([])).sections] == ["What was read"]


@pytest.mark.parametrize("word", ["SLA", "violation", "score", "performance", "!"])
def test_it_never_speaks_of_blame(word: str) -> None:
    assert word not in words_of(report(made_up()))


def test_no_text_of_a_message_is_shown_unless_it_was_quoted() -> None:
    assert "No message text is kept." in report(made_up()).small_print
    audit = made_up([gap(ANA, SAM)])
    quoted = replace(audit, unanswered=(replace(audit.unanswered[0], quote="the header " * 60),))
    (item,) = next(section for section in report(quoted).sections if section.items).items
    assert item.quote is not None
    assert len(item.quote) <= QUOTED
    assert "No message text is kept." not in report(quoted).small_print


def test_one_example_tells_how_the_clock_counts() -> None:
    (worked,) = [section for section in report(made_up()).sections if section.title.startswith("How the clock counts")]
    assert "Waited: " in worked.lead
    assert " = " in worked.lead


def test_a_hostile_name_steers_nothing() -> None:
    hostile = with_name(SAM, "\x1b[2J\u202eSam")
    audit = made_up([gap(ANA, SAM, MONDAY)])
    people = tuple(replace(each, person=hostile) if each.person.id == SAM.id else each for each in audit.people)
    told = words_of(report(replace(audit, people=people)))
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_channels_have_a_hash_and_direct_messages_do_not() -> None:
    identity = ConversationId("C1")
    assert place(Conversation(identity, "site")) == "#site"
    assert place(Conversation(identity, "ana, sam", ConversationKind.DIRECT)) == "ana, sam"
