"""Writing back to a check-in's card: the words are an answer that somebody types into Openline itself, and are kept.

Lines may say what they are about ("Next: the footer", "Blocked: no logo"); what does not is what moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.engine.decision import Decision
from bot.engine.requests import Request
from bot.engine.talk.checkin_answers import LONGEST, TEXTS, answer_of, answered, kept, room_and_own
from bot.engine.talk.checkins import latest
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.checkins import CheckInAnswer, CheckInState
from bot.vocabulary.events import Value
from bot.vocabulary.model import PersonId
from bot.vocabulary.signals import Reason

GOES_ON: Final = timedelta(minutes=10)
"""Lines written back within this time of the first are one answer."""
LABELS: Final = re.compile(
    r"\s*(?P<label>moved|done|yesterday|next|today|in the way|blocked|blocker|stuck|unclear|question)\s*[:\-–—]\s*"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
MEANT: Final = {
    "moved": "moved", "done": "moved", "yesterday": "moved", "next": "next", "today": "next",
    "in the way": "in_the_way", "blocked": "in_the_way", "blocker": "in_the_way", "stuck": "in_the_way",
    "unclear": "unclear", "question": "unclear",
}  # fmt: skip
"""What people write before a line, and what it is an answer to."""


def replied(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """What somebody wrote back to the card in private is an answer, and kept. Anything else is forgotten."""
    among = [each for each in situation.of(request.by) if _waits(each, request)]
    if not among:
        return Decision(because=(Reason("not-asked"),))
    home = max(among, key=lambda each: _asked_at(each, request.by))
    check_in = latest(home, request.by)
    if check_in is None:
        return Decision(because=(Reason("not-asked"),))
    known = answer_of(home, check_in)
    values = (*_read(request.one("words"), known), *(room_and_own(known, home) if known else ()))
    given = replace(request, values=values)
    return kept(answered(given, check_in, known, home, situation), check_in, known, home, situation)._replace(
        answer=None
    )


def _waits(affairs: Affairs, request: Request) -> bool:
    """Whether an answer is waited for here, or is just being written."""
    check_in = latest(affairs, request.by)
    if check_in is None or not check_in.is_asked or check_in.asked_at > request.at:
        return False
    known = answer_of(affairs, check_in)
    return check_in.state is CheckInState.ASKED or (known is not None and request.at - known.at <= GOES_ON)


def _asked_at(affairs: Affairs, person: PersonId) -> str:
    check_in = latest(affairs, person)
    return check_in.asked_at.isoformat() if check_in else ""


def _read(words: str, known: CheckInAnswer | None) -> Iterator[Value]:
    """Lines with a label go to their question, all others are what moved; later lines go on with what was written."""
    parts: dict[str, list[str]] = {name: [] for name in TEXTS}
    name = "moved"
    for line in words[:LONGEST].splitlines():
        labelled = LABELS.fullmatch(line)
        name = MEANT[labelled["label"].lower()] if labelled else name
        parts[name].append(labelled["rest"] if labelled else line)
    for name, lines in parts.items():
        before = getattr(known, name) if known else ""
        yield Value(name, "\n".join(part for part in (before, *lines) if part.strip())[:LONGEST])
