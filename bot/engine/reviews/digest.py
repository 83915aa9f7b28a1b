"""The weekly digest: what a week comes to, from rules that each look at one thing.

Every rule is a function from the week to what it found; to add one, name it in `SECTIONS` and give its codes their
sentences in `wording.digest`. The digest is sent on Friday at 15:00 of the engagement's zone, to each inside their own
hours, once for each slot: when the process was down, one is sent on return (case 32).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import Final

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.gaps.figures import figures
from bot.engine.reviews import courses, health, weekly, weekly_talk
from bot.vocabulary.digest import Digest, Found, Heading, Suggestion, Waited, Week
from bot.vocabulary.effects import Say, ToPerson
from bot.vocabulary.records import Engagement, Member, Wakeup
from bot.vocabulary.signals import Reason
from bot.vocabulary.weeks import ShowDigest, WeekKept

DIGEST: Final = "digest"
"""A wakeup for the digest of an engagement; its slot is the local date and time it stands for."""
FRIDAY: Final = 4
AT: Final = time(15)
MOST_SUGGESTIONS: Final = 3
ORDER: Final = tuple(Heading)

Section = Callable[[Week], Found]

SECTIONS: Final[tuple[Section, ...]] = (
    health.found,
    weekly.answers,
    weekly.expectations,
    weekly_talk.check_ins,
    weekly.held_back,
    weekly.coverage,
    weekly.deliveries,
    weekly_talk.feedback,
    weekly.goals,
)
"""What a digest looks at; what several find under one heading stands in this order."""


def sum_up(week: Week) -> Digest:
    """A week summed up: the one sentence, the findings by heading, at most three suggestions, four weeks' course."""
    found = [section(week) for section in SECTIONS]
    findings = sorted((each for one in found for each in one.findings), key=lambda each: ORDER.index(each.heading))
    lines, is_median = courses.both(week)
    return Digest(
        week.affairs.engagement.id,
        week.until,
        weekly.lead(week),
        tuple(findings),
        _heaviest(each for one in found for each in one.suggestions),
        lines,
        is_median,
        week.affairs.engagement.policy.answer_within,
    )


def _heaviest(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(sorted(suggestions, key=lambda each: -each.weight)[:MOST_SUGGESTIONS])


def next_digest(engagement: Engagement, after: datetime) -> Wakeup:
    """When the next one is due: strictly after a moment."""
    at = hours.next_local_moment(engagement.zone, AT, after, (FRIDAY,))
    return Wakeup(engagement.workspace, DIGEST, subject(engagement), at.isoformat(), at)


def subject(engagement: Engagement) -> str:
    """What a digest's wakeup is about: where to look, and for what."""
    return f"{engagement.conversations[0]}/{engagement.id}"


def latest_slot(engagement: Engagement, slot: datetime, now: datetime) -> datetime:
    """The last moment for a digest that has passed: the slot that rang, unless a later one was slept through."""
    following = hours.next_local_moment(engagement.zone, AT, slot, (FRIDAY,))
    return slot if following > now else latest_slot(engagement, following, now)


def sent(week: Week, now: datetime) -> Decision:
    """Send the digest of a week to everybody who has joined, keep its figures, and wake again next week."""
    affairs = week.affairs
    if not affairs.is_live:
        return Decision(because=(Reason("ended"),))
    said = tuple(say for member in affairs.joined if (say := _say(member, week, now)))
    kept = tuple(_kept(week, now))
    return Decision(kept, (Reason("digest", (len(said),)),), say=said, wake=(next_digest(affairs.engagement, now),))


def _say(member: Member, week: Week, now: datetime) -> Say | None:
    """Inside their hours, and once for each week, whoever asks for it again."""
    opening = hours.next_opening(week.situation.calendar(member.person), now)
    if opening is None:
        return None
    engagement = week.affairs.engagement.id
    key = f"digest/{engagement}/{week.until.isoformat()}/{member.person}"
    return Say(key, ToPerson(member.person), ShowDigest(member.person, engagement, week.until), opening)


def _kept(week: Week, now: datetime) -> Iterator[WeekKept]:
    """The figures of each person; nothing for somebody who was asked nothing and had no check-in."""
    for member in week.affairs.joined:
        theirs = [each for each in week.waits if each.gap.owed_by == member.person and week.holds(each.gap.asked_at)]
        if theirs or weekly_talk.counted(member.person, week).asked:
            yield _figures(member, theirs, week, now)


def _figures(member: Member, theirs: Sequence[Waited], week: Week, now: datetime) -> WeekKept:
    engagement = week.affairs.engagement
    counted = figures([each.wait for each in theirs], engagement.policy.answer_within)
    check_ins = weekly_talk.counted(member.person, week)
    return WeekKept(
        engagement.workspace,
        engagement.id,
        member.person,
        week.until.date().isoformat(),
        now,
        counted.asked,
        counted.answered,
        counted.waiting,
        counted.median.seconds,
        counted.p90.seconds,
        check_ins.asked,
        check_ins.late,
        check_ins.missing,
    )
