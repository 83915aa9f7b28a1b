"""`openline demo`: served, or told in the terminal."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from adapters.playground.cast import ANA, SHOP
from adapters.playground.player import Told
from adapters.playground.story import STORY, Step
from bot.wiring import demo as wiring
from bot.wiring.demo import DONE, OTHERWISE, UNUSABLE, DemoOrder, demo, fonts
from tests.house.source import ROOT


def test_the_story_is_told_in_the_terminal_and_goes_as_told(tmp_path: Path) -> None:
    out, file = io.StringIO(), tmp_path / "kept.db"
    assert demo(DemoOrder(story=True, printed=True, database=file), out, io.StringIO()) == DONE
    told = out.getvalue()
    assert all(step.caption in told for step in STORY)
    assert told.rstrip().endswith("The story went as told.")
    with sqlite3.connect(file) as kept:
        assert kept.execute("select count(*) from expectations").fetchone() == (1,)


def test_a_story_that_goes_otherwise_says_where_and_how(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (Step("mon 9:05", "A miracle happens.", None, (Told(ANA, SHOP, "miracle"),)),)
    monkeypatch.setattr("adapters.playground.story.STORY", steps)
    monkeypatch.setattr(wiring, "STORY", steps)
    err = io.StringIO()
    assert demo(DemoOrder(printed=True), io.StringIO(), err) == OTHERWISE
    assert "Step 1 did not go as told (A miracle happens.): ana sees no card “miracle”" in err.getvalue()


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    file.write_text("precious")
    for place, sentence in ((file, "is there already"), (tmp_path / "no" / "x.db", "There is no folder")):
        err = io.StringIO()
        assert demo(DemoOrder(database=place), io.StringIO(), err) == UNUSABLE
        assert sentence in err.getvalue()
    assert file.read_text() == "precious"


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port, err = taken.getsockname()[1], io.StringIO()
        assert demo(DemoOrder(port=port, browser=False), io.StringIO(), err) == UNUSABLE
    assert f"Port {port} is taken" in err.getvalue()


async def test_it_says_where_it_is_answers_there_and_ends_when_asked_to() -> None:
    program = [sys.executable, "-m", "bot", "demo", "--port", "0", "--no-browser"]
    process = await asyncio.create_subprocess_exec(*program, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ})
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            address = (await process.stdout.readline()).decode().split()[-1]
            async with aiohttp.ClientSession() as session, session.get(address) as response:
                assert response.status == 200
            process.send_signal(signal.SIGTERM)
            rest = (await process.stdout.read()).decode()
            assert await process.wait() == DONE
    finally:
        if process.returncode is None:
            process.kill()
    assert "Stopped" in rest


def test_the_typeface_is_the_bundled_one() -> None:
    assert {font[:4] for font in fonts().values()} == {b"\x00\x01\x00\x00"}
