"""What was read and what was left out, before any figure: whoever reads a report should know what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from bot.vocabulary.audit import Audit
from bot.vocabulary.report import Column, Section, Table
from bot.wording import figures as said
from bot.wording.names import harmless

FILES: Final = 8
"""Bad files that are named one by one."""


def section(audit: Audit) -> Section:
    """The first section of the report."""
    return Section("What was read", lead(audit), tables=tuple(_left_out(audit)), notes=tuple(_notes(audit)))


def lead(audit: Audit) -> str:
    """How much was read, in one sentence."""
    coverage = audit.coverage
    read = f"{coverage.read:,} of {said.many(coverage.seen, 'message')} in {_places(audit)}"
    return f"{read}, {period(audit)}." if audit.basis.first else f"{read}."


def period(audit: Audit) -> str:
    """From the first message that counted to the last, by the report's calendar."""
    basis = audit.basis
    if basis.first is None or basis.last is None:
        return "no message"
    zone = ZoneInfo(basis.zone)
    return said.period(basis.first.astimezone(zone).date(), basis.last.astimezone(zone).date())


def _places(audit: Audit) -> str:
    return said.many(audit.basis.conversations, "conversation")


def _left_out(audit: Audit) -> Iterator[Table]:
    skipped = sorted(audit.coverage.skipped.items(), key=lambda each: (-each[1], each[0]))
    if skipped:
        rows = tuple((harmless(reason), f"{count:,}") for reason, count in skipped)
        yield Table("Left out", (Column("why", numeric=False), Column("messages")), rows)


def _notes(audit: Audit) -> Iterator[str]:
    for bad in islice(audit.coverage.bad, FILES):
        yield f"Could not be used: {harmless(bad.file)}: {harmless(bad.why)}"
    if (more := len(audit.coverage.bad) - FILES) > 0:
        yield f"Could not be used: {said.many(more, 'more file')}."
    yield from _damage(audit)
    for note, count in sorted(audit.coverage.notes.items()):
        yield f"{harmless(note)}: {count:,}"
    yield from _zones(audit)


def _damage(audit: Audit) -> Iterator[str]:
    """Which files hold entries that no platform writes, and what to do: they may have been changed, or cut."""
    damaged = sorted(audit.coverage.damaged.items())
    for (file, reason), count in damaged[:FILES]:
        entries = said.many(count, "entry", "entries")
        yield f"Left out of {harmless(file)}: {entries} ({reason}); export it again if it should be whole."
    if (more := len(damaged) - FILES) > 0:
        yield f"Such entries were left out of {said.many(more, 'more place')}."


def _zones(audit: Audit) -> Iterator[str]:
    concerned = [each for each in audit.people if each.owes.asked]
    unknown = sum(not each.zone_known for each in concerned)
    if unknown:
        yield (
            f"The time zone of {unknown:,} of {said.many(len(concerned), 'person', 'people')} who were asked is not in "
            f"the export; {audit.basis.assumed_zone} is taken for them (--tz changes that)."
        )
