"""What running a process needs of the outside: to count, to look into the database, to keep secrets."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.vocabulary.doctor import Inspection, Late
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.vitals import Metric


class Meter(Protocol):
    """Counts what goes on, for whoever runs the process."""

    def count(self, metric: Metric, *labels: str, by: float = 1) -> None:
        """Count up."""
        ...

    def show(self, metric: Metric, value: float, *labels: str) -> None:
        """Show how much it is now."""
        ...

    def observe(self, metric: Metric, value: float, *labels: str) -> None:
        """Add one to a distribution."""
        ...


class Inspector(Protocol):
    """Looks over a store for whoever runs it: how much is late or kept aside. It reads, and changes nothing."""

    async def late(self, now: datetime) -> Late:
        """What should have been done five minutes ago. Costs next to nothing, however much is kept."""
        ...

    async def inspect(self, now: datetime) -> Inspection:
        """Everything the store says of itself; may take a while."""
        ...


class Unopened(Exception):
    """What was sealed cannot be opened: by another key, for another place, or not whole."""


class Vault(Protocol):
    """Seals secrets before they are kept. What was sealed for one workspace and column opens for that alone."""

    def seal(self, secret: str, workspace: WorkspaceId, column: str) -> str:
        """The secret, readable with our keys only."""
        ...

    def open(self, sealed: str, workspace: WorkspaceId, column: str) -> str:
        """The secret again. Raises Unopened."""
        ...

    def is_current(self, sealed: str) -> bool:
        """Whether it was sealed with the newest key; otherwise seal it again."""
        ...
