"""What is done at a seat, heard: it stands in the pretend chat, goes in at the reception, and the answer is drawn.

One thing after the other, each at a moment of its own: the clock goes on by a second with everything that is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final

from adapters.playground import translate
from adapters.playground.workspace import LONGEST, OPENLINE, Line, OpenForm, Unknown, Workspace, beats
from bot.ports import MovableClock
from bot.ports.surfaces import Reception, Typing
from bot.vocabulary.actions import SHORTCUTS
from bot.vocabulary.events import ConversationSeen, Given, PersonSeen
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, PersonId
from bot.vocabulary.view import Button, Choice, View

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Values = Mapping[str, str | Iterable[str]]
INTRODUCES: Final = frozenset({"start", "join", "home"})
"""What somebody does before Openline may know them: nothing is told about whoever has no part in anything (S22)."""


class NotAllowed(Exception):
    """It cannot be done from this seat; the words say why."""


class Listener:
    """Hears one pretend workspace. `settled` rings what is due and posts what waits, after each thing that was done."""

    def __init__(
        self,
        workspace: Workspace,
        reception: Reception,
        clock: MovableClock,
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        self._workspace = workspace
        self._reception = reception
        self._clock = clock
        self._settled = settled
        self._one_at_a_time = asyncio.Lock()
        self._introduced: set[PersonId | ConversationId] = set()

    async def say(self, seat: PersonId, place: Conversation, text: str, thread: str | None = None) -> Line:
        """Say something in a conversation, or in a thread of it."""
        words = _said(text)
        root = self._workspace.line(thread, seat) if thread else None
        if root is not None and (root.place != place.id or root.thread is not None or root.only_for is not None):
            raise NotAllowed("A thread begins at a message of the same conversation that everybody there sees.")
        async with self._moment() as at:
            line = self._workspace.put(place.id, at, seat, words, thread=root.id if root else None)
            if place.kind is ConversationKind.DIRECT:
                await self._tell_of(place.id, at)
            await self._reception.accept(translate.posted(line, self._workspace))
        return line

    async def edit(self, seat: PersonId, message: str, text: str) -> Line:
        """Change one's own words."""
        line, words = self._own(seat, message), _said(text)
        async with self._moment() as at:
            line.text, line.changed_at = words, at
            self._workspace.moved()
            await self._reception.accept(translate.edited(line, self._workspace, at))
        return line

    async def delete(self, seat: PersonId, message: str) -> None:
        """Take one's own words back."""
        line = self._own(seat, message)
        async with self._moment() as at:
            self._workspace.take_away(line)
            await self._reception.accept(translate.deleted(line, self._workspace, at))

    async def react(self, seat: PersonId, message: str, emoji: str, is_there: bool | None = None) -> Line:
        """Put an emoji on something, or take it off: the other of both where it is not said."""
        line, emoji = self._workspace.line(message, seat), _said(emoji).strip(":")[:40]
        who = line.reactions.setdefault(emoji, [])
        wanted = seat not in who if is_there is None else is_there
        if wanted == (seat in who):
            return line
        async with self._moment() as at:
            who.append(seat) if wanted else who.remove(seat)
            if not who:
                del line.reactions[emoji]
            self._workspace.moved()
            if line.view is None:
                await self._reception.accept(translate.reacted(line, self._workspace, seat, emoji, at, wanted))
        return line

    async def command(
        self, seat: PersonId, place: Conversation, words: str, values: Values | None = None
    ) -> Line | OpenForm | None:
        """Give a command; returns what is drawn at once: a card, or a form."""
        async with self._moment() as at:
            given = translate.command(self._workspace, place.id, seat, words, at, values)
            name = (words.split() or ["home"])[0].lower()
            return await self._answered(seat, given, name, None, at)

    async def press(
        self, seat: PersonId, card: str, label: str = "", action: str = "", about: str | None = None
    ) -> Line | OpenForm | None:
        """Press a button of a card, by its label or its action, and by what it concerns where several are called so."""
        line = self._workspace.line(card, seat)
        button = _button(line, label, action, about)
        async with self._moment() as at:
            given = translate.pressed(self._workspace, line.place, seat, button.action, button.about, at)
            return await self._answered(seat, given, button.action, line, at)

    async def shortcut(self, seat: PersonId, message: str, action: str) -> Line | OpenForm | None:
        """Choose something from the menu of a message."""
        line = self._workspace.line(message, seat)
        known = {each.action for each in SHORTCUTS} | {"not-a-question"}
        if line.view is not None or action not in known:
            raise NotAllowed(f"What can be done with a message of somebody's: {', '.join(sorted(known))}.")
        async with self._moment() as at:
            given = translate.pressed(self._workspace, line.place, seat, action, line.id, at, line.text)
            return await self._answered(seat, given, action, None, at)

    async def submit(self, seat: PersonId, values: Values) -> Line | OpenForm | None:
        """Send the form that somebody has before them; one that comes back says at its fields what would be right."""
        opened = self._workspace.forms.get(seat)
        if opened is None:
            raise NotAllowed("There is no form open at this seat.")
        known = {field.name for field in opened.form.fields}
        if strange := sorted(set(values) - known):
            raise NotAllowed(f"The form has no field “{strange[0][:40]}”; it has {', '.join(sorted(known))}.")
        async with self._moment() as at:
            form = opened.form
            given = translate.submitted(self._workspace, opened.place, seat, form.action, form.about, values, at)
            self._workspace.open(seat, None)
            origin = self._workspace.lines.get(opened.origin) if opened.origin else None
            return await self._answered(seat, given, form.action, origin, at)

    async def close(self, seat: PersonId) -> None:
        """Put a form away unsent."""
        self._workspace.open(seat, None)

    async def put_away(self, seat: PersonId, card: str) -> None:
        """Put away a card that only oneself sees."""
        line = self._workspace.line(card, seat)
        if line.only_for != seat:
            raise NotAllowed("Only what you alone see can be put away.")
        self._workspace.take_away(line)

    async def suggest(
        self, seat: PersonId, place: Conversation, command: str, parameter: str, text: str
    ) -> Sequence[Choice]:
        """What may be meant by what somebody is typing."""
        return await self._reception.suggest(Typing(self._workspace.id, place.id, seat, command, parameter, text))

    @asynccontextmanager
    async def _moment(self) -> AsyncIterator[datetime]:
        """One thing, at its own moment; what follows from it is there when it is done."""
        async with self._one_at_a_time:
            yield self._clock.now()
            self._clock.move_to(beats(self._clock.now()))
            await self._settled()

    async def _answered(
        self, seat: PersonId, given: Given, action: str, pressed: Line | None, at: datetime
    ) -> Line | OpenForm | None:
        await self._introduce(seat, given.conversation, action, at)
        view = await self._reception.answer(given)
        return self._draw(view, seat, given.conversation, pressed, at) if view is not None else None

    def _draw(
        self, view: View, seat: PersonId, place: ConversationId, pressed: Line | None, at: datetime
    ) -> Line | OpenForm:
        if view.form is not None:
            name = f"form-{self._workspace.number()}"
            opened = OpenForm(name, place, view.form, pressed.id if pressed else None)
            self._workspace.open(seat, opened)
            return opened
        if view.replaces and pressed is not None:
            self._workspace.redraw(pressed, view, at)
            return pressed
        return self._workspace.put(place, at, OPENLINE, view=view, only_for=None if view.for_all else seat)

    async def _introduce(self, seat: PersonId, place: ConversationId, action: str, at: datetime) -> None:
        """What the platform knows of a person and a place is told when it is needed first."""
        if action not in INTRODUCES:
            return
        for about in (seat, place):
            if about in self._introduced:
                continue
            self._introduced.add(about)
            if about == seat:
                await self._reception.accept(PersonSeen(self._workspace.id, self._workspace.person(seat), at))
            else:
                await self._tell_of(place, at)

    async def _tell_of(self, place: ConversationId, at: datetime) -> None:
        """What sort of place a conversation is: what is written in a direct one is written to Openline."""
        self._introduced.add(place)
        await self._reception.accept(ConversationSeen(self._workspace.id, self._workspace.conversations[place], at))

    def _own(self, seat: PersonId, message: str) -> Line:
        line = self._workspace.line(message, seat)
        if line.author != seat:
            raise NotAllowed("Only one's own words can be changed or taken back.")
        return line


def _said(text: str) -> str:
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise NotAllowed(f"A message has from 1 to {LONGEST} characters.")
    return words


def _button(line: Line, label: str, action: str, about: str | None) -> Button:
    there = buttons(line.view) if line.view is not None else []
    fitting = [
        each
        for each in there
        if (not label or each.label.casefold() == label.casefold())
        and (not action or each.action == action)
        and about in (None, each.about)
    ]
    if not fitting or not (label or action):
        offered = ", ".join(f"“{each.label}”" for each in there) or "none"
        raise Unknown(f"That card has no such button; it has {offered}.")
    return fitting[0]


def buttons(view: View) -> list[Button]:
    """Every button of a card, in the order in which they stand."""
    return [*(each for section in view.sections for each in section.buttons), *view.buttons, *view.more]
