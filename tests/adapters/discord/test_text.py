"""Discord's markup, and what people see of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.text import Names, groups_in, plain
from bot.vocabulary.model import EVERYONE

NAMES = Names({"1": "Ana"}, {"2": "work"}, {"3": "Dev", "4": "Dev Team", "5": "@everyone"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@1> and <@!1>", "@Ana and @Ana"),
        ("<@9>", "@9"),
        ("<#2> <#8>", "#work #8"),
        ("<@&3> ok?", "@Dev ok?"),
        ("<:shipit:77> <a:party:78>", ":shipit: :party:"),
        ("</list:79>", "/list"),
        ("1 < 2 > 1 <https://e.org?x>", "1 < 2 > 1 <https://e.org?x>"),
        ("<t:1717400000:R>", "<t:1717400000:R>"),
    ],
)
def test_markup_reads_as_on_the_screen(written: str, read: str) -> None:
    assert plain(written, NAMES)[0] == read


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("@Dev Team, ready?", ("4",)),
        ("@Dev: ready?", ("3",)),
        ("@Developers?", ()),
        ("@here @Dev", (EVERYONE, "3")),
        ("@everyone!", (EVERYONE,)),
        ("mail me: a@b.org", ()),
    ],
)
def test_groups_are_called_by_name_in_texts_without_markup(text: str, groups: tuple[str, ...]) -> None:
    assert groups_in(text, [], NAMES) == groups


@given(st.text(alphabet="<>@#!&:at/0123 \n", max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(plain(text, NAMES)[0], str)
