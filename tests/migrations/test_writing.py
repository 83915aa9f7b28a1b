"""Writing the next step."""

from __future__ import annotations

import asyncio
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from sqlalchemy import Column, Table

import migrations
from adapters.storage.columns import Moment, Words
from adapters.storage.tables import metadata
from migrations.__main__ import write


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the steps, to write in."""
    there = copytree(Path(migrations.__file__).parent, tmp_path / "steps", ignore=ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrations, "__file__", str(there / "__init__.py"))
    return there / "versions"


def test_a_new_table_becomes_the_next_step(steps: Path) -> None:
    before = set(steps.glob("*.py"))
    table = Table("weather", metadata, Column("workspace", Words, primary_key=True), Column("at", Moment))
    try:
        asyncio.run(write("Keep what the weather was."))
    finally:
        metadata.remove(table)
    (step,) = set(steps.glob("*.py")) - before
    assert step.name == f"{len(before):04}_keep_what_the_weather_was.py"
    text = step.read_text()
    assert 'sa.Column("at", Moment(), nullable=True)' in text.replace("'", '"')
    assert 'op.drop_table("weather")' in text.replace("'", '"')
