"""A statement: as a card, as rows of a table, and as a page that prints well."""

from __future__ import annotations

from html import escape
from typing import Final

from bot.vocabulary.affairs import Agreements
from bot.vocabulary.budget import Earned, Source, Statement
from bot.vocabulary.entries import EntryState
from bot.vocabulary.view import Button, Section, Strong, Text, View
from bot.wording import money
from bot.wording.terms import rate

SHOWN: Final = 8
WORDS: Final = {
    Source.TIME: "time",
    Source.COST: "cost",
    Source.SALE: "commission on a sale",
    Source.MILESTONE: "milestone",
    Source.DEPOSIT: "deposit",
    Source.FEE: "fee",
    Source.PAYMENT: "payment",
}
STYLE: Final = (
    "@page{size:A4;margin:18mm}body{font:14px/1.45 system-ui,sans-serif;color:#1b1b1b;max-width:960px;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.4rem;margin:0}p{margin:.3rem 0}table{border-collapse:collapse;width:100%;"
    "margin:1rem 0}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #ddd;vertical-align:top}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr{break-inside:avoid}"
    "thead{display:table-header-group}tfoot td{font-weight:600;border:0}small{color:#555}"
)


def card(statement: Statement) -> View:
    """The sums, and the latest lines; everything is in the files."""
    lines: list[Text] = [
        (f"{money.day(each.day)} · {_what(each, statement)} · {_amount(each)}",) for each in statement.lines
    ]
    sections = (Section("Lines", tuple(lines[-SHOWN:])),) if lines else ()
    left = len(lines) - SHOWN
    more = f"The {left} lines before these are in the files." if left > 0 else ""
    return View(
        (Strong(f"{statement.name}: {span(statement)}"),),
        tuple((line,) for line in _sums(statement)),
        sections=sections,
        buttons=(Button("Budget", "budget", statement.engagement),),
        small_print=(" ".join(part for part in (more, "Both sides get the same.") if part),),
    )


def span(statement: Statement) -> str:
    """The days of a statement: "1 Nov 2026 – 30 Nov 2026"."""
    return f"{money.dated(statement.first)} – {money.dated(statement.last)}"


def _sums(statement: Statement) -> list[str]:
    due, paid = money.amounts(statement.due, exactly=True), money.amounts(statement.paid, exactly=True)
    hours = f", {money.hours(statement.minutes)} logged" if statement.minutes else ""
    before = f"{money.amounts(statement.before, exactly=True)} open from before; " if statement.before else ""
    together = ""
    if statement.together:
        rates = "; ".join(rate(each) for each in statement.together.rates)
        together = f" (together {money.said(statement.together.money, exactly=True)}; {rates})"
    lines = [
        f"{before}{due} due{hours}, {paid} paid",
        f"Open at the end: {money.amounts(statement.after, exactly=True)}{together}",
    ]
    disputed = statement.disputed
    return [*lines, *([f"{disputed} {'line is' if disputed == 1 else 'lines are'} disputed"] if disputed else [])]


def _what(line: Earned, statement: Statement) -> str:
    duty = dict(statement.names).get(line.duty, "")
    words = WORDS[line.source] if line.source is not Source.TIME or not line.words else ""
    return ": ".join(part for part in (duty, " ".join(part for part in (words, line.words) if part)) if part)


def _amount(line: Earned) -> str:
    sums = line.due or line.paid
    hours = money.hours(line.minutes) if line.minutes else ""
    shown = money.said(sums, exactly=True) if sums else ""
    return ", ".join(part for part in (hours, shown) if part) or "nothing due"


def rows(statement: Statement, situation: Agreements) -> list[dict[str, str]]:
    """Every line, for a table: one currency a row, numbers plain. Cells are text of people; make them inert."""
    return [
        {
            "day": each.day.isoformat(),
            "duty": dict(statement.names).get(each.duty, ""),
            "kind": WORDS[each.source],
            "person": situation.person(each.person).name if each.person else "",
            "what": each.words,
            "hours": money.plain_hours(each.minutes) if each.minutes else "",
            "due": str(each.due.rounded.amount) if each.due else "",
            "paid": str(each.paid.rounded.amount) if each.paid else "",
            "currency": next((each.currency for each in (each.due, each.paid, each.sold) if each), ""),
            "sold": str(each.sold.amount) if each.sold else "",
            "state": str(each.state or ""),
            "over the cap": "yes" if each.over else "",
        }
        for each in statement.lines
    ]


def page(statement: Statement, situation: Agreements) -> str:
    """A page of its own, with nothing to fetch; printed, it is a PDF. Every text of people is escaped."""
    title = escape(f"Statement: {statement.name}")
    body = "".join(_row(each, statement, situation) for each in statement.lines)
    sums = "".join(f"<p>{escape(line)}</p>" for line in _sums(statement))
    heads = "".join(f"<th>{each}</th>" for each in ("Day", "Duty", "What", "Who"))
    heads += "".join(f"<th class=n>{each}</th>" for each in ("Hours", "Due", "Paid"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head><body>'
        f"<h1>{title}</h1><p>{escape(span(statement))}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{sums}"
        "<p><small>A statement of what was logged with Openline; not an invoice.</small></p></body></html>\n"
    )


def _row(line: Earned, statement: Statement, situation: Agreements) -> str:
    who = situation.person(line.person).name if line.person else ""
    state = f" ({line.state})" if line.state in {EntryState.CONFIRMED, EntryState.DISPUTED} else ""
    flag = ", over the cap" if line.over else ""
    words = f"{WORDS[line.source]}: {line.words}" if line.words else WORDS[line.source]
    cells = [money.dated(line.day), dict(statement.names).get(line.duty, ""), f"{words}{state}{flag}", who]
    numbers = [
        money.plain_hours(line.minutes) if line.minutes else "",
        money.said(line.due, exactly=True) if line.due else "",
        money.said(line.paid, exactly=True) if line.paid else "",
    ]
    left = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tr>{left}{''.join(f'<td class=n>{escape(cell)}</td>' for cell in numbers)}</tr>"
