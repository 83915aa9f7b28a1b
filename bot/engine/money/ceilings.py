"""What the owner can afford over all duties, and what one currency is worth in another."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.engine.decision import Decision
from bot.engine.money import reckoning
from bot.engine.money.terms import kept
from bot.engine.requests import Request
from bot.engine.typed import paying
from bot.engine.typed.amounts import Unclear
from bot.engine.typed.periods import local_day
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import FormAsked, Refused, Wrong
from bot.vocabulary.model import PersonId
from bot.vocabulary.money import CURRENCIES
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import Cap, Ceiling, ExchangeRate

RATE: Final = re.compile(r"1\s?(?P<base>[A-Za-z]{3})\s?=\s?(?P<rate>\d{1,9}(?:[.,]\d{1,9})?)\s?(?P<quote>[A-Za-z]{3})")


def set_ceiling(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """What can be afforded over all duties, for one person or over all people; nothing typed takes it away."""
    if affairs is None or not affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("owners-set-terms")))
    if not request.is_form:
        return Decision(answer=FormAsked("set-ceiling", affairs.engagement.id))
    named, words = request.one("person"), request.one("cap")
    wrong: list[Wrong] = []
    if named and not affairs.has_joined(PersonId(named)):
        wrong.append(Wrong("person", Reason("duty-person")))
    cap: Cap | None = None
    try:
        cap = paying.cap(words, reckoning.currencies(affairs)) if words else None
    except Unclear as unclear:
        wrong.append(Wrong("cap", unclear.reason))
    if wrong:
        return Decision(answer=FormAsked("set-ceiling", affairs.engagement.id, request.values, tuple(wrong)))
    scope = named or "all"
    number = sum(each.scope == scope for each in affairs.books.ceilings) + 1
    ceiling = Ceiling(
        situation.workspace,
        affairs.engagement.id,
        scope,
        number,
        local_day(request.at, affairs.engagement.zone),
        cap,
        request.by,
        request.at,
        PersonId(named) if named else None,
    )
    return kept((ceiling,), request, affairs, situation)


def set_rate(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """What one currency is worth in another, from today on."""
    if affairs is None or not affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("owners-set-terms")))
    if not request.is_form:
        return Decision(answer=FormAsked("set-rate", affairs.engagement.id))
    found = RATE.fullmatch(request.one("rate"))
    base, quote = (found["base"].upper(), found["quote"].upper()) if found else ("", "")
    worth = Decimal(found["rate"].replace(",", ".")) if found else Decimal(0)
    if not {base, quote} <= CURRENCIES or base == quote or not worth:
        wrong = (Wrong("rate", Reason("rate", (request.one("rate"),))),)
        return Decision(answer=FormAsked("set-rate", affairs.engagement.id, request.values, wrong))
    number = sum((each.base, each.quote) == (base, quote) for each in affairs.books.rates) + 1
    today = local_day(request.at, affairs.engagement.zone)
    given = ExchangeRate(
        situation.workspace, affairs.engagement.id, base, quote, number, today, worth, request.by, request.at
    )
    return kept((given,), request, affairs, situation)
