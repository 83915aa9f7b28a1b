"""Said where everybody reads it."""

from bot.vocabulary.view import Mention
from bot.wording.beckoning import beckon
from tests.builders import sam


def test_it_names_whom_it_means_and_nothing_of_what_waits() -> None:
    mention, *rest = beckon(sam).headline
    assert mention == Mention(sam)
    assert rest[0] == ": something waits for you here. "
