"""What is said about agreements, drawn from the records as they are when it is sent; nothing where it is stale."""

from __future__ import annotations

from bot.ports import Place, UnitOfWork
from bot.service.agreements import agreements
from bot.service.answering import capacities, weeks
from bot.service.drawing import tellings
from bot.service.gather import Gatherer
from bot.vocabulary.affairs import Agreements
from bot.vocabulary.agreements import Expectation, ExpectationState, ExpectationStep
from bot.vocabulary.checkins import CheckInEffect
from bot.vocabulary.effects import (
    AskRoom,
    AskStillOnIt,
    Effect,
    OfferRoom,
    ShowExpectation,
    ShowNotice,
    TellStep,
    TellTurn,
    ThankCandidate,
)
from bot.vocabulary.feedback import FeedbackEffect
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.records import Engagement
from bot.vocabulary.view import View
from bot.vocabulary.weeks import ShowDigest
from bot.wording import engagement, expectations, vetting

AboutEngagement = ShowNotice | TellTurn | ShowDigest | ThankCandidate | AskRoom | OfferRoom
Shown = ShowExpectation | TellStep | AskStillOnIt | AboutEngagement | CheckInEffect | FeedbackEffect


async def shown(effect: Shown, workspace: WorkspaceId, work: UnitOfWork, gatherer: Gatherer) -> View | None:
    """The card of an effect as things stand now; None where there is no more reason to say it."""
    if isinstance(effect, AboutEngagement):
        return await _about_engagement(effect, workspace, work, gatherer)
    if isinstance(effect, CheckInEffect | FeedbackEffect):
        return await tellings.told(effect, workspace, work, gatherer)
    found = await work.find(Expectation, workspace, id=effect.expectation)
    if not found:
        return None
    situation = await _situation(workspace, found[0].conversation, work, gatherer)
    if isinstance(effect, ShowExpectation):
        return expectations.card(found[0], situation)
    return await _told(effect, found[0], situation, work)


async def _told(
    effect: TellStep | AskStillOnIt, expectation: Expectation, situation: Agreements, work: UnitOfWork
) -> View | None:
    """For one of the two, as long as they are in it, and what is told has not been overtaken."""
    home = situation.expectation(expectation.id)
    if home is None or not home[0].has_joined(effect.to):
        return None
    if isinstance(effect, AskStillOnIt):
        return expectations.still_on_it(expectation, situation) if _is_silent(expectation) else None
    steps = await work.find(ExpectationStep, situation.workspace, expectation=expectation.id, number=effect.step)
    return expectations.told(steps[0], expectation, situation, effect.to) if steps else None


def _is_silent(expectation: Expectation) -> bool:
    """Whether nothing was heard since they were asked."""
    asked, heard = expectation.inquired_at, expectation.heard_at
    return expectation.state is ExpectationState.ACKNOWLEDGED and asked is not None and (heard is None or heard < asked)


async def _about_engagement(
    effect: AboutEngagement, workspace: WorkspaceId, work: UnitOfWork, gatherer: Gatherer
) -> View | None:
    found = await work.find(Engagement, workspace, id=effect.engagement)
    if not found:
        return None
    situation = await _situation(workspace, found[0].conversations[0], work, gatherer)
    if isinstance(effect, ShowDigest):
        return await weeks.shown(effect, situation, work)
    affairs = next((each for each in situation.affairs if each.engagement.id == effect.engagement), None)
    if affairs is None:
        return None
    if isinstance(effect, AskRoom | OfferRoom):
        return capacities.shown(effect, affairs, situation)
    if isinstance(effect, ThankCandidate):
        return vetting.thanks(affairs, effect.to, situation.zone(effect.to))
    return engagement.notice(affairs) if isinstance(effect, ShowNotice) else engagement.turned(effect, affairs)


async def _situation(
    workspace: WorkspaceId, conversation: ConversationId, work: UnitOfWork, gatherer: Gatherer
) -> Agreements:
    return await agreements(work, gatherer, Place(workspace, conversation), PersonId(""))


def is_about_agreements(effect: Effect) -> bool:
    """Whether this file draws an effect."""
    return isinstance(effect, Shown)
