"""What Discord promises and what it does not: everything counts once, in any order and however often it is told; where
we may not post it is asked hourly; no log has a word of anybody (R3, R4, R10, R18, S15, S18, S22 of the house's bars).
"""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from adapters import logs
from adapters.clocks import HandClock
from adapters.discord.hearing import Hearing
from adapters.discord.places import Places
from adapters.discord.wire import Wire
from adapters.memory.unit_of_work import Memory
from bot.engine.reminding.rechecking import Verdict
from bot.service.outbox import Outbox
from bot.vocabulary.effects import InConversation, Nudge
from bot.vocabulary.identity import IDENTITY
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.records import Outgoing, OutgoingState, PersonKept
from bot.vocabulary.view import View
from tests.acceptance import day
from tests.acceptance.on_discord import Driver, on_discord
from tests.adapters.discord.tower import standing
from tests.builders import SITE, WORKSPACE, ana, at, kim, sam
from tests.fake_discord import world as discord
from tests.fake_discord.world import GUILD, SEND, Json
from tests.running import Process, team

SAID = ("can you send me the sizes?", "I pushed it", "thanks!", "should we keep the logo?", "will do", "done")
HERE = WorkspaceId(GUILD)
Told = tuple[str, Json]


def told(play: Driver, count: int = 40) -> list[Told]:
    """A morning of messages, some of them replies, some edited, deleted or reacted to."""
    found: list[Told] = []
    for number in range(count):
        play.server.world.pass_time(timedelta(minutes=1))
        who, other = (discord.ANA, discord.SAM) if number % 3 else (discord.SAM, discord.ANA)
        text, more = f"<@{other}> {SAID[number % len(SAID)]}", dict[str, Any]()
        if number % 4 == 3:
            about = {"message_id": play.messages[-1], "channel_id": discord.SITE}
            text, more = SAID[number % len(SAID)], {"type": 19, "message_reference": about}
        said = play.server.world.says(who, text, mentions=[play.server.world.user(other)], **more)
        play.messages.append(said["id"])
        found.append(("MESSAGE_CREATE", said))
        place = {"channel_id": discord.SITE, "guild_id": GUILD}
        if number % 7 == 5:
            edited = {"content": "should we wait?", "edited_timestamp": play.server.world.now.isoformat()}
            found.append(("MESSAGE_UPDATE", said | edited))
        elif number % 7 == 3:
            found.append(("MESSAGE_DELETE", place | {"id": said["id"]}))
        elif number % 7 == 1:
            emoji = {"id": None, "name": "\N{EYES}"}
            found.append(("MESSAGE_REACTION_ADD", place | {"message_id": said["id"], "user_id": other, "emoji": emoji}))
    return found


async def lived(folder: Path, lot: Random | None) -> Mapping[str, Sequence[Any]]:
    """What is kept of a morning: each thing told once in its order, or as the lot has it."""
    async with on_discord(folder) as play:
        await day.they_begin(play)
        await play.until(day.at("mon 10:00"))
        morning = told(play)
        if lot is not None:
            morning = [each for each in morning for _ in range(lot.randint(1, 4))]
            lot.shuffle(morning)
        for number, (name, data) in enumerate(morning):
            await play.server.gateway.tell(name, data, GUILD)
            if lot is not None and number % 60 == 30:
                await play.server.gateway.drop(4000)
        await play.settle()
        return day.abstract(await play.records(), play.names)


async def test_told_up_to_four_times_in_any_order_over_lost_connections_is_like_once(tmp_path: Path) -> None:
    """Bars R3 and R4."""
    for name in ("once", "often"):
        (tmp_path / name).mkdir()
    once = await lived(tmp_path / "once", None)
    assert once["Gap"]
    assert await lived(tmp_path / "often", Random(3)) == once  # noqa: S311 - from a seed


