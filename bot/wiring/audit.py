"""The audit, put together: an export goes in, a report comes out."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from rich.console import Console

from adapters.clocks import HandClock
from adapters.discord import archive as discord_archive
from adapters.exports.archive import Archive
from adapters.exports.sources import Source, open_source, unrecognised
from adapters.memory.unit_of_work import Memory
from adapters.report import json, saving, terminal
from adapters.report.progress import reading
from adapters.slack import archive as slack_archive
from bot.ports import Holidays
from bot.service import auditing, questions
from bot.service.selection import select
from bot.vocabulary.audit import Audit, Basis
from bot.vocabulary.coverage import NotAnExport
from bot.vocabulary.policy import Policy
from bot.vocabulary.selection import Selection, Unclear, Wish
from bot.vocabulary.signals import Reason
from bot.wiring import garbage
from bot.wording import audit as wording
from bot.wording.judgements import because
from bot.wording.selection import refusal

WHOLE: Final = 0
UNUSABLE: Final = 2
WITH_BAD_FILES: Final = 3
"""Exit statuses of an audit."""

READERS: Final[tuple[tuple[Callable[[Source], bool], Callable[[Source, Callable[[int], None]], Archive]], ...]] = (
    (slack_archive.recognises, slack_archive.open_archive),
    (discord_archive.recognises, discord_archive.open_archive),
)


@dataclass(frozen=True, slots=True)
class AuditOrder:
    """What `openline audit` was asked for. A `json` of `-` is the standard output, which then holds nothing else."""

    export: Path
    wish: Wish = field(default_factory=Wish)
    json: Path | None = None
    html: Path | None = None
    links: bool = False
    quote: bool = False

    @property
    def to_stdout(self) -> bool:
        """Whether the JSON is what the standard output is for."""
        return self.json == Path("-")


def audit(order: AuditOrder, out: Console, err: Console) -> int:
    """Read an export and report on it. What cannot be used is told in one sentence; returns the exit status."""
    try:
        return _audit(order, out, err)
    except Unclear as unclear:
        told = refusal(unclear)
    except (NotAnExport, saving.CannotSave) as problem:
        told = str(problem)
    terminal.say(told, err)
    return UNUSABLE


def _audit(order: AuditOrder, out: Console, err: Console) -> int:
    for place in (order.html, None if order.to_stdout else order.json):
        if place:
            saving.check(place)
    with _aside(order) as links, closing(open_source(order.export)) as source:
        archive, found = _read(order, source, links, err)
        _tell(order, archive, found, links, out, err)
    return WHOLE if found.coverage.is_whole else WITH_BAD_FILES


def _aside(order: AuditOrder) -> AbstractContextManager[json.Links | None]:
    return closing(json.Links(_words)) if order.links else nullcontext()


def _read(order: AuditOrder, source: Source, links: json.Links | None, err: Console) -> tuple[Archive, Audit]:
    """All that is read, under one bar: it is gone before anything is told, both being on the same screen."""
    with reading(err, source.name, sum(source.files.values())) as bar:
        archive = recognised(source, bar.looked_at)
        found = _examined(
            archive, order.wish, links, lambda: bar.read(archive.coverage.bytes_read, archive.coverage.read)
        )
        return archive, auditing.quoted(found, archive) if order.quote else found


def recognised(source: Source, progress: Callable[[int], None]) -> Archive:
    """The archive of a source, whichever platform wrote it. Raises NotAnExport."""
    for recognises, open_archive in READERS:
        if recognises(source):
            return open_archive(source, progress)
    raise unrecognised(source)


def _examined(archive: Archive, wish: Wish, links: json.Links | None, progress: Callable[[], None]) -> Audit:
    """What the archive tells, having gone through the inbox."""
    selection = select(wish, archive.people, archive.conversations)
    usual, own = auditing.calendars(archive.people, selection, _holidays(selection))
    policy = Policy(everyone=True, nudges=False)
    memory = Memory(policy, usual, own, selection.sides, keep_messages=False)
    witness = auditing.Witness(links.add if links else None)
    clock = HandClock(auditing.BEGINNING)
    asyncio.run(auditing.read(archive, memory, clock, selection, witness, progress))
    garbage.look()  # the report takes the room of the conversations
    return questions.audit(
        memory.every_gap(),
        questions.Told(
            _basis(archive, selection, witness, policy),
            _watched_until(archive, selection, witness),
            copy.deepcopy(archive.coverage),
            {person.id: person for person in archive.people},
            {conversation.id: conversation for conversation in archive.conversations},
            lambda who: own.get(who, usual) if who else usual,
            lambda gap: archive.link(gap.message, gap.conversation, gap.thread),
            selection.sides,
        ),
    )


def _holidays(selection: Selection) -> Holidays | None:
    """The tables of the world's holidays weigh 15 MB and half a second: only for who asked for a country's."""
    if selection.country is None:
        return None
    from adapters import holidays

    return holidays.Holidays()


def _watched_until(archive: Archive, selection: Selection, witness: auditing.Witness) -> datetime:
    """Who still waits has waited until the export ends, or the days that were asked for: not until the last word."""
    ends = archive.last or witness.last or auditing.BEGINNING
    return min(ends, selection.until) if selection.until is not None else ends


def _basis(archive: Archive, selection: Selection, witness: auditing.Witness, policy: Policy) -> Basis:
    return Basis(
        archive.name,
        witness.first,
        witness.last,
        len(witness.conversations),
        selection.zone,
        selection.assumed_zone,
        selection.week,
        policy.answer_within,
    )


def _tell(
    order: AuditOrder, archive: Archive, found: Audit, links: json.Links | None, out: Console, err: Console
) -> None:
    report = wording.report(found)
    if order.json:
        with saving.standard_output() if order.to_stdout else saving.whole(order.json) as file:
            json.write(file, archive.kind, found, _words, links)
    if order.html:
        from adapters.report import html  # the templates and their engine, only for who asked for a page

        with saving.whole(order.html) as file:
            file.write(html.page(report).encode())
    if not order.to_stdout:
        terminal.show(report, out)
    for place in (order.json, order.html):
        if place and place != Path("-"):
            terminal.say(f"Written: {place}", err)


def _words(reasons: Sequence[Reason]) -> str:
    return "; ".join(map(because, reasons))
