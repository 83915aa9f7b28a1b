"""What Discord accepts: the limits of messages, components and modals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.discord.limits import length
from tests.fake_discord.world import Json

V2 = 1 << 15


def problem(body: Json) -> str:
    """What Discord would not accept in a message."""
    if len(body.get("nonce", "")) > 25:
        return "nonce"
    if not body.get("flags", 0) & V2:
        return "" if 0 < length(body.get("content", "")) <= 2000 else "content"
    if body.get("content") or body.get("embeds"):
        return "content beside components v2"
    parts = list(_inside(body.get("components", [])))
    texts = sum(length(each["content"]) for each in parts if each["type"] == 10)
    ids = [each["custom_id"] for each in parts if "custom_id" in each]
    if not 0 < len(parts) <= 40 or texts > 4000 or len(set(ids)) != len(ids):
        return f"{len(parts)} components, {texts} characters"
    return next((wrong for each in parts if (wrong := _component_problem(each))), "")


def modal_problem(data: Json) -> str:
    """What Discord would not accept in a modal."""
    if not 1 <= length(data.get("title", "")) <= 45 or not 1 <= len(data.get("custom_id", "")) <= 100:
        return "title"
    if not 1 <= len(data.get("components", [])) <= 5:
        return "components"
    labelled = [each for each in data["components"] if each["type"] == 18]
    bad = [each for each in labelled if length(each["label"]) > 45 or length(each.get("description", "")) > 100]
    return (
        "label" if bad else next((wrong for each in labelled if (wrong := _component_problem(each["component"]))), "")
    )


def _component_problem(each: Json) -> str:
    match each["type"]:
        case 1:
            return "" if 1 <= len(each["components"]) <= 5 else "row"
        case 2:
            return "" if 1 <= length(each["label"]) <= 80 and 1 <= len(each["custom_id"]) <= 100 else "button"
        case 3:
            values = [option["value"] for option in each["options"]]
            fits = all(1 <= len(value) <= 100 for value in values) and len(set(values)) == len(values) <= 25
            return "" if fits and values else "select"
        case 4:
            return "" if length(each.get("value", "")) <= 4000 else "text input"
        case 10:
            return "" if each["content"] else "text display"
        case _:
            return ""


def _inside(parts: Any) -> Iterator[Json]:
    for each in parts if isinstance(parts, list) else [parts]:
        if isinstance(each, dict):
            yield each
            yield from _inside(each.get("components", []))
            yield from _inside([each["accessory"]] if "accessory" in each else [])
