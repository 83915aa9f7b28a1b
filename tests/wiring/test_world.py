"""The playground, put together."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from adapters.playground.cast import BEGINNING, SHOP
from bot.vocabulary.model import PersonId
from bot.wiring.world import Demo

ANA, SAM = PersonId("ana"), PersonId("sam")


async def _engaged(demo: Demo) -> None:
    shop = demo.workspace.conversations[SHOP]
    card = await demo.listener.command(ANA, shop, "start @sam")
    assert card is not None
    await demo.listener.press(SAM, card.id, "Join")
    await demo.listener.submit(SAM, {"zone": "Asia/Manila", "hours": "Mon-Fri 9-17"})


async def test_it_is_the_real_openline_on_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    async with Demo(file) as demo:
        await _engaged(demo)
        records = await demo.records()
        assert {each["state"] for each in records["Member"]} == {"joined"}
    assert file.read_bytes().startswith(b"SQLite"), "a file one has named stays"


async def test_time_is_walked_through_and_what_is_due_is_told() -> None:
    async with Demo() as demo:
        await _engaged(demo)
        await demo.listener.say(ANA, demo.workspace.conversations[SHOP], "@sam can you send the sizes?")
        (due, *_) = await demo.due()
        assert (due.what, await demo.next_moment()) == ("turn", due.at)
        await demo.until(due.at)
        assert demo.now() == due.at
        assert len(demo.workspace.seen(SAM, demo.workspace.place("direct", SAM).id)) == 1
        assert demo.journal()[0].because == ("due",)
        assert await demo.held_back() == []


async def test_nothing_is_kept_about_who_has_not_joined() -> None:
    async with Demo() as demo:
        await _engaged(demo)
        shop = demo.workspace.conversations[SHOP]
        await demo.listener.say(PersonId("lee"), shop, "@sam could you look at my logo?")
        await demo.until(demo.now() + timedelta(days=3))
        kept = {kind: rows for kind, rows in (await demo.records()).items() if kind != "ConversationKept"}
        assert "lee" not in repr(kept)


async def test_reset_begins_anew_and_whoever_looks_is_told(tmp_path: Path) -> None:
    async with Demo(tmp_path / "demo.db") as demo:
        changes: list[int] = []
        demo.workspace.moved = lambda: changes.append(1)
        await _engaged(demo)
        changes.clear()
        await demo.reset()
        assert changes == [1]
        assert (demo.now(), await demo.records(), demo.journal()) == (BEGINNING, {}, [])
        await _engaged(demo)
        assert len(changes) > 1


async def test_what_is_written_back_to_a_check_in_is_its_answer_and_changes_its_card() -> None:
    async with Demo() as demo:
        await _engaged(demo)
        private = demo.workspace.place("direct", SAM)
        await demo.until(demo.now() + timedelta(days=2))
        (card,) = [line for line in demo.workspace.seen(SAM, private.id) if line.view is not None]
        await demo.listener.say(SAM, private, "The sizes\nBlocked: no photos")
        (answered,) = [line for line in demo.workspace.seen(SAM, private.id) if line.view is not None]
        assert answered.id == card.id, "it changed in place"
        assert answered.view is not None
        assert answered.view.headline[-1] == " · answered"
        assert [each["words"] for each in (await demo.records())["Blocker"]] == ["no photos"]
