"""A Slack export: tables of people and places, and a folder for each conversation with a file for each day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Final

from adapters.exports import limits
from adapters.exports.archive import Archive, Progress, unwatched
from adapters.exports.folder import ReadFailed
from adapters.exports.lists import Json, NotJson, Piece, decode, pieces
from adapters.exports.runs import Run, Runs
from adapters.exports.sources import Source
from adapters.slack.roster import PEOPLE, PLACES, Roster
from adapters.slack.translate import message, moment, reactions
from bot.vocabulary.coverage import Coverage, Skipped
from bot.vocabulary.events import Event, MessagePosted
from bot.vocabulary.model import Conversation, ConversationId, MessageId, Platform

OTHER_FILES: Final = "files that hold no messages"

_TABLES: Final = frozenset({*PEOPLE, *PLACES, "integration_logs.json", "canvases.json", "content_flags.json"})
_DAY: Final = re.compile(r"(?:^|.*/)([^/]+)/(\d{4}-\d\d-\d\d)[^/]*\.json")
_DOMAIN: Final = re.compile(rb"https:\\?/\\?/([\w-]+(?:\.enterprise)?)\.slack\.com\\?/(?:files|archives|team)\\?/")
_NO_TEAM: Final = frozenset({b"files", b"app", b"api", b"hooks", b"slack"})
_TITLE: Final = re.compile(r"\s+Slack export\b.*|\.zip$", re.IGNORECASE)
_LARGE: Final = 4 * limits.MEGABYTE
"""A day file above this is read in pieces."""


def recognises(source: Source) -> bool:
    """Whether these are the files of a Slack export: days in folders, or both of the tables every export has."""
    names = {name.rsplit("/", 1)[-1] for name in source.files}
    return bool(names & {*PLACES} and names & {*PEOPLE}) or any(_DAY.fullmatch(name) for name in source.files)


def open_archive(source: Source, progress: Progress = unwatched) -> SlackArchive:
    """Survey the export: everything is looked at once, and nothing of it kept but where it stands.

    `progress` is told of each stretch of bytes that was looked at; all in all they are those of the source's files.
    """
    survey = _Survey(source, progress)
    survey.tables()
    survey.days()
    return SlackArchive(source, survey)


class SlackArchive(Archive):
    """An export as Slack makes it. A reaction has no time of its own in it and is told at its message's."""

    kind = Platform.SLACK

    def __init__(self, source: Source, survey: _Survey) -> None:
        super().__init__(source, survey.runs, survey.coverage)
        self.workspace = survey.roster.workspace
        self.name = _TITLE.sub("", source.name) or source.name
        self.people = tuple(survey.roster.people.values())
        self.conversations = survey.roster.conversations()
        self._names = survey.roster.names()
        self._domain = survey.domain

    def link(
        self, message: MessageId, conversation: ConversationId | None = None, thread: MessageId | None = None
    ) -> str | None:
        """The permalink, where the export gives the team's address away; else a link by the team's id."""
        channel, _, ts = message.partition("/")
        if self._domain:
            inside = f"?thread_ts={thread.partition('/')[2]}&cid={channel}" if thread else ""
            return f"https://{self._domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}{inside}"
        if self.workspace.startswith(("T", "E")):
            return f"https://slack.com/app_redirect?team={self.workspace}&channel={channel}&message_ts={ts}"
        return None

    def _moment_of(self, item: Json) -> datetime | None:
        return _moment(item) if isinstance(item, dict) else None

    def _understand(self, item: Json, run: Run) -> tuple[Event, ...] | Skipped:
        event = message(item, self.workspace, run.conversation, self._names)
        if isinstance(event, Skipped):
            return event
        if "reactions" in item and isinstance(event, MessagePosted):
            return (event, *reactions(item, event))
        return (event,)

    def _whole(self, data: bytes) -> list[Json]:
        items = decode(data)
        return items if isinstance(items, list) else []


class _Survey:
    """One walk over all files: who is there, and where do which moments stand?"""

    def __init__(self, source: Source, progress: Progress) -> None:
        self.roster = Roster()
        self.runs = Runs()
        self.coverage = Coverage(bad=list(source.bad))
        self._source = source
        self._progress = progress
        self._domains: Counter[bytes] = Counter()

    @property
    def domain(self) -> str | None:
        """The part of the team's address before `.slack.com`, as links to its own files tell."""
        return self._domains.most_common(1)[0][0].decode("ascii", "replace") if self._domains else None

    def tables(self) -> None:
        """The lists of people and of conversations; people first, the team being theirs."""
        tables = {name: name.rsplit("/", 1)[-1] for name in self._source.files}
        for name in (name for name, table in tables.items() if table in PEOPLE):
            self.roster.add_people(self._table(name))
        for name, table in tables.items():
            if table in PLACES:
                self.roster.add_places(self._table(name), PLACES[table])

    def days(self) -> None:
        """Every day of every conversation."""
        for name, size in self._source.files.items():
            if day := _DAY.fullmatch(name):
                try:
                    self._day(name, size, self.roster.place(day.group(1)))
                except (ReadFailed, NotJson) as problem:
                    self.coverage.spoil(name, str(problem))
            elif name.rsplit("/", 1)[-1] not in _TABLES:
                self.coverage.notes[OTHER_FILES] += 1

    def _table(self, name: str) -> list[Json]:
        try:
            if self._source.files[name] > limits.TABLE:
                raise NotJson("is larger than any list of people or channels; export it once more.")
            return _listed(decode(self._source.read(name)), "people or channels")
        except (ReadFailed, NotJson) as problem:
            self.coverage.spoil(name, str(problem))
            return []

    def _day(self, name: str, size: int, place: Conversation) -> None:
        if size > _LARGE:
            return self._large_day(name, place)
        data = self._source.read(name)
        self._look_for_domain(data)
        items = _listed(decode(data), "messages")
        if items:
            self._add(name, place, Piece(0, size, items), is_whole=True)
        return None

    def _large_day(self, name: str, place: Conversation) -> None:
        start = self._source.read(name, 0, 64).find(b"[") + 1
        if not start:
            raise NotJson("is not a list of messages; export it once more, or remove it.")
        for piece in pieces(lambda offset, length: self._source.read(name, offset, length), start, limits.MEGABYTE):
            self._add(name, place, piece, is_whole=False)

    def _add(self, name: str, place: Conversation, piece: Piece, *, is_whole: bool) -> None:
        heard = self.roster.heard
        moments = []
        for item in piece.items:
            if isinstance(item, dict) and (at := _moment(item)):
                moments.append(at)
                heard(item, place.id)
        first, last = (min(moments).timestamp(), max(moments).timestamp()) if moments else (0.0, 0.0)
        is_dated = len(moments) == len(piece.items)
        self._progress(piece.length)
        self.runs.append(
            Run(first, last, name, place.id, piece.offset, piece.length, len(piece.items), is_dated, is_whole)
        )

    def _look_for_domain(self, data: bytes) -> None:
        if self._domains.total() < 20 and b".slack.com" in data:
            self._domains.update(found for found in _DOMAIN.findall(data) if found not in _NO_TEAM)


def _moment(item: dict[str, Json]) -> datetime | None:
    return moment(item.get("ts")) or moment(item.get("event_ts"))


def _listed(items: Json, what: str) -> list[Json]:
    if not isinstance(items, list):
        raise NotJson(f"is not a list of {what}; export it once more, or remove it.")
    return items
