"""Why each message was judged as it was, for whoever looks into it: codes and numbers, never a word that was said."""

from __future__ import annotations

import structlog

from bot.engine.decision import Decision
from bot.vocabulary.events import Event, MessageEdited, MessagePosted


def log_judgement(event: Event, decision: Decision) -> None:
    """Tell the log (level debug) which reasons a message's judgement had; what is no message is judged by its kind."""
    posted = event.posted if isinstance(event, MessageEdited) else event
    if isinstance(posted, MessagePosted) and decision.because:
        structlog.get_logger().debug(
            "judged",
            conversation=posted.conversation,
            heard=posted.message,
            because=";".join(_told(each.code, each.facts) for each in decision.because),
        )


def _told(code: str, facts: tuple[str | float, ...]) -> str:
    """`goes-on:0.85:1`. Facts that are words are left out: they may be somebody's."""
    return ":".join([code, *[f"{fact:g}" for fact in facts if not isinstance(fact, str)]])
