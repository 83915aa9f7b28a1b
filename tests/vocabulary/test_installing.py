"""Where Openline is installed."""

from bot.vocabulary.installing import Installation
from tests.builders import WORKSPACE, at


def test_a_workspace_without_more_speaks_with_a_token_that_lasts_and_belongs_to_nobody() -> None:
    installed = Installation(WORKSPACE, "Acme", at("mon 9:00"))
    assert (installed.expires_at, installed.organisation, installed.trouble) == (None, None, "")
    assert not installed.is_organisation
