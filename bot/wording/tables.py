"""What `openline db` says."""

from __future__ import annotations


def upgraded(before: str | None, after: str | None) -> str:
    """The tables are up to date."""
    if before == after:
        return f"The tables were up to date already ({after})."
    return f"The tables are up to date now ({before or 'there were none'}, now {after})."


def downgraded(after: str | None) -> str:
    """The tables were taken back."""
    return f"The tables are of revision {after} now." if after else "There are no tables any more."


def compared(revision: str | None, newest: str | None) -> str:
    """Where the tables are, and where they should be."""
    if revision == newest:
        return f"{newest}: the tables are up to date."
    if revision is None:
        return f"There are no tables yet; this version wants {newest}. `openline db upgrade` makes them."
    return f"{revision}: this version wants {newest}. `openline doctor` says what to do."


def failed(database: str, why: str) -> str:
    """It could not be done."""
    return f"That could not be done with {database} ({why}). `openline doctor` says more."
