"""What Openline does about the mistakes of outsourcing, lived in the playground and in Slack from one script."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance import mistakes
from tests.acceptance.played import Driver, playground
from tests.acceptance.slacked import in_slack


async def test_the_mistakes_in_the_playground() -> None:
    async with playground() as face:
        await mistakes.the_mistakes(Driver(face))


async def test_the_mistakes_in_slack(tmp_path: Path) -> None:
    async with in_slack(tmp_path) as play:
        await mistakes.the_mistakes(play)
