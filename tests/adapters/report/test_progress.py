"""How far a long reading has come."""

from __future__ import annotations

import io

from rich.console import Console

from adapters.report.progress import reading


def test_where_nobody_looks_nothing_is_shown() -> None:
    out = io.StringIO()
    with reading(Console(file=out), "export.zip", 100) as bar:
        bar.looked_at(100)
        bar.read(100, 10)
    assert out.getvalue() == ""


def test_in_a_terminal_it_names_what_is_read_and_leaves_nothing_behind() -> None:
    out = io.StringIO()
    with reading(Console(file=out, force_terminal=True, width=80), "[b]export.zip", 100) as bar:
        bar.looked_at(100)
        bar.read(50, 10)
    assert "Reading [b]export.zip" in out.getvalue()


def test_an_empty_export_is_read_too() -> None:
    with reading(Console(file=io.StringIO()), "export.zip", 0) as bar:
        bar.read(0, 0)
