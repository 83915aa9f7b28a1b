"""What the engine is compared with: the previous message, and a dozen good rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.engine.judgement.traits import JOINS
from bot.vocabulary.signals import BARE, WAITS, Reading
from training.corpus import Chat
from training.examples import readings

FAR: Final = 40
"""Messages back that the rules look at."""
Links = dict[int, list[int]]


def previous(chat: Chat) -> Links:
    """Every message answers the one before it; the server's own lines neither answer nor are answered."""
    links: Links = {}
    said = -1
    for line in chat.lines:
        if line.number in chat.answers:
            links[line.number] = [line.number if line.is_notice or said < 0 else said]
        said = said if line.is_notice else line.number
    return links


def rules(chat: Chat) -> Links:
    """Names first; then one's own burst; then whoever spoke to me, an open question, or the last speaker."""
    read = readings(chat)
    heard = list(read)
    places = {number: at for at, number in enumerate(heard)}
    links: Links = {}
    for number in chat.answers:
        if number in places:
            earlier = heard[max(0, places[number] - FAR) : places[number]][::-1]
            links[number] = [_by_rules(chat, read, earlier, number, links)]
    return links


def _by_rules(chat: Chat, read: dict[int, Reading], earlier: list[int], number: int, links: Links) -> int:
    def author(one: int) -> str:
        return chat.lines[one].posted.author

    def latest(fits: Callable[[int], bool]) -> int | None:
        return next((one for one in earlier if fits(one)), None)

    me, mine = author(number), read[number]
    own = latest(lambda one: author(one) == me)
    since = earlier[: earlier.index(own)] if own is not None else earlier
    if mine.named:
        named = latest(lambda one: author(one) in mine.named and me in read[one].named)
        named = named if named is not None else latest(lambda one: author(one) in mine.named)
        return named if named is not None else own if own is not None else number
    if own is not None and (not since or (number - own <= 3 and not any(me in read[one].named for one in since))):
        opened = links.get(own, [own]) == [own] and mine.signs & WAITS
        return number if opened and len(since) > 1 else own
    called = next((one for one in since if me in read[one].named), None)
    if called is not None:
        return called
    if own is None and (mine.signs & WAITS or mine.length > 12) and not mine.signs & (JOINS | BARE):
        return number
    question = next((one for one in since[:8] if read[one].signs & WAITS and author(one) != me), None)
    if question is not None and not mine.signs & WAITS:
        return question
    return own if own is not None else earlier[0] if earlier else number
