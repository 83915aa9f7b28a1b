"""The table itself: what it promises, and that the docs show it."""

import pytest

from bot.engine.lifecycle import FINAL, LIVE, TABLE, TURN, IllegalMove, after, diagram, moves, turn
from bot.vocabulary.agreements import ExpectationState, Move, Part
from tests.house.source import ROOT


def test_the_diagram_in_the_docs_is_the_table() -> None:
    shown = (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8")
    hint = 'python -c "from bot.engine.lifecycle import diagram; print(diagram())"'
    assert diagram() in shown, f"docs/lifecycle.md shows another table. The right diagram: {hint}"


@pytest.mark.parametrize("state", ExpectationState)
@pytest.mark.parametrize("part", [*Part, None])
@pytest.mark.parametrize("move", [each for each in Move if each is not Move.PROPOSE])
def test_every_move_is_in_the_table_or_refused_by_name(state: ExpectationState, part: Part | None, move: Move) -> None:
    rows = [row for row in TABLE if state in row.before and row.part is part and row.move is move]
    if rows:
        assert after(state, part, move) is rows[0].after
        assert len(rows) == 1
    else:
        with pytest.raises(IllegalMove):
            after(state, part, move)


@pytest.mark.parametrize("state", LIVE)
def test_as_long_as_it_lives_it_is_somebodys_turn_and_they_can_do_something(state: ExpectationState) -> None:
    whose = turn(state)
    assert whose in (Part.ASKER, Part.DOER)
    assert moves(state, whose)
    assert Move.WITHDRAW in moves(state, Part.ASKER)


@pytest.mark.parametrize("state", FINAL)
def test_what_is_over_is_over(state: ExpectationState) -> None:
    assert turn(state) is None
    assert not any(moves(state, part) for part in Part)


def test_every_state_is_reached_and_none_is_forgotten() -> None:
    reached = {row.after for row in TABLE} | {ExpectationState.PROPOSED, ExpectationState.SCHEDULED}
    assert reached == set(ExpectationState) == set(TURN)


def test_every_way_ends() -> None:
    ends = set(FINAL)
    for _ in ExpectationState:
        ends |= {state for row in TABLE if row.after in ends for state in row.before}
    assert ends == set(ExpectationState)


def test_a_bystander_is_told_whose_move_it_is() -> None:
    with pytest.raises(IllegalMove) as refused:
        after(ExpectationState.PROPOSED, None, Move.ACKNOWLEDGE)
    assert refused.value.reason.code == "not-yours"


def test_a_move_that_comes_too_late_says_what_is_so_now() -> None:
    with pytest.raises(IllegalMove) as refused:
        after(ExpectationState.ACCEPTED, Part.DOER, Move.DELIVER)
    assert refused.value.reason == ("not-now", (Move.DELIVER, ExpectationState.ACCEPTED))
