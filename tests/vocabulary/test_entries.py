"""What counts of what was logged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.vocabulary.entries import Entry, EntryState
from tests.kept import ACME, ANA, BUILD, NOW, SAM
from tests.kept_books import books


@pytest.mark.parametrize("state", EntryState)
def test_only_what_was_taken_back_counts_no_more(state: EntryState) -> None:
    entry = next(each for each in books(ACME, BUILD, ANA, SAM, NOW)[Entry] if isinstance(each, Entry))
    assert replace(entry, state=state).counts == (state is not EntryState.WITHDRAWN)
