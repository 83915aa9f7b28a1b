"""The private cards about somebody's turn: a nudge, what the asker is told after two of them, who is back when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.checkins import Blocker
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap, Snooze
from bot.vocabulary.signals import ASKS, Reason
from bot.vocabulary.view import Button, Channel, MomentStyle, Named, Section, Strong, Text, View, Weight
from bot.wording import checkins
from bot.wording.durations import exact, spoken
from bot.wording.moments import moment
from bot.wording.names import harmless

LINES: Final = 10
"""Matters that a nudge names one by one; `mine` shows all."""
NUMBERS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
TIMES: Final = {1: "once", 2: "twice"}


class Waiting(NamedTuple):
    """A matter as it is shown to somebody: how long it has waited in the debtor's working time, and what put it off."""

    gap: Gap
    waited: timedelta
    snooze: Snooze | None = None
    blocker: Blocker | None = None
    """What it is about, where it was told in a check-in."""


def nudge(matters: Sequence[Waiting], zone: str, answer_within: timedelta) -> View:
    """What is the reader's turn; one thing with its facts, several with a line each, oldest first."""
    why: Text = (f"You are reminded inside your hours, once something has waited {exact(answer_within)} of them.",)
    return _one(matters[0], zone, why) if len(matters) == 1 else _several(matters, zone, why)


def still_waiting(matter: Waiting, nudged: int, back_at: datetime | None, zone: str) -> View:
    """For the asker: nobody answered two nudges, or it was put off for the third time. `back_at` while they are off."""
    gap = matter.gap
    facts: list[Text] = [("You asked on ", moment(gap.asked_at, zone), " in ", Channel(gap.conversation))]
    if matter.snooze is not None:
        facts.append((f"Put off {_times(matter.snooze.number)}, until ", moment(matter.snooze.until, zone)))
    elif nudged:
        facts.append((f"Reminded {_times(nudged)} since",))
    if back_at is not None:
        facts.append(("Back ", moment(back_at, zone)))
    return View(
        (_named(gap), " has not answered yet"),
        tuple(facts),
        buttons=(
            _button("ask-again", gap, weight=Weight.PRIMARY),
            _button("ask-time", gap),
            _button("answered", gap, "Close it"),
        ),
        small_print=("You are told once; they are not reminded of it any more until one of you does something.",),
    )


def outside_hours(gap: Gap, back_at: datetime, zone: str) -> View:
    """For the asker, once a day: the other is not at work."""
    return View(
        (_named(gap), " is back ", moment(back_at, zone)),
        (("It is outside their working hours. They are not reminded before then, and no time counts.",),),
        buttons=(_button("deliver-then", gap, weight=Weight.PRIMARY), _button("send-now", gap)),
        small_print=("You are told this once a day for each person.",),
    )


def ask_when(matter: Waiting, zone: str) -> View:
    """For who owes the answer: the asker wants to know when it will come."""
    gap = matter.gap
    return View(
        (Named(gap.asked_by), " asks when you can answer"),
        (("Asked on ", moment(gap.asked_at, zone), " in ", Channel(gap.conversation)),),
        buttons=(
            _button("name-time", gap, weight=Weight.PRIMARY),
            _button("answer", gap),
            _button("answered", gap, "Answered elsewhere"),
        ),
        more=(_button("not-a-question", gap),),
        small_print=("What you say is told to them; you are reminded then, and not before.",),
    )


def delivered(matter: Waiting, zone: str) -> View:
    """For who owes the answer: it was asked while they were off, and is brought now."""
    gap = matter.gap
    asked = ("Asked on ", moment(gap.asked_at, zone), " in ", Channel(gap.conversation))
    return View(
        (Named(gap.asked_by), " asked you something while you were off"),
        (asked,),
        buttons=(_button("answer", gap, weight=Weight.PRIMARY), _button("later", gap)),
        more=_ways_out(gap),
        small_print=("They chose to have it brought to you now rather than then. No time has counted yet.",),
    )


def posted_answer(by: PersonId, words: str) -> View:
    """For everybody where it was asked: what somebody answered on a card."""
    return View((Named(by), " answers:"), tuple((harmless(line),) for line in _lines(words)))


def done(reason: Reason, zone: str) -> View:
    """What a card has become after one of its buttons was pressed."""
    at = datetime.fromisoformat(str(reason.facts[0])) if reason.facts else None
    return View((*DONE[reason.code], *((moment(at, zone), ".") if at is not None else (".",))))


