"""One sentence for each wish that could not be followed: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.vocabulary.selection import Doubt, Unclear
from bot.wording.names import harmless


def refusal(unclear: Unclear) -> str:
    """The sentence."""
    near = tuple(harmless(word) for word in unclear.near)
    return _SENTENCES[unclear.doubt](harmless(unclear.given), near, unclear.why)


def _or(near: tuple[str, ...]) -> str:
    return f" Did you mean {' or '.join(near)}?" if near else ""


_Sentence = Callable[[str, tuple[str, ...], str], str]
_SENTENCES: Final[dict[Doubt, _Sentence]] = {
    Doubt.PERSON: lambda given, near, _: (
        f"Nobody in this export is called {given}.{_or(near) or ' Give a name as it stands there, or an id.'}"
    ),
    Doubt.SEVERAL_PEOPLE: lambda given, near, _: f"{given} could be {len(near)} people; give an id: {', '.join(near)}.",
    Doubt.BOT: lambda given, *_: f"{given} is a bot, and bots neither ask nor answer; name a person.",
    Doubt.BOTH_SIDES: lambda given, *_: f"{given} is named on both sides; name each person once.",
    Doubt.CHANNEL: lambda given, near, _: (
        f"There is no channel {given} in this export.{_or(near) or ' Give a name as it stands there, or an id.'}"
    ),
    Doubt.ZONE: lambda given, near, _: (
        f"There is no time zone {given}.{_or(near) or ' Write it like Europe/Berlin or America/New_York.'}"
    ),
    Doubt.DATE: lambda given, *_: f"{given} is not a date; write it like 2024-06-03.",
    Doubt.BACKWARDS: lambda given, near, _: f"--until {near[0]} is before --since {given}; swap them.",
    Doubt.HOURS: lambda given, _, why: f"--hours “{given}”: {why}",
    Doubt.COUNTRY: lambda given, _, why: why or f"The holidays of {given} are not known; give a code like DE or PH.",
}
