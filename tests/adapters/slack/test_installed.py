"""Where Openline is installed."""

from adapters.slack.installed import Credentials, Installed, OneWorkspace
from adapters.slack.sealing import Pair
from tests.adapters.slack.tower import ACME, Tower

US = Installed(ACME, "xoxb-1", "U0OPENLINE", "B0OPENLINE")


async def test_who_we_are_is_asked_once(tower: Tower) -> None:
    assert [await tower.tokens.of(ACME), await tower.tokens.known()] == [US._replace(token="xoxb-1")] * 2
    assert tower.slack.calls["auth.test"] == 1


async def test_with_one_workspace_every_payload_is_of_it(tower: Tower) -> None:
    assert await tower.tokens.which([None, "T0OTHER"]) == ACME


async def test_what_cannot_be_asked_is_asked_again() -> None:
    answers: list[dict[str, object] | Exception] = [OSError(), {"team_id": "T1"}]

    async def ask(token: str) -> dict[str, object]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    one = OneWorkspace("xoxb-1", ask)
    failed = False
    try:
        await one.known()
    except OSError:
        failed = True
    assert failed
    assert (await one.known()).workspace == "T1"


def test_what_is_shown_of_it_holds_no_secret() -> None:
    shown = f"{Installed(ACME, 'canary')!r} {Credentials('123.456', 'canary')} {Pair('canary', 'canary')}"
    assert "canary" not in shown
    assert ACME in shown


def test_our_own_messages_are_known_whichever_way_they_are_told() -> None:
    ours = {"user": "U0OPENLINE", "bot_id": "B0OPENLINE"}
    assert US.wrote(ours)
    assert US.wrote({"subtype": "message_changed", "message": {"bot_id": "B0OPENLINE"}})
    assert US.wrote({"subtype": "message_deleted", "previous_message": ours})
    assert not US.wrote({"user": "U0ANA", "bot_id": "B0OTHER"})
    assert not US.wrote(None)
