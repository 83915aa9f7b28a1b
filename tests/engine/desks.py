"""Desks for tests, in the words one would tell them in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import Matter, gap_matter
from bot.vocabulary.model import ConversationId, GroupId, MessageId, PersonId
from bot.vocabulary.policy import Policy
from bot.vocabulary.records import Gap, NudgeKept, Snooze
from bot.vocabulary.signals import ASKS
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, at, office_hours, sam


def gap(
    asked: str = "mon 9:00",
    due: str | None = "mon 17:00",
    number: int = 1,
    by: PersonId = ana,
    group: str | None = None,
    where: ConversationId = SITE,
) -> Gap:
    """Something Sam owes an answer to."""
    return Gap(
        workspace=WORKSPACE,
        conversation=where,
        thread=None,
        message=MessageId(f"site/{number}"),
        asked_by=by,
        owed_by=sam,
        group=GroupId(group) if group else None,
        asked_at=at(asked),
        due_at=at(due) if due else None,
        signs=ASKS,
        because=(),
    )


def desk(*waiting: Gap, **changes: Any) -> Desk:
    """Sam's desk."""
    calm = Desk(WORKSPACE, PEOPLE[sam], True, office_hours(), Policy(), waiting, asker_calendars={ana: office_hours()})
    return replace(calm, **changes)


def nudged(about: Gap, *moments: str, number: int | None = None) -> tuple[NudgeKept, ...]:
    """Sam was nudged about it at these moments, for the first, the second, … time."""
    matter = gap_matter(about.identity)
    return tuple(
        NudgeKept(WORKSPACE, sam, matter, at(moment), count if number is None else number)
        for count, moment in enumerate(moments, 1)
    )


def snoozed(about: Gap, when: str, until: str, number: int = 1, reason: str = "") -> Snooze:
    """Sam put it off."""
    return Snooze(WORKSPACE, sam, gap_matter(about.identity), at(when), at(until), number, reason)


def matter(about: Gap) -> Matter:
    """What a nudge calls it."""
    return gap_matter(about.identity)
