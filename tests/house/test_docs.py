"""What can be set, called, counted or looked at is told in the docs."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import typer

from bot.cli import app
from bot.service.answering.keeping import CONCERNS
from bot.settings import About, described
from bot.vocabulary.doctor import Check
from bot.vocabulary.events import Event
from bot.vocabulary.vitals import METRICS, Metric
from bot.wording.vitals import MEANINGS
from tests.house.source import ROOT

SETTINGS = (ROOT / "docs" / "settings.md").read_text()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
EVENTS = (ROOT / "docs" / "events.md").read_text()
PRIVACY = (ROOT / "docs" / "privacy.md").read_text()
EVERYTHING = "".join(path.read_text() for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])


def commands(of: Any, before: str = "openline") -> Iterator[str]:
    """Every command, with those of its groups; typer brings a click of its own, so the type has no name here."""
    if not hasattr(of, "commands"):
        yield before
        return
    for name, command in of.commands.items():
        yield from commands(command, f"{before} {name}")


@pytest.mark.parametrize("about", described(), ids=lambda about: about.name)
def test_every_setting_is_told_in_its_own_words(about: About) -> None:
    row = f"| `{about.name}` | {about.default} | {about.what} | {about.right} |"
    assert row in SETTINGS, f"docs/settings.md wants this line:\n{row}"


def test_no_setting_is_told_that_is_not_there() -> None:
    told = set(re.findall(r"\b(?:OPENLINE|DATABASE)_[A-Z_]*[A-Z]\b", SETTINGS + OPERATIONS))
    assert told <= {about.name for about in described()}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_is_told(metric: Metric) -> None:
    assert f"| `{metric.name}` | {metric.what.rstrip('.')}" in OPERATIONS


def test_no_metric_is_told_that_is_not_there() -> None:
    assert set(re.findall(r"openline_\w+", OPERATIONS)) <= {metric.name for metric in METRICS}


@pytest.mark.parametrize("heart", MEANINGS)
def test_every_heart_is_told(heart: str) -> None:
    assert f"`{heart}`" in OPERATIONS


@pytest.mark.parametrize("check", Check)
def test_every_check_of_the_doctor_is_told(check: Check) -> None:
    assert f"| `{check}` |" in OPERATIONS


def names(of: Any) -> set[str]:
    """The names of what a union holds, and the unions in it."""
    parts = get_args(of)
    return {name for part in parts for name in names(part)} if parts else {of.__name__}


def test_every_event_is_told_and_no_other() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", EVENTS, re.MULTILINE)) == names(Event)


@pytest.mark.parametrize("command", list(commands(typer.main.get_command(app))))
def test_every_command_is_told(command: str) -> None:
    assert command in EVERYTHING, f"No page tells of `{command}`"


@pytest.mark.parametrize("kind", [words for words, *_ in CONCERNS])
def test_every_kind_of_entry_that_is_kept_about_somebody_is_told(kind: str) -> None:
    assert re.search(rf"^\|[^|\n]*\b{re.escape(kind)}\b[^|\n]*\|", PRIVACY, re.MULTILINE), f"docs/privacy.md: {kind}"
