"""What DiscordChatExporter writes: a JSON file for each channel and thread (or several, `[part 2]`), of any size."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Final

from adapters.discord.roster import Place, Roster, place
from adapters.discord.translate import message, moment, reactions
from adapters.exports import limits
from adapters.exports.archive import Archive, Progress, unwatched
from adapters.exports.folder import ReadFailed
from adapters.exports.lists import Json, NotJson, Piece, decode, pieces
from adapters.exports.runs import Run, Runs
from adapters.exports.sources import Source
from bot.vocabulary.coverage import Coverage, Skipped
from bot.vocabulary.events import Event
from bot.vocabulary.model import ConversationId, MessageId, Platform, WorkspaceId

UNNAMED_REACTIONS: Final = "reactions that do not say whose they are"
OTHER_FORMAT: Final = "files in another form than JSON"

_HEAD: Final = 4096
_LIST: Final = re.compile(rb'"messages"\s*:\s*\[')
_AT_ONCE: Final = 48 * limits.MEGABYTE
_LOOKED_AT: Final = 200
_DIRECT_MESSAGES: Final = "0"


def recognises(source: Source) -> bool:
    """Whether these are files as DiscordChatExporter writes them."""
    names = [name for name in source.files if name.lower().endswith(".json")]
    return any(_has_head(source, name) for name in names[:_LOOKED_AT])


def open_archive(source: Source, progress: Progress = unwatched) -> DiscordArchive:
    """Survey the export: everything is looked at once, and nothing of it kept but where it stands.

    `progress` is told of each stretch of bytes that was looked at; all in all they are those of the source's files.
    """
    survey = _Survey(source, progress)
    survey.files()
    return DiscordArchive(source, survey)


class DiscordArchive(Archive):
    """An export of one server, or of direct messages. It keeps no time of a reaction: that is told at its message's."""

    kind = Platform.DISCORD

    def __init__(self, source: Source, survey: _Survey) -> None:
        self.workspace = survey.guild
        super().__init__(source, survey.runs_of(survey.guild), survey.coverage)
        self.name = survey.guild_names.get(self.workspace, source.name)
        self.people = tuple(survey.roster.people.values())
        self.conversations = survey.roster.conversations()
        self._names = survey.roster.names()
        self._places = survey.places
        self._posts = survey.roster.posts

    def link(
        self, message: MessageId, conversation: ConversationId | None = None, thread: MessageId | None = None
    ) -> str | None:
        """Where the message can be opened. A snowflake does not tell its channel: conversation and thread do."""
        channel = message if message in self._posts else thread or conversation
        guild = "@me" if self.workspace == _DIRECT_MESSAGES else self.workspace
        return f"https://discord.com/channels/{guild}/{channel}/{message}" if channel else None

    def _moment_of(self, item: Json) -> datetime | None:
        return moment(item.get("timestamp")) if isinstance(item, dict) else None

    def _understand(self, item: Json, run: Run) -> tuple[Event, ...] | Skipped:
        event = message(item, self.workspace, run.conversation, self._places[run.file].thread, self._names)
        if isinstance(event, Skipped):
            return event
        if item.get("reactions"):
            told = reactions(item, event)
            if not told:
                self.coverage.notes[UNNAMED_REACTIONS] += 1
            return (event, *told)
        return (event,)

    def _whole(self, data: bytes) -> list[Json]:
        return _messages(decode(data))


class _Survey:
    """One walk over all files: who is there, and where do which moments stand?"""

    def __init__(self, source: Source, progress: Progress) -> None:
        self.roster = Roster()
        self.coverage = Coverage(bad=list(source.bad))
        self.places: dict[str, Place] = {}
        self.guild_names: dict[str, str] = {}
        self._runs = Runs()
        self._guilds: Counter[WorkspaceId] = Counter()
        self._source = source
        self._progress = progress
        # Many files are read side by side, so the more there are, the less of each is in memory.
        self._piece = min(limits.MEGABYTE, max(16 << 10, _AT_ONCE // max(1, len(source.files))))

    @property
    def guild(self) -> WorkspaceId:
        """The server that most messages are from."""
        return self._guilds.most_common(1)[0][0] if self._guilds else WorkspaceId(_DIRECT_MESSAGES)

    def runs_of(self, guild: WorkspaceId) -> Runs:
        """Where that server's messages stand. Another server's are another audit."""
        others = {file for file, where in self.places.items() if where.guild != guild}
        for file in sorted(others):
            self.coverage.spoil(file, f"is from another server ({self.places[file].guild_name}); give it by itself.")
        return Runs(run for run in self._runs if run.file not in others)

    def files(self) -> None:
        """Every file."""
        for name, size in self._source.files.items():
            if name.lower().endswith((".html", ".txt", ".csv")):
                self.coverage.notes[OTHER_FORMAT] += 1
            elif name.lower().endswith(".json"):
                try:
                    self._file(name, size)
                except (ReadFailed, NotJson) as problem:
                    self.coverage.spoil(name, str(problem))

    def _file(self, name: str, size: int) -> None:
        if size <= self._piece and self._small_file(name):
            return
        head = self._source.read(name, 0, min(size, limits.MEGABYTE))
        found = _LIST.search(head)
        if not found:
            raise NotJson("is not a file of DiscordChatExporter; export it once more, or remove it.")
        where = self._place(name, decode(head[: found.end()] + b"]}"))
        for piece in pieces(lambda at, length: self._source.read(name, at, length), found.end(), self._piece):
            self._add(name, where, piece, is_whole=False)

    def _small_file(self, name: str) -> bool:
        """Reads a file at one go. A broken one is left to be read in pieces, as far as it goes."""
        try:
            whole = decode(self._source.read(name))
        except NotJson:
            return False
        items = _messages(whole)
        where = self._place(name, whole)
        if items:
            self._add(name, where, Piece(0, self._source.files[name], items), is_whole=True)
        return True

    def _place(self, name: str, head: Json) -> Place:
        where = place(head) if isinstance(head, dict) else None
        if where is None or not isinstance(head.get("messages"), list):
            raise NotJson("is not a file of DiscordChatExporter; export it once more, or remove it.")
        self.places[name] = where
        self._guilds[where.guild] += 0
        self.guild_names.setdefault(where.guild, where.guild_name)
        self.roster.add_place(where)
        return where

    def _add(self, name: str, where: Place, piece: Piece, *, is_whole: bool) -> None:
        moments = []
        for item in piece.items:
            if isinstance(item, dict):
                self.roster.heard(item, where)
                if at := moment(item.get("timestamp")):
                    moments.append(at)
        first, last = (min(moments).timestamp(), max(moments).timestamp()) if moments else (0.0, 0.0)
        is_dated, count = len(moments) == len(piece.items), len(piece.items)
        self._guilds[where.guild] += count
        self._progress(piece.length)
        self._runs.append(
            Run(first, last, name, where.conversation.id, piece.offset, piece.length, count, is_dated, is_whole)
        )


def _has_head(source: Source, name: str) -> bool:
    try:
        head = source.read(name, 0, _HEAD)
    except ReadFailed:
        return False
    return b'"guild"' in head and b'"channel"' in head


def _messages(whole: Json) -> list[Json]:
    items = whole.get("messages") if isinstance(whole, dict) else None
    return items if isinstance(items, list) else []
