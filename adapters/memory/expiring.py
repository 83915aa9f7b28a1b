"""Taking away what is older than its period, from dictionaries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from adapters.memory.shelves import Desktop
from bot.vocabulary.identity import IDENTITY, part, reader
from bot.vocabulary.records import Engagement
from bot.vocabulary.retention import AGES, FIGURES_FOR, PARENTS, Age, before


def expire(desktop: Desktop, now: datetime, events: timedelta, limit: int) -> int:
    """At most `limit` records of each type; returns how many went."""
    gone = 0
    for age in AGES:
        kind: Any = age.kind
        old = [each for each in desktop.every(kind) if _is_old(age, each, now, events)][:limit]
        gone += len(old)
        for each in old:
            desktop.drop(age.kind, each)
    ended = [each for each in desktop.every(Engagement) if each.ended_at and each.ended_at < now - FIGURES_FOR][:limit]
    for engagement in ended:
        _with_everything(desktop, engagement)
    return gone + len(ended)


def _is_old(age: Age, record: Any, now: datetime, events: timedelta) -> bool:
    if age.cards is not None and bool(record.card) is not age.cards:
        return False
    return bool(_since(age, record) < now - before(age.period, events))


def _since(age: Age, record: Any) -> datetime:
    value = record
    for name in age.since.split("."):
        value = getattr(value, name)
    at: datetime = value
    return at


def _with_everything(desktop: Desktop, engagement: Engagement) -> None:
    for kind, (name, parent) in PARENTS.items():
        inside = {each.id for each in _of(desktop, parent, engagement)}
        steps: list[Any] = desktop.find(kind, engagement.workspace)
        for step in steps:
            if reader(kind, part(name))(step) in inside:
                desktop.drop(kind, step)
    for kind in IDENTITY:
        for record in _of(desktop, kind, engagement):
            desktop.drop(kind, record)
    desktop.drop(Engagement, engagement)


def _of(desktop: Desktop, kind: type, engagement: Engagement) -> list[Any]:
    everything: list[Any] = desktop.find(kind, engagement.workspace)
    return [each for each in everything if getattr(each, "engagement", None) == engagement.id]
