"""The doctor: from facts about an installation to findings. What they read like is in wording/doctor.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bot.vocabulary.doctor import Check, DiscordSeen, Facts, Finding, Grade, Inspection, SlackSeen, Workspace

SKEW: Final = timedelta(seconds=5)
"""How far two clocks may be apart: Slack refuses requests at 300 s, and order within a minute matters to people."""
SILENCE: Final = timedelta(days=4)
"""Longer than a weekend with a holiday before it: then what is said does not reach us, or nobody works any more."""
FEW_SESSIONS: Final = 100
"""Of the 1,000 connections a day that Discord lets us begin."""
ZONES: Final = 400
"""The time zone database has about 600 names; a handful means that a system ships without it."""


def examine(facts: Facts) -> tuple[Finding, ...]:
    """Everything that was looked at, in the order of `Check`."""
    return tuple(_findings(facts))


def is_well(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing keeps Openline from doing its work."""
    return all(finding.grade is not Grade.WRONG for finding in findings)


def _findings(facts: Facts) -> Iterator[Finding]:
    yield from _settings(facts)
    if facts.wrong_settings:
        return  # what follows from wrong settings would only hide them
    yield from _platforms(facts)
    if facts.slack is not None:
        yield from _slack(facts.slack)
    if facts.discord is not None:
        yield from _discord(facts.discord)
    yield _zones(facts)
    yield from _database(facts)
    if facts.inspection is not None:
        yield from _store(facts.inspection)


def _settings(facts: Facts) -> Iterator[Finding]:
    for sentence in facts.wrong_settings:
        yield Finding(Check.SETTINGS, Grade.WRONG, "wrong", {"sentence": sentence})
    for name, meant in facts.misspelt:
        yield Finding(Check.SETTINGS, Grade.NOTE, "misspelt", {"name": name, "meant": meant})
    if not facts.wrong_settings and not facts.misspelt:
        yield Finding(Check.SETTINGS, Grade.FINE, "fine")


def _platforms(facts: Facts) -> Iterator[Finding]:
    if facts.missing_token:
        yield Finding(Check.PLATFORMS, Grade.WRONG, "half", {"name": facts.missing_token})
    for platform in facts.platforms:
        yield Finding(Check.PLATFORMS, Grade.FINE, "set up", {"platform": platform})
    if not facts.platforms and not facts.missing_token:
        yield Finding(Check.PLATFORMS, Grade.NOTE, "none")


def _slack(seen: SlackSeen) -> Iterator[Finding]:
    if seen.client:
        yield Finding(Check.SLACK, Grade.WRONG, "client", {"failure": seen.client})
    elif seen.failure or seen.app_token or seen.bot_token or seen.team:
        yield _one(seen)
    elif seen.workspaces is not None:
        yield from _several(seen.workspaces)
    if seen.silent_for is not None and seen.silent_for > SILENCE:
        yield Finding(Check.SLACK, Grade.NOTE, "silent", {"days": seen.silent_for.days})


def _several(seen: tuple[Workspace, ...]) -> Iterator[Finding]:
    """What is wrong with any workspace; otherwise that nothing is, or that there is none yet."""
    wrong = [found for each in seen if (found := _installed(each)) is not None]
    yield from wrong
    if not seen:
        yield Finding(Check.SLACK, Grade.NOTE, "nobody yet")
    elif not wrong:
        yield Finding(Check.SLACK, Grade.FINE, "installed", {"number": len(seen)})


def _installed(seen: Workspace) -> Finding | None:
    """The first thing that keeps us from speaking in one of several workspaces."""
    known = {"team": seen.name, "missing": ", ".join(seen.missing)}
    if seen.is_closed:
        return Finding(Check.SLACK, Grade.WRONG, "closed", known)
    if seen.trouble:
        return Finding(Check.SLACK, Grade.WRONG, "not renewed", {**known, "failure": seen.trouble})
    if seen.failure:
        return Finding(Check.SLACK, Grade.WRONG, "not taken", {**known, "failure": seen.failure})
    if seen.missing:
        return Finding(Check.SLACK, Grade.WRONG, "scopes", known)
    return Finding(Check.SLACK, Grade.NOTE, "older key", known) if seen.is_of_older_key else None