def payloads(seed: int) -> list[Told]:
    """A few things that happen in one channel, as the gateway tells them."""
    lot, found = Random(seed), list[Told]()  # noqa: S311 - from a seed
    for number in range(8):
        own, moment = str(100 + number), (at("mon 10:00") + timedelta(minutes=number)).isoformat()
        who, other = lot.sample((ana, sam, kim), 2)
        said: Json = {
            "id": own, "type": 0, "channel_id": SITE, "guild_id": WORKSPACE, "author": {"id": who, "username": who},
            "content": lot.choice(SAID), "timestamp": moment, "mentions": [{"id": other, "username": other}],
        }  # fmt: skip
        if number and lot.random() < 0.4:
            said |= {"type": 19, "message_reference": {"message_id": str(100 + lot.randrange(number))}}
        found.append(("MESSAGE_CREATE", said))
        what = lot.randrange(5)
        if what == 0:
            found.append(("MESSAGE_UPDATE", said | {"content": lot.choice(SAID), "edited_timestamp": moment}))
        elif what == 1:
            found.append(("MESSAGE_DELETE", {"id": own, "channel_id": SITE, "guild_id": WORKSPACE}))
        elif what == 2:
            emoji = {"id": None, "name": lot.choice(("\N{EYES}", "\N{WHITE HEAVY CHECK MARK}"))}
            found.append(("MESSAGE_REACTION_ADD", {"message_id": own, "user_id": other, "channel_id": SITE,
                                                   "guild_id": WORKSPACE, "emoji": emoji}))  # fmt: skip
    return found


async def ended(some: Sequence[Told]) -> dict[Any, Any]:
    """Who waits for whom once this was heard, all of it on coming back."""
    process = await Process(Memory(), HandClock(at("mon 12:00"))).keep(*team())
    places, heard = Places(), at("mon 12:00")
    places.guild({"id": WORKSPACE, "channels": [{"id": SITE, "type": 0, "name": "site"}]})
    hearing = Hearing(places, Wire(), _joined)
    for name, data in some:
        await process.inbox.take(list(await hearing.events(name, data, heard)))
    return {identity: replace(gap, because=()) for identity, gap in (await process.gaps()).items()}


async def _joined(workspace: WorkspaceId, person: PersonId) -> bool:
    return True


@given(seed=st.integers(0, 10_000), data=st.data())
async def test_what_the_gateway_tells_ends_in_one_state_in_whatever_order(seed: int, data: st.DataObject) -> None:
    """Bar R4."""
    some = payloads(seed)
    in_order = await ended(some)
    for _ in range(3):
        assert await ended(data.draw(st.permutations(some))) == in_order


async def test_what_was_said_while_the_session_was_lost_is_read_back_and_counts_once(tmp_path: Path) -> None:
    """Bar R10."""
    async with on_discord(tmp_path) as play:
        await day.they_begin(play)
        await play.until(day.at("mon 10:00"))
        await play.server.gateway.drop(4000, forget=True)
        said = play.server.world.says(discord.ANA, "can you send me the sizes?")
        play.messages.append(said["id"])
        await play.server.gateway.connected.wait()
        await play.settle()
        read_back = (await play.records()).get("Gap", [])
        await play.server.gateway.tell("MESSAGE_CREATE", said)  # and once more, as a resumed session would
        await play.settle()
        gaps = (await play.records())["Gap"]
    assert [each["message"] for each in read_back] == [said["id"]]
    assert gaps == read_back


CHANNELS = 30


