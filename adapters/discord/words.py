"""The few words that only Discord's look needs; `bot.wording` has them, the wiring brings them."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What is said where a card alone does not do."""

    more: str
    """Over the actions that are not buttons."""
    fill_in: str
    """On the button that opens a form which cannot open by itself."""
    correct: str
    """On the button that opens a form again, with what was typed."""
    go_on: str
    """On the button that opens a form's next page."""
    to_correct: str
    """Over what is wrong in a form."""
    to_go_on: str
    """Over the button to a form's next page."""
    nothing_typed: str
    """Instead of a form whose first page is known no longer."""
    failed: str
    """To whoever asked for something at which we failed."""
    thread: str
    """The name of a private thread."""
    unreachable: str
    """In a thread, to somebody whom nothing private reaches; the ping stands before it."""
    unclear: str
    """To whoever writes to us, where nobody can tell which of several servers is meant."""
    commands: str
    """What the commands are about, in Discord's list of them."""
