"""Cards of every shape, with whatever people may type into them, for the tests of drawing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from hypothesis import strategies as st

from adapters.discord.words import Words
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import (
    Button,
    Channel,
    Choice,
    Code,
    Document,
    Field,
    FieldKind,
    Form,
    Mention,
    Moment,
    MomentStyle,
    Named,
    Picture,
    Section,
    Strong,
    Url,
    View,
    Weight,
)
from bot.wording import discord

WORDS: Final = Words(**discord.WORDS)
GUILD: Final = WorkspaceId("41771983423143937")
HOSTILE: Final = (
    "@everyone", "@here", "<@80351110224678912>", "<@&41771983423143936>", "<#103735883630395392>", "**bold**",
    "`code` ```block", "||spoiler||", "# heading", "> quote", "-# small", "- list", "1. list", "[a](https://e.example)",
    "<https://evil.example>", "https://example.com/a_b*c*", "~~gone~~", "__under__", "\\*", "<t:1:F>", "<:x:1>",
    "</x:1>", "\u202eevil", "\ud800", "\x00", "\U0001f469\u200d\U0001f466" * 40, "\ufdfa" * 300, "\U0001d56c" * 2_100,
    "a\n# b\n> c\n-# d", "", " ", "\n", "_", "*" * 500, "plain words", "@Everyone", "<@!80351110224678912>",
)  # fmt: skip


def words(most: int = 20) -> st.SearchStrategy[str]:
    """What people may type."""
    return st.one_of(
        st.sampled_from(HOSTILE),
        st.text(max_size=most),
        st.tuples(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE)).map(" ".join),
    )


people = st.sampled_from(["80351110224678912", "ana", "<@1>", ""]).map(PersonId)
places = st.sampled_from(["103735883630395392", "site", ""]).map(ConversationId)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
links = st.one_of(words(), st.just("https://discord.com/channels/1/2/3"), st.just("https://e.example/(a) b"))

spans = st.one_of(
    words(),
    words().map(Strong),
    words().map(Code),
    people.map(Named),
    people.map(Mention),
    places.map(Channel),
    st.builds(Moment, moments, st.sampled_from(MomentStyle), words()),
    st.builds(Url, links, words()),
)
texts = st.lists(spans, max_size=3).map(tuple)
buttons = st.builds(Button, words(), st.sampled_from(["show", "acknowledge", "not-a-question"]), words(),
                    st.sampled_from(Weight))  # fmt: skip
sections = st.builds(Section, words(), st.lists(texts, max_size=3).map(tuple), st.lists(buttons, max_size=3).map(tuple))
pictures = st.one_of(st.none(), st.builds(Picture, st.just("<svg/>"), words(), words()))
documents = st.lists(st.builds(Document, words(), st.just("text/csv"), words(20)), max_size=3).map(tuple)

views = st.builds(
    View,
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(sections, max_size=16).map(tuple),
    st.lists(buttons, max_size=7).map(tuple),
    st.lists(buttons, max_size=12).map(tuple),
    texts,
    pictures,
    documents=documents,
)
choices = st.builds(Choice, words(), words())
fields = st.builds(
    Field,
    st.sampled_from(["what", "by", "who", "zone"]),
    words(),
    st.sampled_from(FieldKind),
    words(),
    words(),
    st.lists(choices, max_size=30).map(tuple),
    st.booleans(),
    words(),
    words(),
)
forms = st.builds(Form, words(), st.just("expect"), st.lists(fields, min_size=1, max_size=12).map(tuple), intro=texts)


def png(svg: str) -> bytes:
    """A picture that is none."""
    return svg.encode()
