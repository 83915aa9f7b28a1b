"""A process that can die at any step: before or after any word with its store or its platform.

Dying is a BaseException, as nothing may catch it; from then on every word of the dead process fails, so that nothing it
was about to do still happens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, cast

from bot.ports import Store, UnitOfWork
from bot.ports.surfaces import Messenger
from bot.vocabulary.effects import Address
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.view import View

SPOKEN = frozenset(
    {
        "unseen",
        "versions",
        "known",
        "remember",
        "find",
        "commit",
        "desk",
        "ring",
        "take_outgoing",
        "reaches",
        "gaps",
        "expire",
        "once",
        "installations",
    }
)


class Killed(BaseException):
    """kill -9."""


@dataclass(slots=True)
class Life:
    """Counts the steps of one process, and ends it at one of them. `after` says that the step itself still happens."""

    ends_at: int | None = None
    after: bool = False
    steps: int = 0

    def before_step(self) -> None:
        """A step is about to be taken."""
        self.steps += 1
        if self.ends_at is not None and (self.steps > self.ends_at or (self.steps == self.ends_at and not self.after)):
            raise Killed

    def after_step(self) -> None:
        """A step was taken."""
        if self.ends_at is not None and self.steps >= self.ends_at:
            raise Killed

    @property
    def has_ended(self) -> bool:
        """Whether the process is dead."""
        return self.ends_at is not None and self.steps >= self.ends_at


class MortalWork:
    """A unit of work whose process may die at each word."""

    def __init__(self, work: UnitOfWork, life: Life) -> None:
        self._work = work
        self._life = life

    async def __aenter__(self) -> Self:
        self._life.before_step()
        await self._work.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._work.__aexit__(kind, error, trace)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        step = getattr(self._work, name)
        if name not in SPOKEN:
            raise AttributeError(name)

        async def taken(*args: Any, **named: Any) -> Any:
            self._life.before_step()
            result = await step(*args, **named)
            self._life.after_step()
            return result

        return taken


class MortalStore:
    """A store as one process sees it."""

    def __init__(self, store: Store, life: Life) -> None:
        self._store = store
        self._life = life

    def begin(self, reading: bool = False) -> UnitOfWork:
        """Start one piece of work."""
        return cast(UnitOfWork, MortalWork(self._store.begin(reading), self._life))


class MortalMessenger:
    """A platform as one process sees it."""

    def __init__(self, messenger: Messenger, life: Life) -> None:
        self._messenger = messenger
        self._life = life

    async def post(self, workspace: WorkspaceId, to: Address, view: View, key: str) -> str:
        """Post; the process may die before, or with the post stored and nobody told."""
        self._life.before_step()
        receipt = await self._messenger.post(workspace, to, view, key)
        self._life.after_step()
        return receipt

    async def update(self, workspace: WorkspaceId, to: Address, receipt: str, view: View) -> None:
        """Draw anew; the process may die before, or with the card drawn and nobody told."""
        self._life.before_step()
        await self._messenger.update(workspace, to, receipt, view)
        self._life.after_step()

    async def find(self, workspace: WorkspaceId, to: Address, key: str, since: datetime) -> str | None:
        """Ask."""
        self._life.before_step()
        return await self._messenger.find(workspace, to, key, since)

    def pace(self, to: Address) -> timedelta:
        """The platform's pace."""
        return self._messenger.pace(to)
