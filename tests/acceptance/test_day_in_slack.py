"""The days of an owner and an assistant, lived in Slack: the real Bolt over real sockets, and a Slack of our own."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance import day
from tests.acceptance.slacked import in_slack


async def test_the_days_in_slack(tmp_path: Path) -> None:
    async with in_slack(tmp_path) as play:
        await day.the_days(play)
        records = await play.records()
    assert "SetAside" not in records
    assert [each["state"] for each in records["Expectation"]] == ["accepted"]
    assert [each["state"] for each in records["Gap"]] == ["answered"]
