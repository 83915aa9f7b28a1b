"""What is said about check-ins and feedback, drawn from the records as they are when it is sent."""

from __future__ import annotations

from typing import Any

from bot.ports import Place, UnitOfWork
from bot.service.agreements import agreements
from bot.service.gather import Gatherer
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.checkins import AskCheckIn, Blocker, CheckIn, CheckInEffect, ShowCheckIn, TellBlocker
from bot.vocabulary.feedback import AskFeedback, Feedback, FeedbackAsked, FeedbackEffect, TellFeedback
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.records import Engagement
from bot.vocabulary.view import View
from bot.wording import checkins, feedback


async def told(
    effect: CheckInEffect | FeedbackEffect, workspace: WorkspaceId, work: UnitOfWork, gatherer: Gatherer
) -> View | None:
    """The card of an effect as things stand; None for what is gone, and for who has left this engagement."""
    record = await _record(effect, workspace, work)
    engagements = await work.find(Engagement, workspace, id=record.engagement) if record else []
    if record is None or not engagements:
        return None
    place = Place(workspace, engagements[0].conversations[0])
    situation = await agreements(work, gatherer, place, PersonId(""))
    affairs = next((each for each in situation.affairs if each.engagement.id == record.engagement), None)
    if affairs is None or (effect.to is not None and not affairs.has_joined(effect.to)):
        return None
    return _view(effect, record, affairs, situation)


async def _record(effect: CheckInEffect | FeedbackEffect, workspace: WorkspaceId, work: UnitOfWork) -> Any:
    """The record an effect names."""
    found: list[Any] = []
    match effect:
        case AskCheckIn() | ShowCheckIn():
            found = await work.find(CheckIn, workspace, id=effect.check_in)
        case TellBlocker():
            found = await work.find(Blocker, workspace, id=effect.blocker)
        case AskFeedback():
            found = await work.find(FeedbackAsked, workspace, id=effect.asked)
        case TellFeedback():
            found = await work.find(Feedback, workspace, id=effect.feedback)
    return found[0] if found else None


def _view(effect: CheckInEffect | FeedbackEffect, record: Any, affairs: Affairs, situation: Agreements) -> View | None:
    match effect:
        case AskCheckIn():
            return checkins.card(effect.check_in, situation, effect.to)
        case ShowCheckIn():
            return checkins.shown(effect.check_in, situation, effect.to)
        case TellBlocker():
            return checkins.blocker(effect.blocker, situation, effect.to)
        case AskFeedback():
            return None if _is_given(record, affairs) else feedback.asking(record, affairs)
        case TellFeedback():
            return feedback.told(record, affairs, situation.zone(effect.to))


def _is_given(asked: FeedbackAsked, affairs: Affairs) -> bool:
    """Whether it was given since it was asked for, or whom it is about has left."""
    given = (each for each in affairs.feedback if (each.by, each.about) == (asked.by, asked.about))
    return any(each.at >= asked.at for each in given) or not affairs.has_joined(asked.about)
