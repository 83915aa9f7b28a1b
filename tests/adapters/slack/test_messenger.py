"""Posts in Slack: once each, wherever somebody can be reached. What holds for every platform is in tests/contracts."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.ports.surfaces import FORBIDDEN, GONE, Refused, Unsure
from bot.vocabulary.effects import InConversation, ToPerson
from bot.vocabulary.model import ConversationId, MessageId, PersonId, WorkspaceId
from bot.vocabulary.view import Document, Strong, View
from tests.adapters.slack.fake import ANA, LEE, SAM, SHARED, SITE, Slack
from tests.adapters.slack.tower import ACME, Tower
from tests.adapters.slack.tower import standing as tower_over

CARD = View((Strong("One question waits for you"),))
TO_SAM, TO_LEE = ToPerson(PersonId(SAM)), ToPerson(PersonId(LEE))
AT_SITE = InConversation(ConversationId(SITE))


async def test_a_private_card_goes_to_the_direct_conversation(tower: Tower, slack: Slack) -> None:
    receipt = await tower.messenger.post(ACME, TO_SAM, CARD, "key")
    assert receipt == f"D0SAM/{slack.posts[0]['ts']}"
    assert slack.posts[0]["metadata"] == {"event_type": "openline_post", "event_payload": {"key": "key"}}


async def test_a_card_for_both_goes_to_the_conversation_or_its_thread(tower: Tower, slack: Slack) -> None:
    await tower.messenger.post(ACME, AT_SITE, CARD, "one")
    thread = InConversation(ConversationId(SITE), MessageId(f"{SITE}/1780300000.000001"))
    await tower.messenger.post(ACME, thread, CARD, "two")
    assert [post.get("thread_ts") for post in slack.posts] == [None, "1780300000.000001"]


async def test_whom_no_direct_message_reaches_sees_it_in_a_shared_conversation(tower: Tower, slack: Slack) -> None:
    slack.closed_doors.add(LEE)
    receipt = await tower.messenger.post(ACME, TO_LEE, CARD, "key")
    assert [(each["channel"], each["user"]) for each in slack.ephemerals] == [(SHARED, LEE)]
    assert slack.posts == []
    with pytest.raises(Refused, match=GONE):
        await tower.messenger.update(ACME, TO_LEE, receipt, CARD)


async def test_whom_nothing_private_reaches_is_only_told_that_something_waits(tower: Tower, slack: Slack) -> None:
    slack.closed_doors.add(LEE)
    slack._chat_postEphemeral = None  # type: ignore[assignment, method-assign]
    await tower.messenger.post(ACME, TO_LEE, CARD, "key")
    assert [post["text"] for post in slack.posts] == [f"<@{LEE}>: something waits"]
    assert await tower.messenger.find(ACME, TO_LEE, "key", slack.clock.now()) is not None


async def test_the_line_stands_in_the_thread_of_their_matter_and_is_found_there_when_that_has_ended(
    slack: Slack,
) -> None:
    root = slack.keeps(SHARED, ANA, "can you send the draft?")["ts"]
    matters = [InConversation(ConversationId(SITE), MessageId(f"{SITE}/1780300000.000001"))]
    matters.append(InConversation(ConversationId(SHARED), MessageId(f"{SHARED}/{root}")))

    async def standing(workspace: WorkspaceId, person: PersonId) -> Sequence[InConversation]:
        return matters

    slack.closed_doors.add(LEE)
    slack._chat_postEphemeral = None  # type: ignore[assignment, method-assign]
    async with tower_over(slack, matters=standing) as tower:
        receipt = await tower.messenger.post(ACME, TO_LEE, CARD, "key")
        assert [(post["channel"], post["thread_ts"]) for post in slack.posts] == [(SHARED, root)]
        matters.clear()
        assert await tower.messenger.find(ACME, TO_LEE, "key", slack.clock.now()) == receipt


async def test_whom_nothing_reaches_at_all_is_tried_again_later(tower: Tower, slack: Slack) -> None:
    slack.closed_doors.add("U0KIM")
    with pytest.raises(Refused, match=FORBIDDEN):
        await tower.messenger.post(ACME, ToPerson(PersonId("U0KIM")), CARD, "key")


async def test_a_card_changes_where_it_stands(tower: Tower, slack: Slack) -> None:
    receipt = await tower.messenger.post(ACME, AT_SITE, CARD, "key")
    await tower.messenger.update(ACME, AT_SITE, receipt, View(("Acknowledged by sam",)))
    assert [each["text"] for each in slack.messages[SITE]] == ["Acknowledged by sam"]


async def test_a_card_that_is_gone_cannot_change(tower: Tower, slack: Slack) -> None:
    receipt = await tower.messenger.post(ACME, AT_SITE, CARD, "key")
    slack.messages.clear()
    with pytest.raises(Refused, match=GONE):
        await tower.messenger.update(ACME, AT_SITE, receipt, CARD)


async def test_what_was_posted_is_found_by_its_key_far_back_in_the_conversation(tower: Tower, slack: Slack) -> None:
    began = slack.clock.now()
    receipt = await tower.messenger.post(ACME, AT_SITE, CARD, "key")
    for number in range(450):
        slack.keeps(SITE, SAM, f"line {number}")
    assert await tower.messenger.find(ACME, AT_SITE, "key", began) == receipt
    assert await tower.messenger.find(ACME, AT_SITE, "another key", began) is None


async def test_nobody_can_tell_what_was_posted_while_slack_is_away(tower: Tower, slack: Slack) -> None:
    await tower.messenger.direct(ACME, PersonId(SAM))
    slack.is_down = True
    with pytest.raises(Unsure):
        await tower.messenger.find(ACME, TO_SAM, "key", slack.clock.now())


async def test_files_follow_their_card(tower: Tower, slack: Slack) -> None:
    await tower.messenger.post(
        ACME, TO_SAM, View(("Yours",), documents=(Document("a.json", "application/json", "{}"),)), "k"
    )
    assert [each["channel"] for each in slack.files.values()] == ["D0SAM"]


async def test_a_channel_gets_one_post_a_second(tower: Tower) -> None:
    assert tower.messenger.pace(AT_SITE) == timedelta(seconds=1)


async def test_whoever_stands_in_for_slack_need_not_know_every_method(tower: Tower, slack: Slack) -> None:
    slack._conversations_open = slack._users_info = None  # type: ignore[assignment, method-assign]
    slack.channel(SAM, "talk", SAM)
    assert (await tower.messenger.post(ACME, TO_SAM, CARD, "key")).startswith(f"{SAM}/")
