"""What goes to Slack with somebody who installs, and has to come back with them: once, and soon (S3).

Nothing is kept when it is issued, so whoever calls up the page a million times fills nothing: it carries its own
moment, sealed. That it came back is kept, as something that is done once; so of many who bring the same at a time, one
is let in. slack_sdk's own stores look first and delete then, and let several in.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.ports import Clock, Store
from bot.ports.operating import Unopened, Vault
from bot.vocabulary.model import WorkspaceId

LASTS: Final = timedelta(minutes=10)
"""For as long as it may take somebody to allow what is asked."""
NOWHERE: Final = WorkspaceId("slack installing")
"""It is not known yet in which workspace that will be; no workspace is called so."""
STATE: Final = "state"


class States(AsyncOAuthStateStore):
    """Slack's OAuth state, over any store."""

    def __init__(self, store: Store, vault: Vault, clock: Clock, new_id: Callable[[], str]) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._new_id = new_id

    @property
    def logger(self) -> logging.Logger:
        """Where the SDK would log; it has nothing to log here."""
        return logging.getLogger(__name__)

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """A new one."""
        words = f"{int(self._clock.now().timestamp())} {self._new_id()}"
        sealed = self._vault.seal(words, NOWHERE, STATE)
        return base64.urlsafe_b64encode(sealed.encode()).decode().rstrip("=")

    async def async_consume(self, state: str) -> bool:
        """Whether it is one of ours, of the last minutes, and comes for the first time."""
        issued, _, name = self._opened(state).partition(" ")
        now = self._clock.now()
        if not name or not 0 <= now.timestamp() - int(issued) <= LASTS.total_seconds():
            return False
        async with self._store.begin() as work:
            is_first = await work.once(NOWHERE, f"{STATE}:{name}", now)
            await work.commit()
        return is_first

    def _opened(self, state: str) -> str:
        try:
            sealed = base64.b64decode(state + "=" * (-len(state) % 4), altchars=b"-_", validate=True).decode()
            return self._vault.open(sealed, NOWHERE, STATE)
        except (ValueError, Unopened):
            return ""
