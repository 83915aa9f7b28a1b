"""What the app asks for is what it uses (S25)."""

from adapters.slack.manifest import Reached, Words, manifest
from adapters.slack.scopes import EVENTS, scopes
from bot.vocabulary.actions import BY_NAME

WORDS = Words("Openline", "What it is", "What it does", "[help]", "About a message", (("My turn", "mine", "See it"),))
SOCKET = manifest(WORDS, Reached())
HTTP = manifest(WORDS, Reached("https://openline.example/"))


def test_it_asks_for_exactly_the_scopes_and_events_of_the_tables() -> None:
    assert SOCKET["oauth_config"] == {"scopes": {"bot": list(scopes())}}
    assert SOCKET["settings"]["event_subscriptions"] == {"bot_events": sorted(EVENTS)}


def test_it_is_for_socket_mode_unless_slack_can_reach_us() -> None:
    assert SOCKET["settings"]["socket_mode_enabled"]
    assert not HTTP["settings"]["socket_mode_enabled"]
    assert HTTP["settings"]["interactivity"]["request_url"] == "https://openline.example/slack/events"
    assert HTTP["features"]["slash_commands"][0]["url"] == "https://openline.example/slack/events"
    assert HTTP["oauth_config"] == SOCKET["oauth_config"]


def test_for_others_to_install_it_names_where_they_come_back_to_and_asks_for_nothing_more() -> None:
    many = manifest(WORDS, Reached("https://openline.example/", is_installed_by_others=True))
    assert many["oauth_config"]["redirect_urls"] == ["https://openline.example/slack/oauth_redirect"]
    assert many["oauth_config"]["scopes"] == SOCKET["oauth_config"]["scopes"]
    assert many["settings"]["org_deploy_enabled"]
    assert not HTTP["settings"]["org_deploy_enabled"]


def test_over_socket_mode_only_what_installs_it_is_at_the_address() -> None:
    many = manifest(WORDS, Reached("https://openline.example", by_sockets=True, is_installed_by_others=True))
    assert many["settings"]["socket_mode_enabled"]
    assert "slack/events" not in str(many)
    assert many["oauth_config"]["redirect_urls"] == ["https://openline.example/slack/oauth_redirect"]


def test_every_shortcut_does_something_that_is_declared() -> None:
    for each in SOCKET["features"]["shortcuts"]:
        assert each["callback_id"] in BY_NAME
        assert len(each["name"]) <= 24


def test_a_mention_in_the_command_arrives_as_an_id() -> None:
    (command,) = SOCKET["features"]["slash_commands"]
    assert (command["command"], command["should_escape"]) == ("/openline", True)
