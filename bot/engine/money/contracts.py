"""The agreement itself: its link, the days that matter in it, and reminders of them in time for both sides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.money.terms import shown
from bot.engine.requests import Request
from bot.engine.typed import coming_days
from bot.engine.typed.amounts import Unclear
from bot.engine.typed.periods import DAY, local_day
from bot.vocabulary.affairs import Affairs, Agreements, updated
from bot.vocabulary.answers import FormAsked, Refused, Wrong
from bot.vocabulary.booked import RemindContract
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.events import Value, WakeupDue
from bot.vocabulary.records import Wakeup
from bot.vocabulary.signals import Reason
from bot.vocabulary.terms import Contract

CONTRACT: Final = "contract"
"""The kind of its wakeups."""
DAYS: Final = ("starts", "ends", "notice", "renews")
BEFORE: Final = {"starts": (1,), "ends": (30, 7), "notice": (14, 3), "renews": (30, 7)}
"""How many days before each day both are reminded."""
MORNING: Final = time(9)
LONGEST_LINK: Final = 500


def set_contract(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Keep where the agreement can be read, and its days; each may be left out."""
    if affairs is None or not affairs.is_owner(request.by):
        return Decision(answer=Refused(Reason("owners-set-terms")))
    known = affairs.books.contract
    if not request.is_form:
        return Decision(answer=FormAsked("set-contract", affairs.engagement.id, _filled(known)))
    days, wrong = _days(request, local_day(request.at, affairs.engagement.zone))
    link = request.one("link")
    if link and (not link.startswith(("https://", "http://")) or len(link) > LONGEST_LINK or " " in link):
        wrong.append(Wrong("link", Reason("link")))
    if wrong:
        return Decision(answer=FormAsked("set-contract", affairs.engagement.id, request.values, tuple(wrong)))
    number = known.number + 1 if known else 1
    contract = Contract(situation.workspace, affairs.engagement.id, number, request.by, request.at, link, **days)
    answer = shown(updated(affairs, (contract,)), request.by, local_day(request.at, affairs.engagement.zone))
    return Decision(
        (contract,), (Reason("contract-set"),), wake=tuple(_wakeups(contract, affairs, request.at)), answer=answer
    )


def rung(event: WakeupDue, situation: Agreements) -> Decision:
    """Remind both sides of a day, if it is still that day and lies ahead."""
    engagement = event.subject.rpartition("/")[2]
    affairs = next((each for each in situation.affairs if each.engagement.id == engagement and each.is_live), None)
    contract = affairs.books.contract if affairs else None
    which, _, rest = event.slot.partition("/")
    day = rest.partition("/")[0]
    kept = day_of(contract, which) if contract else None
    if affairs is None or kept is None or kept.isoformat() != day:
        return Decision(because=(Reason("moved-on", (event.kind,)),))
    if local_day(event.at, affairs.engagement.zone) > kept:
        return Decision(because=(Reason("past", (event.kind,)),))
    return Decision(because=(Reason("contract", (which,)),), say=tuple(_said(event, which, day, affairs, situation)))


def _said(event: WakeupDue, which: str, day: str, affairs: Affairs, situation: Agreements) -> Iterator[Say]:
    for member in affairs.joined:
        opening = hours.next_opening(situation.calendar(member.person), event.at)
        if opening is not None:
            key = f"contract/{affairs.engagement.id}/{event.slot}/{member.person}"
            effect = RemindContract(member.person, affairs.engagement.id, which, day)
            yield Say(key, ToPerson(member.person), effect, opening)


def _wakeups(contract: Contract, affairs: Affairs, now: datetime) -> Iterator[Wakeup]:
    """In the morning of the engagement's zone; what has gone by needs no reminder."""
    zone = ZoneInfo(affairs.engagement.zone)
    subject = f"{affairs.engagement.conversations[0]}/{affairs.engagement.id}"
    for which in DAYS:
        day = day_of(contract, which)
        if day is None:
            continue
        for ahead in BEFORE[which]:
            at = hours.moment(zone, datetime.combine(day - ahead * DAY, MORNING)).astimezone(UTC)
            if at > now:
                yield Wakeup(contract.workspace, CONTRACT, subject, f"{which}/{day.isoformat()}/{ahead}", at)


def day_of(contract: Contract, which: str) -> date | None:
    """One of its `DAYS`."""
    return {
        "starts": contract.starts,
        "ends": contract.ends,
        "notice": contract.notice,
        "renews": contract.renews,
    }[which]


def _days(request: Request, today: date) -> tuple[dict[str, date], list[Wrong]]:
    days: dict[str, date] = {}
    wrong: list[Wrong] = []
    for which in DAYS:
        try:
            if words := request.one(which):
                days[which] = coming_days.read(words, today)
        except Unclear as unclear:
            wrong.append(Wrong(which, unclear.reason))
    if "starts" in days and "ends" in days and days["ends"] < days["starts"]:
        wrong.append(Wrong("ends", Reason("absence-order")))
    return days, wrong


def _filled(known: Contract | None) -> tuple[Value, ...]:
    if known is None:
        return ()
    days = [Value(which, day.isoformat()) for which in DAYS if (day := day_of(known, which))]
    return (Value("link", known.link), *days)
