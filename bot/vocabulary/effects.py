"""What is to be said, in the imperative, and to whom. Cards are drawn from these at the moment of sending.

An effect names matters, never texts: what it reads like is decided by `wording`, from the records as they are then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.vocabulary.booked import Booked
from bot.vocabulary.checkins import CheckInEffect
from bot.vocabulary.feedback import FeedbackEffect
from bot.vocabulary.model import ConversationId, EngagementId, ExpectationId, GapId, MessageId, PersonId
from bot.vocabulary.weeks import ShowDigest

Matter = NewType("Matter", str)
"""Something that is somebody's turn: `gap/ID` or `expectation/ID`."""


def gap_matter(gap: GapId) -> Matter:
    """A gap as a matter."""
    return Matter(f"gap/{gap}")


def expectation_matter(expectation: ExpectationId) -> Matter:
    """An expectation as a matter."""
    return Matter(f"expectation/{expectation}")


def expectation_card(expectation: ExpectationId) -> str:
    """The name of an expectation's card; see `Say.card`."""
    return f"expectation/{expectation}"


@dataclass(frozen=True, slots=True)
class ToPerson:
    """Privately, to somebody who has joined."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class InConversation:
    """For everybody in a conversation, in a thread of it where one is given."""

    conversation: ConversationId
    thread: MessageId | None = None


Address = ToPerson | InConversation


@dataclass(frozen=True, slots=True)
class Nudge:
    """Remind one person, in one message, of everything that is their turn and due. Oldest first."""

    to: PersonId
    about: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class StillWaiting:
    """Tell the asker that two nudges were not answered, and offer what to do."""

    to: PersonId
    about: Matter


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """Tell the asker, once a day at most, that the other is outside working hours until `back_at` (UTC)."""

    to: PersonId
    about: Matter
    back_at: datetime


@dataclass(frozen=True, slots=True)
class AskWhen:
    """Ask who owes an answer when it will come; the asker wants to know."""

    to: PersonId
    about: Matter


@dataclass(frozen=True, slots=True)
class Deliver:
    """Bring what was asked while somebody was away, as they are back; the asker wants it so."""

    to: PersonId
    about: Matter


@dataclass(frozen=True, slots=True)
class PostAnswer:
    """Post what somebody answered on a card where it was asked. The words stand in the draft of that id."""

    by: PersonId
    draft: str


@dataclass(frozen=True, slots=True)
class ShowExpectation:
    """Show an expectation's card where it was asked; the card that stands there changes in place."""

    expectation: ExpectationId


@dataclass(frozen=True, slots=True)
class TellStep:
    """Tell the other side, privately, what was done with an expectation: its n-th step."""

    to: PersonId
    expectation: ExpectationId
    step: int


@dataclass(frozen=True, slots=True)
class AskStillOnIt:
    """Ask the doer once whether they are still on an expectation nothing was heard about."""

    to: PersonId
    expectation: ExpectationId


class Turn(StrEnum):
    """What happened to an engagement, for those in it to know."""

    JOINED = "joined"
    LEFT = "left"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ShowNotice:
    """Say in a conversation what is recorded there, and how to have no part in it."""

    engagement: EngagementId


@dataclass(frozen=True, slots=True)
class TellTurn:
    """Say in a conversation what happened to the engagement, by whom."""

    engagement: EngagementId
    turn: Turn
    by: PersonId | None
    """None for somebody who left: nothing is kept about them any more."""


@dataclass(frozen=True, slots=True)
class ThankCandidate:
    """Thank somebody who was got to know and not chosen, and say when what is kept about them is erased."""

    to: PersonId
    engagement: EngagementId


@dataclass(frozen=True, slots=True)
class AskRoom:
    """Ask somebody whether they have room for more in an engagement."""

    to: PersonId
    engagement: EngagementId
    at: datetime
    """When it was found that they may; names the question that is asked."""


@dataclass(frozen=True, slots=True)
class OfferRoom:
    """Tell an owner that somebody said they have room for more."""

    to: PersonId
    engagement: EngagementId
    person: PersonId


Effect = (
    Nudge
    | StillWaiting
    | OutsideHours
    | AskWhen
    | Deliver
    | PostAnswer
    | ShowExpectation
    | TellStep
    | AskStillOnIt
    | ShowNotice
    | TellTurn
    | ThankCandidate
    | AskRoom
    | OfferRoom
    | ShowDigest
    | Booked
    | CheckInEffect
    | FeedbackEffect
)


@dataclass(frozen=True, slots=True)
class Say:
    """Something a decision wants said: to whom, once under its key, and not before a moment (None: at once).

    `card` names what it is drawn on: where one of that name stands at that address, it changes in place, and nothing
    new is posted. What has no card stands for itself.
    """

    key: str
    to: Address
    effect: Effect
    not_before: datetime | None = None
    card: str = ""
