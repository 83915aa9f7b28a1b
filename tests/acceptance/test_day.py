"""The days of an owner and an assistant, lived in the playground."""

from __future__ import annotations

from tests.acceptance import day
from tests.acceptance.played import Driver, playground


async def test_the_days_in_the_playground() -> None:
    async with playground() as face:
        play = Driver(face)
        await day.the_days(play)
        records = await play.records()
    assert "SetAside" not in records
    assert [each["state"] for each in records["Expectation"]] == ["accepted"]
    assert [each["state"] for each in records["Gap"]] == ["answered"]


async def test_two_platforms_are_compared_by_what_they_keep_whatever_they_call_it() -> None:
    kept = []
    for is_another in (False, True):
        async with playground() as face:
            play = Driver(face)
            if is_another:
                await play.command("kim", "direct", "help")  # the ids of what follows are others
            await day.they_begin(play)
            await day.something_is_expected(play)
            kept.append(day.abstract(await play.records(), play.names))
    assert kept[0] == kept[1]
    (expectation,) = kept[0]["Expectation"]
    assert expectation["asked_by"] == "ana"
    assert expectation["id"].startswith("id ")
