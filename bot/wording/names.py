"""What people are called in a report. Names are theirs to choose, so they are made harmless before they are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from bot.vocabulary.model import Person, PersonId

LONGEST: Final = 60
"""Letters of a name that are shown; Slack and Discord allow 80 and 32."""

# Control characters steer a terminal; the marks that turn the direction of writing (Unicode TR 9) reorder a line.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


def harmless(text: str) -> str:
    """The text on one line, without characters that would steer the screen it is shown on."""
    return " ".join(_STEERING.sub(" ", text).split())


def shown(name: str, otherwise: str) -> str:
    """A name as it is shown; `otherwise` where nothing of it can be seen."""
    clean = harmless(name)
    return f"{clean[: LONGEST - 1].rstrip()}…" if len(clean) > LONGEST else clean or harmless(otherwise)


def told_apart(people: Iterable[Person]) -> Mapping[PersonId, str]:
    """What to call each of these people, so that no two are called the same."""
    people = tuple(people)
    plain = {person.id: shown(person.name, person.id) for person in people}
    often = Counter(plain.values())
    return {who: name if often[name] == 1 else f"{name} ({harmless(who)})" for who, name in plain.items()}
