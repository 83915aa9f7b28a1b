"""The report in a terminal, wide or narrow, coloured or plain."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from adapters.report.terminal import say, show
from bot.wording.audit import report
from tests.made_up import ANA, SAM, gap, made_up, with_name


def shown(width: int, audit: object = None) -> str:
    out = io.StringIO()
    show(report(audit or made_up()), Console(file=out, width=width))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = [line for line in shown(width).splitlines() if "https://" not in line]
    assert max(map(cell_len, lines)) <= width


def test_what_is_narrow_still_says_everything() -> None:
    told = " ".join(shown(40).replace("\u00a0", " ").split())
    for words in ("Owner asked assistants", "still waiting", "How the clock counts"):
        assert words in told


def test_where_nobody_looks_there_are_no_colours() -> None:
    assert "\x1b" not in shown(80)


def test_a_name_is_never_markup() -> None:
    audit = made_up([gap(ANA, SAM)])
    hostile = with_name(SAM, "[red]Sam[/red]")
    people = tuple(replace(each, person=hostile) if each.person.id == SAM.id else each for each in audit.people)
    assert "[red]Sam[/red]" in shown(120, replace(audit, people=people))


def test_a_sentence_stays_on_one_line() -> None:
    out = io.StringIO()
    say("word " * 40, Console(file=out, width=20))
    assert out.getvalue().count("\n") == 1
