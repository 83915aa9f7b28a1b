"""From what people tell Openline to a decision: understood, let in by the gate, and handed to the rule of its action.

The three ways of asking (a line of text, a button, a form) are one request by then, so each action has one rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from bot.engine import access, invitations, moving, reminded, vetting
from bot.engine.decision import Decision
from bot.engine.engagements import choosing, engagement, goals, personal, targets
from bot.engine.money import bookkeeping
from bot.engine.requests import Request, short, understood
from bot.engine.talk import blockers, checkin_answers, checkin_replies, checkin_schedules, checkins, feedback
from bot.engine.work import estimating, expectations, expecting
from bot.engine.workload import capacity, room_for_more
from bot.vocabulary import actions, commands
from bot.vocabulary.affairs import PARTS, Affairs, Agreements
from bot.vocabulary.agreements import Draft, Move
from bot.vocabulary.answers import LookUp, Refused, Said, WhichEngagement
from bot.vocabulary.checkins import BLOCKER
from bot.vocabulary.events import Given, WakeupDue
from bot.vocabulary.model import ConversationKind, PersonId
from bot.vocabulary.records import Mark, Record, Wakeup
from bot.vocabulary.sending import OF_SOMEBODY
from bot.vocabulary.signals import Reason

Rule = Callable[[Request, Affairs | None, Agreements], Decision]

NEEDS_ONE: Final = frozenset(
    {"leave", "end", "goals", "health", "vet", "capacity", "settings", "digest", "terms", "log", "checkin"}
)
"""Commands about one engagement: of several, it is asked which."""
MARKS: Final = {
    "waiting-for-this": Mark.WAITING,
    "answered": Mark.ANSWERED,
    "not-a-question": Mark.NOT_A_QUESTION,
}
LINES: Final = frozenset({"log", "terms"})
"""Commands that are a line of text, which is not to be lost; it names nobody."""
INVITED: Final = frozenset({"join", "decline-invitation"})
STRAIGHT: Final = {("checkin", "schedule"): "checkin-schedule", ("checkin", "skip"): "checkin-skip"}


def told(event: Given | WakeupDue, situation: Agreements) -> Decision:
    """Decide what something told to Openline itself means: a command, a button, a form; or a moment of an agreement."""
    return rung(event, situation) if isinstance(event, WakeupDue) else decide(event, situation)


def decide(event: Given, situation: Agreements) -> Decision:
    """Decide what something that was given, pressed or sent leads to."""
    request, used_up = _typed_before(_straight(understood(event, situation)), situation)
    if request.action not in actions.BY_NAME:
        return _unknown(request)
    among = _meant(request, situation)
    if len(among) > 1 and request.action in NEEDS_ONE:
        return _which(request, among, situation)
    affairs = among[0] if among else None
    role = access.role(situation.person(request.by), affairs)
    if not access.allows(role, request.action):
        reason = access.refusal(role, request.action)
        return Decision(because=(reason,), answer=Refused(reason))
    decision = RULES[request.action](request, affairs, situation)
    return decision._replace(remember=(*decision.remember, *used_up)) if used_up else decision


def rung(event: WakeupDue, situation: Agreements) -> Decision:
    """Decide what a stored moment of an agreement leads to."""
    return MOMENTS[event.kind](event, situation)


def concerned(event: WakeupDue | Wakeup) -> PersonId:
    """The person whose engagements a stored moment has to know of; nobody for those of an agreement alone."""
    return PersonId(event.slot.partition("/")[0] if event.kind in OF_SOMEBODY else "")


def _expectation(event: WakeupDue, situation: Agreements) -> Decision:
    found = situation.expectation(event.subject.rpartition("/")[2])
    if found is None:
        return Decision(because=(Reason("gone"),))
    return expectations.rung(event.kind, event.slot, event.at, found[1], situation)


def _straight(request: Request) -> Request:
    """A command whose first word is what to do stands for that action."""
    if request.action == "answer" and request.about.startswith(BLOCKER):
        return replace(request, action="answer-blocker")
    action = STRAIGHT.get((request.action, request.one("what").lower()), request.action)
    return request if action == request.action else replace(request, action=action, values=())


def _meant(request: Request, situation: Agreements) -> tuple[Affairs, ...]:
    """The engagements a request may be about: the one it names, those of this place, or else one's own.

    `start` is about this place alone: two people may work together in another one as well.
    """
    named = tuple(each for each in situation.affairs if _names(request.about, each))
    if named:
        return named
    here = situation.here()
    if request.action in INVITED:
        return tuple(each for each in here if invitations.is_invited(each.engagement, request.by, request.at)) or here
    mine = situation.of(request.by)
    if request.action == "start" or (situation.conversation.kind is ConversationKind.CHANNEL and here):
        return tuple(each for each in mine if each in here) or here
    return mine or tuple(each for each in situation.affairs if each.has_joined(request.by))


def _names(about: str, affairs: Affairs) -> bool:
    """Whether a button or form is about this engagement, or about something in it."""
    if not about:
        return False
    inside = (getattr(each, "id", None) for part in PARTS for each in getattr(affairs, part))
    is_inside = about.removeprefix(BLOCKER).partition(">")[0] in inside or affairs.books.names(about)
    return about.partition("/")[0] == affairs.engagement.id or is_inside


def _which(request: Request, among: tuple[Affairs, ...], situation: Agreements) -> Decision:
    """Ask which of several is meant; a line that was typed is kept for the one that is chosen."""
    engagements = tuple(each.engagement for each in among)
    if request.action not in LINES or not request.values:
        return Decision(answer=WhichEngagement(request.action, engagements))
    draft = Draft(situation.workspace, short(request.id), request.by, request.action, "", request.values, request.at)
    return Decision((draft,), (Reason("which"),), answer=WhichEngagement(request.action, engagements, draft.id))


def _typed_before(request: Request, situation: Agreements) -> tuple[Request, tuple[Record, ...]]:
    """The request with the line that was typed before it was asked which engagement is meant; it is used up."""
    engagement, _, which = request.about.partition("/")
    draft = situation.draft(which) if request.action in LINES and not request.is_form else None
    if draft is None or draft.action != request.action:
        return request, ()
    return replace(request, about=engagement, values=draft.values), (replace(draft, is_used=True, values=()),)


def _unknown(request: Request) -> Decision:
    close = get_close_matches(request.action, [*commands.BY_NAME], n=1)
    return Decision(answer=Refused(Reason("unknown-command", (request.action, *close))))


def _look_up(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    about = request.one("command") or request.one("format")
    return Decision(answer=LookUp(request.action, request.by, affairs.engagement.id if affairs else None, about))


def _mark(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """What somebody concerned says a message is; the inbox tells the message's conversation (rule 6)."""
    if request.about.startswith(BLOCKER):
        return blockers.solved(request, affairs, situation)
    is_card = ">" in request.about  # a card names the gap, a shortcut the message
    return Decision(
        because=(Reason("marked", (MARKS[request.action],)),), answer=Said(Reason("marked"), replaces=is_card)
    )