def _one(seen: SlackSeen) -> Finding:
    """The first thing that keeps Slack from being heard and answered."""
    known = {"team": seen.team, "failure": seen.failure, "missing": ", ".join(seen.missing)}
    if seen.failure:
        return Finding(Check.SLACK, Grade.WRONG, "unreachable", known)
    if seen.bot_token:
        return Finding(Check.SLACK, Grade.WRONG, "bot token", {**known, "failure": seen.bot_token})
    if seen.app_token:
        return Finding(Check.SLACK, Grade.WRONG, "app token", {**known, "failure": seen.app_token})
    return Finding(Check.SLACK, *_graded(bool(seen.missing), Grade.WRONG, "scopes"), known)


def _discord(seen: DiscordSeen) -> Iterator[Finding]:
    if not seen.is_reachable:
        yield Finding(Check.DISCORD, Grade.WRONG, "unreachable", {"failure": seen.failure})
        return
    if not seen.is_token_good:
        yield Finding(Check.DISCORD, Grade.WRONG, "refused")
        return
    yield Finding(Check.DISCORD, *_graded(not seen.reads_messages, Grade.NOTE, "no words"))
    if not seen.sees_members:
        yield Finding(Check.DISCORD, Grade.NOTE, "no members")
    if seen.sessions_left is not None and seen.sessions_left < FEW_SESSIONS:
        yield Finding(Check.DISCORD, Grade.NOTE, "few sessions", {"left": seen.sessions_left})


def _zones(facts: Facts) -> Finding:
    known = {"zones": facts.zones, "source": facts.zone_source}
    return Finding(Check.ZONES, *((Grade.FINE, "fine") if facts.zones >= ZONES else (Grade.WRONG, "few")), known)


def _database(facts: Facts) -> Iterator[Finding]:
    where = {"database": facts.database}
    if not facts.is_reachable:
        yield Finding(Check.DATABASE, Grade.WRONG, "unreachable", {**where, "failure": facts.failure})
        return
    yield Finding(Check.DATABASE, Grade.FINE, "fine", where)
    yield _migrations(facts)
    if facts.inspection and facts.inspection.now and facts.now:
        skew = abs(facts.inspection.now - facts.now)
        yield Finding(Check.CLOCK, *_graded(skew > SKEW, Grade.WRONG, "skewed"), {"skew": skew})


def _migrations(facts: Facts) -> Finding:
    known = {"revision": facts.revision, "newest": facts.newest}
    if facts.revision == facts.newest:
        return Finding(Check.MIGRATIONS, Grade.FINE, "fine", known)
    if facts.revision is None:
        return Finding(Check.MIGRATIONS, Grade.NOTE, "empty", known)
    return Finding(Check.MIGRATIONS, Grade.WRONG, "behind" if facts.is_behind else "ahead", known)


def _store(seen: Inspection) -> Iterator[Finding]:
    posts = {"overdue": seen.late.posts, "unknown": seen.posts_unknown, "dead": seen.posts_dead}
    if seen.late.posts:
        yield Finding(Check.POSTS, Grade.WRONG, "overdue", posts)
    else:
        yield Finding(
            Check.POSTS, *_graded(bool(seen.posts_unknown or seen.posts_dead), Grade.NOTE, "unsettled"), posts
        )
    wakeups = seen.late.wakeups
    yield Finding(Check.WAKEUPS, *_graded(wakeups > 0, Grade.WRONG, "overdue"), {"overdue": wakeups})
    yield from _set_aside(seen)
    holes = {"unreconciled": seen.unreconciled, "holes": seen.holes, "conversations": seen.conversations}
    yield Finding(Check.COVERAGE, *_graded(bool(seen.unreconciled or seen.holes), Grade.NOTE, "holes"), holes)
    yield from _calibration(seen)


def _set_aside(seen: Inspection) -> Iterator[Finding]:
    if not seen.set_aside:
        yield Finding(Check.SET_ASIDE, Grade.FINE, "fine")
    for failure, times in seen.set_aside:
        yield Finding(Check.SET_ASIDE, Grade.NOTE, "some", {"failure": failure, "times": times})


def _calibration(seen: Inspection) -> Iterator[Finding]:
    for workspace, learned in sorted(seen.calibrations.items()):
        yield Finding(Check.CALIBRATION, Grade.FINE, "learned", {"workspace": workspace, "learned": learned})


def _graded(is_off: bool, grade: Grade, code: str) -> tuple[Grade, str]:
    return (grade, code) if is_off else (Grade.FINE, "fine")
