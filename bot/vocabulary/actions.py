"""The declaration of buttons, forms and message shortcuts: what each is called, what it concerns, who may use it.

An action's name is what a button and a form carry. A button whose action needs words answers with the form of the
same name, and sending that form does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.vocabulary.commands import COMMANDS
from bot.vocabulary.roles import ANYBODY, HERE, OWNERS, Role


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a button or a form does. `about` says what its subject is."""

    name: str
    label: str
    who: frozenset[Role]
    about: str = "expectation"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Something one can do with any message, from its menu."""

    label: str
    action: str


INVITED: Final = frozenset({Role.STRANGER, Role.VISITOR, Role.REMOVED, Role.ADMIN})

ACTIONS: Final = (
    # an expectation; whose move it is, is told by engine.lifecycle
    Action("acknowledge", "Got it", HERE),
    Action("undo", "Undo", HERE),
    Action("ask", "Ask something", HERE),
    Action("answer-question", "Answer", HERE),
    Action("propose-date", "Another date", HERE),
    Action("agree-date", "Agree", HERE),
    Action("keep-date", "Keep the date", HERE),
    Action("confirm", "Still on it", HERE),
    Action("deliver", "Deliver", HERE),
    Action("accept", "Accept", HERE),
    Action("return", "Ask for a change", HERE),
    Action("decline", "Not mine", HERE),
    Action("edit", "Edit", HERE),
    Action("withdraw", "Withdraw", HERE),
    Action("put-now", "Send now", HERE),
    Action("show", "Show", HERE),
    # a new one
    Action("expect-this", "Expect this", HERE, "message"),
    Action("add-missing", "Add them", HERE, "draft"),
    Action("send-as-is", "Send as it is", HERE, "draft"),
    Action("deliver-draft", "Deliver then", HERE, "draft"),
    # a message (rule 6: what somebody concerned says always wins)
    Action("waiting-for-this", "I'm waiting for this", HERE, "message"),
    Action("answered", "Answered", HERE, "message"),
    Action("not-a-question", "Not a question", HERE, "message"),
    # a gap, from the private cards about it; who is concerned by which is told by engine.reminded
    Action("answer", "Answer", HERE, "gap"),
    Action("later", "Later", HERE, "gap"),
    Action("name-time", "Say when", HERE, "gap"),
    Action("ask-again", "Ask once more", HERE, "gap"),
    Action("ask-time", "Ask for another time", HERE, "gap"),
    Action("deliver-then", "Deliver then", HERE, "gap"),
    Action("send-now", "Send now", HERE, "gap"),
    # the engagement
    Action("decline-invitation", "No, thanks", INVITED, "engagement"),
    Action("goal-reached", "Reached", OWNERS, "goal"),
    Action("goal-dropped", "Drop", OWNERS, "goal"),
    Action("estimate", "How long does it take?", HERE),
    Action("say-hours", "Say how many hours", HERE, "engagement"),
    Action("hand-over", "Hand something over", OWNERS, "vetting"),
    Action("room-yes", "Yes", HERE, "engagement"),
    Action("room-hours", "Yes, but not so much", HERE, "engagement"),
    Action("room-no", "No, I am full", HERE, "engagement"),
    Action("thresholds", "Change the thresholds", OWNERS, "engagement"),
    Action("vet-begin", "Begin the list", OWNERS, "engagement"),
    Action("vet-edit", "Change the list", OWNERS, "engagement"),
    Action("vet-candidates", "Invite candidates", OWNERS, "engagement"),
    Action("vet-tick", "Settle", OWNERS, "vetting"),
    Action("vet-interview", "Settle", OWNERS, "vetting"),
    Action("vet-untick", "Open it again", OWNERS, "vetting"),
    Action("vet-trial", "Hand it out", OWNERS, "vetting"),
    Action("choose", "Choose", OWNERS, "vetting"),
    Action("choose-now", "Choose them", OWNERS, "vetting"),
    Action("leave-now", "Leave", HERE, "engagement"),
    Action("end-now", "End it", frozenset({Role.OWNER, Role.ASSISTANT}), "engagement"),
    Action("back", "I am back", HERE, "person"),
    # money
    Action("set-terms", "Set terms", HERE, "duty"),
    Action("end-terms", "End it", HERE, "duty"),
    Action("set-ceiling", "Set a ceiling", HERE, "engagement"),
    Action("set-rate", "Give a rate", HERE, "engagement"),
    Action("set-contract", "The agreement", HERE, "engagement"),
    Action("tie-milestone", "Tie to an expectation", HERE, "milestone"),
    Action("milestone-reached", "Reached", HERE, "milestone"),
    Action("entries", "See entries", HERE, "engagement"),
    Action("confirm-entry", "Confirm", HERE, "entry"),
    Action("confirm-entries", "Confirm all", HERE, "engagement"),
    Action("dispute-entry", "Dispute", HERE, "entry"),
    Action("correct-entry", "Correct", HERE, "entry"),
    Action("withdraw-entry", "Take it back", HERE, "entry"),
    Action("entry-history", "History", HERE, "entry"),
    Action("statement", "Statement", HERE, "engagement"),
    # check-ins
    Action("checkin-schedule", "Choose days and time", HERE, "engagement"),
    Action("checkin-plan", "Plan check-ins", HERE, "engagement"),
    Action("checkin-skip", "Skip the next one", HERE, "engagement"),
    Action("checkin-reply", "Write back", HERE, "engagement"),
    Action("nothing-new", "Nothing new", HERE, "check-in"),
    Action("away-today", "Away today", HERE, "check-in"),
    Action("answer-blocker", "Answer", HERE, "blocker"),
    Action("call-today", "Call today", HERE, "blocker"),
    Action("blocker-solved", "Solved", HERE, "blocker"),
    Action("feedback-later", "Later", HERE, "feedback"),
    # oneself
    Action("erase", "Erase what is kept about me", ANYBODY, "person"),
    Action("erase-now", "Erase it all", ANYBODY, "person"),
    Action("dismiss", "Cancel", ANYBODY, "person"),
)

SHORTCUTS: Final = (
    Shortcut("Expect this", "expect-this"),
    Shortcut("I'm waiting for this", "waiting-for-this"),
    Shortcut("Answered", "answered"),
)

BY_NAME: Final = {
    # every command is a form's and a button's action too: its form asks for what is missing
    **{command.name: Action(command.name, command.summary, command.who, "command") for command in COMMANDS},
    **{action.name: action for action in ACTIONS},
}
