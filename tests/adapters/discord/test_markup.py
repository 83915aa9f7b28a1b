from datetime import UTC, datetime

import pytest

from adapters.discord.markup import drawn, escaped, harmless, mentioned, plain
from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.view import Channel, Code, Mention, Moment, MomentStyle, Named, Span, Strong, Url

ANA = PersonId("80351110224678912")
AT = datetime(2026, 6, 1, 14, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ("plain words", "plain words"),
        ("**bold**", r"\*\*bold\*\*"),
        ("# a\n> b\n1. c\n-# d", "\\# a\n\\> b\n\\1. c\n\\-# d"),
        ("<@80351110224678912> @everyone", "\\<@80351110224678912> @\u200beveryone"),
        ("[a](https://e.example/)", r"\[a\]\(https://e.example/\)"),
        ("see https://e.example/a_b_c", "see https://e.example/a_b_c"),
        (Strong("done\nwhen"), "**done when**"),
        (Strong(" "), ""),
        (Code("/openline mine"), "`/openline mine`"),
        (Code("`x`"), "`'x'`"),
        (Named(ANA), f"<@{ANA}>"),
        (Named(PersonId("ana_")), r"ana\_"),
        (Channel(ConversationId("103735883630395392")), "<#103735883630395392>"),
        (Channel(ConversationId("#site")), r"\#site"),
        (Moment(AT, MomentStyle.DAY_AND_TIME, "Mon 14:40"), f"<t:{int(AT.timestamp())}:F>"),
        (Moment(AT, MomentStyle.TIME, "14:40"), f"<t:{int(AT.timestamp())}:t>"),
        (Url("https://e.example/(a) b", "here"), "[here](https://e.example/%28a%29%20b)"),
        (Url("javascript:alert(1)", "here"), "here"),
        (Url("https://[", "here"), "here"),
    ],
)
def test_a_span_is_shown_by_discords_own_means(span: Span, shown: str) -> None:
    assert drawn((span,), 500) == shown


def test_a_long_row_is_cut_and_no_mark_is_left_open() -> None:
    cut = drawn((Strong("word " * 100), Named(ANA)), 60)
    assert len(cut) <= 60
    assert cut.startswith("**word")
    assert cut.endswith("…**")
    assert drawn(("ab", Named(ANA)), 10) == "ab…"


def test_escaping_never_lets_a_cut_end_in_half_an_escape() -> None:
    for most in range(20, 60):
        cut = drawn(("*" * 100,), most)
        assert len(cut) <= most
        assert cut.removesuffix("…").count("*") == cut.count("\\")


def test_what_steers_a_screen_is_taken_out() -> None:
    assert harmless("a\u202eb\x00c\ud800") == "a b c�"
    assert escaped("\u2066x") == " x"


def test_only_mentions_ping() -> None:
    assert mentioned([(Named(ANA), "x"), (Mention(ANA), Mention(ANA), Mention(PersonId("ana")))]) == (ANA,)


def test_where_no_markup_is_drawn_there_is_none() -> None:
    assert plain((Strong("One question"), " for ", Named(ANA), "\nnow"), 20) == "One question for now"
