"""Makes a Slack export of any size from a seed: channels, threads, bursts and asks of several hundred people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

PEOPLE: Final = 300
FIRST: Final = date(2024, 1, 1)
MESSAGES_A_CHANNEL: Final = 8_000
MESSAGES_A_DAY: Final = 1_500
"""How a busy workspace of this many people spreads its messages; more messages are more channels and more days."""
ZONES: Final = ("Europe/Berlin", "America/Chicago", "Asia/Manila", "Europe/Madrid")
WORDS: Final = (
    "site header logo banner invoice draft client footer page link image colour font button copy post shop cart order "
    "checkout mail list report sheet file photo video caption ads budget week month call meeting review version update "
    "mobile desktop browser server login password backup newsletter customer refund price stock category theme plugin"
).split()
ASKS: Final = (
    "can you check the {} {}?",
    "when will the {} be ready?",
    "is the {} {} done?",
    "please send me the {} {}",
)
SHORT: Final = ("thanks!", "ok", "will look", "good morning", "done", "yes", "never mind, found it")


def write(folder: Path, messages: int, seed: int = 1) -> int:
    """Write an export of about that many messages; returns how many there are. Takes memory for one day at a time."""
    chance = Random(seed)
    people = [f"U{number:05}" for number in range(PEOPLE)]
    channels = _channels(chance, people, max(4, messages // MESSAGES_A_CHANNEL))
    days = max(5, messages // MESSAGES_A_DAY)
    _save(folder / "users.json", [_user(number, chance) for number in range(PEOPLE)])
    _save(folder / "channels.json", channels)
    made = 0
    for day in (FIRST + timedelta(number) for number in range(days)):
        for channel in channels:
            left = messages / (len(channels) * days)
            said = list(_day(chance, channel["members"], day, int(left + chance.random())))
            made += len(said)
            if said:
                _save(folder / channel["name"] / f"{day}.json", said)
    return made


def _channels(chance: Random, people: list[str], number: int) -> list[dict[str, Any]]:
    return [
        {"id": f"C{each:05}", "name": f"channel-{each}", "members": chance.sample(people, chance.randint(2, 60))}
        for each in range(number)
    ]


def _user(number: int, chance: Random) -> dict[str, Any]:
    name = f"name{number}"
    profile = {"display_name": name, "real_name": f"Name{number} Surname"}
    return {"id": f"U{number:05}", "team_id": "T1", "name": name, "tz": chance.choice(ZONES), "profile": profile}


def _day(chance: Random, members: list[str], day: date, number: int) -> Iterator[dict[str, Any]]:
    """One channel's day: lines in bursts, two in five of them in a thread of one of the last."""
    at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC).timestamp()
    author, roots = chance.choice(members), list[str]()
    for _ in range(number):
        in_burst = chance.random() < 0.3
        at += chance.uniform(1, 40) if in_burst else chance.expovariate(number / 36_000)
        author = author if in_burst else chance.choice(members)
        said = _message(at, author, _text(chance, members))
        if roots and chance.random() < 0.4:
            said["thread_ts"] = chance.choice(roots[-5:])
        else:
            roots.append(said["ts"])
        yield said


def _text(chance: Random, members: list[str]) -> str:
    kind = chance.random()
    if kind < 0.15:
        text = chance.choice(ASKS).format(chance.choice(WORDS), chance.choice(WORDS))
    elif kind < 0.25:
        text = chance.choice(SHORT)
    else:
        text = " ".join(chance.choices(WORDS, k=chance.choice((3, 6, 9, 14, 22))))
    return f"<@{chance.choice(members)}> {text}" if chance.random() < 0.12 else text


def _message(at: float, author: str, text: str) -> dict[str, Any]:
    """As a client of today writes it: with an id and the text once more, as blocks."""
    inside = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    blocks = [{"type": "rich_text", "block_id": "b1", "elements": [inside]}]
    client = "00000000-0000-4000-8000-000000000000"
    return {
        "client_msg_id": client,
        "type": "message",
        "user": author,
        "text": text,
        "ts": f"{at:.6f}",
        "team": "T1",
        "blocks": blocks,
    }


def _save(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
