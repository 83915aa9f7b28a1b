"""One name for each reaction on every platform: the short names Slack uses, for those that mean something to us."""

from __future__ import annotations

import re
from typing import Any, Final

_BY_SIGN: Final = {
    "👀": "eyes",
    "✅": "white_check_mark",
    "✔": "heavy_check_mark",
    "☑": "ballot_box_with_check",
    "👍": "+1",
    "👎": "-1",
    "🙏": "pray",
    "❌": "x",
    "👌": "ok_hand",
    "🆗": "ok",
    "💯": "100",
}
_BY_CODE: Final = {"thumbsup": "+1", "thumbup": "+1", "thumbsdown": "-1", "thumbdown": "-1", "hundred": "100"}
_TONE: Final = re.compile("[\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}-\N{EMOJI MODIFIER FITZPATRICK TYPE-6}\ufe0f]")
_TONE_OF_CODE: Final = re.compile(r"_tone\d(?:-\d)?$")


def short_name(emoji: object) -> str:
    """The plain name of an emoji object: a custom one's own, a standard one's short name. Empty where it has none."""
    if not isinstance(emoji, dict):
        return ""
    name, code = _text(emoji, "name"), _text(emoji, "code")
    if emoji.get("id"):
        return name or code
    known = _BY_SIGN.get(_TONE.sub("", name))
    plain = _TONE_OF_CODE.sub("", code) or name
    return known or _BY_CODE.get(plain, plain)


def _text(emoji: dict[str, Any], key: str) -> str:
    value = emoji.get(key)
    return value.strip(":") if isinstance(value, str) else ""
