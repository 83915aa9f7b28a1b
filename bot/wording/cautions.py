"""What is asked in private before something is sent: what is missing, and what speaks against sending it now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.vocabulary.answers import BriefChecked
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import Button, Named, Strong, Text, View, Weight
from bot.wording.moments import moment

MISSING: Final = {"by": "no deadline", "done_when": "no “done when”", "context": "no context"}
WHY: Final = {
    "by": "What has no date waits behind everything that has one.",
    "done_when": "It lets both of you tell when it is done, without asking.",
    "context": "What it is for decides how it is best done.",
    "one": "There is more than one thing in it; each by itself can be taken on, dated and accepted.",
    "example": "An example or a link says more than a word about how it should look.",
}
"""Why each part matters, in a line."""
COUNTS: Final = ("Nothing", "One thing", "Two things", "Three things")
NAMED: Final = 5
MOST_FACTS: Final = 3


def brief(checked: BriefChecked, zone: str) -> View:
    """What would make it easier to do well, and whether to go ahead although something speaks against it."""
    if not checked.cautions:
        return _missing(checked)
    headline, *facts = (line for reason in checked.cautions for line in SENTENCES[reason.code](reason, zone))
    more: Text = (f"Also: {_listed(checked)}",)
    buttons = _buttons(checked)
    return View(
        headline,
        (*facts[: MOST_FACTS - bool(checked.missing)], *((more,) if checked.missing else ())),
        buttons=buttons[:MOST_FACTS],
        more=buttons[MOST_FACTS:],
        small_print=("Nothing is sent yet. Only you see this.", *_kept(checked)),
    )


def _buttons(checked: BriefChecked) -> tuple[Button, ...]:
    """The likely one first: to hand it out when they are back, or to go ahead."""
    codes = {reason.code for reason in checked.cautions}
    send = "Send now" if "outside-hours" in codes else "Go ahead anyway"
    found = [Button("Deliver then", "deliver-draft", checked.draft)] if "outside-hours" in codes else []
    found.append(Button(send, "send-as-is", checked.draft))
    if checked.missing:
        found.append(Button("Add what is missing", "add-missing", checked.draft))
    found.append(Button("See the list", "vet", checked.about) if "unvetted" in codes else Button("Not now", "dismiss"))
    first = found[0]
    return (Button(first.label, first.action, first.about, Weight.PRIMARY), *found[1:])


def _kept(checked: BriefChecked) -> Text:
    """What follows from the answer, said beforehand."""
    codes = {reason.code for reason in checked.cautions}
    once = (" You are told once a day for each person.",) if codes & {"outside-hours", "many-at-once"} else ()
    return (
        *once,
        *((" That you went ahead is kept.",) if codes & {"unvetted", "over-capacity", "before-hours"} else ()),
    )


def _missing(checked: BriefChecked) -> View:
    count = len(checked.missing)
    why = tuple((WHY[part],) for part in (*checked.missing, *checked.helpful))
    return View(
        (Strong(f"{COUNTS[count]} would make this easier to do well"), f": {_listed(checked)}"),
        why[:MOST_FACTS],
        buttons=(
            Button("Add them" if count > 1 else "Add it", "add-missing", checked.draft, Weight.PRIMARY),
            Button("Send as it is", "send-as-is", checked.draft),
        ),
        small_print=("Nothing is sent yet. Only you see this.",),
    )


def _listed(checked: BriefChecked) -> str:
    return "; ".join(MISSING[part] for part in checked.missing)


def _who(reason: Reason) -> Named:
    return Named(PersonId(str(reason.facts[0])))


def _unvetted(reason: Reason, zone: str) -> tuple[Text, ...]:
    words = [str(each) for each in reason.facts]
    more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
    count = "One required thing is" if len(words) == 1 else f"{len(words)} required things are"
    return ((Strong(f"{count} not settled yet"),), (f"Open: {', '.join(words[:NAMED])}{more}. Go ahead anyway?",))


def _over_capacity(reason: Reason, zone: str) -> tuple[Text, ...]:
    _, taken, stated = reason.facts
    return (
        (_who(reason), " would have more to do than they have hours for"),
        (f"{taken:g} h a week of the {stated:g} they said they have. Go ahead anyway?",),
    )


def _before_hours(reason: Reason, zone: str) -> tuple[Text, ...]:
    _, due, back = (str(each) for each in reason.facts)
    again: Text = (" They are back ", moment(datetime.fromisoformat(back), zone), ".") if back else ()
    return (
        (_who(reason), " is not at work before this is due"),
        ("It is due ", moment(datetime.fromisoformat(due), zone), ".", *again, " Is a later date possible?"),
    )


def _outside_hours(reason: Reason, zone: str) -> tuple[Text, ...]:
    back = moment(datetime.fromisoformat(str(reason.facts[1])), zone)
    return ((_who(reason), " is back ", back, "."), ("Deliver this then?",))


def _many_at_once(reason: Reason, zone: str) -> tuple[Text, ...]:
    return (
        (Strong(f"{reason.facts[1]:g} things within an hour"), " for ", _who(reason)),
        ("Which comes first? One list with dates is easier to take on than many messages.",),
    )


def short(reason: Reason) -> str:
    """What spoke against it, in a few words, for whoever looks later."""
    if reason.code == "unvetted":
        return f"open were {', '.join(str(each) for each in reason.facts[:NAMED])}"
    if reason.code == "over-capacity":
        return f"{reason.facts[1]:g} h a week of {reason.facts[2]:g}"
    return SHORT[reason.code]


SHORT: Final = {
    "before-hours": "due before they were at work",
    "outside-hours": "outside their hours",
    "many-at-once": "many things at once",
}


Said = Callable[[Reason, str], tuple[Text, ...]]
SENTENCES: Final[dict[str, Said]] = {
    "unvetted": _unvetted,
    "over-capacity": _over_capacity,
    "before-hours": _before_hours,
    "outside-hours": _outside_hours,
    "many-at-once": _many_at_once,
}
"""For each code, its headline and its facts."""
