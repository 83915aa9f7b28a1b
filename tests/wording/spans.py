"""Text as it reads, without its looks."""

from __future__ import annotations

from bot.vocabulary.view import Channel, Mention, Moment, Named, Text, Url


def plain(text: Text) -> str:
    """What a text says; people and places by their ids."""
    return "".join(_plain(span) for span in text)


def _plain(span: object) -> str:
    match span:
        case Moment():
            return span.words
        case Url():
            return span.label
        case Named() | Mention():
            return f"@{span.person}"
        case Channel():
            return f"#{span.conversation}"
    return str(getattr(span, "text", span))
