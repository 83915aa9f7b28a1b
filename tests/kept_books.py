"""Made-up records of the books of an engagement, for `tests/kept.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.vocabulary.entries import BudgetWarned, Entry, EntryId, EntryKind, EntryState, EntryStep
from bot.vocabulary.model import EngagementId, ExpectationId, PersonId, WorkspaceId
from bot.vocabulary.money import Money
from bot.vocabulary.records import Record
from bot.vocabulary.terms import (
    NO_DUTY,
    Cap,
    Ceiling,
    Commission,
    Contract,
    DutyId,
    ExchangeRate,
    Hourly,
    Milestone,
    OneOff,
    Pay,
    Per,
    Project,
    Recurring,
    Retainer,
    Terms,
    Tier,
)


def books(
    workspace: WorkspaceId, build: EngagementId, ana: PersonId, sam: PersonId, now: datetime
) -> dict[type, Sequence[Record]]:
    """What was agreed on about pay, and what was logged."""
    euros, day = Money(Decimal("12.50"), "EUR"), now.date()
    pays: tuple[Pay, ...] = (
        OneOff(euros, Money(Decimal(3), "EUR"), ExpectationId("e1")),
        Project((Milestone("The header", euros), Milestone("The rest", euros, ExpectationId("e2")))),
        Hourly(euros, 1200),
        Retainer(Per.MONTH, euros, 2400, rolls_over=True),
        Recurring(euros, Per.QUARTER),
        Commission((Tier(Decimal(0), Decimal("7.5")), Tier(Decimal(1000), Decimal(10))), currency="EUR"),
    )
    money, time = EntryId("1"), EntryId("2")
    return {
        Terms: [
            Terms(workspace, build, DutyId("t"), number, "Design", day, pay, ana, now, sam, Cap(Per.ALL, money=euros))
            for number, pay in enumerate(pays, 1)
        ],
        Ceiling: [
            Ceiling(workspace, build, "all", 1, day, Cap(Per.WEEK, 600), ana, now),
            Ceiling(workspace, build, sam, 1, day, None, ana, now, sam),
        ],
        ExchangeRate: [ExchangeRate(workspace, build, "USD", "EUR", 1, day, Decimal("0.9217"), ana, now)],
        Contract: [Contract(workspace, build, 1, ana, now, "https://example.com/a", day, None, day, day)],
        Entry: [
            Entry(workspace, money, build, DutyId("t"), EntryKind.COST, sam, sam, day, now, "Fonts", money=euros),
            Entry(
                workspace, time, build, NO_DUTY, EntryKind.TIME, sam, ana, day, now, "", 90, over=("t", "all"), steps=2
            ),
        ],
        EntryStep: [
            EntryStep(workspace, build, time, each, now, ana, sam, EntryState.DISPUTED, NO_DUTY, day, "", 60, None, "?")
            for each in (0, 1)
        ],
        BudgetWarned: [BudgetWarned(workspace, build, "all", "2026-06-01", each, now, sam) for each in ("50", "pace")],
    }
