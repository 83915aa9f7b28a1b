"""Is the engine right about people?   python -m benchmarks.accuracy DATA [--quick]

DATA holds `irc/dev`, `irc/mediawiki` and `requests/train.txt`. Every message goes through `engine.decide` like any
event, and the links are read out of what it decides to remember. Printed are the measures with 95 % intervals (whole
files drawn anew), slices, two baselines, and how many messages a second the whole engine path takes on one core.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import baselines, measures
from benchmarks.measures import Ask, Links, Share
from bot.engine.decide import decide
from bot.engine.gaps.room import Room
from bot.engine.gaps.situation import Situation
from bot.engine.judgement.reading import read
from bot.vocabulary.calendar import default_calendar
from bot.vocabulary.model import Conversation
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import MessageKept
from bot.vocabulary.signals import ASKS, WAITS, Reading
from bot.wiring.garbage import look_seldom
from training.corpus import ADDRESS, Chat, Names, asks, chats, unnamed
from training.wordings import is_held_out, sentences

CLOSED: Final = {"dev": 50, "mediawiki": 40}
"""Annotated lines that must follow an ask for it to count."""
UNNAMED: Final = ("link F1", "ask accuracy", "WAIT F1")
"""The measures that are also taken without names."""
DRAWS: Final = 1000
ROW: Final = "  {:<34} {:>7} {:>16} {:>22}"


class Told(NamedTuple):
    """What the engine decided about one file: links, readings, and the seconds that took."""

    links: Links
    readings: dict[int, Reading]
    seconds: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--quick", action="store_true", help="fewer draws for the intervals")
    asked = parser.parse_args()
    look_seldom()  # as every process of Openline does
    draws = DRAWS // 10 if asked.quick else DRAWS
    for community, closed in CLOSED.items():
        files = list(chats(asked.data / "irc" / community))
        told = [through_the_engine(chat) for chat in files]
        _print_community(community, files, told, closed, draws)
        _print_unnamed(files, closed)
        if community == "dev":
            _print_unmarked(files)
            _print_speed(files, told)
    _print_requests(asked.data / "requests" / "train.txt")


def through_the_engine(chat: Chat) -> Told:
    """Let a whole file happen, line by line."""
    names, room = Names(), Room()
    situation = _situation(chat, names, room)
    links: dict[int, list[int]] = {}
    heard: dict[int, Reading] = {}
    began = time.process_time()  # once a file: asking for it may cost as much as a message does
    for line in chat.lines:
        names.learn_all(line.arrives)
        decision = decide(line.posted, situation)
        assert decision.entry is not None
        room.advance(decision.entry)
        for kept in decision.remember:
            if isinstance(kept, MessageKept):
                answers = kept.heard.link.answers
                links[line.number] = [line.number if answers is None else int(answers)]
                heard[line.number] = kept.heard.reading
    seconds = time.process_time() - began
    return Told(links, heard, seconds)


def _situation(chat: Chat, names: Names, room: Room) -> Situation:
    workspace, conversation = chat.lines[0].posted.workspace, chat.lines[0].posted.conversation
    return Situation(
        workspace=workspace,
        conversation=Conversation(conversation, chat.name),
        room=room,
        people={},
        names=names,
        sides={},
        groups={},
        calendars={},
        calendar=default_calendar(),
        policy=Policy(everyone=True, nudges=False),
        calibration=Calibration(),
    )


def _print_community(community: str, files: Sequence[Chat], told: Sequence[Told], closed: int, draws: int) -> None:
    print(f"\n{community}: {len(files)} files, {sum(len(chat.answers) for chat in files):,} annotated messages")
    print(ROW.format("", "engine", "95 % interval", "previous / rules"))
    systems: list[list[Links]] = [
        [each.links for each in told],
        [baselines.previous(chat) for chat in files],
        [baselines.rules(chat) for chat in files],
    ]
    for name, measure in _measures(told, closed):
        engine, *others = [
            [measure(chat, links, at) for at, (chat, links) in enumerate(zip(files, system, strict=True))]
            for system in systems
        ]
        low, high = measures.interval(engine, _total, draws)
        both = " / ".join(f"{_total(each):.1f}" for each in others)
        print(ROW.format(name, f"{_total(engine):.1f}", f"{low:.1f} to {high:.1f}", both))
    errors = [
        error for chat, each in zip(files, told, strict=True) for error in measures.people_errors(chat, each.links)
    ]
    if errors:
        gap, count = (sum(each[at] for each in errors) / len(errors) for at in (0, 1))
        print(
            f"  people who answer often: {len(errors)}; median gap off by {gap:.0f} s, count by {count:.0%} on average"
        )


def _print_unnamed(files: Sequence[Chat], closed: int) -> None:
    """The same lines with every name taken out: the nearest we have to chats whose people never write one."""
    some = [unnamed(chat) for chat in files]
    told = [through_the_engine(chat) for chat in some]
    links, asks_right, waits = (
        _total(measure(chat, each.links, at) for at, (chat, each) in enumerate(zip(some, told, strict=True)))
        for name, measure in _measures(told, closed)
        if name in UNNAMED
    )
    print(f"  without anybody's name: link F1 {links:.1f}, asks {asks_right:.1f}, WAIT F1 {waits:.1f}")


Measure = Callable[[Chat, Links, int], Share]


def _drawn(values: Sequence[Share], drawn: Iterable[int]) -> float:
    return _total(values[at] for at in drawn)


def _measures(told: Sequence[Told], closed: int) -> list[tuple[str, Measure]]:
    def all_asks(chat: Chat, links: Links, at: int) -> list[Ask]:
        return measures.asked(chat, links, closed, lambda number: bool(told[at].readings[number].named))

    def right(fits: Callable[[Ask], bool]) -> Measure:
        return lambda chat, links, at: _rightly([ask for ask in all_asks(chat, links, at) if fits(ask)])

    def waits(fits: Callable[[Ask], bool]) -> Measure:
        return lambda chat, links, at: measures.waiting([ask for ask in all_asks(chat, links, at) if fits(ask)])

    return [
        ("link F1", lambda chat, links, _: measures.link_share(chat, links)),
        ("ask accuracy", right(lambda ask: True)),
        ("  asks that name somebody", right(lambda ask: ask.names)),
        ("  asks that open a conversation", right(lambda ask: ask.opens)),
        ("WAIT F1", waits(lambda ask: True)),
        ("  asks that name somebody", waits(lambda ask: ask.names)),
        ("  asks that open a conversation", waits(lambda ask: ask.opens)),
        ("reply F1, who", lambda chat, links, _: measures.share_of(measures.answers(chat, links), lambda one: one.who)),
        (
            "reply F1, who and gap",
            lambda chat, links, _: measures.share_of(measures.answers(chat, links), lambda one: one.gap),
        ),
    ]


def _rightly(some: Sequence[Ask]) -> Share:
    right = sum(ask.right for ask in some)
    return Share(right, len(some), len(some))


def _total(shares: Iterable[Share]) -> float:
    return sum(shares, Share()).f1


def _print_unmarked(files: Sequence[Chat]) -> None:
    """Chat lines whose question mark is taken away: was there one?"""
    share = Share()
    for chat in files:
        names = Names()
        for line in chat.lines:
            names.learn_all(line.arrives)
            if line.number in chat.answers and line.is_human:
                bare = line.posted._replace(text=ADDRESS.sub("", line.posted.text).replace("?", ""))
                told, true = bool(read(bare, names).signs & ASKS), asks(line.posted.text)
                share += Share(told and true, told, true)
    _print_share("questions without their question mark", share)


def _print_requests(path: Path) -> None:
    """The held-out fifth of the sentences of mail."""
    share = Share()
    template = None
    for number, (true, text) in enumerate(sentences(path)):
        if is_held_out(number):
            template = template or next(chats(path.parents[1] / "irc" / "dev")).lines[0].posted
            told = bool(read(template._replace(text=text), {}).signs & WAITS)
            share += Share(told and true, told, true)
    print("\nrequests, the held-out fifth")
    _print_share("asks for an action", share)


def _print_share(name: str, share: Share) -> None:
    print(f"  {name}: F1 {share.f1:.1f} (precision {share.precision:.1f}, recall {share.recall:.1f})")


def _print_speed(files: Sequence[Chat], told: Sequence[Told]) -> None:
    """Messages that are judged; the server's own lines are not counted, though their time is."""
    messages = sum(not line.is_notice for chat in files for line in chat.lines)
    seconds = sum(each.seconds for each in told)
    each = seconds / messages
    print(f"  whole engine path: {1 / each:,.0f} messages/s on one core ({each * 1e6:.0f} µs of its time each)")


if __name__ == "__main__":
    main()
