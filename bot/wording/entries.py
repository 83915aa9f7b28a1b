"""The cards of what is logged: one entry with what is left, those that wait for a word, and what was said about one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.budget import EntriesShown, EntryShown
from bot.vocabulary.entries import Entry, EntryKind, EntryState, EntryStep
from bot.vocabulary.model import EngagementId
from bot.vocabulary.money import added
from bot.vocabulary.terms import NO_DUTY
from bot.vocabulary.view import Button, Named, Section, Strong, Text, View, Weight
from bot.wording import money
from bot.wording.budget import over, usage_line
from bot.wording.moments import moment

SHOWN: Final = 10
HEADLINES: Final = {
    "logged": "Logged",
    "corrected": "Corrected",
    "withdrawn": "Taken back",
    "confirmed": "Confirmed",
    "disputed": "Disputed",
    "reached": "Reached",
}
KINDS: Final = {EntryKind.COST: "cost", EntryKind.SALE: "sale", EntryKind.PAYMENT: "payment"}


def card(shown: EntryShown) -> View:
    """What was just done with an entry, and how its caps stand now."""
    entry = shown.entry
    due = f"; {money.said(shown.due)} due for it" if shown.due and shown.due != entry.money else ""
    facts: list[Text] = [(f"{summary(entry)}{due}",)]
    if entry.duty == NO_DUTY and entry.kind is not EntryKind.PAYMENT and entry.counts:
        facts.append(("No terms hold on that day, so it counts for no cap.",))
    if entry.over:
        facts.append((Strong(over(shown.usages, entry.over)), ". It is kept and counted; both of you see it."))
    facts += [usage_line(each) for each in shown.usages[: 3 - len(facts)]]
    own = shown.done in {"logged", "corrected"}
    buttons = (
        Button(BY_NAME["correct-entry"].label, "correct-entry", entry.id),
        Button(BY_NAME["withdraw-entry"].label, "withdraw-entry", entry.id),
    )
    return View(
        (Strong(HEADLINES[shown.done]), f": {amount(entry)}"),
        tuple(facts),
        buttons=buttons if own else (),
        small_print=_small_print(shown.done),
    )


def _small_print(done: str) -> Text:
    return {
        "logged": ("The other side confirms or disputes it.",),
        "corrected": ("What it said before stays in its history. The other side is asked again.",),
        "withdrawn": ("It counts no more. Its history is kept.",),
        "confirmed": ("You said that it is right.",),
        "disputed": ("It still counts until it is corrected or taken back. Whoever wrote it down is told.",),
        "reached": ("Due from today on. The other side confirms or disputes it.",),
    }[done]


def amount(entry: Entry | EntryStep) -> str:
    """How much: "2 h 30 min", "€40"."""
    return money.said(entry.money) if entry.money else money.hours(entry.minutes)


def summary(entry: Entry) -> str:
    """An entry in a line: "landing page, Tue 24 Nov"."""
    kind = KINDS.get(entry.kind, "")
    words = ": ".join(part for part in (kind, entry.words) if part)
    return ", ".join(part for part in (words, money.day(entry.day)) if part)


def listed(shown: EntriesShown) -> View:
    """The latest entries, those that wait for the reader's word with their buttons."""
    if not shown.entries:
        return View(("Nothing is logged yet.",), buttons=(Button("Log something", "log", shown.engagement),))
    waiting = len(shown.waiting)
    headline = f"{waiting} {'entry waits' if waiting == 1 else 'entries wait'} for your word" if waiting else "Entries"
    done = f"{shown.confirmed} confirmed. " if shown.confirmed else ""
    return View(
        (done, Strong(headline)) if done else (Strong(headline),),
        sections=tuple(_section(each, shown) for each in shown.entries[:SHOWN]),
        buttons=(
            *((Button("Confirm all", "confirm-entries", shown.engagement, Weight.PRIMARY),) if waiting > 1 else ()),
            Button("Statement", "statement", shown.engagement),
        ),
        small_print=("All of them stand in the statement.",) if len(shown.entries) > SHOWN else (),
        replaces=bool(shown.confirmed),
    )


