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
    "crowded-thread": "stands in its thread and fits this message of it best",
    "calls-author": "calls its author by name ({0:.0%} likely, {1} messages back)",
    "mentions-author": "names its author ({0:.0%} likely, {1} messages back)",
    "was-called": "was named by it ({0:.0%} likely, {1} messages back)",
    "in-exchange": "the two are in an exchange ({0:.0%} likely, {1} messages back)",
    "same-words": "speaks of the same ({0:.0%} likely, {1} messages back)",
    "goes-on": "goes on from one's own message ({0:.0%} likely, {1} messages back)",
    "likeliest": "fits best what was said before ({0:.0%} likely, {1} messages back)",
    "nobody": "answers nobody: the likeliest link is {0:.2f}, under the bar {1:.2f}",
    "first": "nothing was said before it",
    "notice": "a notice neither asks nor answers",
}
"""The templates, by code; the facts of the reason fill the gaps."""


def because(reason: Reason) -> str:
    """One reason in words; a code that has none is shown as it is."""
    return WORDS.get(reason.code, reason.code.replace("-", " ")).format(*reason.facts)
