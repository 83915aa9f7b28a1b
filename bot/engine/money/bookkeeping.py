"""Every action and every stored moment about money, each with its rule. Whatever is in here is given the books."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.engine.decision import Decision
from bot.engine.money import ceilings, contracts, entries, log, statements, terms
from bot.engine.requests import Request
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.events import WakeupDue

RULES: Final[dict[str, Callable[[Request, Affairs | None, Agreements], Decision]]] = {
    "terms": terms.terms,
    "set-terms": terms.set_terms,
    "end-terms": terms.end,
    "set-ceiling": ceilings.set_ceiling,
    "set-rate": ceilings.set_rate,
    "tie-milestone": terms.tie,
    "set-contract": contracts.set_contract,
    "log": log.log,
    "correct-entry": log.correct,
    "entries": entries.entries,
    "confirm-entry": entries.confirm,
    "confirm-entries": entries.confirm_all,
    "dispute-entry": entries.dispute,
    "withdraw-entry": entries.withdraw,
    "entry-history": entries.history,
    "milestone-reached": entries.reached,
    "budget": statements.budget,
    "statement": statements.statement,
}

MOMENTS: Final[dict[str, Callable[[WakeupDue, Agreements], Decision]]] = {contracts.CONTRACT: contracts.rung}
