"""Interactions, answered: at once where the answer is ready in time, else after a deferral.

Discord waits for three seconds, then for fifteen minutes; whoever is answered later still gets a message. A form can
only be opened at once and never in answer to a form: where that is so, a button opens it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

import structlog

from adapters.discord import modals
from adapters.discord.custom_ids import Shelf, pack
from adapters.discord.hearing import Joined
from adapters.discord.interactions import AUTOCOMPLETE, COMPONENT, SUBMITTED, Interaction, read
from adapters.discord.introducing import Introducing, is_joining
from adapters.discord.kept_forms import Forms, Kept
from adapters.discord.limits import OPTIONS, clipped
from adapters.discord.places import Places
from adapters.discord.render import Drawn, Png, prepared
from adapters.discord.replies import (
    ALONE,
    DEFERRED,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    SUGGESTIONS,
    UPDATE,
    Replies,
    TooLate,
)
from adapters.discord.words import Words
from bot.ports import Clock
from bot.ports.surfaces import Reception, Refused, Unsure
from bot.vocabulary.effects import Address, InConversation, ToPerson
from bot.vocabulary.events import ButtonPressed, FormSubmitted
from bot.vocabulary.model import PersonId, WorkspaceId
from bot.vocabulary.view import Button, Form, View, Weight

READY_WITHIN: Final = 2.0
"""Seconds for an answer that is given at once; Discord waits for three."""
FILL_IN: Final = "fill-in"
"""The button that opens a form which is kept."""
PAGE: Final = "page"
"""A page of a form that takes several."""
LATELY: Final = 10_000
"""Interactions that are remembered."""

Post = Callable[[WorkspaceId, Address, View, str], Awaitable[object]]


class Answering:
    """Answers interactions, each once, however often it is delivered."""

    def __init__(
        self,
        reception: Reception,
        replies: Replies,
        places: Places,
        clock: Clock,
        words: Words,
        shelf: Shelf,
        png: Png,
        joined: Joined,
        post: Post,
        ready_within: float = READY_WITHIN,
    ) -> None:
        self._reception = reception
        self._replies = replies
        self._places = places
        self._clock = clock
        self._words = words
        self._shelf = shelf
        self._png = png
        self._joined = joined
        self._post = post
        self._ready_within = ready_within
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._forms = Forms()
        self._introducing = Introducing(reception, joined)
        self._under_way: set[asyncio.Task[None]] = set()

    def take(self, data: Any) -> None:
        """Begin to answer an interaction; one that was delivered before is left alone."""
        interaction = read(data, self._places, self._shelf, self._clock.now())
        if interaction is None or interaction.id in self._seen:
            return
        self._seen[interaction.id] = None
        if len(self._seen) > LATELY:
            self._seen.popitem(last=False)
        self._begin(self._guarded(interaction))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="discord interaction")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finished(self) -> None:
        """Return once everything taken has been answered."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _guarded(self, interaction: Interaction) -> None:
        try:
            await self._answer(interaction)
        except TooLate:
            structlog.get_logger().warning("answer_too_late", platform="discord", kind=interaction.kind)
        except Exception as failure:
            structlog.get_logger().error("interaction_failed", platform="discord", failure=type(failure).__name__)
            try:
                await self._show(interaction, View((self._words.failed,)), None)
            except TooLate:
                return

    async def _answer(self, interaction: Interaction) -> None:
        carried = interaction.carried
        if interaction.kind == AUTOCOMPLETE:
            await self._suggest(interaction)
        elif carried is not None and carried.action == FILL_IN and interaction.kind == COMPONENT:
            await self._fill_in(interaction, carried.about)
        elif carried is not None and carried.action == PAGE and interaction.kind == SUBMITTED:
            await self._next_page(interaction, carried.about)
        elif interaction.given is not None:
            await self._decide(interaction)
        elif interaction.kind == COMPONENT:
            await self._replies.callback(interaction, DEFERRED_UPDATE)

    async def _suggest(self, interaction: Interaction) -> None:
        found = await self._reception.suggest(interaction.typing) if interaction.typing else ()
        listed = [{"name": clipped(each.label, 100) or "…", "value": each.value[:100]} for each in found if each.value]
        await self._replies.callback(interaction, SUGGESTIONS, Drawn({"choices": listed[:OPTIONS]}))

    async def _decide(self, interaction: Interaction) -> None:
        """Hand it in, and answer; defer what is not decided in time."""
        deciding = asyncio.create_task(self._decided(interaction))
        done, _ = await asyncio.wait({deciding}, timeout=self._ready_within)
        deferred = None
        if not done:
            deferred = DEFERRED_UPDATE if interaction.has_card else DEFERRED
            alone = Drawn({"flags": ALONE}) if deferred == DEFERRED else None
            await self._replies.callback(interaction, deferred, alone)
        try:
            view = await deciding
        except Exception as failure:
            structlog.get_logger().error("not_decided", platform="discord", failure=type(failure).__name__)
            view = View((self._words.failed,))
        await self._show(interaction, view, deferred)

    async def _decided(self, interaction: Interaction) -> View | None:
        given = interaction.given
        if given is None:
            return None
        if is_joining(given):
            await self._introducing.introduce(interaction)
        else:  # what is heard may be waiting to be kept; whoever asks does not wait behind it
            self._begin(self._introducing.introduce_aside(interaction))
        view = await self._reception.answer(given)
        if isinstance(given, FormSubmitted) and view is not None and view.form is not None:
            return replace(view, form=modals.filled(view.form, given.values))
        return view

    async def _show(self, interaction: Interaction, view: View | None, deferred: int | None) -> None:
        try:
            await self._shown(interaction, view, deferred)
        except TooLate:
            await self._late(interaction, view)

    async def _shown(self, interaction: Interaction, view: View | None, deferred: int | None) -> None:
        if view is None:
            await self._nothing(interaction, deferred)
        elif view.form is not None:
            await self._open(interaction, view, view.form, deferred)
        elif view.replaces and interaction.has_card:
            drawn = await self._drawn(interaction, view, interaction.number)
            if deferred is None:
                await self._replies.callback(interaction, UPDATE, drawn)
            else:
                await self._replies.edit(interaction, drawn)
        else:
            await self._say(interaction, view, deferred)

    async def _nothing(self, interaction: Interaction, deferred: int | None) -> None:
        """It was told before: whatever Discord shows meanwhile goes away."""
        if deferred == DEFERRED:
            await self._replies.drop(interaction)
        elif deferred is None and interaction.has_card:
            await self._replies.callback(interaction, DEFERRED_UPDATE)

    async def _say(self, interaction: Interaction, view: View, deferred: int | None) -> None:
        drawn = await self._drawn(interaction, view, alone=not view.for_all)
        if deferred is None:
            await self._replies.callback(interaction, MESSAGE, drawn)
        elif deferred == DEFERRED_UPDATE:
            await self._replies.follow_up(interaction, drawn)
        elif view.for_all:  # what was deferred is for the asker alone, and stays so
            await self._replies.drop(interaction)
            await self._replies.follow_up(interaction, drawn)
        else:
            await self._replies.edit(interaction, drawn)

    async def _open(self, interaction: Interaction, view: View, form: Form, deferred: int | None) -> None:
        """Open the form now, or give a button that does."""
        if deferred is None and interaction.kind != SUBMITTED:
            await self._modal(interaction, Kept(form))
            return
        is_wrong = modals.wrong(form)
        label = self._words.correct if is_wrong else self._words.fill_in
        errors = tuple((f"{field.label}: {field.error}",) for field in form.fields if field.error)
        headline = (self._words.to_correct,) if is_wrong else (view.headline or (form.title,))
        await self._say(interaction, View(headline, errors, buttons=(self._opener(Kept(form), label),)), deferred)

    def _opener(self, kept: Kept, label: str) -> Button:
        token = self._forms.keep(kept, self._clock.now())
        return Button(label, FILL_IN, f"{token},{kept.form.action},{kept.form.about}", Weight.PRIMARY)

    async def _fill_in(self, interaction: Interaction, about: str) -> None:
        """Open what is kept; what is kept no longer is asked for anew."""
        token, _, rest = about.partition(",")
        kept = self._forms.get(token)
        if kept is not None:
            await self._modal(interaction, kept)
            return
        action, _, subject = rest.partition(",")
        given = self._pressed(interaction, action, subject)
        if given is not None:
            await self._decide(replace(interaction, given=given))

    def _pressed(self, interaction: Interaction, action: str, subject: str) -> ButtonPressed | None:
        """What opens a form, pressed once more."""
        where, at = interaction.workspace, self._clock.now()
        if where is None:
            return None
        return ButtonPressed(where, interaction.place, f"{interaction.id}+", at, interaction.by, action, subject)

    async def _asked_anew(self, interaction: Interaction, action: str, subject: str) -> Kept | None:
        """The form, where it is kept no longer."""
        given = self._pressed(interaction, action, subject)
        view = await self._reception.answer(given) if given is not None else None
        return Kept(view.form) if view is not None and view.form is not None else None

    async def _modal(self, interaction: Interaction, kept: Kept) -> None:
        form = modals.filled(kept.form, kept.values)
        workspace = interaction.workspace if interaction.in_private else None
        if modals.pages(form) == 1:
            own = pack(form.action, form.about, workspace, self._shelf)
        else:
            token = self._forms.keep(kept, self._clock.now())
            own = pack(PAGE, f"{token},{kept.page},{form.action},{form.about}", workspace, self._shelf)
        await self._replies.callback(interaction, MODAL, Drawn(modals.modal(form, own, kept.page)))

    async def _next_page(self, interaction: Interaction, about: str) -> None:
        token, page, action, subject = (*about.split(",", 3), "", "", "")[:4]
        kept = self._forms.take(token)
        if kept is None and page == "0":  # nothing was typed before, so nothing is lost with what was kept
            kept = await self._asked_anew(interaction, action, subject)
        if kept is None or interaction.workspace is None:
            await self._show(interaction, View((self._words.nothing_typed,)), None)
            return
        so_far = kept._replace(values=(*kept.values, *interaction.page), page=kept.page + 1)
        if so_far.page < modals.pages(kept.form):
            opener = self._opener(so_far, self._words.go_on)
            await self._show(interaction, View((self._words.to_go_on,), buttons=(opener,)), None)
            return
        given = FormSubmitted(
            interaction.workspace,
            interaction.place,
            interaction.id,
            self._clock.now(),
            interaction.by,
            kept.form.action,
            kept.form.about,
            so_far.values,
        )
        await self._decide(replace(interaction, given=given))

    async def _drawn(
        self, interaction: Interaction, view: View, number: int | None = None, *, alone: bool = False
    ) -> Drawn:
        workspace = interaction.workspace if interaction.in_private else None
        drawn = await prepared(view, self._words, self._shelf, self._png, workspace, number)
        return drawn._replace(body={**drawn.body, "flags": drawn.body["flags"] | ALONE}) if alone else drawn

    async def _late(self, interaction: Interaction, view: View | None) -> None:
        """Its time is over: an ordinary message, where one may be sent."""
        given = interaction.given
        if view is None or view.form is not None or given is None:
            return
        to: Address = InConversation(given.conversation) if view.for_all else ToPerson(PersonId(interaction.by))
        if isinstance(to, ToPerson) and not await self._joined(given.workspace, interaction.by):
            return
        try:
            await self._post(given.workspace, to, view, f"late:{interaction.id}")
        except (Refused, Unsure) as failure:
            structlog.get_logger().warning("answer_not_posted", platform="discord", failure=type(failure).__name__)
