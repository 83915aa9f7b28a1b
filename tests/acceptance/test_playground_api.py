"""The examples of docs/playground-api.md, run one after the other in a new playground."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import aiohttp

from adapters.playground import acts
from tests.acceptance.played import playground
from tests.house.source import ROOT

PAGE = (ROOT / "docs" / "playground-api.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```http\n(GET|POST) (\S+)\n(.*?)```\n```json ?(\d*)\n(.*?)```", re.DOTALL)


def holds(told: Any, shown: Any) -> bool:
    """Whether what was told holds all that is shown; of a list, each entry that is shown. An ellipsis is anything."""
    if isinstance(shown, Mapping):
        return isinstance(told, Mapping) and all(name in told and holds(told[name], shown[name]) for name in shown)
    if isinstance(shown, list):
        return isinstance(told, list) and all(any(holds(each, one) for each in told) for one in shown)
    return bool(shown == "…" or told == shown)


async def test_the_examples_are_true() -> None:
    examples = EXAMPLE.findall(PAGE)
    assert len(examples) == PAGE.count("```http"), "each request is followed by its answer"
    async with playground() as face, aiohttp.ClientSession() as session:
        for method, path, body, status, shown in examples:
            sent = json.loads(body) if body.strip() else None
            async with session.request(method, f"{face.address}{path}", json=sent) as response:
                told = await response.json()
            assert response.status == int(status or 200), (path, told)
            assert holds(told, json.loads(shown)), f"{method} {path} answers {json.dumps(told, ensure_ascii=False)}"


def test_everything_one_can_do_is_told_with_all_it_takes() -> None:
    for name, (_, fields) in acts.ACTS.items():
        (row,) = re.findall(rf"^\| `{name}` \|.*$", PAGE, re.MULTILINE)
        assert all(f"`{field}`" in row for field in fields), f"{name} takes {fields}"
