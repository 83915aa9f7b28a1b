"""Where Slack is heard, through the real Bolt over real sockets: kept, then acknowledged."""

import pytest

from bot.vocabulary.events import CommandGiven, ConversationSeen, MessagePosted, PersonSeen
from bot.vocabulary.view import Button, View
from tests.adapters.slack.fake import ANA, BOT, BOT_ID, LEE, SAM, SITE, Slack
from tests.adapters.slack.people_at_slack import People
from tests.adapters.slack.tower import ACME, Tower


async def test_a_message_is_heard(tower: Tower, people: People) -> None:
    await people.says(ANA, f"<@{SAM}> can you send the draft?")
    (posted,) = tower.heard.events
    assert isinstance(posted, MessagePosted)
    assert (posted.workspace, posted.author, posted.mentions) == (ACME, ANA, (SAM,))


async def test_a_command_delivered_twice_is_given_once(tower: Tower, people: People) -> None:
    command = people.command(ANA, "mine")
    assert await people.deliver("slash_commands", command)
    assert await people.deliver("slash_commands", command) == {}
    assert len(tower.heard.given) == 1


@pytest.mark.parametrize(
    "own",
    [
        {"user": BOT, "bot_id": BOT_ID},
        {"subtype": "bot_message", "bot_id": BOT_ID},
        {"subtype": "message_changed", "message": {"user": BOT, "bot_id": BOT_ID, "ts": "1.2", "text": "x"}},
    ],
)
async def test_our_own_messages_are_not_heard(tower: Tower, people: People, own: dict[str, object]) -> None:
    await people.tell({"type": "message", "channel": SITE, "text": "a card", "ts": "1780300800.1", **own})
    assert tower.heard.events == []
    assert len(tower.passed_over) == 1


async def test_too_many_events_mean_that_something_is_missing(tower: Tower, people: People) -> None:
    await people.deliver("events_api", {"type": "app_rate_limited", "team_id": ACME, "minute_rate_limited": 1})
    assert tower.heard.lost == [ACME]


async def test_whoever_gives_a_command_and_whom_it_names_are_known_before_it_is_decided(
    tower: Tower, people: People
) -> None:
    await people.commands(ANA, f"start <@{LEE}|lee>")
    seen = [each.person.id for each in tower.heard.events if isinstance(each, PersonSeen)]
    assert sorted(seen) == sorted([ANA, LEE])
    assert [each.about.name for each in tower.heard.events if isinstance(each, ConversationSeen)] == ["site"]
    await people.commands(ANA, "mine")
    assert len([each for each in tower.heard.events if isinstance(each, PersonSeen)]) == 2


async def test_nobody_is_told_about_who_only_speaks(tower: Tower, people: People) -> None:
    await people.says(SAM, "good morning")
    assert not [each for each in tower.heard.events if isinstance(each, PersonSeen)]


async def test_a_change_of_zone_is_heard_at_once(tower: Tower, people: People, slack: Slack) -> None:
    await people.tell({"type": "user_change", "user": {**slack.users[SAM], "tz": "Asia/Manila"}})
    (seen,) = tower.heard.events
    assert isinstance(seen, PersonSeen)
    assert seen.person.zone == "Asia/Manila"


async def test_the_home_tab_is_the_home_command(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["home"] = View(("Your turn",), buttons=(Button("Got it", "acknowledge", "E1"),))
    await people.tell({"type": "app_home_opened", "user": ANA, "tab": "home"})
    await tower.listener.close()
    assert slack.homes[ANA]["blocks"][0]["text"]["text"] == "Your turn"


async def test_a_button_of_the_home_tab_draws_it_anew(tower: Tower, people: People, slack: Slack) -> None:
    tower.heard.answers["home"] = View(("Your turn",), buttons=(Button("Got it", "acknowledge", "E1"),))
    await people.tell({"type": "app_home_opened", "user": ANA, "tab": "home"})
    await tower.listener.close()
    tower.heard.answers |= {"acknowledge": View(("Done",), replaces=True), "home": View(("Nothing waits",))}
    press = people.press(ANA, "Got it", {"blocks": slack.homes[ANA]["blocks"]}, view={"type": "home"})
    await people.deliver("interactive", {**press, "channel": None, "message": None, "container": {"type": "view"}})
    await tower.listener.close()
    assert slack.homes[ANA]["blocks"][0]["text"]["text"] == "Nothing waits"
    assert slack.views == []


async def test_while_slack_answers_nothing_a_command_is_decided_all_the_same(
    tower: Tower, people: People, slack: Slack
) -> None:
    await tower.tokens.known()
    slack.is_down = True
    assert (await people.commands(ANA, "mine"))["text"] == "Nothing waits for you"
    (given,) = tower.heard.given
    assert isinstance(given, CommandGiven)
