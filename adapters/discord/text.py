"""Discord's markup, read as people see it.

Exports mostly come without it; live messages, and exports made with formatting switched off, have
`<@80351110224678912>` where people see `@ana`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.vocabulary.model import EVERYONE, GroupId

_MARKUP: Final = re.compile(r"<(@!?|@&|#|a?:\w+:|/[^:<>]+:)(\d+)>")


class Names:
    """How people, channels and roles are called, by id."""

    def __init__(
        self,
        people: Mapping[str, str] | None = None,
        channels: Mapping[str, str] | None = None,
        roles: Mapping[str, str] | None = None,
    ) -> None:
        self.people = people or {}
        self.channels = channels or {}
        self.roles = roles or {}
        self._role_by_name = {name: GroupId(role) for role, name in self.roles.items() if name.strip("@ ")}
        by_length = sorted(self._role_by_name, key=len, reverse=True)
        self._called = re.compile("@(" + "|".join(map(re.escape, by_length)) + r")(?!\w)") if by_length else None

    def roles_called(self, text: str) -> list[GroupId]:
        """The roles that a text without markup calls by name."""
        return [self._role_by_name[name] for name in self._called.findall(text)] if self._called else []


NOBODY: Final = Names()


def plain(text: str, names: Names = NOBODY) -> tuple[str, list[GroupId]]:
    """The text as it reads on the screen, and the roles that its markup names."""
    roles: list[GroupId] = []

    def read(match: re.Match[str]) -> str:
        mark, number = match.groups()
        if mark in ("@", "@!"):
            return f"@{names.people.get(number, number)}"
        if mark == "@&":
            roles.append(GroupId(number))
            return f"@{names.roles.get(number, number)}"
        if mark == "#":
            return f"#{names.channels.get(number, number)}"
        return mark.removeprefix("a") if mark.startswith((":", "a:")) else mark.removesuffix(":")

    return _MARKUP.sub(read, text), roles


def groups_in(text: str, marked: list[GroupId], names: Names) -> tuple[GroupId, ...]:
    """Everybody whom the text calls together: roles by markup or by name, and `@everyone` or `@here`."""
    called = dict.fromkeys(marked)
    if "@everyone" in text or "@here" in text:
        called[EVERYONE] = None
    called.update(dict.fromkeys(names.roles_called(text)))
    return tuple(called)
