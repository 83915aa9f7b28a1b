"""The one line that is said in a conversation when somebody can be reached nowhere else."""

from __future__ import annotations

from bot.vocabulary.commands import NAME
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Code, Mention, View


def beckon(person: PersonId) -> View:
    """That something waits, and how to see it; not what, since others read it."""
    return View((Mention(person), ": something waits for you here. ", Code(f"/{NAME} mine"), " shows it to you alone."))
