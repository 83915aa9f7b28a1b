"""A command, a button, a form or a moment of an expectation, from what is known to what is kept and answered.

The inbox calls these inside its one transaction; adapters never do.
"""

from __future__ import annotations

from typing import Final

from bot.engine.decide import told
from bot.engine.decision import Decision
from bot.engine.expectations import EXPIRE, LAPSE, STILL_ON_IT
from bot.ports import Place, UnitOfWork
from bot.service import answers
from bot.service.agreements import agreements
from bot.service.carrying import carried as carried
from bot.service.gather import Gatherer
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, Goal
from bot.vocabulary.answers import LookUp
from bot.vocabulary.events import ButtonPressed, Given, WakeupDue
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.records import Engagement, Record
from bot.vocabulary.view import View
from bot.wording.answers import view as worded

WAKEUPS: Final = frozenset({STILL_ON_IT, LAPSE, EXPIRE})
"""Kinds of wakeups that are about expectations; their subject begins with a conversation."""


async def decided(event: Given, work: UnitOfWork, gatherer: Gatherer) -> tuple[Decision, View | None]:
    """Decide about something that was given, pressed or sent, and put the answer into words."""
    situation = await agreements(work, gatherer, Place(event.workspace, event.conversation), event.by)
    decision = told(event, situation)
    return decision, await _answered(decision, event, situation, work)


async def rung(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
    """A moment of an expectation has come."""
    conversation = ConversationId(event.subject.rpartition("/")[0])
    situation = await agreements(work, gatherer, Place(event.workspace, conversation), PersonId(""))
    return told(event, situation)


async def _answered(decision: Decision, event: Given, situation: Agreements, work: UnitOfWork) -> View | None:
    if decision.answer is None:
        return None
    if isinstance(decision.answer, LookUp):
        return await answers.look_up(decision.answer, event.at, situation, work)
    return worded(decision.answer, updated(situation, decision.remember), event.by)


def updated(situation: Agreements, records: tuple[Record, ...]) -> Agreements:
    """The situation as it is after a decision, for its answer to speak of."""
    affairs = tuple(_with(each, records) for each in situation.affairs)
    return Agreements(
        situation.workspace, situation.conversation, affairs, situation.people, situation.calendars, situation.drafts
    )


def _with(affairs: Affairs, records: tuple[Record, ...]) -> Affairs:
    one = affairs.engagement.id
    goals = [each for each in records if isinstance(each, Goal) and each.engagement == one]
    expectations = [each for each in records if isinstance(each, Expectation) and each.engagement == one]
    changed = next((each for each in records if isinstance(each, Engagement) and each.id == one), affairs.engagement)
    return Affairs(
        changed,
        affairs.members,
        affairs.profiles,
        tuple({goal.id: goal for goal in (*affairs.goals, *goals)}.values()),
        tuple({each.id: each for each in (*affairs.expectations, *expectations)}.values()),
    )


def marks(event: Given, decision: Decision) -> str | None:
    """What somebody says a message is, if that is what they said and may say."""
    if isinstance(event, ButtonPressed) and decision.because and decision.because[0].code == "marked":
        return str(decision.because[0].facts[0])
    return None
