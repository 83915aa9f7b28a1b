"""Everything of one person's on one page: Slack's Home tab, `/openline` alone, the playground.

Top to bottom: my turn, waiting for others, my engagements with their state in a line, what can be set. `Part` is what
another matter (check-ins, budget, capacity) puts between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.commands import NAME
from bot.vocabulary.model import PersonId, Side
from bot.vocabulary.view import Button, Code, Section, Strong, Text, View
from bot.wording.engagement import people_in
from bot.wording.listings import Item, sections

FEW: Final = 5
"""Things of a kind that are shown here; the list has them all."""
MOST: Final = 10
"""Engagements that are shown."""


class Stands(NamedTuple):
    """An engagement, and how it stands in a line."""

    affairs: Affairs
    words: str


def home(
    reader: PersonId,
    owed: Sequence[Item],
    owing: Sequence[Item],
    engagements: Sequence[Stands],
    situation: Agreements,
    parts: Sequence[Section] = (),
) -> View:
    """The whole page; for somebody without an engagement, how to begin one."""
    if not engagements and not owed and not owing:
        return _nothing_yet()
    zone = situation.zone(reader)
    return View(
        _headline(len(owed), len(owing)),
        sections=(
            *_waits("Your turn", "mine", owed, zone, mine=True),
            *_waits("Waiting for others", "waiting", owing, zone, mine=False),
            *parts,
            *(_engagement(each, situation, reader) for each in engagements[:MOST]),
            _oneself(reader, engagements),
        ),
        small_print=("For you alone. Moments are on your own clock.",),
    )


def _nothing_yet() -> View:
    return View(
        (Strong("Nothing is kept about you, and nothing waits for you"),),
        (
            ("Do you hand out work? Begin in the channel you work in: ", Code(f"/{NAME} start @person")),
            ("Were you invited? Press Join on the invitation, in its channel.",),
        ),
        buttons=(Button("What Openline can do", "help"), Button("Privacy", "privacy")),
    )


def _headline(owed: int, owing: int) -> Text:
    if owed:
        return (Strong("One thing is your turn" if owed == 1 else f"{owed} things are your turn"),)
    if not owing:
        return (Strong("Nothing waits for you"), ", and you wait for nobody.")
    waiting = "One thing waits for others." if owing == 1 else f"{owing} things wait for others."
    return (Strong("Nothing waits for you"), f". {waiting}")


def _waits(heading: str, command: str, items: Sequence[Item], zone: str, mine: bool) -> tuple[Section, ...]:
    """Oldest first; a heading of its own, then each thing with its action."""
    if not items:
        return ()
    rest = len(items) - FEW
    see = (Button(f"See all {len(items)}", command),) if rest > 0 else ()
    about: tuple[Text, ...] = (("Oldest first",),) if len(items) > 1 else ()
    return (Section(heading, about, see), *sections(items[:FEW], zone, mine))


def _engagement(stands: Stands, situation: Agreements, reader: PersonId) -> Section:
    one = stands.affairs.engagement
    others = people_in(stands.affairs, situation, reader)
    lines: tuple[Text, ...] = (
        (stands.words[:1].upper() + stands.words[1:],),
        *((("With ", *others),) if others else ()),
    )
    buttons = (Button("How it stands", "health", one.id), Button("Goals", "goals", one.id))
    return Section(one.name, lines, buttons)


def _oneself(reader: PersonId, engagements: Sequence[Stands]) -> Section:
    owns = [each.affairs for each in engagements if _owns(each.affairs, reader)]
    settings = (Button("Settings", "settings", owns[0].engagement.id if len(owns) == 1 else ""),) if owns else ()
    return Section(
        "Settings and privacy",
        (("Your hours and days off decide when you are asked; what is kept about you is yours to see and erase.",),),
        (
            Button("My hours", "hours"),
            Button("Away", "away"),
            *settings,
            Button("Privacy", "privacy"),
            Button("Help", "help"),
        ),
    )


def _owns(affairs: Affairs, person: PersonId) -> bool:
    member = affairs.member(person)
    return member is not None and member.side is Side.OWNER