def _dismiss(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    return Decision(answer=Said(Reason("dismissed"), replaces=True))


RULES: Final[dict[str, Rule]] = {
    "start": engagement.start,
    "join": engagement.join,
    "decline-invitation": engagement.decline,
    "leave": engagement.leave,
    "leave-now": engagement.leave_now,
    "end": engagement.end,
    "end-now": engagement.end_now,
    "settings": targets.settings,
    "thresholds": targets.thresholds,
    "goals": goals.goals,
    "goal-reached": goals.close,
    "goal-dropped": goals.close,
    "expect": expecting.expect,
    "expect-this": expecting.expect_this,
    "add-missing": expecting.add_missing,
    "send-as-is": expecting.send_as_is,
    "deliver-draft": expecting.deliver_then,
    "show": moving.show,
    **{move: moving.move for move in Move if move in actions.BY_NAME},
    "capacity": capacity.capacity,
    "say-hours": capacity.say_hours,
    "hand-over": capacity.hand_over,
    "estimate": estimating.estimate,
    "room-yes": room_for_more.yes,
    "room-hours": room_for_more.how_much,
    "room-no": room_for_more.no,
    "vet": choosing.vet,
    "vet-candidates": choosing.ask_whom,
    "choose": choosing.choose,
    "choose-now": choosing.choose_now,
    "vet-begin": vetting.begin,
    "vet-edit": vetting.edit,
    "vet-tick": vetting.tick,
    "vet-interview": vetting.tick,
    "vet-untick": vetting.untick,
    "vet-trial": vetting.trial,
    "hours": personal.hours,
    "away": personal.away,
    "back": personal.back,
    "privacy": personal.privacy,
    "erase": personal.erase,
    "erase-now": personal.erase_now,
    "checkin": checkin_answers.answer,
    "checkin-schedule": checkin_schedules.plan,
    "checkin-plan": checkin_schedules.plan,
    "checkin-skip": checkins.skip,
    "checkin-reply": checkin_replies.replied,
    "nothing-new": checkin_answers.nothing_new,
    "away-today": checkins.away_today,
    "answer-blocker": blockers.answer,
    "call-today": blockers.call,
    "blocker-solved": blockers.solved,
    "feedback": feedback.give,
    "feedback-later": feedback.later,
    "dismiss": _dismiss,
    **dict.fromkeys(MARKS, _mark),
    **reminded.RULES,
    **dict.fromkeys(("home", "mine", "waiting", "health", "digest", "export", "help"), _look_up),
    **bookkeeping.RULES,
}
"""One rule for each action."""

MOMENTS: Final[dict[str, Callable[[WakeupDue, Agreements], Decision]]] = {
    **dict.fromkeys(
        (expectations.STILL_ON_IT, expectations.LAPSE, expectations.EXPIRE, expectations.PUT), _expectation
    ),
    choosing.FORGET: choosing.forget,
    room_for_more.ROOM: room_for_more.look,
    **bookkeeping.MOMENTS,
    checkin_schedules.CHECK_IN: checkins.rung,
    feedback.FEEDBACK: feedback.rung,
}
"""One rule for each kind of stored moment. The subject of its wakeups begins with a conversation and a slash."""
