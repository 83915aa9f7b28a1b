"""What we may do where, and that we ask for exactly what we use."""

from __future__ import annotations

import re

from adapters.discord.permissions import USED, invite, may_read, readable
from bot.vocabulary.model import WorkspaceId
from tests.adapters.discord.tower import standing
from tests.fake_discord.world import FORUM, GUILD, HISTORY, SHOP, SITE
from tests.house.source import ROOT

HERE = WorkspaceId(GUILD)


async def test_whether_we_may_read_is_summed_up_over_roles_and_overwrites() -> None:
    async with standing() as tower:
        spot = tower.places.spot(SITE)
        assert spot is not None
        assert may_read(tower.wire, spot, SITE) is True
        await tower.server.gateway.tell("CHANNEL_UPDATE", tower.world.deny(SITE, HISTORY))
        await tower.settled()
        assert may_read(tower.wire, spot, SITE) is False
        assert may_read(tower.wire, spot, "777") is False, "a thread is as its channel"
        assert readable(tower.wire, HERE) == frozenset({SHOP, FORUM})


async def test_where_nobody_can_tell_nothing_is_claimed() -> None:
    async with standing() as tower:
        spot = tower.places.spot(SITE)
        assert spot is not None
        elsewhere = spot._replace(workspace=WorkspaceId("1"))
        assert may_read(tower.wire, elsewhere, SITE) is None
        assert readable(tower.wire, WorkspaceId("x")) is None
        tower.wire.shards = ()
        assert may_read(tower.wire, spot, SITE) is None


def test_the_invite_link_of_the_docs_asks_for_exactly_what_is_used() -> None:
    page = (ROOT / "docs" / "discord.md").read_text(encoding="utf-8")
    assert invite("APPLICATION_ID") in page
    told = set(re.findall(r"^\| ([A-Z][\w ]+?) \| `1 << (\d+)` \|", page, re.MULTILINE))
    assert sum(1 << int(bit) for _, bit in told) == USED.value
