"""From what the engine answers to a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import ExpectationState, Move
from bot.vocabulary.answers import (
    Answer,
    BlockerShown,
    BriefChecked,
    CheckInAnswered,
    CheckInsListed,
    ExpectationShown,
    FeedbackGiven,
    FormAsked,
    GoalsShown,
    InvitationShown,
    LookUp,
    Refused,
    Said,
    Sure,
    WhichEngagement,
)
from bot.vocabulary.budget import BudgetShown, EntriesShown, EntryShown, StatementShown, TermsShown
from bot.vocabulary.commands import NAME
from bot.vocabulary.model import EngagementId, PersonId
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import Button, Channel, Code, Strong, Text, View
from bot.wording import (
    budget,
    cautions,
    checkins,
    engagement,
    entries,
    expectations,
    feedback,
    nudges,
    statement,
    terms,
)
from bot.wording.forms import form
from bot.wording.moments import moment
from bot.wording.replies import said


def view(answer: Answer, situation: Agreements, reader: PersonId) -> View:
    """The card of an answer, for whoever is answered. A LookUp is answered by `service.answering.answers`."""
    match answer:
        case Said():
            return replace(_said(answer.reason, situation.zone(reader)), replaces=answer.replaces)
        case Refused():
            return View(said(answer.reason))
        case FormAsked():
            asked = form(answer, situation, reader)
            return View((asked.title,), form=asked)
        case BriefChecked():
            return cautions.brief(answer, situation.zone(reader))
        case ExpectationShown():
            return _shown(answer, situation, reader)
        case InvitationShown():
            return engagement.invitation(answer)
        case Sure():
            return engagement.sure(answer)
        case WhichEngagement():
            return engagement.which(answer)
        case GoalsShown():
            return engagement.goals(_affairs(answer.engagement, situation), answer.can_change)
        case TermsShown():
            return terms.card(answer)
        case EntryShown():
            return entries.card(answer)
        case EntriesShown():
            return entries.listed(answer)
        case BudgetShown():
            return budget.card(answer)
        case StatementShown():
            return statement.card(answer.statement)
        case CheckInAnswered():
            return checkins.card(answer.check_in, situation, reader, replaces=True)
        case CheckInsListed():
            return checkins.listed(_affairs(answer.engagement, situation), situation, reader)
        case BlockerShown():
            return checkins.blocker(answer.blocker, situation, reader, replaces=True)
        case FeedbackGiven():
            return feedback.given(answer.about, answer.rating)
        case LookUp():
            raise TypeError("What only looks is answered by the service.")


def _said(reason: Reason, zone: str) -> View:
    if reason.code in nudges.DONE:
        return nudges.done(reason, zone)
    if reason.code == "away":
        first, until = (datetime.fromisoformat(str(each)) for each in reason.facts)
        return View(
            (Strong("You are away"), " from ", moment(first, zone), " until ", moment(until, zone)),
            (("Nothing is sent to you meanwhile, and no time counts.",),),
            buttons=(Button("I am back", "back"),),
        )
    if reason.code == "feedback-again":
        return View(("I ask again ", moment(datetime.fromisoformat(str(reason.facts[0])), zone), "."))
    if reason.code == "check-in-skipped":
        return checkins.skipped(str(reason.facts[0]), zone)
    hint: Text = (
        ("Your hours: ", Code(f"/{NAME} hours"), ". Off: ", Code(f"/{NAME} away")) if reason.code == "joined" else ()
    )
    return View(said(reason), small_print=hint)


def _shown(shown: ExpectationShown, situation: Agreements, reader: PersonId) -> View:
    """The card; to whoever just did something, with what became of it."""
    card = expectations.card(shown.expectation, situation, reader)
    if shown.step is None or shown.expectation.state is ExpectationState.SCHEDULED:
        return card
    if shown.step.move is Move.PROPOSE:
        where = Channel(shown.expectation.conversation)
        return View(
            ("Asked: ", Strong(expectations.shortened(shown.expectation.what))),
            (
                (
                    "The card stands in ",
                    where,
                    " and changes as it goes on.",
                ),
            ),
            replaces=True,
        )
    if shown.step.move is Move.ACKNOWLEDGE:
        undo = Button("Undo", Move.UNDO, shown.expectation.id)
        return replace(
            card,
            headline=("You have it.",),
            buttons=(undo,),
            more=card.buttons,
            small_print=("Undo within five minutes.",),
        )
    return replace(card, buttons=(), more=())


def _affairs(which: EngagementId, situation: Agreements) -> Affairs:
    return next(each for each in situation.affairs if each.engagement.id == which)
