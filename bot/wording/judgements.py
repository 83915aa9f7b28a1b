"""Why something was judged so, in words. One line a reason, for the audit, the playground and the logs."""

from __future__ import annotations

from typing import Final

from bot.vocabulary.signals import Reason

WORDS: Final = {
    # whom a message asks
    "named": "names who is asked",
    "two-alone": "just two people are here",
    "replies-to": "replies to the one who is asked",
    "group": "asks a group, one answer is enough",
    "side": "names nobody, so the other side is asked",
    "anyone": "asks whoever is there",
    "asks-nobody": "asks nobody in particular",
    # what it is
    "question": "question ({0:.0%} sure)",
    "request": "request ({0:.0%} sure)",
    "marked": "somebody concerned said so",
    "late": "arrived late and was put where it belongs",
    # which earlier message it answers
    "reply": "is a reply to it on the platform",
    "thread": "stands in its thread",
    "bot": "a bot neither asks nor answers",
    "names-author": "names its author",
    "names-me": "was named by it",
    "names-absent": "names somebody who has said nothing here",
    "goes-on": "goes on from one's own message",
    "previous": "follows it",
    "opens": "opens something new",
}
"""The templates, by code; the facts of the reason fill the gaps."""


def because(reason: Reason) -> str:
    """One reason in words; a code that has none is shown as it is."""
    return WORDS.get(reason.code, reason.code.replace("-", " ")).format(*reason.facts)