async def test_where_we_may_not_post_it_is_asked_once_an_hour_and_posted_when_we_may() -> None:
    """Bar R18: ten thousand refusals in ten minutes would be the end of our address."""
    async with standing() as tower:
        world, clock, store = tower.world, tower.clock, Memory()
        places = [str(9 * 10**17 + number) for number in range(CHANNELS)]
        for number, place in enumerate(places):
            world.channel(place, f"closed-{number}")
            world.deny(place, SEND)
        began = clock.now()
        to = Nudge(PersonId("1"), ())
        addresses = [InConversation(ConversationId(place)) for place in places for _ in range(3)]
        rows = [Outgoing(HERE, f"{number}", each, to, began, began) for number, each in enumerate(addresses)]
        async with store.begin() as work:
            await work.remember(rows)
            await work.commit()

        async def draw(outgoing: Outgoing, *_: object) -> tuple[Verdict, View | None]:
            return Verdict(outgoing.effect), View((outgoing.key,))

        outbox = Outbox(store, tower.messenger, clock, draw)
        for _ in range(3 * 60):
            await outbox.deliver()
            tower.pass_time(timedelta(minutes=1))
        posts = [path for method, path in world.requests if method == "POST" and path.endswith("/messages")]
        assert 2 * CHANNELS <= len(posts) <= 3 * CHANNELS, "one of the three waiting asks for all, once an hour"
        world.allowed.clear()
        for _ in range(70):
            await outbox.deliver()
            tower.pass_time(timedelta(minutes=1))
        async with store.begin(reading=True) as work:
            states = {each.state for each in await work.find(Outgoing, HERE)}
    assert states == {OutgoingState.SENT}
    assert [len(world.by_bot(place)) for place in places] == [3] * CHANNELS


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A log at DEBUG, libraries too; afterwards everything is as it was."""
    root, before = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    handlers, level = root.handlers[:], root.level
    root.handlers, out = [], io.StringIO()
    logs.configure("DEBUG", out, libraries=logging.DEBUG)
    yield out
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level
    sys.excepthook, sys.unraisablehook, threading.excepthook = before
    structlog.reset_defaults()


async def test_no_log_has_a_word_of_anybody_nor_the_token_not_even_at_debug(
    tmp_path: Path, stream: io.StringIO
) -> None:
    """Bar S15: discord.py prints frames and answers at DEBUG."""
    words = "canary7f3a"
    async with on_discord(tmp_path, token="token-canary7f3a") as play:
        server = play.server
        await day.they_begin(play)
        await play.say("ana", day.SHOP, f"@sam can you look at the {words}?")
        said = await play.say("sam", day.SHOP, f"the {words} is done")
        gone = {"id": said, "channel_id": discord.SITE, "guild_id": GUILD, "content": words}
        await server.gateway.tell("MESSAGE_UPDATE", {**gone, "author": words, "edited_timestamp": words})
        await server.gateway.tell("GUILD_MEMBER_UPDATE", {"guild_id": GUILD, "user": {"id": words}, "nick": words})
        await server.gateway.tell("CHANNEL_UPDATE", {"id": words, "guild_id": GUILD, "topic": words})
        await server.gateway.tell_nonsense(f'{{"{words}')
        await play.command("ana", day.SHOP, f"expect @sam the {words} by friday 5pm")
        form = await play.command("ana", day.SHOP, "away")
        assert isinstance(form, day.Form)
        await play.submit("ana", {"until": words})
        await play.say("sam", day.DIRECT, f"it is {words}")
        server.world.troubles.extend([discord.Trouble.NOT_ACCEPTED, discord.Trouble.STORED_THEN_502])
        await play.until(day.at("tue 9:00"))
        await server.gateway.drop(4000)
        await play.say("ana", day.SHOP, f"and the {words}?")
    log = stream.getvalue()
    told_by = {json.loads(line).get("logger") for line in log.splitlines()}
    assert {"discord.gateway", "discord.client"} & told_by, "otherwise nothing was listened for"
    assert words not in log


async def test_nothing_is_kept_about_whoever_has_not_joined_and_nothing_is_sent_to_them(tmp_path: Path) -> None:
    """Bar S22."""
    async with on_discord(tmp_path) as play:
        await day.they_begin(play)
        await play.say("kim", day.SHOP, "can you send me the sizes, @sam?")
        await play.say("ana", day.SHOP, "@kim can you look at the header?")
        await play.command("kim", day.SHOP, "mine")
        await play.say("kim", day.DIRECT, "what do you know about me?")
        member = {"guild_id": GUILD, "user": play.server.world.user(discord.KIM)}
        await play.server.gateway.tell("GUILD_MEMBER_UPDATE", {**member, "nick": "Kimberley", "roles": []})
        await play.until(day.at("wed 12:00"))
        records = await play.records()
        people = [each["person"]["id"] for each in records[PersonKept.__name__]]
        direct = play.server.world.direct(discord.KIM)["id"]
        sent = play.server.world.by_bot(direct)
    assert set(records) <= {kind.__name__ for kind in IDENTITY}
    assert discord.KIM not in people
    assert "kimberley" not in json.dumps(records, default=str).casefold()
    assert sent == []


async def test_an_outage_deletes_nothing_and_being_removed_deletes_everything(tmp_path: Path) -> None:
    """Bar S18."""
    async with on_discord(tmp_path) as play:
        await day.they_begin(play)
        before = await play.records()
        await play.server.gateway.tell("GUILD_DELETE", {"id": GUILD, "unavailable": True}, GUILD)
        await play.settle()
        assert await play.records() == before
        await play.server.gateway.tell("GUILD_DELETE", {"id": GUILD}, GUILD)
        await play.settle()
        assert await play.records() == {}
