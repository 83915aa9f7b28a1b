"""The days of an owner and an assistant, lived in Slack: the real Bolt over real sockets, and a Slack of our own.

What is kept in the end is what the playground keeps.
"""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.played import the_days_end_as_here
from tests.acceptance.slacked import in_slack


async def test_the_days_in_slack_end_in_the_records_of_the_playground(tmp_path: Path) -> None:
    async with in_slack(tmp_path) as play:
        await the_days_end_as_here(play)
