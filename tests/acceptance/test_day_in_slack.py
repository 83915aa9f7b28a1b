"""The days of an owner and an assistant, lived in Slack: the real Bolt over real sockets, and a Slack of our own.

What is kept in the end is what the playground keeps.
"""

from __future__ import annotations

from pathlib import Path

from tests.acceptance import day
from tests.acceptance.played import Driver, playground
from tests.acceptance.slacked import in_slack


async def test_the_days_in_slack_end_in_the_records_of_the_playground(tmp_path: Path) -> None:
    async with in_slack(tmp_path) as play:
        await day.the_days(play)
        records = await play.records()
        here = day.abstract(records, play.names)
    async with playground() as face:
        other = Driver(face)
        await day.the_days(other)
        there = day.abstract(await other.records(), other.names)
    assert "SetAside" not in records
    assert [each["state"] for each in records["Expectation"]] == ["accepted"]
    assert here == there