def _section(entry: Entry, shown: EntriesShown) -> Section:
    state = "" if entry.state is EntryState.LOGGED else f" · {entry.state}"
    flag = " · over the cap" if entry.over else ""
    said: tuple[Text, ...] = ((f"“{entry.answer[:200]}”",),) if entry.answer else ()
    word = (
        Button(BY_NAME["confirm-entry"].label, "confirm-entry", entry.id),
        Button(BY_NAME["dispute-entry"].label, "dispute-entry", entry.id),
    )
    past = Button(BY_NAME["entry-history"].label, "entry-history", entry.id)
    buttons = (*(word if entry.id in shown.waiting else ()), *((past,) if entry.steps else ()))
    return Section(f"{amount(entry)} · {summary(entry)}"[:200], ((Named(entry.by), f"{state}{flag}"), *said), buttons)


def to_confirm(entries: Iterable[Entry], engagement: EngagementId, name: str) -> View:
    """The other side's entries of some days, in one message."""
    waiting = tuple(entries)
    sums = money.amounts(added(each.money for each in waiting if each.money))
    minutes = sum(each.minutes for each in waiting)
    parts = [part for part in (money.hours(minutes) if minutes else "", sums if sums != "nothing" else "") if part]
    flagged = sum(bool(each.over) for each in waiting)
    count = "One entry waits" if len(waiting) == 1 else f"{len(waiting)} entries wait"
    facts: list[Text] = [(f"{name}: {' and '.join(parts)}",)]
    if flagged:
        facts.append((Strong(f"{flagged} of them beyond a cap"),))
    return View(
        (Strong(f"{count} for your word"),),
        tuple(facts),
        sections=tuple(
            Section(f"{amount(each)} · {summary(each)}"[:200], ((Named(each.by),),)) for each in waiting[:5]
        ),
        buttons=(
            Button("Confirm all" if len(waiting) > 1 else "Confirm", "confirm-entries", engagement, Weight.PRIMARY),
            Button("See entries", "entries", engagement),
        ),
        small_print=("Once a working day at most. What you do not answer counts as it was logged.",),
    )


def history(steps: Sequence[EntryStep], zone: str) -> View:
    """Each thing that happened to an entry, with what it said then."""
    lines: list[Text] = []
    for number, step in enumerate(steps):
        done = "logged" if not number else "corrected" if step.state is EntryState.LOGGED else str(step.state)
        what = f"{amount(step)}, {', '.join(part for part in (step.words, money.day(step.day)) if part)}"
        said = f" “{step.answer[:200]}”" if step.answer else ""
        lines.append((moment(step.at, zone), " · ", Named(step.by), f" · {done} · {what}{said}"))
    return View(
        (Strong("What happened to this entry"),),
        sections=(Section("The oldest first", tuple(lines[-SHOWN:])),),
        small_print=("Both sides see the same. Nothing of it is ever changed.",),
    )


def told(entry: Entry, step: EntryStep) -> View:
    """What somebody did with an entry, for the other side."""
    words = {EntryState.DISPUTED: "disputes", EntryState.WITHDRAWN: "took back"}.get(step.state, "changed")
    said: tuple[Text, ...] = ((f"“{step.answer[:200]}”",),) if step.answer else ()
    own = step.state is EntryState.DISPUTED and entry.state is EntryState.DISPUTED
    buttons = (
        Button(BY_NAME["correct-entry"].label, "correct-entry", entry.id, Weight.PRIMARY),
        Button(BY_NAME["withdraw-entry"].label, "withdraw-entry", entry.id),
    )
    return View(
        (Named(step.by), f" {words} an entry: {amount(step)}"),
        ((summary(entry),), *said),
        buttons=buttons if own else (Button("See entries", "entries", entry.engagement),),
        small_print=("You are one of the two sides this is between.",),
    )
