"""Names of people and places."""

import asyncio
from datetime import timedelta

from adapters.slack.directory import FAILED, FRESH, conversation
from bot.vocabulary.model import ConversationKind
from tests.adapters.slack.fake import ANA, BOT, KIM, SAM, SITE, Slack
from tests.adapters.slack.tower import ACME, Tower


async def test_a_name_is_asked_once_and_again_when_it_is_old(tower: Tower, slack: Slack) -> None:
    await tower.directory.person(ACME, SAM)
    person = await tower.directory.person(ACME, SAM)
    assert person is not None
    assert (person.name, person.zone, person.is_outsider) == ("sam", "Europe/Berlin", False)
    assert slack.calls["users.info"] == 1
    slack.clock.move_to(slack.clock.now() + FRESH)
    await tower.directory.person(ACME, SAM)
    assert slack.calls["users.info"] == 2


async def test_many_who_want_to_know_the_same_wait_for_one_answer(tower: Tower, slack: Slack) -> None:
    found = await asyncio.gather(*(tower.directory.person(ACME, SAM) for _ in range(50)))
    assert {each.name for each in found if each} == {"sam"}
    await asyncio.gather(*(tower.directory.place(ACME, SITE) for _ in range(50)))
    assert (slack.calls["conversations.info"], slack.calls["users.info"]) == (1, 3)


async def test_whom_slack_does_not_know_is_not_asked_about_all_the_time(tower: Tower, slack: Slack) -> None:
    assert [await tower.directory.person(ACME, "U9"), await tower.directory.person(ACME, "U9")] == [None, None]
    assert slack.calls["users.info"] == 1
    slack.clock.move_to(slack.clock.now() + FAILED + timedelta(seconds=1))
    await tower.directory.person(ACME, "U9")
    assert slack.calls["users.info"] == 2


async def test_what_was_known_stays_known_while_slack_is_away(tower: Tower, slack: Slack) -> None:
    await tower.directory.person(ACME, SAM)
    slack.clock.move_to(slack.clock.now() + FRESH)
    slack.is_down = True
    person = await tower.directory.person(ACME, SAM)
    assert person is not None
    assert person.name == "sam"


async def test_a_person_of_another_organisation_is_an_outsider(tower: Tower) -> None:
    person = await tower.directory.person(ACME, "U0LEE")
    assert person is not None
    assert person.is_outsider


async def test_a_conversation_is_told_with_the_people_in_it_and_without_its_bots(tower: Tower) -> None:
    place = await tower.directory.place(ACME, SITE)
    assert place is not None
    assert (place.name, place.kind) == ("site", ConversationKind.CHANNEL)
    assert sorted(place.members or ()) == [ANA, SAM]


async def test_a_conversation_that_changed_is_asked_about_anew(tower: Tower, slack: Slack) -> None:
    await tower.directory.place(ACME, SITE)
    slack.channels[SITE]["members"].append(KIM)
    tower.directory.moved(ACME, SITE)
    place = await tower.directory.place(ACME, SITE)
    assert place is not None
    assert sorted(place.members or ()) == sorted([ANA, SAM, KIM])


async def test_names_for_texts_grow_with_what_is_learnt(tower: Tower) -> None:
    names = tower.directory.names(ACME)
    await tower.directory.learn(ACME, [SAM, BOT, "U9"], ["D0SAM"])
    assert names.people == {SAM: "sam", BOT: "openline"}
    assert names.bots == {BOT}


def test_kinds_of_conversations() -> None:
    assert conversation({"id": "D1", "is_im": True}).kind is ConversationKind.DIRECT  # type: ignore[union-attr]
    assert conversation({"id": "G1", "is_mpim": True}).kind is ConversationKind.GROUP  # type: ignore[union-attr]
    assert conversation({"name": "nowhere"}) is None


async def test_what_is_known_is_what_slack_told_and_for_some_hours(tower: Tower) -> None:
    assert tower.directory.known(ACME, SAM) is None
    told = await tower.directory.person(ACME, SAM)
    assert tower.directory.known(ACME, SAM) == told is not None
    tower.slack.clock.move_to(tower.slack.clock.now() + FRESH)
    assert tower.directory.known(ACME, SAM) is None
