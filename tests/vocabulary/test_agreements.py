"""Agreements: whom a record is about stands in a field of its own, so that it is found and erased."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from bot.vocabulary.agreements import Agreement, Erased
from bot.vocabulary.model import PersonId


@pytest.mark.parametrize("kind", get_args(Agreement), ids=lambda each: each.__name__)
def test_every_agreement_names_a_person_and_a_workspace(kind: type) -> None:
    hints = get_type_hints(kind)
    assert "workspace" in hints
    assert any(hint is PersonId or PersonId in get_args(hint) for hint in hints.values())


def test_erasing_may_be_for_one_engagement() -> None:
    assert get_type_hints(Erased)["engagement"]
