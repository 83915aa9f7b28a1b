"""One sentence for each thing Openline answers in a line: done, refused, or wrong at a field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.vocabulary.commands import NAME
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import Code, Text
from bot.wording import money_replies

FEW: Final = 3


def said(reason: Reason) -> Text:
    """The sentence of a reason, with what is to be typed set apart."""
    parts = _sentence(reason).split("`")
    return tuple(Code(part) if number % 2 else part for number, part in enumerate(parts) if part)


def plain(reason: Reason) -> str:
    """The same for a form's field, where nothing can be set apart but by quotes."""
    parts = _sentence(reason).split("`")
    return "".join(f"“{part}”" if number % 2 else part for number, part in enumerate(parts))


def _sentence(reason: Reason) -> str:
    """What is to be typed stands between backticks. An unknown code is a KeyError: each has its sentence here."""
    found = SENTENCES[reason.code]
    facts = (each.replace("`", "'") if isinstance(each, str) else each for each in reason.facts)
    return found if isinstance(found, str) else found(*facts)


def _not_allowed(action: str, role: str) -> str:
    """Why somebody may not, and what they can do."""
    if role in {"stranger", "visitor", "admin"}:
        return f"That is for those who have joined an engagement here. `/{NAME} help` shows what you can do."
    if role == "removed":
        return "This engagement is closed for you. You can still export or erase what is kept about you."
    if action in {"join", "decline-invitation"}:
        return "You are in this engagement already."
    return f"Only an owner of this engagement can do that. `/{NAME} help` shows what you can do."


def _not_yours(move: str, part: str) -> str:
    whose = {"asker": "who asked for it", "doer": "it was asked of"}.get(part, "time itself")
    return f"Only the person {whose} can do that." if part != "clock" else "That happens by itself."


def _not_now(move: str, state: str) -> str:
    return f"That cannot be done any more: this is {state} now."


def _unknown_command(typed: str, *close: str) -> str:
    meant = f" Did you mean `{close[0]}`?" if close else ""
    return f"There is no command “{typed}”.{meant} `/{NAME} help` lists them all."


def _which_days(words: str, *moments: str) -> str:
    return f"“{words}” may mean more than one day. Write the date, like 24 Dec."


