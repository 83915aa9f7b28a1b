"""Slack's markup, and what people see of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.text import Names, plain
from bot.vocabulary.model import EVERYONE

NAMES = Names({"U1": "Ana Lima", "U9": "Helper"}, {"C1": "general"}, {"S1": "design"}, {"U9"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("hi", "hi"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt;", "&lt;"),
        ("<@U1>: look", "@Ana Lima: look"),
        ("<@U7|sam> look", "@sam look"),
        ("<@U7> look", "@U7 look"),
        ("see <#C1|old-name> and <#C1> and <#C2>", "see #old-name and #general and #C2"),
        ("<!here|here> lunch", "@here lunch"),
        ("<!subteam^S1|@design> ok?", "@design ok?"),
        ("<!subteam^S1>", "@design"),
        ("due <!date^1392734382^{date}|Feb 18th>", "due Feb 18th"),
        ("<https://e.org/a?b=1>", "https://e.org/a?b=1"),
        ("<https://e.org/?q=1|this>", "this https://e.org/?q=1"),
        ("<http://e.org|e.org>, ok", "http://e.org , ok"),
        ("seen <https://e.org>?", "seen https://e.org ?"),
        ("<mailto:a@e.org|a@e.org>", "a@e.org"),
        ("&gt; really?\n`why?`", "> really?\n`why?`"),
        ("1 < 2", "1 < 2"),
        ("<>", ""),
    ],
)
def test_markup_reads_as_on_the_screen(written: str, read: str) -> None:
    assert plain(written, NAMES).text == read


def test_people_are_mentioned_once_each_and_in_order_and_bots_not_at_all() -> None:
    assert plain("<@U2> and <@U1>, <@U2>! <@U9>", NAMES).mentions == ("U2", "U1")


def test_broadcasts_and_user_groups_are_groups() -> None:
    assert plain("<!channel> <!here> <!subteam^S1>", NAMES).groups == (EVERYONE, "S1")


@given(st.text(alphabet="<>@#!|&;ltgampU1C^:/ \n", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(plain(text, NAMES).text, str)
