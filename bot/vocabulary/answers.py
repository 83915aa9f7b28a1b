"""What Openline answers to what it is told, before it is worded: values that name matters, and no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.vocabulary.agreements import Expectation, ExpectationStep
from bot.vocabulary.budget import MoneyAnswer
from bot.vocabulary.checkins import BlockerId, CheckInId
from bot.vocabulary.deadlines import Deadline
from bot.vocabulary.events import Value
from bot.vocabulary.model import EngagementId, PersonId
from bot.vocabulary.records import Engagement
from bot.vocabulary.signals import Reason


@dataclass(frozen=True, slots=True)
class Said:
    """One thing, in a line. `undo` and other next steps come from the wording of its code.

    One that `replaces` is drawn in place of the card whose button was pressed: the card has become that line.
    """

    reason: Reason
    about: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be done: why, and what can be done instead."""

    reason: Reason


class Wrong(NamedTuple):
    """What is wrong with one field of a form, and what would be right."""

    field: str
    why: Reason


@dataclass(frozen=True, slots=True)
class FormAsked:
    """The form of an action, with what is known already in its fields, and what is wrong beside them.

    `which` are the moments that a deadline may mean: its field becomes the question which of them.
    """

    action: str
    about: str = ""
    values: tuple[Value, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    which: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefChecked:
    """An expectation that is not sent yet, kept in a draft: what would make it easier to do well, and what speaks
    against sending it as it is.
    """

    draft: str
    missing: tuple[str, ...]
    cautions: tuple[Reason, ...] = ()
    about: str = ""
    """The engagement and whom it is for, as buttons name them."""
    helpful: tuple[str, ...] = ()
    """What would help besides, and is not worth asking about alone."""


@dataclass(frozen=True, slots=True)
class ExpectationShown:
    """An expectation as it stands now. `step` is what was just done with it, if anything was."""

    expectation: Expectation
    step: ExpectationStep | None = None


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """An invitation, in the conversation, for everybody there. It is the only place where the invited are named."""

    engagement: Engagement
    by: PersonId
    people: tuple[PersonId, ...]
    as_candidates: bool = False


@dataclass(frozen=True, slots=True)
class Sure:
    """Ask once more before something that cannot be taken back."""

    action: str
    about: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhichEngagement:
    """Several engagements may be meant: the command is given again with the one that is chosen."""

    action: str
    among: tuple[Engagement, ...]
    draft: str = ""
    """Where what was typed is kept meanwhile."""


@dataclass(frozen=True, slots=True)
class GoalsShown:
    """The goals of an engagement; with buttons for the owner."""

    engagement: EngagementId
    can_change: bool


@dataclass(frozen=True, slots=True)
class LookUp:
    """A question that only looks: `service.answering.answers` reads what it needs. `about` narrows it down."""

    command: str
    person: PersonId
    engagement: EngagementId | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class CheckInAnswered:
    """A check-in as it stands after what was just done with it, on the card it was asked with."""

    check_in: CheckInId


@dataclass(frozen=True, slots=True)
class CheckInsListed:
    """What was answered in the last check-ins of an engagement, for its owners."""

    engagement: EngagementId


@dataclass(frozen=True, slots=True)
class BlockerShown:
    """Something in somebody's way, as it stands after what was just done about it."""

    blocker: BlockerId


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """Feedback was given about somebody."""

    about: PersonId
    rating: int


Answer = (
    Said
    | Refused
    | FormAsked
    | BriefChecked
    | ExpectationShown
    | InvitationShown
    | Sure
    | WhichEngagement
    | GoalsShown
    | LookUp
    | MoneyAnswer
    | CheckInAnswered
    | CheckInsListed
    | BlockerShown
    | FeedbackGiven
)
