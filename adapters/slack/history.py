"""What was said while nobody listened, read back within Slack's limits, and taken up where it was left.

conversations.history tells the newest first and no thread replies. So a stretch is read backwards to its beginning,
held, and handed out forwards; threads follow: those of open matters first, then those whose latest reply is newer than
the stretch. Where Slack says to wait (apps that are sold outside its Marketplace get one page of 15 a minute), what
was read is kept for the next time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from adapters.slack.api import NOT_INSTALLED, Api, Forbidden
from adapters.slack.directory import Directory
from adapters.slack.installed import Tokens
from adapters.slack.translate import message, moment, reactions
from bot.ports import Clock, Place
from bot.ports.surfaces import Page, Refused
from bot.vocabulary.events import MessagePosted, Spoken
from bot.vocabulary.model import MessageId

PAGE: Final = 200
"""Messages asked for at a time; Slack may give 15."""
AT_MOST: Final = 10_000
"""Messages of one conversation held before they are handed out; what lies before is a hole."""
EARLIER: Final = timedelta(days=7)
"""How far before a stretch a thread may have begun that went on inside it; open matters are read however old."""
LATER: Final = timedelta(hours=1)
"""When it is tried again where we are not installed: we may be again."""
TOO_MUCH: Final = "too-much"
"""More was said than is read back."""

OpenThreads = Callable[[Place], Awaitable[Iterable[MessageId]]]
"""The messages of a conversation that somebody waits about, and the roots of their threads."""


async def none_open(place: Place) -> Iterable[MessageId]:
    """Where nobody tells which matters are open."""
    return ()


@dataclass(slots=True)
class _Reading:
    """How far one stretch has been read: it goes on after Slack made us wait."""

    watermark: datetime
    latest: datetime
    cursor: str | None = None
    is_read: bool = False
    is_cut: bool = False
    found: dict[str, dict[str, Any]] = field(default_factory=dict)
    threads: list[str] | None = None
    at: str | None = None


class History:
    """`ports.History` for Slack."""

    def __init__(
        self, api: Api, tokens: Tokens, directory: Directory, clock: Clock, open_threads: OpenThreads = none_open
    ) -> None:
        self._api = api
        self._tokens = tokens
        self._directory = directory
        self._clock = clock
        self._open = open_threads
        self._readings: dict[Place, _Reading] = {}

    async def since(self, place: Place, watermark: datetime) -> AsyncIterator[Page]:
        """What happened in a conversation after `watermark`. Raises Refused where it may not be read, or not yet."""
        if place.conversation[:1] not in ("C", "G"):
            yield Page((), self._clock.now())  # a talk with ourselves, or no conversation at all
            return
        reading = self._reading(place, watermark)
        await self._read(place, reading)
        await self._read_threads(place, reading)
        events = await self._understood(place, reading)
        del self._readings[place]
        hole = TOO_MUCH if reading.is_cut else None
        pages = [events[start : start + PAGE] for start in range(0, len(events), PAGE)] or [[]]
        for number, page in enumerate(pages, 1):
            yield Page(page, reading.latest if number == len(pages) else page[-1].at, hole)

    def _reading(self, place: Place, watermark: datetime) -> _Reading:
        """What was begun goes on, unless another stretch is asked for."""
        begun = self._readings.get(place)
        if begun is None or begun.watermark != watermark:
            begun = self._readings[place] = _Reading(watermark, self._clock.now())
        return begun

    async def _read(self, place: Place, reading: _Reading) -> None:
        """The top of the conversation, and the week before: threads that began there may have gone on."""
        oldest = reading.watermark - EARLIER
        while not reading.is_read:
            page = await self._page(
                place, "conversations.history", reading.cursor, oldest=_ts(oldest), latest=_ts(reading.latest)
            )
            listed = _messages(page)
            reading.found.update((each["ts"], each) for each in listed)
            reading.cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            reading.is_cut = len(reading.found) >= AT_MOST
            reading.is_read = not listed or reading.cursor is None or reading.is_cut or _is_before(listed, oldest)

    async def _read_threads(self, place: Place, reading: _Reading) -> None:
        if reading.threads is None:
            reading.threads = await self._threads(place, reading)
        while reading.threads:
            root, after = reading.threads[0], reading.watermark
            page = await self._page(
                place, "conversations.replies", reading.at, ts=root, oldest=_ts(after), latest=_ts(reading.latest)
            )
            reading.found.update((each["ts"], each) for each in _messages(page))
            reading.at = (page.get("response_metadata") or {}).get("next_cursor") or None
            if reading.at is None:
                reading.threads.pop(0)

    async def _threads(self, place: Place, reading: _Reading) -> list[str]:
        """Which threads are worth a question: of open matters, and with a reply that is newer than the watermark."""
        pressing = [message.partition("/")[2] for message in await self._open(place)]
        grown = [
            ts
            for ts, each in sorted(reading.found.items(), reverse=True)
            if (latest := moment(each.get("latest_reply"))) is not None and latest > reading.watermark
        ]
        return list(dict.fromkeys([*filter(None, pressing), *grown]))

    async def _understood(self, place: Place, reading: _Reading) -> list[Spoken]:
        installed = await self._tokens.of(place.workspace)
        names = self._directory.names(place.workspace)
        events: list[Spoken] = []
        for ts in sorted(reading.found, key=float):
            told = reading.found[ts]
            at = moment(ts)
            if at is None or at <= reading.watermark or (installed is not None and installed.wrote(told)):
                continue
            event = message(told, place.workspace, place.conversation, names)
            if isinstance(event, MessagePosted):
                events += [event, *reactions(told, event)]
        return events

    async def _page(self, place: Place, method: str, cursor: str | None, **stretch: Any) -> dict[str, Any]:
        try:
            return await self._api.call(
                place.workspace, method, channel=place.conversation, limit=PAGE, cursor=cursor, **stretch
            )
        except Forbidden as refusal:
            raise Refused(refusal.called, LATER if refusal.called == NOT_INSTALLED else None) from None
        except Refused as refusal:
            if refusal.why == "thread_not_found":
                return {}
            raise


def _messages(page: dict[str, Any]) -> Sequence[dict[str, Any]]:
    listed = page.get("messages")
    return [
        each
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and moment(each.get("ts")) is not None
    ]


def _is_before(listed: Sequence[dict[str, Any]], oldest: datetime) -> bool:
    """Whoever does not keep to `oldest` is not followed back for ever."""
    return all((at := moment(each["ts"])) is not None and at < oldest for each in listed)


def _ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"
