from datetime import UTC, datetime

from adapters.discord.kept_forms import ROOM, Forms, Kept
from bot.vocabulary.events import Value
from bot.vocabulary.view import Form

NOW = datetime(2026, 6, 1, tzinfo=UTC)
KEPT = Kept(Form("Join", "join", ()), (Value("zone", "UTC"),), 1)


def test_a_form_is_kept_until_it_is_taken() -> None:
    forms = Forms()
    token = forms.keep(KEPT, NOW)
    assert forms.get(token) == KEPT
    assert forms.take(token) == KEPT
    assert forms.take(token) is None


def test_no_two_have_one_token_and_the_oldest_goes_when_there_is_no_room() -> None:
    forms = Forms()
    tokens = [forms.keep(KEPT, NOW) for _ in range(ROOM + 1)]
    assert len(set(tokens)) == len(tokens)
    assert forms.get(tokens[0]) is None
    assert forms.get(tokens[-1]) == KEPT
