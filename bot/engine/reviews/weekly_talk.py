"""What a digest finds in check-ins and feedback: who answered, what is still in the way, who heard nothing for long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Final, NamedTuple

from bot.engine import hours
from bot.engine.talk.feedback import Pair, pairs
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.checkins import CheckIn, CheckInState
from bot.vocabulary.digest import Finding, Found, Heading, Suggestion, Week
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.signals import Reason

SILENT: Final = timedelta(days=30)
MIDNIGHT: Final = time()


class Counted(NamedTuple):
    """Check-ins of one person in a week: answered (late ones among them), late, and missing."""

    answered: int
    late: int
    missing: int

    @property
    def asked(self) -> int:
        """All that count; away, days off and skipped do not."""
        return self.answered + self.missing


def counted(person: PersonId, week: Week) -> Counted:
    """How somebody's check-ins of a week went. The last one may still be answered: it is not missing yet."""
    affairs = week.affairs
    theirs = [each for each in affairs.check_ins if each.person == person and week.holds(each.asked_at)]
    answers = {each.check_in: each for each in affairs.check_in_answers}
    given = [answers[each.id] for each in theirs if each.id in answers]
    missing = [each for each in theirs if _is_missing(each, theirs, week.situation)]
    return Counted(len(given), sum(each.is_late for each in given), len(missing))


def _is_missing(check_in: CheckIn, theirs: Sequence[CheckIn], situation: Agreements) -> bool:
    """Not answered when the next one was asked; who was away on that day is not missing."""
    if check_in.state is not CheckInState.ASKED or check_in.slot == max(each.slot for each in theirs):
        return False
    end = hours.next_local_moment(situation.zone(check_in.person), MIDNIGHT, check_in.asked_at)
    absences = situation.calendar(check_in.person).absences
    return not any(each.first < end and each.until > check_in.asked_at for each in absences)


def check_ins(week: Week) -> Found:
    """Who answered how many, and what is still in somebody's way."""
    lines: list[Finding] = []
    for member in week.affairs.joined:
        count = counted(member.person, week)
        if count.asked:
            facts = (member.person, count.answered, count.asked, count.late)
            lines.append(Finding(Heading.TALKING, Reason("check-ins", facts)))
    stuck = [each for each in week.affairs.blockers if each.is_open]
    lines += [
        Finding(Heading.TALKING, Reason("in-the-way", (each.person, each.words, each.at.isoformat()))) for each in stuck
    ]
    first = stuck[:1]
    return Found(
        tuple(lines),
        tuple(Suggestion(Reason("clear-the-way", (each.person, each.words)), "mine", "", 10) for each in first),
    )


def feedback(week: Week) -> Found:
    """How much was said about each other, and an owner who said nothing for 30 days."""
    given = [each for each in week.affairs.feedback if week.holds(each.at)]
    lines = (Finding(Heading.OWNING, Reason("feedback-given", (len(given),))),) if given else ()
    silent = [pair for pair in pairs(week.affairs) if _is_owner(pair.by, week.affairs) and _is_silent(pair, week)]
    found = tuple(Finding(Heading.OWNING, Reason("no-feedback", (pair.by, pair.about))) for pair in silent)
    suggested = tuple(
        Suggestion(Reason("give-feedback", (pair.about,)), "feedback", week.affairs.engagement.id, 5)
        for pair in silent[:1]
    )
    return Found((*lines, *found), suggested)


def _is_silent(pair: Pair, week: Week) -> bool:
    given = [each.at for each in week.affairs.feedback if (each.by, each.about) == (pair.by, pair.about)]
    return week.until - max([pair.since, *given]) >= SILENT


def _is_owner(person: PersonId, affairs: Affairs) -> bool:
    member = affairs.member(person)
    return member is not None and member.side is Side.OWNER