DONE: Final[dict[str, Text]] = {
    "put-off": ("Put off. It comes back earlier if they write, and else ",),
    "asked-again": ("They are asked once more, inside their hours: ",),
    "asked-when": ("They are asked when they can answer: ",),
    "deliver-then": ("It is brought to them as they are back: ",),
}
"""Lines that end with a moment."""


def _lines(words: str) -> list[str]:
    """Three lines at most, as on any card; the rest is on the last."""
    lines = [line for line in words.splitlines() if line.strip()]
    return [*lines[:2], " ".join(lines[2:])] if len(lines) > 3 else lines


def _ways_out(gap: Gap) -> tuple[Button, ...]:
    return (_button("not-a-question", gap), _button("answered", gap, "Answered elsewhere"))


def _one(matter: Waiting, zone: str, why: Text) -> View:
    gap = matter.gap
    if matter.blocker is not None:
        return _held_up(matter, matter.blocker, zone, why)
    word = "question" if gap.signs & ASKS else "request"
    facts: list[Text] = [
        (Named(gap.asked_by), " asked on ", moment(gap.asked_at, zone), " in ", Channel(gap.conversation)),
        (f"{spoken(matter.waited)} of your working time",),
    ]
    if matter.snooze is not None:
        facts.append(_put_off(matter.snooze, zone))
    return View(
        (Strong(f"One {word} waits for you"),),
        tuple(facts),
        buttons=(_button("answer", gap, weight=Weight.PRIMARY), _button("later", gap)),
        more=_ways_out(gap),
        small_print=why,
    )


def _held_up(matter: Waiting, blocker: Blocker, zone: str, why: Text) -> View:
    """What was told in a check-in, with what can be done about it."""
    facts: list[Text] = [("since ", moment(blocker.at, zone), f" · {spoken(matter.waited)} of your working time")]
    if matter.snooze is not None:
        facts.append(_put_off(matter.snooze, zone))
    return View(
        checkins.headline(blocker, PersonId("")),
        tuple(facts),
        buttons=(
            Button(BY_NAME["answer-blocker"].label, "answer-blocker", blocker.id, Weight.PRIMARY),
            Button(BY_NAME["call-today"].label, "call-today", blocker.id),
            _button("later", matter.gap),
        ),
        more=(Button(BY_NAME["blocker-solved"].label, "blocker-solved", blocker.id),),
        small_print=why,
    )


def _several(matters: Sequence[Waiting], zone: str, why: Text) -> View:
    lines = [_line(each, zone) for each in matters[:LINES]]
    if len(matters) > LINES:
        lines.append((f"and {len(matters) - LINES} more",))
    number = NUMBERS[len(matters)] if len(matters) < len(NUMBERS) else str(len(matters))
    return View(
        (Strong(f"{number} things are your turn"),),
        sections=(Section("Oldest first", tuple(lines)),),
        buttons=(Button("See all", "mine", weight=Weight.PRIMARY), Button(BY_NAME["later"].label, "later")),
        small_print=why,
    )


def _line(matter: Waiting, zone: str) -> Text:
    gap = matter.gap
    if matter.blocker is not None:
        return (*checkins.headline(matter.blocker, PersonId("")), f" · {spoken(matter.waited)}")
    asked = (Named(gap.asked_by), ", ", moment(gap.asked_at, zone, MomentStyle.DAY_AND_TIME), " in ")
    put_off = (" · ", *_put_off(matter.snooze, zone)) if matter.snooze and matter.snooze.reason else ()
    return (*asked, Channel(gap.conversation), f" · {spoken(matter.waited)}", *put_off)


def _put_off(snooze: Snooze, zone: str) -> Text:
    """What was said when it was put off, shown on waking."""
    when = moment(snooze.at, zone)
    return ("You put this off on ", when, f": “{harmless(snooze.reason)}”") if snooze.reason else ("Put off on ", when)


def _button(action: str, gap: Gap, label: str = "", weight: Weight = Weight.PLAIN) -> Button:
    return Button(label or BY_NAME[action].label, action, gap.identity, weight)


def _named(gap: Gap) -> Named | str:
    return Named(gap.owed_by) if gap.owed_by is not None else "Nobody"


def _times(number: int) -> str:
    return TIMES.get(number, f"{number} times")
