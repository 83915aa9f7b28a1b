"""The audit from end to end: an archive goes through the inbox like life itself, and what it leaves is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.engine import hours
from bot.ports import Archive, Holidays, MovableClock, Store
from bot.service.inbox import Inbox
from bot.service.replay import introduced, replay
from bot.vocabulary.audit import Audit
from bot.vocabulary.calendar import Calendar, Holiday, WorkingHours
from bot.vocabulary.events import Event, MessagePosted
from bot.vocabulary.model import ConversationId, MessageId, Person, PersonId
from bot.vocabulary.records import MessageKept
from bot.vocabulary.selection import Doubt, Selection, Unclear
from bot.vocabulary.signals import Heard

BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Where the clock stands before the first event."""
YEARS: Final = range(2010, 2041)
"""Years whose holidays are looked up: from before the first export to well after the last."""


class Witness:
    """Watches what goes through the inbox: when the archive begins and ends, and what each message was heard to be."""

    def __init__(self, hear: Callable[[Heard], None] | None = None) -> None:
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.conversations: set[ConversationId] = set()
        self._hear = hear

    def listen(self, events: Iterable[Event]) -> Iterator[Event]:
        """The same events, noted in passing."""
        for event in events:
            if type(event) is MessagePosted:
                self.first = self.first or event.at
                self.last = event.at
                self.conversations.add(event.conversation)
            yield event

    def watch(self, kept: Iterable[object]) -> None:
        """Hand on each message heard."""
        if self._hear is not None:
            for record in kept:
                if type(record) is MessageKept:
                    self._hear(record.heard)


def calendars(
    people: Sequence[Person], selection: Selection, holidays: Holidays | None
) -> tuple[Calendar, Mapping[PersonId, Calendar]]:
    """The calendar of people whose zone is not known, and those of the others. One for each zone, shared."""
    legal = _legal(selection.country, holidays)
    zones = {selection.assumed_zone, *(person.zone for person in people if person.zone)}
    by_zone = {
        zone: hours.with_holidays(Calendar((WorkingHours(zone, selection.week, selection.country),)), legal)
        for zone in zones
    }
    known = {person.id: by_zone[person.zone] for person in people if person.zone}
    return by_zone[selection.assumed_zone], known


def _legal(country: str | None, holidays: Holidays | None) -> Mapping[str, Iterable[Holiday]]:
    if country is None or holidays is None:
        return {}
    try:
        return {country: holidays.legal(country, YEARS)}
    except ValueError as problem:
        raise Unclear(Doubt.COUNTRY, country, why=str(problem)) from problem


async def read(
    archive: Archive,
    store: Store,
    clock: MovableClock,
    selection: Selection,
    witness: Witness,
    progress: Callable[[], None] = lambda: None,
) -> None:
    """Let the selected part of an archive go through the inbox into the store."""
    inbox = Inbox(store, watch=lambda _, decision: witness.watch(decision.remember))
    events = archive.events(selection.channels, selection.since, selection.until)
    await replay(introduced(archive, witness.listen(events)), inbox, clock, progress)


def quoted(audit: Audit, archive: Archive) -> Audit:
    """The audit with the words of those asks that are named one by one, read from the archive once more."""
    asked = [one.gap for one in audit.unanswered]
    if not asked:
        return audit
    moments = [gap.asked_at for gap in asked]
    texts: dict[MessageId, str] = dict.fromkeys((gap.message for gap in asked), "")
    places = {gap.conversation for gap in asked}
    for event in archive.events(places, min(moments), max(moments) + timedelta(seconds=1)):
        if type(event) is MessagePosted and event.message in texts:
            texts[event.message] = event.text
    return replace(
        audit, unanswered=tuple(replace(one, quote=texts[one.gap.message] or None) for one in audit.unanswered)
    )
