"""How long something takes: said by either of the two, when it is asked for or later. Nothing else about it changes."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.decision import Decision
from bot.engine.lifecycle import FINAL
from bot.engine.requests import Request, short
from bot.engine.typed import numbers
from bot.engine.work import expectations
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import ExpectationShown, FormAsked, Refused, Wrong
from bot.vocabulary.events import Value
from bot.vocabulary.signals import Reason


def estimate(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Say how many hours something takes."""
    found = situation.expectation(request.about)
    if found is None or expectations.part_of(found[1], request.by) is None or found[1].state in FINAL:
        return Decision(answer=Refused(Reason("gone")))
    one = found[1]
    if not request.is_form:
        known = f"{one.estimate:g}" if one.estimate else ""
        return Decision(answer=FormAsked("estimate", one.id, (Value("hours", known),)))
    said = numbers.effort(request.one("hours"))
    if said is None:
        wrong = (Wrong("hours", Reason("effort", (numbers.MOST_EFFORT,))),)
        return Decision(answer=FormAsked("estimate", one.id, request.values, wrong))
    changed = replace(one, estimate=said)
    card = expectations.shown(changed)
    say = replace(card, key=f"{card.key}/{short(request.id)}")
    return Decision((changed,), (Reason("estimated", (said,)),), say=(say,), answer=ExpectationShown(changed))
