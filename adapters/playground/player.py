"""Plays the parts of a story: does what somebody does at a seat, and sees that what was told comes true."""

from __future__ import annotations

from typing import NamedTuple

from adapters.playground import render
from adapters.playground.cast import SHOP
from adapters.playground.listener import Listener
from adapters.playground.workspace import Line, Workspace
from bot.vocabulary.model import ConversationId, PersonId


class OtherwiseThanTold(Exception):
    """The story did not go as told; the words say what is missing."""


class Told(NamedTuple):
    """What has to be seen after a step: these words on the latest card of a conversation that holds the first."""

    seat: PersonId
    place: ConversationId
    headline: str
    words: str = ""


class Player(NamedTuple):
    """Plays the parts."""

    workspace: Workspace
    listener: Listener

    async def say(self, seat: PersonId, text: str, to: str = "") -> None:
        """Say something in the channel; in the thread of what began with the words of `to`."""
        root = self._said(to).id if to else None
        await self.listener.say(seat, self.workspace.conversations[SHOP], text, root)

    async def command(self, seat: PersonId, words: str, place: ConversationId = SHOP) -> None:
        """Give a command."""
        await self.listener.command(seat, self.workspace.conversations[place], words)

    async def press(self, seat: PersonId, headline: str, label: str, place: ConversationId = SHOP) -> None:
        """Press a button of the latest card with these words."""
        await self.listener.press(seat, self.card(seat, place, headline).id, label)

    async def fill(self, seat: PersonId, **values: str) -> None:
        """Fill in the form that is open and send it."""
        opened = self.workspace.forms.get(seat)
        if opened is None:
            raise OtherwiseThanTold(f"No form is open before {seat}.")
        standing = {field.name: field.value for field in opened.form.fields}
        await self.listener.submit(seat, {**standing, **values})
        if (again := self.workspace.forms.get(seat)) is not None:
            wrong = "; ".join(f"{field.name}: {field.error}" for field in again.form.fields if field.error)
            raise OtherwiseThanTold(f"The form of {seat} came back: {wrong}")

    async def react(self, seat: PersonId, to: str, emoji: str) -> None:
        """Put an emoji on what began with these words."""
        await self.listener.react(seat, self._said(to).id, emoji)

    def card(self, seat: PersonId, place: ConversationId, headline: str) -> Line:
        """The latest card with these words in its headline. Raises OtherwiseThanTold."""
        reader = render.reader(self.workspace, seat)
        seen = [line for line in self.workspace.seen(seat, place) if line.view is not None]
        headlines = [(line, render.plain(line.view.headline, reader)) for line in seen if line.view is not None]
        fitting = [line for line, words in headlines if headline in words]
        if not fitting:
            there = "; ".join(words for _, words in headlines[-4:]) or "none"
            raise OtherwiseThanTold(f"{seat} sees no card “{headline}” in {place}; the last ones: {there}.")
        return fitting[-1]

    def check(self, told: Told) -> None:
        """See that something is there. Raises OtherwiseThanTold."""
        line = self.card(told.seat, told.place, told.headline)
        whole = str(render.message(line, render.reader(self.workspace, told.seat)))
        if told.words not in whole:
            raise OtherwiseThanTold(f"The card “{told.headline}” of {told.seat} does not say “{told.words}”.")

    def _said(self, words: str) -> Line:
        found = [line for line in self.workspace.lines.values() if line.text.startswith(words)]
        if not found:
            raise OtherwiseThanTold(f"Nobody said “{words}”.")
        return found[-1]
