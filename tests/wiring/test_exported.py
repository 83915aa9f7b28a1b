"""An export as a pretend world."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.playground.stage import CannotLoad
from bot.vocabulary.coverage import NotAnExport
from bot.vocabulary.events import MessageDeleted, MessageEdited, ReactionAdded, ReactionRemoved
from bot.vocabulary.records import Member
from bot.wiring import exported
from bot.wiring.world import Demo
from tests.builders import ana, asks, sam
from tests.house.source import ROOT

DEMO = Path(ROOT) / "docs" / "demo-export"


def test_who_wrote_most_takes_a_seat_and_has_joined() -> None:
    found = exported.read(DEMO)
    names = [seat.person.name for seat in found.workspace.seats.values()]
    assert sorted(names) == ["ana", "kim", "sam"]
    assert [each.side for each in found.agreed if isinstance(each, Member)] == ["owner", "assistant", "assistant"]
    assert found.began == found.events[0].at


def test_it_happens_an_hour_at_a_time() -> None:
    found = exported.read(DEMO)
    hours = list(found.hours())
    assert [event for hour in hours for event in hour] == list(found.events)
    assert all(len({event.at.hour for event in hour}) == 1 for hour in hours)


def test_what_happened_stands_in_the_chat() -> None:
    here = exported.read(DEMO).workspace
    question = asks(ana, of=sam, at="mon 10:00")._replace(conversation=next(iter(here.conversations)))
    exported.stands(question, here)
    line = here.lines[question.message]
    assert line.text == question.text
    exported.stands(MessageEdited(question._replace(text="two?"), question.at), here)
    added = ReactionAdded(here.id, question.conversation, question.message, question.at, sam, "eyes")
    exported.stands(added, here)
    assert (line.text, line.reactions) == ("two?", {"eyes": [sam]})
    exported.stands(ReactionRemoved(*added), here)
    assert line.reactions == {}
    exported.stands(MessageDeleted(here.id, question.conversation, question.message, question.at), here)
    exported.stands(added, here)
    assert here.lines == {}


def test_what_is_no_export_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotAnExport):
        exported.read(tmp_path / "nothing.zip")


async def test_what_openline_would_have_said_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exported, "LATEST", 25)
    async with Demo() as demo:
        said = await demo.load(DEMO)
        assert said > 10
        records = await demo.records()
        assert records["NudgeKept"], "somebody would have been reminded"
        assert demo.now() >= demo.workspace.seen(next(iter(demo.workspace.seats)))[-1].at
        with pytest.raises(CannotLoad):
            await demo.load(DEMO / "users.json")
