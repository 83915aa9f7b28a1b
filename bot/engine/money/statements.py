"""`budget`: how every cap stands now, and the statement of some days: what was due, what was paid, what is open."""

from __future__ import annotations

from datetime import date

from bot.engine.decision import Decision
from bot.engine.money import earnings, exchange, reckoning
from bot.engine.requests import Request
from bot.engine.typed import periods
from bot.engine.typed.periods import DAY, Period, local_day
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import Refused
from bot.vocabulary.budget import BudgetShown, Earned, Statement, StatementShown
from bot.vocabulary.entries import EntryState
from bot.vocabulary.money import Money, added
from bot.vocabulary.signals import Reason


def budget(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """What is used and what is left, here or in each of one's engagements; with a period, its statement."""
    if affairs is None or not affairs.has_joined(request.by):
        return Decision(answer=Refused(Reason("nothing-here")))
    if words := request.one("period").removeprefix("statement").strip():
        return statement_for(words, request, affairs)
    is_elsewhere = not request.about and affairs not in situation.here()
    shown = situation.of(request.by) if is_elsewhere else (affairs,)
    found = tuple(reckoning.stands(each, request.by, request.at, situation) for each in shown or (affairs,))
    return Decision(answer=BudgetShown(found))


def statement(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """The statement of this month, so far."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    return statement_for("this month", request, affairs)


def statement_for(words: str, request: Request, affairs: Affairs) -> Decision:
    """The statement of a period that somebody names."""
    today = local_day(request.at, affairs.engagement.zone)
    meant = periods.named(words, today)
    if meant is None:
        return Decision(answer=Refused(Reason("period", (words,))))
    return Decision(answer=StatementShown(stated(affairs, meant, today)))


def stated(affairs: Affairs, within: Period, today: date) -> Statement:
    """Everything of some days: before + due - paid = after, in each currency by itself."""
    lines = earnings.earned(affairs, min(within.last, max(today, within.first)))
    inside = tuple(each for each in lines if within.has(each.day))
    until = _open(lines, within.first - DAY), _open(lines, within.last)
    books = affairs.books
    names = {duty: terms.name for duty in books.duties if (terms := books.latest(duty))}
    return Statement(
        affairs.engagement.id,
        affairs.engagement.name,
        within.first,
        within.last,
        inside,
        until[0],
        added(each.due for each in inside if each.due),
        added(each.paid for each in inside if each.paid),
        until[1],
        exchange.together(until[1], within.last, books.rates),
        tuple(names.items()),
        sum(each.minutes for each in inside),
        sum(each.state is EntryState.DISPUTED for each in inside),
    )


def _open(lines: tuple[Earned, ...], until: date) -> tuple[Money, ...]:
    due = [each.due for each in lines if each.due and each.day <= until]
    paid = [-each.paid for each in lines if each.paid and each.day <= until]
    return tuple(each for each in added([*due, *paid]) if each.amount)
