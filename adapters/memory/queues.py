"""The two queues over dictionaries: what is to ring, and what is to be posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from adapters.memory.shelves import Desktop
from bot.ports import SENDING_FOR
from bot.vocabulary.identity import identify
from bot.vocabulary.records import Outgoing, OutgoingState, Wakeup

PENDING, SENDING, UNKNOWN = OutgoingState.PENDING, OutgoingState.SENDING, OutgoingState.UNKNOWN
UNDER_WAY: Final = (SENDING, UNKNOWN)


def ring(desktop: Desktop, now: datetime, limit: int) -> list[Wakeup]:
    """Take what is due, oldest first."""
    due = [wakeup for wakeup in desktop.every(Wakeup) if wakeup.at <= now]
    taken = sorted(due, key=lambda wakeup: (wakeup.at, identify(Wakeup)(wakeup)))[:limit]
    for wakeup in taken:
        desktop.drop(Wakeup, wakeup)
    return taken


def take_outgoing(desktop: Desktop, now: datetime, limit: int) -> list[Outgoing]:
    """Take what was left behind half done, and what is to be posted: of each lane the oldest, where none is held up."""
    active = [each for each in desktop.every(Outgoing) if each.state is PENDING or each.state in UNDER_WAY]
    active.sort(key=lambda each: (each.created_at, each.workspace, each.key))
    left = [_taken(each, UNKNOWN, now) for each in active if _is_left_behind(each, now)]
    held_up = {(each.workspace, each.lane) for each in active if _holds_up(each, now)}
    first: dict[tuple[str, str], Outgoing] = {}
    for each in active:
        lane = (each.workspace, each.lane)
        if each.state is PENDING and each.not_before <= now and lane not in held_up:
            first.setdefault(lane, each)
    taken = [*left, *(_taken(each, SENDING, now) for each in first.values())][:limit]
    for each in taken:
        desktop.fresh.setdefault(Outgoing, {})[identify(Outgoing)(each)] = each
    return taken


def _is_left_behind(each: Outgoing, now: datetime) -> bool:
    """Whether whoever had it may be gone."""
    long_ago = each.claimed_at is None or each.claimed_at <= now - SENDING_FOR
    return each.state in UNDER_WAY and long_ago and each.not_before <= now


def _holds_up(each: Outgoing, now: datetime) -> bool:
    """Whether its lane has to wait for it: it is under way, or was put off after a try."""
    return each.state in UNDER_WAY or (each.not_before > now and each.tries > 0)


def _taken(each: Outgoing, state: OutgoingState, now: datetime) -> Outgoing:
    return replace(each, state=state, claimed_at=now, tries=each.tries + 1)
