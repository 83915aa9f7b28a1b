"""A workspace that removes Openline, or takes its token back, is purged; another token is none of ours (S18)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance import day
from tests.acceptance.slacked import in_slack

ABOUT_PEOPLE = ("Engagement", "Member", "Profile", "PersonKept", "HoursKept", "Goal", "MessageKept", "Gap")


@pytest.mark.parametrize(
    ("event", "is_purged"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0OPENLINE"]}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U0ANA"]}}, False),
    ],
)
async def test_what_goes_when_a_workspace_leaves(tmp_path: Path, event: dict[str, Any], is_purged: bool) -> None:
    async with in_slack(tmp_path) as play:
        await day.they_begin(play)
        await play.say(day.ANA, day.SHOP, "@sam can you send me the sizes?")
        assert (await play.records())["Gap"]
        await play.people.tell(event)
        kept = [kind for kind in ABOUT_PEOPLE if (await play.records()).get(kind)]
    assert (kept == []) == is_purged
