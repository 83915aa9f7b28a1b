"""What one message means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.judgement.reading import read
from bot.engine.judgement.traits import COMMAND
from bot.vocabulary.model import EVERYONE
from bot.vocabulary.signals import (
    ACKNOWLEDGES,
    AFFIRMS,
    ASKS,
    BARE,
    GREETS,
    QUOTED,
    REQUESTS,
    RHETORICAL,
    SETTLES_ITSELF,
    THANKS,
    TO_ANYONE,
    WAITS,
    WITHDRAWS,
    YES_NO,
    Reading,
)
from tests.builders import ana, bot, kim, sam, says
from tests.engine.chatter import NAMES


def reads(text: str) -> Reading:
    return read(says(ana, text, "mon 9:00"), NAMES)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("when will it be ready?", ASKS),
        ("is the header done?", ASKS | YES_NO),
        ("is the header done", ASKS | YES_NO),
        ("please send me the invoice", REQUESTS),
        ("let me know which one", ASKS),
        ("thanks!", THANKS | BARE),
        ("Good morning", GREETS | BARE),
        ("ok", AFFIRMS | BARE),
        ("will look", ACKNOWLEDGES | BARE),
        ("never mind, found it", WITHDRAWS),
        ("can you resend it? never mind, found it", SETTLES_ITSELF),
        ("who doesn't love Mondays?", RHETORICAL),
        ("> can you call me?\nthat is what he wrote", QUOTED),
        ("does anyone know the password?", ASKS | TO_ANYONE),
        ("Kannst du das bitte prüfen?", ASKS | REQUESTS),
        ("¿puedes revisar el banner?", ASKS),
        ("est-ce que tu peux regarder ?", ASKS),
        ("você pode enviar o logo?", ASKS),
        ("paki-check po ng banner?", ASKS),
    ],
)
def test_a_message_reads_as_what_it_is(text: str, signs: int) -> None:
    assert reads(text).signs & signs == signs


@pytest.mark.parametrize(
    "text",
    [
        "the header is blue",
        "see https://example.org/search?q=header",
        "`is_ready() ? 1 : 0`",
        "who doesn't love Mondays?",
        "can you resend it? never mind, found it",
        "thanks, perfect!",
        "",
    ],
)
def test_what_asks_nothing_waits_for_nothing(text: str) -> None:
    assert not reads(text).signs & WAITS


@pytest.mark.parametrize("text", ["!help", "sam: !help me", "try !help, kim", "/poll lunch?"])
def test_who_speaks_to_a_machine_is_heard_to(text: str) -> None:
    assert reads(text).signs & COMMAND


@pytest.mark.parametrize("text", ["help!", "a != b", "!!!", "/etc/hosts is empty", "and/or", "! 3", "/"])
def test_exclaiming_and_paths_are_no_commands(text: str) -> None:
    assert not reads(text).signs & COMMAND


def test_done_is_short_but_no_mere_politeness() -> None:
    assert reads("done").signs & (AFFIRMS | BARE) == AFFIRMS
    assert reads("sent it").signs & BARE == 0


def test_mentions_go_before_names() -> None:
    posted = says(ana, "sam, can you and @kim look?", "mon 9:00", to=(kim,))
    assert read(posted, NAMES).named == (kim, sam)


def test_everyone_is_asked_by_their_group() -> None:
    posted = says(ana, "@here lunch?", "mon 9:00", groups=(EVERYONE,))
    assert read(posted, NAMES).signs & TO_ANYONE


def test_what_a_bot_says_means_nothing() -> None:
    assert not read(says(bot, "@sam did you check in?", "mon 9:00"), NAMES).signs & WAITS


def test_corrections_move_the_bar_of_asking_within_bounds() -> None:
    posted = says(ana, "another meeting?", "mon 9:00")
    plain, dismissed, extreme = (read(posted, NAMES, bias).confidence for bias in (0.0, -2.0, -50.0))
    assert plain > dismissed == extreme


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_is_sure_to_some_degree(text: str) -> None:
    assert 0 <= reads(text).confidence <= 1
