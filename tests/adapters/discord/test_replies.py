"""The ways in which an interaction is answered."""

from __future__ import annotations

import pytest

from adapters.discord.interactions import Interaction, read
from adapters.discord.render import Attached, Drawn
from adapters.discord.replies import MESSAGE, TooLate
from tests.adapters.discord.tower import Tower, standing
from tests.fake_discord.world import ANA

DRAWN = Drawn({"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": "x"}]}]})


async def interaction(tower: Tower) -> Interaction:
    tower.reception.ready.clear()
    told = await tower.server.gives(ANA, "mine")
    found = read(told, tower.places, tower.shelf, tower.clock.now())
    assert found is not None
    return found


async def test_it_is_answered_once_and_what_follows_is_another_message() -> None:
    async with standing(ready_within=30.0) as tower:
        asked = await interaction(tower)
        await tower.replies.callback(asked, MESSAGE, DRAWN)
        with pytest.raises(TooLate):
            await tower.replies.callback(asked, MESSAGE, DRAWN)
        files = (Attached("a.png", b"1"),)
        await tower.replies.follow_up(
            asked, Drawn({**DRAWN.body, "attachments": [{"id": 0, "filename": "a.png"}]}, files)
        )
        await tower.replies.edit(asked, DRAWN)
        assert len(tower.world.follow_ups[asked.token]) == 1
        assert tower.world.originals[asked.token] == DRAWN.body
        await tower.replies.drop(asked)
        assert tower.world.originals[asked.token] == {}
        tower.reception.ready.set()


async def test_a_dead_token_is_told() -> None:
    async with standing(ready_within=30.0) as tower:
        asked = await interaction(tower)
        tower.world.tokens.clear()
        with pytest.raises(TooLate):
            await tower.replies.edit(asked, DRAWN)
        tower.wire.client = None
        with pytest.raises(TooLate):
            await tower.replies.follow_up(asked, DRAWN)
        tower.reception.ready.set()
