"""Spans as Slack's markup."""

from adapters.slack.spans import JOINER, markup, plain, size
from adapters.slack.text import Names
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.view import Channel, Code, Moment, MomentStyle, Named, Span, Strong, Url
from tests.builders import at

NAMES = Names({"U0SAM": "Sam"}, {"D1": "between us"})


def drawn(*spans: Span, limit: int = 3000) -> str:
    return markup(spans, NAMES, limit)


def test_a_moment_is_shown_in_the_readers_zone_with_words_where_it_cannot_be() -> None:
    moment = Moment(at("mon 14:40"), MomentStyle.DAY_AND_TIME, "Mon 14:40")
    assert drawn(moment) == "<!date^1780324800^{date_short_pretty}, {time}|Mon 14:40>"


def test_an_address_somebody_typed_can_be_followed() -> None:
    assert drawn("see https://example.org/a_b?c=1&d=2.") == "see <https://example.org/a_b?c=1&amp;d=2>."


def test_a_link_leads_where_it_says_and_nowhere_else() -> None:
    assert drawn(Url("https://example.org", "the brief|x>")) == "<https://example.org|the brief/x&gt;>"
    assert drawn(Url("javascript:alert(1)", "the brief")) == "the brief"


def test_words_that_stand_out_stay_on_one_line() -> None:
    assert drawn(Strong("One\nthing")) == "*One thing*"
    assert drawn(Strong(" ")) == ""


def test_code_is_shown_as_it_is_to_be_typed() -> None:
    assert drawn(Code("/openline `mine`")) == "`/openline 'mine'`"


def test_places_are_links_where_slack_has_some_and_names_otherwise() -> None:
    assert drawn(Channel(ConversationId("C1")), " ", Channel(ConversationId("D1"))) == "<#C1> between us"


def test_a_person_nobody_knows_is_shown_by_id_without_a_ping() -> None:
    assert drawn(Named(PersonId("U9"))) == "U9"


def test_what_is_too_long_ends_between_two_signs() -> None:
    assert drawn("a<b", limit=4) == "a…"
    assert drawn("*" * 10, limit=5) == f"*{JOINER}*{JOINER}…"


def test_what_stands_before_what_is_too_long_is_there_as_a_whole() -> None:
    assert markup(("ab", Strong("cd"), "efgh", Code("x")), Names(), 9) == "ab*cd*ef…"
    assert markup(("ab", Strong("cd"), "efgh"), Names(), 5) == "ab…"
    assert markup(("ab", Strong("cd"), "efgh"), Names(), 10) == "ab*cd*efgh"


def test_an_emoji_beyond_the_first_plane_counts_twice() -> None:
    assert size("a😀") == 3


def test_a_label_is_never_empty() -> None:
    assert plain(" \x00", 75) == "…"
    assert plain("😀😀", 3) == "😀…"
