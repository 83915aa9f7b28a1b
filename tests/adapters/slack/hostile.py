"""Cards as the worst of people would fill them."""

import os
from datetime import UTC, datetime

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from bot.vocabulary.model import ConversationId, PersonId
from bot.vocabulary.view import (
    Button,
    Channel,
    Choice,
    Code,
    Field,
    FieldKind,
    Form,
    Mention,
    Moment,
    MomentStyle,
    Named,
    Picture,
    Section,
    Span,
    Strong,
    Url,
    View,
    Weight,
)

AS_GENERATED = settings(
    max_examples=int(os.environ.get("CARDS", "60")),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a card shrinks for minutes, and is plain enough as it is
    suppress_health_check=[HealthCheck.too_slow],
)
"""`CARDS=20000` looks at as many as the bar asks for."""

NASTY = (
    "<!channel>", "<!here|x>", "<@U0SAM>", "<#C0SITE>", "<https://evil.example|https://bank.example>",
    "&lt;!everyone&gt;", "*bold* _it_ ~no~ `code` ```block```", "> quoted", "@channel @here", "\u202egnitirw", "שלום",
    "👩‍👩‍👧‍👦" * 40, "😀" * 1600,
    "a|b>c<d&", "\n\n\n", "", " ", "\x00\x1b[31m", "https://example.org/a_b*c?d=1&e=<x>", "x" * 4000, "\ud800",
    "<!date^1^{date}|never>", "</script>", "=1+1", ":smile:",
)  # fmt: skip

texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=80), st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
)
labels = st.one_of(st.text(max_size=100), st.sampled_from(NASTY))
names = st.from_regex(r"[a-z]{1,12}(-[a-z]{1,8})?", fullmatch=True)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
people = st.sampled_from(["U0ANA", "U0SAM", "W1", "nobody", "<!here>"]).map(PersonId)
places = st.sampled_from(["C0SITE", "D0SAM", "site", "<!here>"]).map(ConversationId)
spans: st.SearchStrategy[Span] = st.one_of(
    texts,
    texts.map(Strong),
    texts.map(Code),
    people.map(Named),
    people.map(Mention),
    places.map(Channel),
    st.builds(Moment, moments, st.sampled_from(MomentStyle), texts),
    st.builds(Url, st.one_of(texts, st.just("https://example.org/x")), texts),
)
lines = st.lists(spans, max_size=6).map(tuple)
abouts = st.one_of(st.just("C0SITE/1717400000.000100"), st.text(max_size=300))
buttons = st.builds(Button, labels, names, abouts, st.sampled_from(Weight))
some_buttons = st.lists(buttons, max_size=8).map(tuple)
sections = st.builds(Section, texts, st.lists(lines, max_size=20).map(tuple), some_buttons)
choices = st.builds(Choice, st.text(min_size=1, max_size=200), labels)
fields = st.builds(
    Field,
    st.text(min_size=1, max_size=30),
    labels,
    st.sampled_from(FieldKind),
    texts,
    texts,
    st.lists(choices, max_size=6).map(tuple),
    st.booleans(),
    texts,
    texts,
)
forms = st.builds(
    Form,
    labels,
    names,
    st.lists(fields, min_size=1, max_size=5, unique_by=lambda field: field.name.strip()).map(tuple),
    abouts,
    labels,
    lines,
)
pictures = st.none() | st.builds(Picture, st.just("<svg/>"), texts)
cards = st.builds(
    View,
    lines,
    st.lists(lines, max_size=4).map(tuple),
    st.lists(sections, max_size=30).map(tuple),
    some_buttons,
    some_buttons,
    lines,
    pictures,
)
