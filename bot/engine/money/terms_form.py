"""The form of terms, field by field: what is clear, and what is wrong beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from bot.engine.money import earnings, reckoning
from bot.engine.requests import Request, short
from bot.engine.typed import coming_days, paying
from bot.engine.typed.amounts import Unclear
from bot.engine.typed.periods import DAY, local_day
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import Wrong
from bot.vocabulary.model import ExpectationId, PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import Cap, DutyId, OneOff, Pay, Project, Terms

Read = TypeVar("Read")
LONGEST: Final = 60
"""Characters of a duty's name."""
MOST: Final = 20
"""Duties of one engagement."""
OLDEST: Final = 366
"""Days that the first terms of a duty may begin in the past."""


class Checked:
    """The fields of the form, each read; what is wrong stands beside its field."""

    def __init__(self, request: Request, affairs: Affairs, known: Terms | None) -> None:
        self.wrong: list[Wrong] = []
        self._request, self._affairs = request, affairs
        self._today = local_day(request.at, affairs.engagement.zone)
        self._name = self._named(known)
        self._known = known or self._called(self._name)
        agreed = reckoning.currencies(affairs)
        self._pay: Pay | None = self._read("pay", lambda words: paying.pay(words, agreed))
        self._cap: Cap | None = (
            self._read("cap", lambda words: paying.cap(words, agreed)) if request.one("cap") else None
        )
        self._person = self._whose()
        self._since = self._begins()

    def terms(self, situation: Agreements) -> Terms:
        """The terms that are meant; only where nothing is wrong."""
        if self._pay is None or self._since is None:
            raise ValueError("something is wrong with it")
        known = self._known
        return Terms(
            situation.workspace,
            self._affairs.engagement.id,
            known.duty if known else DutyId(short(self._request.id)),
            known.number + 1 if known else 1,
            self._name,
            self._since,
            _tied(self._pay, known),
            self._request.by,
            self._request.at,
            self._person,
            self._cap,
        )

    def _read(self, field: str, reader: Callable[[str], Read]) -> Read | None:
        try:
            return reader(self._request.one(field))
        except Unclear as unclear:
            self.wrong.append(Wrong(field, unclear.reason))
            return None

    def _named(self, known: Terms | None) -> str:
        name = self._request.one("duty") or (known.name if known else "")
        if not name or ":" in name or "\n" in name:
            self.wrong.append(Wrong("duty", Reason("duty-name")))
        if len(name) > LONGEST:
            self.wrong.append(Wrong("duty", Reason("too-long", (LONGEST,))))
        if not known and not self._called(name) and len(self._affairs.books.duties) >= MOST:
            self.wrong.append(Wrong("duty", Reason("duties-many", (MOST,))))
        return name

    def _called(self, name: str) -> Terms | None:
        books = self._affairs.books
        latest = [terms for duty in books.duties if (terms := books.latest(duty)) is not None]
        return next((each for each in latest if each.name.casefold() == name.casefold()), None)

    def _whose(self) -> PersonId | None:
        named = self._request.one("person")
        if named and (not self._affairs.has_joined(PersonId(named)) or self._affairs.is_owner(PersonId(named))):
            self.wrong.append(Wrong("person", Reason("duty-person")))
        return PersonId(named) if named else None

    def _begins(self) -> date | None:
        """Today, unless another day is named. Only the first terms of a duty may begin in the past."""
        words = self._request.one("since")
        since = self._read("since", lambda words: coming_days.read(words, self._today)) if words else self._today
        if since is not None and since < self._today:
            too_old = (self._today - since) > OLDEST * DAY
            if self._known is not None or too_old:
                self.wrong.append(Wrong("since", Reason("day-long-ago" if too_old else "terms-past", (words,))))
        return since


def _tied(pay: Pay, known: Terms | None) -> Pay:
    """What a stage hangs on stays, where its name does."""
    hangs_on = {name: expectation for name, _, expectation in earnings.parts(known)} if known else {}
    if isinstance(pay, OneOff):
        return replace(pay, expectation=_id(hangs_on.get(earnings.FINAL)))
    if isinstance(pay, Project):
        return Project(tuple(replace(each, expectation=_id(hangs_on.get(each.name))) for each in pay.milestones))
    return pay


def _id(expectation: str | None) -> ExpectationId | None:
    return ExpectationId(expectation) if expectation else None
