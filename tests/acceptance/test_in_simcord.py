"""What people do in Discord, in a Discord that somebody else wrote: it refuses what the real one would refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.backend.errors import SetupError
from simcord.results import InteractionResult, ResponseMessage

from bot.ports import Place
from bot.ports.surfaces import FORBIDDEN, Refused
from bot.vocabulary.actions import SHORTCUTS
from bot.vocabulary.agreements import Expectation
from bot.vocabulary.commands import COMMANDS
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.records import Gap, GapState, Member, MemberState
from bot.vocabulary.view import Button, Section, Strong, View
from tests.acceptance.simulated import Simulated, simulated
from tests.adapters.discord.tower import shown

ZONE = {"zone": "Europe/Berlin"}
CARD = View((Strong("One question waits for you"),), buttons=(Button("Later", "later", "gap/1>2"),))


def seen(message: discord.Message | ResponseMessage | None) -> str:
    """Every word on a card."""
    assert message is not None
    parts: list[Any] = list(message.components)
    return shown({"components": [each if isinstance(each, dict) else each.to_dict() for each in parts]})


def answered(done: InteractionResult) -> str:
    """Every word of an answer."""
    return seen(done.response)


async def they_begin(here: Simulated) -> None:
    """Ana invites Sam, and he joins."""
    invitation = await here.ana.slash(here.site, "openline start", people=here.sam, name="the site", **ZONE)
    assert invitation.response is not None
    form = await here.sam.click(invitation.response.message, label="Join")
    await here.sam.submit_modal(form, {**ZONE, "hours": "Mon-Fri 9-12, 13-17"})
    await here.settle()


async def test_somebody_is_invited_corrects_a_form_and_joins_and_what_they_typed_is_not_lost() -> None:
    async with simulated() as here:
        invitation = await here.ana.slash(here.site, "openline start", people=here.sam, name="the site", **ZONE)
        assert invitation.response is not None
        assert not invitation.ephemeral
        form = await here.sam.click(invitation.response.message, label="Join")
        assert form.modal is not None
        wrong = await here.sam.submit_modal(form, {"zone": "Atlantis", "hours": "Mon-Fri 9-12", "does": "Design"})
        assert wrong.ephemeral
        assert wrong.response is not None
        again = await here.sam.click(wrong.response.message, label="Correct it")
        typed = {each["component"]["custom_id"]: each["component"].get("value") for each in _labelled(again)}
        assert (typed["zone"], typed["does"]) == ("Atlantis", "Design")
        await here.sam.submit_modal(again, {**ZONE, "hours": "Mon-Fri 9-12"})
        await here.settle()
        async with here.store.begin(reading=True) as work:
            members = await work.find(Member, here.where, state=MemberState.JOINED)
        posted = [seen(each) for each in here.site.history()]
    assert {each.person for each in members} == {str(here.ana.id), str(here.sam.id)}
    assert any("has joined" in each for each in posted)


async def test_an_expectation_is_seen_by_its_asker_alone_until_it_is_sent_and_changes_where_it_stands() -> None:
    async with simulated() as here:
        await they_begin(here)
        brief = await here.ana.slash(here.site, "openline expect", person=here.sam, what="a new banner")
        assert brief.ephemeral
        assert brief.response is not None
        with pytest.raises(SetupError, match="not visible to this user"):
            await here.kim.click(brief.response.message, label="Send now")
        await here.ana.click(brief.response.message, label="Send now")
        await here.settle()
        card = next(each for each in reversed(here.site.history()) if "a new banner" in seen(each))
        await here.sam.click(card, label="Got it")
        await here.settle()
        after = next(each for each in here.site.history() if each.id == card.id)
        async with here.store.begin(reading=True) as work:
            (expectation,) = await work.find(Expectation, here.where)
    assert expectation.owed_by == str(here.sam.id)
    assert seen(after) != seen(card)
    assert "Got it" not in seen(after)


async def test_every_command_can_be_given_without_anything_and_by_anybody() -> None:
    """Whatever is answered, card or form, is whole, and nothing is left without an answer."""
    async with simulated() as here:
        await they_begin(here)
        for who in (here.ana, here.sam, here.kim):
            assert set(who.available_commands(here.site)) == {f"openline {each.name}" for each in COMMANDS}
            for command in COMMANDS:
                if command.name == "export":  # simcord takes files only as discord.py's own objects
                    continue
                done = await who.slash(here.site, f"openline {command.name}")
                assert done.acknowledged, command.name
                assert done.modal or answered(done), command.name
                await here.settle()


async def test_zones_and_deadlines_are_suggested_while_somebody_types() -> None:
    async with simulated() as here:
        await they_begin(here)
        zones = await here.sam.autocomplete(here.site, "openline join", "zone", "berl")
        assert [each["value"] for each in zones] == ["Europe/Berlin"]
        deadlines = await here.ana.autocomplete(here.site, "openline expect", "by", "friday 5pm")
        assert [each["value"] for each in deadlines] == ["Fri 2 Jan 17:00 my time"]
        assert await here.ana.autocomplete(here.site, "openline expect", "by", ""), "the usual ones"


@pytest.mark.parametrize("shortcut", [each.label for each in SHORTCUTS])
async def test_what_is_in_a_messages_menu_is_answered(shortcut: str) -> None:
    async with simulated() as here:
        await they_begin(here)
        said = await here.ana.send(here.site, f"{here.sam.mention} can you send me the sizes?")
        await here.settle()
        done = await here.ana.context_menu(here.site, shortcut, said)
        assert done.modal or answered(done)


async def test_what_is_said_opens_a_gap_and_its_answer_ends_it() -> None:
    async with simulated() as here:
        await they_begin(here)
        said = await here.ana.send(here.site, f"{here.sam.mention} can you send me the sizes?")
        await here.settle()
        assert "sizes" not in answered(await here.sam.slash(here.site, "openline mine"))
        await here.sam.send(here.site, "240 by 90", reply_to=said)
        await here.settle()
        async with here.store.begin(reading=True) as work:
            (gap,) = await work.find(Gap, here.where)
    assert (gap.message, gap.owed_by) == (str(said.id), str(here.sam.id))
    assert gap.state is GapState.ANSWERED


async def test_a_card_with_all_that_fits_on_one_is_taken_and_found_again() -> None:
    show = (Button("Show", "show", "x"),)
    sections = tuple(Section(f"Part {number}", (("Some words",),), show) for number in range(9))
    more = tuple(Button(f"More {number}", "show", f"{number}") for number in range(30))
    view = View((Strong("The week"),), (("One fact",),), sections, CARD.buttons, more, ("Why",))
    async with simulated() as here:
        to = InConversation(ConversationId(str(here.site.id)))
        receipt = await here.messenger.post(here.where, to, view, "key")
        assert seen(here.site.last_message).startswith("**The week**")
        await here.messenger.update(here.where, to, receipt, CARD)
        assert "One question waits for you" in seen(here.site.last_message)
        assert await here.messenger.find(here.where, to, "key", here.clock.now() - timedelta(hours=1)) == receipt


async def test_whoever_takes_no_direct_messages_gets_a_private_thread_that_nobody_else_sees() -> None:
    async with simulated() as here:
        await they_begin(here)
        direct = here.sam.user.dm_channel.id
        here.env.inject_error("POST", f"/channels/{direct}/messages", status=403, code=50007)
        await here.messenger.post(here.where, ToPerson(PersonId(str(here.sam.id))), CARD, "key")
        (thread,) = here.site.threads
        (card,) = thread.history(viewer=here.sam)
        assert "One question waits for you" in seen(card)
        with pytest.raises(Exception, match=r"(?i)access|view|permission|thread"):
            thread.history(viewer=here.kim)


async def test_where_we_may_not_speak_it_is_refused_and_where_we_may_not_read_it_is_no_silence() -> None:
    async with simulated() as here:
        me = here.env.bot.user
        assert me is not None
        mute = discord.PermissionOverwrite(send_messages=False, read_message_history=False)
        quiet = here.guild.create_text_channel("quiet", overwrites={me: mute})
        await here.ana.send(quiet, "hello")
        await here.settle()
        place = ConversationId(str(quiet.id))
        with pytest.raises(Refused) as refused:
            await here.messenger.post(here.where, InConversation(place), CARD, "key")
        assert refused.value.why == FORBIDDEN
        with pytest.raises(Refused):
            [each async for each in here.history.since(Place(here.where, place), here.clock.now() - timedelta(days=1))]


async def test_what_was_said_is_read_back_in_its_order() -> None:
    async with simulated() as here:
        began = here.clock.now()
        for number in range(60):
            await here.ana.send(here.site, f"number {number}")
        place = Place(here.where, ConversationId(str(here.site.id)))
        told = [each async for page in here.history.since(place, began - timedelta(hours=1)) for each in _posted(page)]
    assert told == [f"number {number}" for number in range(60)]


def _posted(page: Any) -> list[str]:
    return [each.text for each in page.events if isinstance(each, MessagePosted)]


def _labelled(done: InteractionResult) -> list[dict[str, Any]]:
    assert done.modal is not None
    return [each for each in done.modal["components"] if each["type"] == 18]
