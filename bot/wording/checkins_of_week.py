"""This week's check-ins, for one's own page: one's own with a button to answer, and those of whoever works for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.checkins import CheckIn, CheckInAnswer, CheckInState
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.view import Button, MomentStyle, Named, Section, Text
from bot.wording.moments import moment

HEADING: Final = "This week’s check-ins"


def at_home(reader: PersonId, at: datetime, situation: Agreements) -> tuple[Section, ...]:
    """A section, where there was a check-in this week."""
    mine = situation.of(reader)
    lines = tuple(line for affairs in mine for line in _lines(affairs, reader, at, situation))
    waiting = [each for affairs in mine for each in _this_week(affairs, at, situation) if _waits(each, affairs, reader)]
    buttons = tuple(Button("Answer", "checkin", each.id) for each in waiting[:1])
    return (Section(HEADING, lines, buttons),) if lines else ()


def _lines(affairs: Affairs, reader: PersonId, at: datetime, situation: Agreements) -> Iterator[Text]:
    """One's own, or as an owner everybody's, in the order of the week."""
    member = affairs.member(reader)
    sees_all = member is not None and member.side is Side.OWNER
    answers = {each.check_in: each for each in affairs.check_in_answers}
    for each in _this_week(affairs, at, situation):
        if sees_all or each.person == reader:
            who: Text = (Named(each.person), ", ") if sees_all else ()
            when = moment(each.asked_at, situation.zone(reader), MomentStyle.DAY)
            yield (*who, when, f": {_state(each, answers.get(each.id), affairs)}")


def _state(check_in: CheckIn, given: CheckInAnswer | None, affairs: Affairs) -> str:
    if given is not None:
        return "answered late" if given.is_late else "answered"
    if check_in.state is not CheckInState.ASKED:
        return str(check_in.state)
    return "waits for an answer" if _is_latest(check_in, affairs) else "not answered"


def _waits(check_in: CheckIn, affairs: Affairs, reader: PersonId) -> bool:
    is_asked = check_in.person == reader and check_in.state is CheckInState.ASKED
    return is_asked and _is_latest(check_in, affairs)


def _is_latest(check_in: CheckIn, affairs: Affairs) -> bool:
    theirs = [each for each in affairs.check_ins if each.person == check_in.person]
    return all(each.slot <= check_in.slot or each.state is CheckInState.SKIPPED for each in theirs)


def _this_week(affairs: Affairs, at: datetime, situation: Agreements) -> list[CheckIn]:
    """Since Monday, on the calendar of whoever is asked."""
    return sorted(
        (each for each in affairs.check_ins if each.slot >= _monday(each.person, at, situation)),
        key=lambda each: (each.slot, each.person),
    )


def _monday(person: PersonId, at: datetime, situation: Agreements) -> str:
    today = at.astimezone(ZoneInfo(situation.zone(person))).date()
    return (today - timedelta(days=today.weekday())).isoformat()
