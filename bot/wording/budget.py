"""The cards of a budget: how far each cap is used, what is left, how the pace goes on, and what is open to be paid."""

from __future__ import annotations

from collections.abc import Sequence

from bot.vocabulary.budget import Balance, Budget, BudgetShown, Pace, Usage
from bot.vocabulary.commands import NAME
from bot.vocabulary.terms import Per
from bot.vocabulary.view import Button, Code, Named, Section, Span, Strong, Text, View
from bot.wording import money
from bot.wording.terms import rate


def card(shown: BudgetShown) -> View:
    """What is used and left, in one engagement or each of several."""
    if len(shown.budgets) == 1:
        return _one(shown.budgets[0])
    sections = tuple(
        Section(each.name, tuple(_lines(each)) or (("No terms yet",),), (Button("Show", "budget", each.engagement),))
        for each in shown.budgets
    )
    return View((Strong("Your budgets"),), sections=sections)


def _one(budget: Budget) -> View:
    about = budget.engagement
    if not budget.has_terms:
        hint = "Set them, and both of you see what is left." if budget.can_change else "The owner sets them."
        return View(
            (Strong(f"No terms for {budget.name} yet"),),
            ((hint,),),
            sections=_open(budget),
            buttons=(Button("Set terms" if budget.can_change else "Terms", "terms", about),),
        )
    waiting = f"See entries ({budget.unanswered} to confirm)" if budget.unanswered else "See entries"
    return View(
        (Strong(lead(budget)),),
        sections=(*(_section(each) for each in budget.usages), *_people(budget), *_open(budget)),
        buttons=(
            Button(waiting, "entries", about),
            Button("Statement", "statement", about),
            Button("Adjust" if budget.can_change else "Terms", "terms", about),
        ),
        small_print=("Both sides see the same. Log with ", Code(f"/{NAME} log 2h30 landing page")),
    )


def lead(budget: Budget) -> str:
    """How it stands, in one sentence: whatever is over or soon will be, first."""
    over = [each for each in budget.usages if each.is_over]
    late = [each for each in budget.usages if each.pace and each.pace.reached]
    if over:
        return f"{budget.name}: {_title(over[0])} is over by {money.of_cap(over[0].cap, -over[0].left)}"
    if late:
        return f"{budget.name}: {_title(late[0])} will not last at this pace"
    capped = [each for each in budget.usages if each.limit]
    if not capped:
        return f"{budget.name}: no caps"
    fullest = max(capped, key=lambda each: each.share)
    return f"{budget.name}: {money.of_cap(fullest.cap, fullest.left)} left of {_title(fullest)}"


def _lines(budget: Budget) -> list[Text]:
    return [usage_line(each) for each in budget.usages[:3]]


def _title(usage: Usage) -> str:
    what = usage.name or "what can be afforded"
    return f"{what} ({money.period(usage)})" if usage.cap.per is not Per.ALL else what


def _section(usage: Usage) -> Section:
    heading = usage.name or ("Everybody together" if usage.person is None else "One person, over all duties")
    who: tuple[Text, ...] = ((Named(usage.person),),) if usage.person else ()
    carried = (f"{money.of_cap(usage.cap, usage.carried)} of it rolled over",) if usage.carried else ()
    uncounted = (f"{money.amounts(usage.uncounted)} not counted: no rate was given",) if usage.uncounted else ()
    lines: list[Text] = [*who, usage_line(usage), *((each,) for each in (*carried, *uncounted, *pace(usage)))]
    return Section(heading, tuple(lines))


def usage_line(usage: Usage) -> Text:
    """How far a cap is used: "November: 32 h of 40 h used (80 %), 8 h left"."""
    used, limit = money.of_cap(usage.cap, usage.used), money.of_cap(usage.cap, usage.limit)
    rest = (
        Strong(f"{money.of_cap(usage.cap, -usage.left)} over")
        if usage.is_over
        else f"{money.of_cap(usage.cap, usage.left)} left"
    )
    period = "In all" if usage.cap.per is Per.ALL else money.period(usage)
    return (f"{period[0].upper()}{period[1:]}: {used} of {limit} used ({money.percent(usage.share)}), ", rest)


def pace(usage: Usage) -> tuple[str, ...]:
    """How many working days are left, and when the cap is reached at this pace."""
    if usage.pace is None:
        return ()
    return (_pace(usage.pace, usage),)


def _pace(found: Pace, usage: Usage) -> str:
    days = "One working day is left" if found.days_left == 1 else f"{found.days_left} working days are left"
    if found.reached is None:
        return days
    return f"{days}; at this pace {money.of_cap(usage.cap, usage.limit)} are reached on {money.day(found.reached)}"


def warning(usage: Usage, level: str, can_change: bool, engagement: str, name: str) -> View:
    """A cap is used to 50, 80 or 100 %, or will be before its time."""
    limit = money.limit(usage)
    about: Span = f" · {usage.name or name}"
    if level == "pace":
        headline: Text = (Strong(f"At this pace {limit} will not last"), about)
    elif usage.is_over:
        over = money.of_cap(usage.cap, -usage.left)
        headline = (Strong(f"{limit[0].upper()}{limit[1:]} are used up, and {over} more"), about)
    else:
        headline = (Strong(f"{money.percent(usage.share)} of {limit} are used"), about)
    facts: list[Text] = [usage_line(usage), *((each,) for each in pace(usage))]
    adjust = Button("Adjust", "set-terms" if usage.duty else "set-ceiling", usage.duty or engagement)
    return View(
        headline,
        tuple(facts),
        buttons=(
            Button("See entries", "entries", engagement),
            adjust if can_change else Button("Terms", "terms", engagement),
        ),
        small_print=(
            "Told once in each period at 50, 80 and 100 %, and when the pace is too fast. Both sides see it.",
        ),
    )


def over(usages: Sequence[Usage], keys: Sequence[str]) -> str:
    """By how much an entry's caps are exceeded."""
    beyond = [each for each in usages if each.key in keys and each.is_over]
    if not beyond:
        return "Beyond a cap"
    worst = beyond[0]
    return f"Beyond the cap: {money.of_cap(worst.cap, -worst.left)} over {money.limit(worst)}"


def _people(budget: Budget) -> tuple[Section, ...]:
    lines: list[Text] = [(Named(person), f": {money.amounts(spent)}") for person, spent in budget.spent]
    return (Section("This month, by person", tuple(lines)),) if lines else ()


def _open(budget: Budget) -> tuple[Section, ...]:
    lines: list[Text] = [(_balance(each),) for each in budget.balances]
    if budget.together:
        rates = "; ".join(rate(each) for each in budget.together.rates)
        lines.append((f"Together {money.said(budget.together.money, exactly=True)} open ({rates})",))
    return (Section("To be paid", tuple(lines)),) if lines else ()


def _balance(balance: Balance) -> str:
    due, paid = money.said(balance.due, exactly=True), money.said(balance.paid, exactly=True)
    if balance.open.amount < 0:
        return f"{due} due so far, {paid} paid: {money.said(-balance.open, exactly=True)} ahead"
    return f"{due} due so far, {paid} paid: {money.said(balance.open, exactly=True)} open"
