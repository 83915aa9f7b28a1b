"""What `openline demo` says in the terminal."""

from __future__ import annotations

from typing import Final

STOPPED: Final = "Stopped. Nothing is left of it."
WENT_AS_TOLD: Final = "The story went as told."


def ready(address: str) -> str:
    """Where it is, and how to end it."""
    return f"The playground is at {address}\nIt is for this machine alone. End it with Ctrl+C."


def kept_in(file: str) -> str:
    """Where everything of it is kept."""
    return f"Everything that Openline keeps is in {file}"


def taken(port: int) -> str:
    """The port is not free."""
    return f"Port {port} is taken by another program. Choose another one with --port, or leave it out."


def there_already(file: str) -> str:
    """A file is not overwritten."""
    return f"{file} is there already, and a playground begins with a file of its own. Name one that is not there."


def no_folder(folder: str) -> str:
    """A file needs a folder."""
    return f"There is no folder {folder} that can be written to."


def otherwise(step: int, caption: str, what: str) -> str:
    """The story did not go as told: at which step, and what is missing."""
    return f"Step {step} did not go as told ({caption}): {what}"