SENTENCES: Final[dict[str, str | Callable[..., str]]] = {
    # refused
    "not-allowed": _not_allowed,
    "owners-only": lambda *_: "Owners set goals; you can read them with `goals`.",
    "not-yours": _not_yours,
    "not-now": _not_now,
    "undo-late": lambda minutes: (
        f"An acknowledgement can be undone for {minutes:g} minutes; that has passed. "
        "You can propose another date or say that it is not yours."
    ),
    "nothing-changed": "Nothing is different from before.",
    "gone": "That is not there any more.",
    "not-invited": "No invitation for you stands here. Ask whoever hands out the work to invite you with `start`.",
    "nothing-here": f"There is no engagement of yours here. `/{NAME} start @person` begins one.",
    "unknown-command": _unknown_command,
    "not-concerned": "Only who asked and who was asked can do that.",
    "other-side": "That is for the other side of it.",
    "never-open": "Your calendar never opens again. `hours` changes it.",
    # done
    "joined": "You have joined. You are reminded inside your hours only; `hours` and `away` change them.",
    "declined-invitation": "All right. Nothing about you was kept.",
    "left": lambda name: f"You have left {name}. What was kept about you there is erased.",
    "ended": lambda name: f"{name} is ended. What was open is withdrawn; both sides can still export.",
    "hours-kept": "Your hours are kept from now on. The past keeps the hours it had.",
    "settings-kept": lambda name: f"The settings of {name} are kept.",
    "back": "Welcome back. Time counts again, and what waited comes in one message.",
    "not-away": "You were not away.",
    "erased": "Everything that was kept about you is erased. You are in no engagement any more.",
    "dismissed": "Nothing was changed.",
    "answer-posted": "Answered: it stands where it was asked.",
    "no-longer-waiting": "Nobody waits for this any more.",
    "left-as-is": "It stands where you wrote it. Nobody is reminded outside their hours.",
    "marked": "Noted. What you say counts more than what I read.",
    "no-check-ins": "You are not asked for check-ins here.",
    "check-in-closed": "The next check-in is there already; this one stays as it is.",
    "check-ins-planned": lambda name: f"The check-ins of {name} are planned.",
    "check-ins-off": lambda name: f"Nobody is asked for check-ins in {name} any more by this plan.",
    # wrong at a field
    "rating": "Choose a number from 1 to 5.",
    "feedback-whom": "Choose somebody on the other side who has joined.",
    "check-in-days": "Say on which days, like Mon, Wed, Fri; or off.",
    "check-in-time": "Say at what time, like 10:00 or 9am.",
    "check-in-questions": "At most two questions, each up to 100 characters.",
    "room": lambda most: f"Hours a week up to {most:g}, like 5; or no.",
    "who": "Choose one person who has joined.",
    "people": "Choose at least one person.",
    "too-many-people": lambda most: f"At most {most:g} people at a time.",
    "unknown-person": lambda *names: f"I do not know {', '.join(names[:FEW])}. Choose them from the list.",
    "oneself": "Choose somebody other than yourself.",
    "a-bot": "Choose people; bots cannot join.",
    "already-in": "They have joined already.",
    "not-joined": "They have not joined, so nothing can be kept about them. Invite them with `start`.",
    "what": "Say in a line what you expect.",
    "goal": "Say in a line what you are after.",
    "too-long": lambda most: f"At most {most:g} characters. Put the rest behind a link.",
    "deadline": "Say a day, a time or both, like Friday 5pm.",
    "deadline-unknown": lambda words: (
        f"I do not understand “{words}” as a deadline. For example: Friday 5pm, in 3 working days, 15 Dec."
    ),
    "deadline-past": lambda words: f"“{words}” has passed already. Name a moment that lies ahead.",
    "deadline-no-such-day": lambda words: f"There is no such moment as “{words}”. For example: 30 June, 17:00.",
    "deadline-disagrees": lambda words: f"The weekday and the date in “{words}” are not the same day.",
    "words-ask": "Write the question.",
    "words-answer-question": "Write the answer.",
    "snooze-date": "A day that lies ahead, like Friday or 24 Dec.",
    "snooze-past": "That day has passed or is today. Choose one that lies ahead, or an hour.",
    "words-return": "Say what would have to change.",
    "own-hours": "Those who do the work say how many hours they have. You see them here.",
    "room-yes": lambda hours: f"Thank you. The owner is told that you have room for about {hours:g} h a week.",
    "room-no": "All right. Nobody is told, and you are not asked again for two weeks.",
    "effort": lambda most: f"Say the hours it takes as a number up to {most:g}, like 3.",
    "vetting-empty": "Keep at least one thing to settle.",
    "vetting-many": lambda most: f"At most {most:g} things.",
    "vetting-long": lambda most: f"At most {most:g} characters in a line.",
    "zone": lambda words: f"I do not know the time zone “{words}”. For example: Europe/Berlin, Manila, New York.",
    "country": lambda words: f"I do not know the country “{words}”. Use its two letters, like DE, PH or US-CA.",
    "hours-missing": "Say your week, like Mon-Fri 9-12, 13-17.",
    "as-told": lambda sentence: sentence,
    "capacity": lambda most: f"A number of hours up to {most:g}, like 20.",
    "absence-missing": "Say until when, like until Friday or 24 Dec to 2 Jan.",
    "absence-unknown": lambda words: (
        f"I do not understand “{words}” as a day. For example: until Friday, 24 Dec to 2 Jan."
    ),
    "absence-which": _which_days,
    "absence-order": "That ends before it begins. Write the first day first.",
    "absence-long": "That is more than a year. To stop for good, use `leave`.",
    "setting-answer_within": "A number of working hours up to 80, like 8.",
    "setting-acknowledge_within": "A number of working hours up to 80, like 4.",
    "setting-room_below": "A share from 10 to 100, like 70.",
    "setting-full_above": "A share from 50 to 200, like 100.",
    "setting-late_answers": "A whole number from 1 to 50, like 2.",
    "setting-asks_at_once": "A whole number from 2 to 50, like 5.",
    "setting-feedback_after": "A number of days from 7 to 365, like 30.",
    "setting-warn_at": "A share from 10 to 100, like 75.",
    **money_replies.SENTENCES,
}
"""Codes of reasons, each with its sentence."""
