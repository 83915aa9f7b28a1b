"""Every command, button and form, by everybody, about anything: always one clear answer, never an error.

What people type into forms and what arrives in buttons is hostile: names of other things, nonsense, nothing at all.
"""

from __future__ import annotations

import pytest

from bot.vocabulary import actions
from bot.vocabulary.commands import COMMANDS, Command
from bot.vocabulary.events import ButtonPressed, CommandGiven, FormSubmitted, Value
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import View
from bot.wording.forms import BLANKS
from tests.agreed import ACME, SITE, ana, joe, lee, sam
from tests.service.at_the_counter import AtTheCounter

NONSENSE = "<script>=1+1 @everyone ✅ \u202e 99999999999999999999"
SILENT = {"checkin-reply"}
"""What is heard without an answer: lines written back to a card."""


@pytest.fixture
async def team() -> AtTheCounter:
    """Ana works with Sam and, as a guest, Lee; something was asked, expected and set as a goal."""
    counter = await AtTheCounter().team(sam, lee)
    await counter.says(ana, "<@U2> which logo do we use?")
    await counter.command(ana, "goals", "open the shop")
    await counter.command(ana, "expect", f"<@{sam}> banner by Friday done when it is up because of the fair")
    return counter


def is_clear(view: View | None) -> bool:
    """Whether there is something to read: a headline, or a form with a title."""
    return view is not None and bool(view.headline) and (view.form is None or bool(view.form.title))


@pytest.mark.parametrize("who", [ana, sam, lee, joe], ids=["owner", "assistant", "guest", "stranger"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_every_command_has_an_answer_for_everybody(team: AtTheCounter, command: Command, who: PersonId) -> None:
    texts = ["", NONSENSE, *(each.partition(" ")[2] for each in command.examples)]
    for text in texts:
        assert is_clear(await team.command(who, command.name, text)), f"{command.name} {text}"


@pytest.mark.parametrize("action", actions.BY_NAME)
async def test_every_button_and_form_has_an_answer_about_anything(team: AtTheCounter, action: str) -> None:
    names = [field.name for field in BLANKS[action].fields] if action in BLANKS else ["words"]
    for who in (ana, sam, joe):
        for about in ("", NONSENSE, "message/C1/1.0", f"blocker/nothing>{ana}", "gap/x>y"):
            view = await team.counter.take(ButtonPressed(ACME, SITE, team._id(), team._next(), who, action, about))
            assert action in SILENT or is_clear(view), f"{action} about {about} by {who}"
            for text in ("", NONSENSE, "x" * 5000):
                values = tuple(Value(name, text) for name in names)
                sent = FormSubmitted(ACME, SITE, team._id(), team._next(), who, action, about, values)
                view = await team.counter.take(sent)
                assert action in SILENT or is_clear(view), f"{action} about {about} by {who} with {text[:9]}"


@pytest.mark.parametrize("word", ["", "hourz", NONSENSE, "x" * 5000])
async def test_what_is_no_command_is_answered_too(team: AtTheCounter, word: str) -> None:
    for who in (ana, joe):
        given = CommandGiven(ACME, SITE, team._id(), team._next(), who, "openline", word)
        assert is_clear(await team.counter.take(given))
