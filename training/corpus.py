"""Annotated chat as events: what the bot would have heard, and what trained annotators say answers what.

The files are those of "A Large-Scale Corpus for Conversation Disentanglement" (Kummerfeld and others, ACL
2019) and of a later set annotated alike: one message a line, and pairs of line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId

SAID: Final = re.compile(r"^\[(\d\d):(\d\d)(?::(\d\d))?\]\s+(?:<([^>]+)>|\*\s*(\S+))\s?(.*)$")
DATED: Final = re.compile(r"^(?:mediawiki|rust|stripe|ubuntu-meeting) \d{4}-\d\d-\d\d (.*)$")
JOINED: Final = re.compile(r"^=== (\S+) .*has joined")
RENAMED: Final = re.compile(r"^=== (\S+) is now known as (\S+)")
BOTS: Final = frozenset(
    "ubottu ubotu ubot3 ubot5 ubot93 ubot9 lubotu1 lubotu3 eir meetingology gerrit-wm wikibugs logmsgbot wm-bot "
    "grrrit-wm fdobot rustbot rust-log-bot playbot playbot-veno stripe-bot zppix-wiki".split()
)
"""The programs that speak in these channels."""
NOTICES: Final = PersonId("===")
"""The author of the server's own lines: who came, who left, who changed their name."""
ADDRESS: Final = re.compile(r"https?://\S+")
EPOCH: Final = datetime(2004, 1, 1, tzinfo=UTC)
DAY: Final = 24 * 60 * 60


class Names(dict[str, tuple[PersonId, ...]]):
    """Everybody seen so far in a file, by their nick and by what is left of it without its ornaments."""

    def learn(self, nick: str) -> None:
        """Somebody is here."""
        low = nick.lower()
        self[low] = (PersonId(low),)
        plain = low.strip("|_-`^[]{}\\")
        if plain != low and len(plain) > 2:
            self[plain] = (PersonId(low),)
        bare = plain.rstrip("0123456789").strip("|_-`^")
        if bare != plain and len(bare) > 3:
            self.setdefault(bare, (PersonId(low),))

    def learn_all(self, nicks: Iterable[str]) -> None:
        """Several people are here."""
        for nick in nicks:
            self.learn(nick)


class Line(NamedTuple):
    """One line of a file: what was said, and by which names people could be called then."""

    number: int
    posted: MessagePosted
    arrives: tuple[str, ...]
    """Nicks that are known from this line on."""

    @property
    def is_notice(self) -> bool:
        """Whether the server speaks."""
        return self.posted.author == NOTICES

    @property
    def is_human(self) -> bool:
        """Whether a person speaks."""
        return not self.posted.is_bot


@dataclass(frozen=True)
class Chat:
    """A file: its lines in order, and for each annotated line the earlier lines it answers (itself: none)."""

    name: str
    lines: list[Line]
    answers: dict[int, list[int]] = field(default_factory=dict)


def asks(text: str) -> bool:
    """The rule by which an ask is named in advance: a question mark outside a link."""
    return "?" in ADDRESS.sub("", text)


def unnamed(chat: Chat) -> Chat:
    """The same chat among people who never write each other's names, as most do where a platform has replies."""
    names, lines = Names(), []
    for line in chat.lines:
        names.learn_all(line.arrives)
        said = " ".join(_unless_name(word, names) for word in line.posted.text.split())
        lines.append(line._replace(posted=line.posted._replace(text=said.strip())))
    return Chat(f"{chat.name}, without names", lines, chat.answers)


def _unless_name(word: str, names: Names) -> str:
    """A word, or of a name nothing but the question mark behind it."""
    if word.lower().strip(".,:;!?()<>@") not in names:
        return word
    return "?" if "?" in word else ""


def chats(folder: Path) -> Iterator[Chat]:
    """All files of a folder, in the order of their names."""
    for annotation in sorted(folder.glob("*.annotation.txt")):
        name = annotation.name.removesuffix(".annotation.txt")
        yield Chat(name, list(_lines(name, folder / f"{name}.ascii.txt")), _answers(annotation))


def _answers(path: Path) -> dict[int, list[int]]:
    answers: dict[int, set[int]] = {}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        first, second = (int(number) for number in line.split()[:2])
        answers.setdefault(max(first, second), set()).add(min(first, second))
    return {later: sorted(earlier) for later, earlier in sorted(answers.items())}


def _lines(name: str, path: Path) -> Iterator[Line]:
    clock: int | None = None
    # Not splitlines(): some lines contain control characters that it would split at.
    for number, line in enumerate(path.read_text(encoding="ascii", errors="replace").rstrip("\n").split("\n")):
        undated = DATED.match(line)
        said = SAID.match(undated.group(1) if undated else line)
        if said:
            clock = _later(clock, *said.groups()[:3])
        yield _line(name, number, clock or 0, said, line)


def _later(clock: int | None, hours: str, minutes: str, seconds: str | None) -> int:
    """The moment of a wall time: the first one at or after `clock`; small steps back are none (clocks jump)."""
    wall = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    if clock is None:
        return wall
    ahead = (wall - clock) % DAY
    return clock + ahead if ahead < DAY // 2 else clock


def _line(name: str, number: int, clock: int, said: re.Match[str] | None, line: str) -> Line:
    nick = (said.group(4) or said.group(5)) if said else None
    author = PersonId(nick.lower()) if nick else NOTICES
    posted = MessagePosted(
        WorkspaceId("irc"),
        ConversationId(name),
        MessageId(str(number)),
        EPOCH + timedelta(seconds=clock),
        author,
        said.group(6).strip() if said else "",
        is_bot=author == NOTICES or author in BOTS,
    )
    return Line(number, posted, (nick,) if nick else _arrivals(line))


def _arrivals(line: str) -> tuple[str, ...]:
    found = JOINED.match(line) or RENAMED.match(line)
    return found.groups() if found else ()
