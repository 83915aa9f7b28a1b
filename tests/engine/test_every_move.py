"""Every row of the table, as people make it: a button, and the form it opens where words are needed."""

from __future__ import annotations

from collections import deque
from typing import Final

import pytest

from bot.engine.lifecycle import TABLE, Row
from bot.vocabulary.agreements import ExpectationState, Move, Part
from bot.vocabulary.answers import ExpectationShown, FormAsked
from bot.vocabulary.effects import InConversation, ShowExpectation, TellStep, ToPerson
from tests.agreed import Talk, ana, sam

ELSEWHERE: Final = {ExpectationState.SCHEDULED, ExpectationState.EXPIRED}
"""What begins with putting it off while asking (tests/engine/work/test_cautions.py), and what time does."""
MADE_BY_PEOPLE: Final = [
    (before, row) for row in TABLE if row.part is not Part.CLOCK for before in row.before if before not in ELSEWHERE
]
WHO: Final = {Part.ASKER: ana, Part.DOER: sam}
WORDS: Final = {"words": "because of the fair", "by": "15 Dec 16:00"}
EDITED: Final = {"what": "two banners", "by": "Friday 5pm", "done_when": "it is on the site", "context": ""}


def path_to(state: ExpectationState) -> list[Row]:
    """The shortest way there from the beginning, by moves of people."""
    ways: dict[ExpectationState, list[Row]] = {ExpectationState.PROPOSED: []}
    queue = deque([ExpectationState.PROPOSED])
    while queue:
        here = queue.popleft()
        for row in TABLE:
            if here in row.before and row.part is not Part.CLOCK and row.after not in ways:
                ways[row.after] = [*ways[here], row]
                queue.append(row.after)
    return ways[state]


def make(talk: Talk, row: Row) -> None:
    """Press the button; where it asks for words, send its form."""
    who, which = WHO[row.part], talk.expectation.id
    talk.press(who, row.move, which)
    if isinstance(talk.answer, FormAsked):
        assert talk.answer.action == row.move
        talk.submit(who, row.move, which, **(EDITED if row.move is Move.EDIT else WORDS))


@pytest.mark.parametrize(("before", "row"), MADE_BY_PEOPLE, ids=lambda part: getattr(part, "move", part))
def test_every_move_leads_where_the_table_says_and_tells_the_other_side(before: ExpectationState, row: Row) -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by Friday 5pm done when it is on the site")
    for step in path_to(before):
        make(talk, step)
    assert talk.expectation.state is before
    make(talk, row)
    assert talk.expectation.state is row.after, talk.answer
    assert isinstance(talk.answer, ExpectationShown)
    effects = {(say.to, type(say.effect)) for say in talk.decision.say}
    other = WHO[Part.DOER if row.part is Part.ASKER else Part.ASKER]
    assert (InConversation(talk.expectation.conversation), ShowExpectation) in effects
    assert (ToPerson(other), TellStep) in effects


def test_there_is_a_way_to_every_state_that_people_can_lead_to() -> None:
    assert {row.after for _, row in MADE_BY_PEOPLE} | ELSEWHERE == set(ExpectationState)
