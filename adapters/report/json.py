"""The report for other programs, as docs/audit-json.md describes it: version 1.

Written a record at a time: a million messages with their links take no more memory than a thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any, Final

import orjson

from bot.vocabulary.audit import Audit, Estimate, Figures, Flow, Measured, Standing
from bot.vocabulary.model import Person, Platform, Side
from bot.vocabulary.records import Closing
from bot.vocabulary.signals import Heard, Reason

VERSION: Final = 1
BUFFER: Final = 1 << 18
Words = Callable[[Sequence[Reason]], str]
"""Turns reasons into words."""


class Links:
    """Which message answers which, put aside in a nameless file as they are told, in the order of their moments."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._file = TemporaryFile(buffering=BUFFER)  # noqa: SIM115 -- lives as long as the reading
        self._is_first = True

    def add(self, heard: Heard) -> None:
        """Put a human message aside; what bots say answers nobody and is left out."""
        if heard.is_bot:
            return
        link = heard.link
        told = {
            "message": heard.message,
            "answers": link.answers,
            "confidence": round(link.confidence, 4),
            "because": self._words((link.because,)),
        }
        self._file.write(orjson.dumps(told) if self._is_first else b",\n" + orjson.dumps(told))
        self._is_first = False

    def told(self) -> Iterator[bytes]:
        """Everything put aside, as the inside of a list."""
        self._file.seek(0)
        while part := self._file.read(BUFFER):
            yield part

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def write(out: IO[bytes], kind: Platform, audit: Audit, words: Words, links: Links | None = None) -> None:
    """The whole document; `links` are left out unless they were asked for."""
    out.write(b"{")
    for index, (key, value) in enumerate(_head(kind, audit).items()):
        out.write(b",\n" * bool(index) + orjson.dumps(key) + b":" + _dumps(value))
    out.write(b',\n"gaps":[\n')
    for index, each in enumerate(audit.measured):
        out.write(b",\n" * bool(index) + _dumps(gap(each, words)))
    out.write(b"\n]")
    if links is not None:
        _write_links(out, links.told())
    out.write(b"}\n")


def _write_links(out: IO[bytes], parts: Iterable[bytes]) -> None:
    out.write(b',\n"links":[\n')
    for part in parts:
        out.write(part)
    out.write(b"\n]")


def _dumps(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)


def _head(kind: Platform, audit: Audit) -> dict[str, Any]:
    coverage, basis = audit.coverage, audit.basis
    return {
        "version": VERSION,
        "source": {
            "kind": kind.value,
            "workspace": basis.workspace,
            "first": basis.first,
            "last": basis.last,
            "bad_files": [{"file": bad.file, "why": bad.why} for bad in coverage.bad],
            "damaged": [
                {"file": file, "why": reason, "entries": count}
                for (file, reason), count in sorted(coverage.damaged.items())
            ],
            "notes": dict(sorted(coverage.notes.items())),
        },
        "messages": {"seen": coverage.seen, "read": coverage.read, "skipped": dict(sorted(coverage.skipped.items()))},
        "people": [person(standing) for standing in audit.people],
        "figures": {
            "target_working_seconds": basis.target.total_seconds(),
            "zone": basis.zone,
            "assumed_zone": basis.assumed_zone,
            "assumed_week": [[f"{span.start:%H:%M}-{span.end:%H:%M}" for span in day] for day in basis.assumed_hours],
            "all": flow(audit.everything),
            "directions": [flow(each) for each in audit.flows],
            "room": flow(audit.room),
            "pairs": [flow(each) for pair in audit.pairs for each in (pair.there, pair.back)],
        },
    }


def person(standing: Standing) -> dict[str, Any]:
    """One person: the figures as the one who is asked, and `asking` those as the one who asks."""
    return {
        "id": standing.person.id,
        "name": standing.person.name,
        "side": standing.side,
        "zone": standing.zone,
        "zone_known": standing.zone_known,
        **figures(standing.owes),
        "asking": figures(standing.asks),
    }


def flow(one: Flow) -> dict[str, Any]:
    """One direction with its weeks."""
    weeks = [{"week_of": week.monday.isoformat(), **figures(week.figures)} for week in one.weeks]
    return {"asked_by": _end(one.asked_by), "owed_by": _end(one.owed_by), **figures(one.figures), "weeks": weeks}


def _end(end: Side | Person | None) -> str | None:
    return end.id if isinstance(end, Person) else end


def figures(told: Figures) -> dict[str, Any]:
    """Counts, the two estimates and the share in time."""
    return {
        "asked": told.asked,
        "answered": told.answered,
        "acknowledged": told.acknowledged,
        "open": told.open,
        "answered_by_another": told.by_another,
        "taken_back": told.taken_back,
        **_estimate("median", told.median),
        **_estimate("p90", told.p90),
        "in_time": told.in_time,
        "decided": told.decided,
        "share_in_time": round(told.in_time / told.decided, 4) if told.decided else None,
    }


def _estimate(name: str, value: Estimate) -> dict[str, Any]:
    """A number, or null where there are too few; with `…_at_least` the estimate is only known to be more."""
    at_least = value.seconds is not None and not value.reached
    return {f"{name}_working_seconds": value.seconds, f"{name}_at_least": at_least}


def gap(measured: Measured, words: Words) -> dict[str, Any]:
    """One person's answer that is, or was, waited for."""
    one = measured.gap
    return {
        "id": one.identity,
        "conversation": one.conversation,
        "thread": one.thread,
        "message": one.message,
        "asked_by": one.asked_by,
        "owed_by": one.owed_by,
        "group": one.group,
        "joined": one.joined,
        "asked_at": one.asked_at,
        "due_at": one.due_at,
        "state": one.state,
        "acknowledged_at": one.acknowledged_at,
        "closed_at": one.closed_at,
        "closed_by": _closing(one.closed_by, one.closed_at),
        "waited_seconds": measured.waited,
        "working_seconds": measured.working,
        "late_by_working_seconds": measured.late_by,
        "because": words(one.because),
    }


def _closing(closing: Closing | None, at: datetime | None) -> dict[str, Any] | None:
    """What closed a gap; what only acknowledged it is not told here."""
    if closing is None or at is None:
        return None
    return {"kind": closing.kind, "message": closing.message, "by": closing.by}
