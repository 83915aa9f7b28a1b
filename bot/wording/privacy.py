"""What `openline privacy` says to whoever runs Openline."""

from __future__ import annotations

from collections.abc import Mapping

NOTHING = "Nothing is kept about {person} in {workspace}."


def kept(counts: Mapping[str, int], person: str, workspace: str) -> str:
    """How much of what is kept about somebody; never what."""
    there = [f"  {kind}: {count}" for kind, count in counts.items() if count]
    if not there:
        return NOTHING.format(person=person, workspace=workspace)
    return "\n".join((f"Kept about {person} in {workspace}:", *there))


def erased(total: int, person: str, workspace: str) -> str:
    """That it is gone."""
    if not total:
        return NOTHING.format(person=person, workspace=workspace)
    return f"{total} records about {person} in {workspace} are erased, and nothing told late brings them back."


def sure(total: int, person: str, workspace: str) -> str:
    """Before what cannot be taken back."""
    return f"This erases {total} records about {person} in {workspace} for good. Say so with --yes."


def unreachable(why: str) -> str:
    """The database does not answer."""
    return f"The database cannot be reached ({why}). `openline doctor` says what to do."
