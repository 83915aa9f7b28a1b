"""Of whom does a message ask something? (rules 1 and 4)

By name, by a group's name, by what it replies to, by being two alone, by side, in this order; at last the room.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from bot.engine.gaps.room import Room
from bot.engine.gaps.situation import Situation
from bot.vocabulary.model import EVERYONE, GroupId, PersonId
from bot.vocabulary.signals import ASKS, TO_ANYONE, Heard, Reason

SIDE: Final = GroupId("side")
"""The group of all assistants, or all owners, facing the asker: one answer is enough."""


CHAIN: Final = 4
"""How many of one's own lines back one may still be replying to somebody."""


class Asked(NamedTuple):
    """Who owes an answer (None: anybody present), whether one of them is enough, and why they."""

    people: tuple[PersonId | None, ...]
    group: GroupId | None
    because: Reason


NOBODY: Final = Asked((), None, Reason("asks-nobody"))


def spoken_to(heard: Heard, room: Room, situation: Situation) -> tuple[PersonId, ...]:
    """The people a message names; or whom the lines just before it named, when it continues a burst (case 18)."""
    if heard.reading.named:
        return heard.reading.named
    word = room.last_word(heard.author)
    if word is None or word.heard.thread != heard.thread or heard.reply_to is not None:
        return ()
    return word.spoken_to if heard.at - word.heard.at <= situation.policy.burst else ()


def asked(heard: Heard, named: tuple[PersonId, ...], room: Room, situation: Situation) -> Asked:
    """Who is asked by a message that waits for an answer."""
    if named:
        return _by_name(heard, named, situation)
    if heard.reading.groups and (group := heard.reading.groups[0]) != EVERYONE:
        return _by_group(heard, group, situation)
    to_anyone = bool(heard.reading.groups or heard.reading.signs & TO_ANYONE)
    others = () if to_anyone and not situation.two_alone else _by_reply(heard, room, situation)
    if others:
        return Asked(others, None, Reason("replies-to"))
    if situation.two_alone:
        return _by_name(heard, tuple(situation.conversation.members or ()), situation, "two-alone")
    return _by_side(heard, situation) or _of_the_room(heard)


def _by_name(heard: Heard, named: tuple[PersonId, ...], situation: Situation, code: str = "named") -> Asked:
    people = tuple(person for person in named if person != heard.author and situation.takes_part(person))
    return Asked(people, None, Reason(code)) if people else NOBODY


def _by_group(heard: Heard, group: GroupId, situation: Situation) -> Asked:
    members = sorted(situation.groups.get(group, ()))
    people = tuple(person for person in members if person != heard.author and situation.takes_part(person))
    return Asked(people or (None,), group, Reason("group"))


def _by_reply(heard: Heard, room: Room, situation: Situation) -> tuple[PersonId, ...]:
    """The author of the message that is replied to; where it is one's own, of what that one replied to."""
    answers = heard.link.answers
    for _ in range(CHAIN):
        target = room.recent.find(answers) if answers is not None else None
        if target is None or target.is_bot:
            return ()
        if target.author != heard.author:
            return (target.author,) if situation.takes_part(target.author) else ()
        answers = target.link.answers
    return ()


def _by_side(heard: Heard, situation: Situation) -> Asked | None:
    facing = tuple(person for person in situation.facing(heard.author) if situation.takes_part(person))
    if not facing:
        return None
    return Asked(facing, SIDE if len(facing) > 1 else None, Reason("side"))


def _of_the_room(heard: Heard) -> Asked:
    """A question to nobody in particular waits for anybody; a request to nobody is an announcement."""
    if heard.reading.signs & (ASKS | TO_ANYONE):
        return Asked((None,), None, Reason("anyone"))
    return NOBODY
