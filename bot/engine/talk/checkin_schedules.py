"""When whom is asked for a check-in: on their own clock, on chosen working days; planned by themselves or the owner.

What somebody chose counts for them; else what an owner chose; else Monday, Wednesday and Friday at 10:00. Own questions
of both are asked. Slots follow the zone somebody lives in, so a change of the clocks neither adds nor drops one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Final

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.requests import Request
from bot.engine.typed import weekly_hours
from bot.vocabulary.affairs import Affairs, Agreements, updated
from bot.vocabulary.answers import FormAsked, Refused, Said, Wrong
from bot.vocabulary.checkins import CheckInSchedule, Shown
from bot.vocabulary.events import Value
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.records import Wakeup
from bot.vocabulary.signals import Reason

CHECK_IN: Final = "check-in"
"""A wakeup for somebody's next check-in; its slot is the moment it stands for."""
MOST_QUESTIONS: Final = 2
"""Own questions: a form holds five fields, and three are always asked."""
LONGEST_QUESTION: Final = 100
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEVER: Final = frozenset({"off", "never", "none", "no"})


def schedule_of(affairs: Affairs, person: PersonId) -> CheckInSchedule:
    """When somebody is asked, and what besides the usual questions."""
    plan, own = _plan(affairs), _own(affairs, person)
    usual = CheckInSchedule(affairs.engagement.workspace, affairs.engagement.id, person, affairs.engagement.started_at)
    chosen = own or plan or usual
    asked = dict.fromkeys((*(plan.questions if plan else ()), *(own.questions if own else ())))
    return CheckInSchedule(
        chosen.workspace,
        chosen.engagement,
        person,
        chosen.at,
        chosen.weekdays,
        chosen.time,
        tuple(asked)[:MOST_QUESTIONS],
        chosen.is_on,
        plan.shown if plan else Shown.PRIVATELY,
    )


def is_asked(affairs: Affairs, person: PersonId) -> bool:
    """Whether somebody is asked at all: who does the work, unless it was switched off."""
    member = affairs.member(person)
    does_work = member is not None and member.side is Side.ASSISTANT
    return affairs.is_live and affairs.has_joined(person) and does_work and schedule_of(affairs, person).is_on


def next_moment(schedule: CheckInSchedule, zone: str, after: datetime) -> datetime:
    """The next moment of a schedule, strictly after one (UTC)."""
    return hours.next_local_moment(zone, schedule.time, after, schedule.weekdays)


def arm(affairs: Affairs, person: PersonId, zone: str, after: datetime) -> Iterator[Wakeup]:
    """The wakeup for the next check-in; none for who is not asked. The same moment is stored once."""
    if is_asked(affairs, person):
        at = next_moment(schedule_of(affairs, person), zone, after)
        yield Wakeup(affairs.engagement.workspace, CHECK_IN, subject(affairs, person), at.isoformat(), at)


def subject(affairs: Affairs, person: PersonId) -> str:
    """What a check-in's wakeup is about: where to look, and for whom."""
    return f"{affairs.engagement.conversations[0]}/{affairs.engagement.id} {person}"


def plan(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Choose days, time and own questions: for oneself, or as an owner for everybody who has chosen nothing."""
    if affairs is None or not affairs.has_joined(request.by):
        return Decision(answer=Refused(Reason("nothing-here")))
    known = _own(affairs, request.by) or schedule_of(affairs, request.by)
    action = f"checkin-{'plan' if _is_owner(affairs, request.by) else 'schedule'}"
    if not request.is_form:
        return Decision(answer=FormAsked(action, affairs.engagement.id, _values(known)))
    chosen, wrong = _chosen(request, known)
    if wrong:
        return Decision(answer=FormAsked(action, affairs.engagement.id, request.values, wrong))
    changed = updated(affairs, (chosen,))
    people = [each.person for each in affairs.joined if each.side is Side.ASSISTANT]
    wake = [each for who in people for each in arm(changed, who, situation.zone(who), request.at)]
    said = Said(Reason("check-ins-planned" if chosen.is_on else "check-ins-off", (affairs.engagement.name,)))
    return Decision((chosen,), (Reason("check-ins-planned"),), wake=tuple(wake), answer=said)


def _chosen(request: Request, known: CheckInSchedule) -> tuple[CheckInSchedule, tuple[Wrong, ...]]:
    days, at = weekdays_of(request.one("days")), clock_of(request.one("time"))
    questions = tuple(line.strip() for line in request.one("questions").splitlines() if line.strip())
    wrong: list[Wrong] = []
    if days is None:
        wrong.append(Wrong("days", Reason("check-in-days")))
    if at is None and days:
        wrong.append(Wrong("time", Reason("check-in-time")))
    if len(questions) > MOST_QUESTIONS or any(len(each) > LONGEST_QUESTION for each in questions):
        wrong.append(Wrong("questions", Reason("check-in-questions")))
    shown = Shown.HERE if request.one("shown") == Shown.HERE else Shown.PRIVATELY
    chosen = CheckInSchedule(
        known.workspace,
        known.engagement,
        request.by,
        request.at,
        days or known.weekdays,
        at or known.time,
        questions,
        bool(days),
        shown,
    )
    return chosen, tuple(wrong)


def weekdays_of(words: str) -> tuple[int, ...] | None:
    """Days as people type them: "Mon, Wed", "weekdays"; none at all for "off"; None where they cannot be read."""
    if words.strip().casefold() in NEVER:
        return ()
    try:
        week = weekly_hours.parse(f"{words} 9-10")
    except ValueError:
        return None
    return tuple(day for day, spans in enumerate(week) if spans) if words.strip() else None


def clock_of(words: str) -> time | None:
    """A time of day: "10:00", "9am"."""
    try:
        week = weekly_hours.parse(f"Mon {words}-23:59")
    except ValueError:
        return None
    return week[0][0].start if words.strip() and len(week[0]) == 1 else None


def _values(known: CheckInSchedule) -> tuple[Value, ...]:
    days = ", ".join(DAYS[day] for day in known.weekdays) if known.is_on else "off"
    return (
        Value("days", days),
        Value("time", f"{known.time:%H:%M}"),
        Value("questions", "\n".join(known.questions)),
        Value("shown", known.shown),
    )


def _own(affairs: Affairs, person: PersonId) -> CheckInSchedule | None:
    return next((each for each in affairs.schedules if each.person == person), None)


def _plan(affairs: Affairs) -> CheckInSchedule | None:
    """What an owner chose last."""
    owners = [each for each in affairs.schedules if _is_owner(affairs, each.person)]
    return max(owners, key=lambda each: each.at, default=None)


def _is_owner(affairs: Affairs, person: PersonId) -> bool:
    member = affairs.member(person)
    return member is not None and member.side is Side.OWNER and affairs.has_joined(person)
