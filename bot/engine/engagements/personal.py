"""What everybody says about themselves: the hours they keep, when they are away, and what is to be forgotten."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.engine.decision import Decision
from bot.engine.requests import Request
from bot.engine.talk.checkin_schedules import arm
from bot.engine.typed import absences, deadlines, weekly_hours
from bot.engine.typed.absences import Unclear
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Erased
from bot.vocabulary.answers import FormAsked, LookUp, Said, Sure, Wrong
from bot.vocabulary.calendar import ALWAYS, DEFAULT_WEEK, Absence, Calendar, WorkingHours
from bot.vocabulary.events import Value
from bot.vocabulary.records import AbsenceKept, HoursKept
from bot.vocabulary.signals import Reason

COUNTRY: Final = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?")
COUNTRIES: Final = {
    "argentina": "AR", "australia": "AU", "austria": "AT", "bangladesh": "BD", "belgium": "BE", "brazil": "BR",
    "canada": "CA", "colombia": "CO", "denmark": "DK", "egypt": "EG", "england": "GB-ENG", "france": "FR",
    "germany": "DE", "greece": "GR", "india": "IN", "indonesia": "ID", "ireland": "IE", "israel": "IL", "italy": "IT",
    "kenya": "KE", "mexico": "MX", "morocco": "MA", "netherlands": "NL", "new zealand": "NZ", "nigeria": "NG",
    "norway": "NO", "pakistan": "PK", "philippines": "PH", "the philippines": "PH", "poland": "PL", "portugal": "PT",
    "romania": "RO", "serbia": "RS", "singapore": "SG", "south africa": "ZA", "spain": "ES", "sri lanka": "LK",
    "sweden": "SE", "switzerland": "CH", "turkey": "TR", "uk": "GB", "ukraine": "UA", "united kingdom": "GB",
    "united states": "US", "usa": "US", "vietnam": "VN",
}  # fmt: skip
"""What people write instead of a country's two letters."""


class Told(NamedTuple):
    """Working hours as told in a form, or what is wrong with them."""

    hours: WorkingHours | None
    wrong: tuple[Wrong, ...]


def hours(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Show the hours one keeps, and change them from now on."""
    kept = situation.calendar(request.by).versions[-1]
    if not request.one("hours"):
        wrong = (Wrong("hours", Reason("hours-missing")),) if request.is_form else ()
        return Decision(answer=FormAsked("hours", values=request.values or hour_values(kept), wrong=wrong))
    told = told_hours(request, kept, request.at)
    if told.hours is None:
        return Decision(answer=FormAsked("hours", values=_filled(request, kept), wrong=told.wrong))
    records = tuple(HoursKept(situation.workspace, request.by, each) for each in (*_until_now(kept), told.hours))
    zone = told.hours.zone
    wake = [each for one in situation.of(request.by) for each in arm(one, request.by, zone, request.at)]
    return Decision(records, (Reason("hours"),), wake=tuple(wake), answer=Said(Reason("hours-kept")))


def _until_now(kept: WorkingHours) -> tuple[WorkingHours, ...]:
    """The hours that held before the first ones that are told: those of the zone, until now only assumed (rule 8)."""
    return (kept,) if kept.since == ALWAYS else ()


def told_hours(request: Request, kept: WorkingHours, since: datetime) -> Told:
    """Zone, week and country from the fields of a form; one that is not there stays as it was."""
    wrong: list[Wrong] = []
    names = {value.name for value in request.values}
    zone = zone_of(request.one("zone")) if "zone" in names else kept.zone
    if zone is None:
        wrong.append(Wrong("zone", Reason("zone", (request.one("zone"),))))
    country = country_of(request.one("country")) if "country" in names else kept.country
    if country is None and request.one("country"):
        wrong.append(Wrong("country", Reason("country", (request.one("country"),))))
    week = kept.week
    try:
        week = weekly_hours.parse(request.one("hours")) if request.one("hours") else DEFAULT_WEEK
    except ValueError as unclear:
        wrong.append(Wrong("hours", Reason("as-told", (str(unclear),))))
    return Told(None if wrong or zone is None else WorkingHours(zone, week, country, since), tuple(wrong))


def hour_values(kept: WorkingHours) -> tuple[Value, ...]:
    """The hours one keeps, for the fields of a form; wording says the week."""
    return (Value("zone", kept.zone), Value("country", kept.country or ""))


def _filled(request: Request, kept: WorkingHours) -> tuple[Value, ...]:
    names = {value.name for value in request.values}
    return (*request.values, *(value for value in hour_values(kept) if value.name not in names))


def zone_of(words: str) -> str | None:
    """The IANA name of a zone as people write it: "Europe/Berlin", "Berlin", "CET"."""
    if found := deadlines.named_zone(words):
        return found
    try:
        return ZoneInfo(words.strip()).key if "/" in words else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def country_of(words: str) -> str | None:
    """A country's code, perhaps with that of its part. Whether it has holidays is found out when they are looked up."""
    name = words.strip().casefold()
    return COUNTRIES.get(name) or (words.strip().upper() if COUNTRY.fullmatch(words.strip()) else None)


def away(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Be away for a while, or back."""
    words = request.one("until")
    calendar = situation.calendar(request.by)
    if absences.is_back(words):
        return back(request, affairs, situation)
    if not words:
        wrong = (Wrong("until", Reason("absence-missing")),) if request.is_form else ()
        return Decision(answer=FormAsked("away", values=request.values, wrong=wrong))
    try:
        absence = absences.read(words, request.at, calendar, request.one("reason")[:200])
    except Unclear as unclear:
        return Decision(answer=FormAsked("away", values=request.values, wrong=(Wrong("until", unclear.reason),)))
    record = AbsenceKept(situation.workspace, request.by, absence)
    until = absence.until.isoformat()
    return Decision((record,), (Reason("away"),), answer=Said(Reason("away", (absence.first.isoformat(), until))))


def back(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """End the absences one is in."""
    now = present(situation.calendar(request.by), request.at)
    ended = tuple(
        AbsenceKept(situation.workspace, request.by, Absence(each.first, request.at, each.reason)) for each in now
    )
    return Decision(ended, (Reason("back"),), answer=Said(Reason("back" if ended else "not-away")))


def present(calendar: Calendar, at: datetime) -> tuple[Absence, ...]:
    """The absences somebody is in at a moment."""
    return tuple(each for each in calendar.absences if each.first <= at < each.until)


def privacy(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """See what is kept, or go on to erase it."""
    if request.one("what") == "erase":
        return erase(request, affairs, situation)
    return Decision(answer=LookUp("privacy", request.by))


def erase(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Ask once more: what is erased cannot be brought back."""
    names = tuple(each.engagement.name for each in situation.of(request.by))
    return Decision(answer=Sure("erase-now", "", names))


def erase_now(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Everything about oneself goes."""
    return Decision(
        (Erased(situation.workspace, request.by, request.at),),
        (Reason("erased"),),
        answer=Said(Reason("erased")),
    )


def first_hours(told: WorkingHours) -> WorkingHours:
    """The first hours somebody tells are taken to have been valid always."""
    return WorkingHours(told.zone, told.week, told.country, ALWAYS)
