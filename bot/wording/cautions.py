"""What is asked in private before something is sent: what is missing, and what speaks against sending it now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.vocabulary.answers import BriefChecked
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import Button, Named, Strong, Text, View, Weight

MISSING: Final = {"by": "no deadline", "done_when": "no “done when”", "context": "no context"}
COUNTS: Final = ("Nothing", "One thing", "Two things", "Three things")
NAMED: Final = 5


def brief(checked: BriefChecked, zone: str) -> View:
    """What would make it easier to do well, and whether to go ahead although something speaks against it."""
    if not checked.cautions:
        return _missing(checked)
    headline, *facts = (line for reason in checked.cautions for line in SENTENCES[reason.code](reason, zone))
    more: Text = (f"Also: {_listed(checked)}",)
    add = (Button("Add what is missing", "add-missing", checked.draft),) if checked.missing else ()
    return View(
        headline,
        (*facts, *((more,) if checked.missing else ())),
        buttons=(Button("Go ahead anyway", "send-as-is", checked.draft, Weight.PRIMARY), *add, _way_out(checked)),
        small_print=("Nothing is sent yet. Only you see this; that you went ahead is kept.",),
    )


def _way_out(checked: BriefChecked) -> Button:
    if any(reason.code == "unvetted" for reason in checked.cautions):
        return Button("See the list", "vet", checked.about)
    return Button("Not now", "dismiss")


def _missing(checked: BriefChecked) -> View:
    count = len(checked.missing)
    return View(
        (Strong(f"{COUNTS[count]} would make this easier to do well"),),
        ((_listed(checked),),),
        buttons=(
            Button("Add them" if count > 1 else "Add it", "add-missing", checked.draft, Weight.PRIMARY),
            Button("Send as it is", "send-as-is", checked.draft),
        ),
        small_print=("Nothing is sent yet. Only you see this.",),
    )


def _listed(checked: BriefChecked) -> str:
    return "; ".join(MISSING[part] for part in checked.missing)


def _unvetted(reason: Reason, zone: str) -> tuple[Text, ...]:
    words = [str(each) for each in reason.facts]
    more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
    count = "One required thing is" if len(words) == 1 else f"{len(words)} required things are"
    return ((Strong(f"{count} not settled yet"),), (f"Open: {', '.join(words[:NAMED])}{more}. Go ahead anyway?",))


def _over_capacity(reason: Reason, zone: str) -> tuple[Text, ...]:
    person, taken, stated = reason.facts
    who = Named(PersonId(str(person)))
    return (
        (who, " would have more to do than they have hours for"),
        (f"{taken:g} h a week of the {stated:g} they said they have. Go ahead anyway?",),
    )


Said = Callable[[Reason, str], tuple[Text, ...]]
SENTENCES: Final[dict[str, Said]] = {"unvetted": _unvetted, "over-capacity": _over_capacity}
"""For each code, its headline and its facts."""
