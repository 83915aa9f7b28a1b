"""Bots that hear each other, and Openline hearing itself: nothing comes of it (R45)."""

from __future__ import annotations

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from tests.builders import SITE, ana, asks, at, bot, sam, says
from tests.running import DM, Process, team

DAYS = ("tue", "wed", "thu", "fri")


async def lived(*, echoes: bool) -> Process:
    """Most of a week after a question without an answer; if told so, a bot asks back about whatever is posted."""
    process = await Process(Memory(), HandClock(at("mon 9:00"))).keep(*team())
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    heard = 0
    for day in DAYS:
        for hour in range(8, 19):
            await process.until(at(f"{day} {hour}:00"))
            fresh, heard = process.posted[heard:], len(process.posted)
            for number, post in enumerate(fresh if echoes else ()):
                for where in (DM, SITE):
                    when = f"{day} {hour}:{10 + number:02}"
                    text = f"@sam can you look at {post.key}? What did you mean, @ana?"
                    await process.hears(says(bot, text, when, where=where))
    return process


async def test_another_bot_that_answers_everything_we_post_changes_nothing() -> None:
    alone, together = await lived(echoes=False), await lived(echoes=True)
    posted = [(post.to, post.at) for post in alone.posted]
    assert posted, "otherwise there was nothing to answer"
    assert [(post.to, post.at) for post in together.posted] == posted
    assert len(await together.gaps()) == len(await alone.gaps()) == 1
