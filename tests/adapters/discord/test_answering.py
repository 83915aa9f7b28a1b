"""What people give, press and send, answered in time and in the way each asks for."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from adapters.discord.custom_ids import pack
from adapters.discord.replies import ALONE, DEFERRED, DEFERRED_UPDATE, MESSAGE, MODAL, SUGGESTIONS, UPDATE
from bot.ports.surfaces import Typing
from bot.vocabulary.effects import InConversation
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Value
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import Choice, Field, Form, View
from tests.adapters.discord.tower import custom_ids, shown, standing
from tests.fake_discord.world import ANA, GUILD, KIM, SAM, SITE, Trouble

FORM = Form("Join", "join", (Field("zone", "Your time zone", is_required=True), Field("does", "What do you do?")), "E1")
WRONG = Form("Join", "join", (Field("zone", "Your time zone", error="There is no such zone."), FORM.fields[1]), "E1")
LONG = Form("Long", "settings", tuple(Field(f"f{number}", f"Field {number}") for number in range(7)), "E1")


async def test_a_command_is_answered_for_its_asker_alone() -> None:
    async with standing() as tower:
        told = await tower.server.gives(ANA, "expect", person=SAM, what="a banner", by="friday")
        answer = await tower.answered(told)
        (given,) = tower.reception.given
    assert isinstance(given, CommandGiven)
    assert (given.command, given.workspace, given.conversation, given.by) == ("expect", GUILD, SITE, ANA)
    assert given.values == (Value("person", SAM), Value("what", "a banner"), Value("by", "friday"))
    assert (answer["type"], answer["data"]["flags"] & ALONE) == (MESSAGE, ALONE)
    assert shown(answer["data"]) == "Done."


async def test_what_is_for_all_is_posted_in_the_conversation() -> None:
    async with standing() as tower:
        tower.reception.answers.append(View(("An invitation",), for_all=True))
        answer = await tower.answered(await tower.server.gives(ANA, "start", people=[SAM, KIM]))
        given = tower.reception.given[0]
    assert answer["data"]["flags"] & ALONE == 0
    assert isinstance(given, CommandGiven)
    assert given.values == (Value("people", SAM), Value("people", KIM))


async def test_a_button_changes_its_card_where_it_stands() -> None:
    async with standing() as tower:
        tower.reception.answers.append(View(("Acknowledged",), replaces=True))
        answer = await tower.answered(await tower.server.presses(SAM, pack("acknowledge", "X1", None, tower.shelf)))
        (given,) = tower.reception.given
    assert answer["type"] == UPDATE
    assert isinstance(given, ButtonPressed)
    assert (given.action, given.about, given.by) == ("acknowledge", "X1", SAM)


async def test_a_card_that_changed_by_its_button_is_still_found_by_its_key() -> None:
    to = InConversation(ConversationId(SITE))
    async with standing() as tower:
        await tower.messenger.post(WorkspaceId(GUILD), to, View(("A question",)), "key")
        (posted,) = tower.world.by_bot(SITE)
        tower.reception.answers.append(View(("Acknowledged",), replaces=True))
        await tower.answered(await tower.server.presses(SAM, "|acknowledge|X1", posted))
        assert shown({"components": posted["components"]}) == "Acknowledged"
        assert await tower.messenger.find(WorkspaceId(GUILD), to, "key", tower.clock.now()) is not None


async def test_a_further_message_whose_answer_was_lost_is_not_sent_again() -> None:
    async with standing(ready_within=0.0) as tower:
        tower.reception.ready.clear()
        told = await tower.server.presses(SAM, "|show|X1")
        await tower.answered(told)
        tower.world.troubles.append(Trouble.STORED_THEN_502)
        tower.reception.ready.set()
        await tower.answering.finished()
        assert len(tower.world.follow_ups[told["token"]]) == 1
        assert tower.world.by_bot(SITE) == []


async def test_what_is_chosen_under_more_is_a_button_as_well() -> None:
    async with standing() as tower:
        await tower.answered(await tower.server.chooses(SAM, "|more|", pack("decline", "X1", None, tower.shelf)))
        (given,) = tower.reception.given
    assert isinstance(given, ButtonPressed)
    assert (given.action, given.about) == ("decline", "X1")


async def test_in_a_direct_message_the_button_tells_whose_it_is() -> None:
    async with standing() as tower:
        direct = tower.world.direct(SAM)
        own = pack("acknowledge", "X1", tower.places.spot(SITE).workspace, tower.shelf)  # type: ignore[union-attr]
        await tower.answered(await tower.server.presses(SAM, own, channel=direct["id"]))
        (given,) = tower.reception.given
    assert given.workspace == GUILD


async def test_a_shortcut_is_about_its_message_and_brings_what_it_says() -> None:
    async with standing() as tower:
        said = tower.world.says(ANA, "the header?")
        await tower.answered(await tower.server.uses(ANA, "Expect this", said))
        (given,) = tower.reception.given
    assert isinstance(given, ButtonPressed)
    assert (given.action, given.about, given.text) == ("expect-this", said["id"], "the header?")


async def test_a_form_opens_is_sent_and_its_errors_open_it_again_with_what_was_typed() -> None:
    async with standing() as tower:
        tower.reception.answers += [View(("Join",), form=FORM), View(("Join",), form=WRONG), View(("You have joined",))]
        opened = await tower.answered(await tower.server.gives(SAM, "join"))
        assert opened["type"] == MODAL
        typed: dict[str, str | list[str]] = {"zone": "Berlinn", "does": "design"}
        answer = await tower.answered(await tower.server.sends(SAM, opened["data"]["custom_id"], typed))
        assert "There is no such zone." in shown(answer["data"])
        (again,) = custom_ids(answer["data"])
        reopened = await tower.answered(await tower.server.presses(SAM, again))
        assert reopened["type"] == MODAL
        inputs = [each["component"].get("value") for each in reopened["data"]["components"]]
        assert inputs == ["Berlinn", "design"]
        assert reopened["data"]["components"][0]["description"] == "⚠ There is no such zone."
        await tower.answered(await tower.server.sends(SAM, reopened["data"]["custom_id"], {"zone": "Berlin"}))
        last = tower.reception.given[-1]
    assert isinstance(last, FormSubmitted)
    assert (last.action, last.about, last.values) == ("join", "E1", (Value("zone", "Berlin"),))


async def test_after_a_restart_a_form_is_asked_for_anew() -> None:
    async with standing() as tower:
        tower.reception.answers += [View(("Join",), form=FORM)]
        forgotten = pack("fill-in", "12.0-1,join,E1", None, tower.shelf)
        answer = await tower.answered(await tower.server.presses(SAM, forgotten))
        (given,) = tower.reception.given
    assert answer["type"] == MODAL
    assert isinstance(given, ButtonPressed)
    assert (given.action, given.about) == ("join", "E1")


async def test_a_form_of_seven_fields_goes_over_two_pages() -> None:
    async with standing() as tower:
        tower.reception.answers.append(View(("Long",), form=LONG))
        first = await tower.answered(await tower.server.gives(ANA, "settings"))
        assert first["data"]["title"] == "Long (1/2)"
        between = await tower.answered(await tower.server.sends(ANA, first["data"]["custom_id"], {"f0": "zero"}))
        (go_on,) = custom_ids(between["data"])
        second = await tower.answered(await tower.server.presses(ANA, go_on))
        assert len(second["data"]["components"]) == 2
        await tower.answered(await tower.server.sends(ANA, second["data"]["custom_id"], {"f6": "six"}))
        last = tower.reception.given[-1]
        assert isinstance(last, FormSubmitted)
        assert last.values == (Value("f0", "zero"), Value("f6", "six"))
        late = await tower.answered(await tower.server.sends(ANA, second["data"]["custom_id"], {"f6": "six"}))
        assert shown(late["data"])
    assert len(tower.reception.given) == 2


async def test_after_a_restart_a_page_that_was_filled_in_is_not_lost() -> None:
    async with standing() as tower:
        tower.reception.answers += [View(("Long",), form=LONG)]
        page = pack("page", "12-1,0,settings,E1", None, tower.shelf)
        between = await tower.answered(await tower.server.sends(ANA, page, {"f0": "zero"}))
        (go_on,) = custom_ids(between["data"])
        second = await tower.answered(await tower.server.presses(ANA, go_on))
        await tower.answered(await tower.server.sends(ANA, second["data"]["custom_id"], {"f6": "six"}))
        asked, last = tower.reception.given
        assert isinstance(asked, ButtonPressed)
        assert (asked.action, asked.about) == ("settings", "E1")
        assert isinstance(last, FormSubmitted)
        assert last.values == (Value("f0", "zero"), Value("f6", "six"))
        lost = await tower.answered(await tower.server.sends(ANA, "|page|12-1,1,settings,E1", {"f6": "six"}))
    assert "begin again" in shown(lost["data"])


async def test_suggestions_are_given_while_somebody_types() -> None:
    async with standing() as tower:
        tower.reception.choices = (Choice("Europe/Berlin", "Berlin, 14:40 now"),)
        answer = await tower.answered(await tower.server.types(SAM, "join", "zone", "berl"))
    assert answer == {
        "type": SUGGESTIONS,
        "data": {"choices": [{"name": "Berlin, 14:40 now", "value": "Europe/Berlin"}]},
    }
    assert tower.reception.typed == [Typing(GUILD, SITE, SAM, "join", "zone", "berl")]  # type: ignore[arg-type]


async def test_an_answer_that_takes_long_is_deferred_and_follows() -> None:
    async with standing(ready_within=0.02) as tower:
        tower.reception.ready.clear()
        told = await tower.server.gives(ANA, "digest")
        deferred = await tower.answered(told)
        assert (deferred["type"], deferred["data"]["flags"]) == (DEFERRED, ALONE)
        tower.reception.ready.set()
        await tower.until(lambda: told["token"] in tower.world.originals)
        assert shown(tower.world.originals[told["token"]]) == "Done."


async def test_a_deferred_button_changes_its_card_or_says_something_beside_it() -> None:
    async with standing(ready_within=0.02) as tower:
        for replaces in (True, False):
            tower.reception.ready.clear()
            tower.reception.answers.append(View(("Late",), replaces=replaces))
            told = await tower.server.presses(ANA, pack("show", "X1", None, tower.shelf))
            assert (await tower.answered(told))["type"] == DEFERRED_UPDATE
            tower.reception.ready.set()
            there = tower.world.originals if replaces else tower.world.follow_ups
            await tower.until(lambda told=told, there=there: told["token"] in there)  # type: ignore[misc]


async def test_what_is_for_all_follows_for_all_though_it_was_deferred() -> None:
    async with standing(ready_within=0.02) as tower:
        tower.reception.ready.clear()
        tower.reception.answers.append(View(("An invitation",), for_all=True))
        told = await tower.server.gives(ANA, "start", people=SAM)
        await tower.answered(told)
        tower.reception.ready.set()
        await tower.until(lambda: tower.world.follow_ups[told["token"]])
        (said,) = tower.world.follow_ups[told["token"]]
    assert said["flags"] & ALONE == 0
    assert tower.world.originals[told["token"]] == {}


async def test_a_form_that_comes_late_is_opened_by_a_button() -> None:
    async with standing(ready_within=0.02) as tower:
        tower.reception.ready.clear()
        tower.reception.answers.append(View(("Join",), form=FORM))
        told = await tower.server.gives(SAM, "join")
        await tower.answered(told)
        tower.reception.ready.set()
        await tower.until(lambda: told["token"] in tower.world.originals)
        (opener,) = custom_ids(tower.world.originals[told["token"]])
        opened = await tower.answered(await tower.server.presses(SAM, opener))
    assert opened["type"] == MODAL


async def test_when_its_time_is_over_whoever_has_joined_gets_a_message() -> None:
    async with standing() as tower:
        tower.people.add(PersonId(SAM))
        for who in (SAM, KIM):
            tower.reception.ready.clear()
            told = await tower.server.gives(who, "mine")
            await tower.until(lambda: tower.reception.given)
            tower.reception.given.clear()
            del tower.world.tokens[told["token"]]
            tower.pass_time(timedelta(minutes=16))
            tower.reception.ready.set()
            await tower.answering.finished()
        posted = [each for each in tower.world.messages if tower.world.channels[each]["type"] == 1]
    assert posted == [tower.world.direct(SAM)["id"]]


async def test_an_interaction_that_is_delivered_twice_is_taken_once() -> None:
    async with standing() as tower:
        told = await tower.server.gives(ANA, "mine")
        await tower.server.gateway.tell("INTERACTION_CREATE", told, GUILD)
        await tower.answered(told)
        await tower.settled()
    assert len(tower.reception.given) == 1


async def test_a_failure_is_told_in_words_and_none_of_it_is_shown() -> None:
    async with standing() as tower:
        tower.reception.answers.append(RuntimeError("canary"))
        answer = await tower.answered(await tower.server.gives(ANA, "mine"))
    assert "canary" not in str(answer)
    assert shown(answer["data"])


async def test_what_was_told_before_is_only_acknowledged() -> None:
    async with standing() as tower:
        tower.reception.answers.append(None)
        answer = await tower.answered(await tower.server.presses(ANA, pack("show", "X1", None, tower.shelf)))
    assert answer["type"] == DEFERRED_UPDATE


async def test_a_button_that_is_not_ours_is_only_acknowledged() -> None:
    async with standing() as tower:
        answer = await tower.answered(await tower.server.presses(ANA, "somebody-elses"))
    assert answer["type"] == DEFERRED_UPDATE
    assert tower.reception.given == []


async def test_a_burst_is_answered_while_one_answer_waits() -> None:
    async with standing(ready_within=5.0) as tower:
        await asyncio.gather(*(tower.server.gives(ANA, "mine") for _ in range(20)))
        await tower.until(lambda: len(tower.world.callbacks) == 20)
