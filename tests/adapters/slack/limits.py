"""What Slack refuses of blocks, views and messages, written down from its reference: for the fake server and for tests.

Kept apart from slack_sdk.models, which checks some of it and not all.
"""

from collections.abc import Iterator
from typing import Any

TEXTS = {"section": 3000, "context": 2000, "header": 150, "label": 2000, "button": 75, "option": 75, "title": 24}
INPUTS = {
    "plain_text_input", "static_select", "multi_static_select", "users_select", "multi_users_select", "datepicker",
    "number_input",
}  # fmt: skip


def length(text: str) -> int:
    """As JavaScript counts; whoever counts code points comes to no more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def message(body: dict[str, Any]) -> list[str]:
    """What is wrong with a message."""
    wrong = ["no_text"] if not (body.get("text") or body.get("blocks")) else []
    wrong += ["msg_too_long"] if length(body.get("text") or "") > 40_000 else []
    blocks = body.get("blocks") or []
    letters = sum(length(text) for text in texts(blocks))
    wrong += ["msg_blocks_too_long"] if letters > 13_000 else []
    return wrong + _blocks(blocks, 50)


def view(body: dict[str, Any]) -> list[str]:
    """What is wrong with a modal or a Home tab."""
    wrong = _blocks(body.get("blocks") or [], 100)
    wrong += [] if body.get("type") in ("modal", "home") else ["type"]
    if body.get("type") == "modal":
        wrong += _text(body.get("title"), 24, "title")
        for name in ("submit", "close"):
            wrong += _text(body[name], 24, name) if body.get(name) else []
        has_input = any(each.get("type") == "input" for each in body.get("blocks") or [])
        wrong += ["an input without submit"] if has_input and not body.get("submit") else []
    wrong += ["private_metadata"] if length(body.get("private_metadata") or "") > 3000 else []
    wrong += ["callback_id"] if length(body.get("callback_id") or "") > 255 else []
    return wrong


def texts(blocks: Any) -> Iterator[str]:
    """Every text that is shown, wherever it stands."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from texts(each)
    elif isinstance(blocks, dict):
        for key, value in blocks.items():
            if key in ("text", "alt_text") and isinstance(value, str):
                yield value
            else:
                yield from texts(value)


def marked_up(blocks: Any) -> Iterator[str]:
    """Every text in which Slack reads markup."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from marked_up(each)
    elif isinstance(blocks, dict):
        if blocks.get("type") == "mrkdwn":
            yield blocks["text"]
        yield from marked_up([*blocks.values()])


def _blocks(blocks: list[Any], most: int) -> list[str]:
    wrong = ["too many blocks"] if len(blocks) > most else []
    ids = [each["block_id"] for each in blocks if each.get("block_id")]
    wrong += ["block_id twice"] if len(set(ids)) != len(ids) else []
    for block in blocks:
        wrong += _block(block)
    return wrong


def _block(block: dict[str, Any]) -> list[str]:
    wrong = ["block_id"] if length(block.get("block_id") or "") > 255 else []
    match block.get("type"):
        case "section":
            wrong += _text(block.get("text"), TEXTS["section"], "section")
            wrong += _element(block["accessory"]) if block.get("accessory") else []
        case "context":
            wrong += [] if 1 <= len(block.get("elements") or []) <= 10 else ["context elements"]
            for each in block.get("elements") or []:
                wrong += _text(each, TEXTS["context"], "context")
        case "actions":
            elements = block.get("elements") or []
            wrong += [] if 1 <= len(elements) <= 25 else ["actions elements"]
            ids = [each.get("action_id") for each in elements]
            wrong += [] if len(set(ids)) == len(ids) else ["action_id twice"]
            for each in elements:
                wrong += _element(each)
        case "image":
            wrong += [] if 1 <= length(block.get("alt_text") or "") <= 2000 else ["alt_text"]
            wrong += [] if block.get("slack_file") or block.get("image_url") else ["no image"]
        case "input":
            wrong += _text(block.get("label"), TEXTS["label"], "label")
            wrong += _text(block["hint"], 2000, "hint") if block.get("hint") else []
            wrong += _input(block.get("element") or {})
        case "divider":
            pass
        case kind:
            wrong.append(f"unknown block {kind}")
    return wrong


def _element(element: dict[str, Any]) -> list[str]:
    wrong = [] if 1 <= length(element.get("action_id") or "") <= 255 else ["action_id"]
    if element.get("type") == "button":
        wrong += _text(element.get("text"), TEXTS["button"], "button")
        wrong += ["value"] if length(element.get("value") or "") > 2000 else []
        wrong += ["style"] if element.get("style") not in (None, "primary", "danger") else []
    elif element.get("type") == "overflow":
        wrong += _options(element, 5, 150)
    else:
        wrong.append(f"unknown element {element.get('type')}")
    return wrong


def _input(element: dict[str, Any]) -> list[str]:
    kind = element.get("type")
    wrong = [] if kind in INPUTS else [f"unknown input {kind}"]
    wrong += _text(element["placeholder"], 150, "placeholder") if element.get("placeholder") else []
    if kind in ("static_select", "multi_static_select"):
        wrong += _options(element, 100, 150)
        chosen = element.get("initial_options") or [each for each in [element.get("initial_option")] if each]
        wrong += [] if all(each in element["options"] for each in chosen) else ["initial option"]
    if kind == "plain_text_input":
        wrong += ["initial_value"] if length(element.get("initial_value") or "") > 3000 else []
        wrong += ["max_length"] if not 1 <= element.get("max_length", 1) <= 3000 else []
    return wrong


def _options(element: dict[str, Any], most: int, value: int) -> list[str]:
    options = element.get("options") or []
    wrong = [] if 1 <= len(options) <= most else ["options"]
    for each in options:
        wrong += _text(each.get("text"), TEXTS["option"], "option")
        wrong += [] if 1 <= length(each.get("value") or "") <= value else ["option value"]
    return wrong


def _text(text: Any, most: int, where: str) -> list[str]:
    if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
        return [f"{where} is no text"]
    return [] if 1 <= length(text.get("text") or "") <= most else [f"{where} of {length(text.get('text') or '')}"]
