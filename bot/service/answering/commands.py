"""A command, a button, a form or a moment of an agreement, from what is known to what is kept and answered.

The inbox calls these inside its one transaction; adapters never do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from bot.engine import reminded
from bot.engine.commands import MOMENTS, concerned, told
from bot.engine.decision import Decision
from bot.engine.reviews.digest import DIGEST
from bot.ports import Place, Store, UnitOfWork
from bot.service.agreements import agreements
from bot.service.answering import answers, money, weeks
from bot.service.carrying import carried as carried
from bot.service.gather import Gatherer
from bot.vocabulary.affairs import Agreements, updated
from bot.vocabulary.answers import Answer, ExpectationShown, LookUp
from bot.vocabulary.budget import StatementShown
from bot.vocabulary.events import ButtonPressed, FormSubmitted, Given, WakeupDue
from bot.vocabulary.model import ConversationId
from bot.vocabulary.records import Record
from bot.vocabulary.view import View
from bot.wording.answers import view as worded

IN_PLACE: Final = frozenset({"vet-begin", "vet-untick"})
"""Buttons after which a list is drawn where it stands. What a form was opened from may be gone."""
WAKEUPS: Final = frozenset({*MOMENTS, DIGEST})
"""Kinds of wakeups that are about agreements; their subject begins with a conversation."""


class Decided(NamedTuple):
    """What was decided about something given, its answer, and the situation that follows.

    No `view` where the answer is only looked up: that keeps nobody waiting, and is done once this is kept.
    """

    decision: Decision
    view: View | None
    after: Agreements


async def decided(event: Given, work: UnitOfWork, gatherer: Gatherer) -> Decided:
    """Decide about something that was given, pressed or sent, and put the answer into words."""
    situation = await agreements(work, gatherer, Place(event.workspace, event.conversation), event.by)
    situation = await money.with_books(event, situation, work)
    if isinstance(event, ButtonPressed | FormSubmitted) and event.action in reminded.RULES:
        whose = reminded.debtor(event.about) or event.by
        situation = replace(situation, desk=await work.desk(event.workspace, whose, event.at))
    decision = told(event, situation)
    now = after(situation, decision.remember)
    return Decided(decision, _answered(decision, event, now), now)


async def answered(event: Given, told: Decided, store: Store) -> View | None:
    """The answer to be drawn, looked up where that is all it takes."""
    asked = told.decision.answer
    if not isinstance(asked, LookUp):
        return told.view
    async with store.begin(reading=True) as work:
        view = await answers.look_up(asked, event.at, told.after, work)
    is_pressed = isinstance(event, ButtonPressed) and event.action in IN_PLACE
    return replace(view, replaces=True) if is_pressed else view


async def rung(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
    """A moment of an agreement has come."""
    conversation = ConversationId(event.subject.rpartition("/")[0])
    situation = await agreements(work, gatherer, Place(event.workspace, conversation), concerned(event))
    if event.kind == DIGEST:
        return await weeks.rung(event, situation, work)
    return told(event, await money.with_books(event, situation, work))


def _answered(decision: Decision, event: Given, now: Agreements) -> View | None:
    if decision.answer is None or isinstance(decision.answer, LookUp):
        return None
    view = worded(decision.answer, now, event.by)
    if isinstance(decision.answer, StatementShown):
        return replace(view, documents=money.files(decision.answer.statement, now))
    return replace(view, replaces=view.replaces or _becomes(decision.answer, event))


def _becomes(answer: Answer, event: Given) -> bool:
    """A private card about an expectation becomes what was just done with it; the one in the channel is everybody's."""
    if not isinstance(event, ButtonPressed | FormSubmitted) or not isinstance(answer, ExpectationShown):
        return False
    return answer.step is not None and event.conversation != answer.expectation.conversation


def after(situation: Agreements, records: tuple[Record, ...]) -> Agreements:
    """The situation as it is after a decision, for its answer to speak of."""
    return replace(situation, affairs=tuple(updated(each, records) for each in situation.affairs))


def marks(event: Given, decision: Decision) -> str | None:
    """What somebody says a message is, if that is what they said and may say."""
    is_card = isinstance(event, ButtonPressed | FormSubmitted)
    if is_card and decision.because and decision.because[0].code == "marked":
        return str(decision.because[0].facts[0])
    return None
