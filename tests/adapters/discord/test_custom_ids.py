from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.answering import FILL_IN
from adapters.discord.custom_ids import ROOM, Carried, Memory, pack, unpack
from adapters.discord.kept_forms import Forms, Kept
from adapters.discord.limits import CUSTOM_ID
from bot.engine.vetting import ORIGIN
from bot.vocabulary.actions import BY_NAME, Action
from bot.vocabulary.checkins import BLOCKER
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.vetting import STANDARD
from bot.vocabulary.view import Form

GUILD = WorkspaceId("41771983423143937")
LONGEST = str((1 << 64) - 1)
"""As long as one of Discord's ids can become."""


@given(st.text(max_size=400), st.sampled_from([None, GUILD]), st.integers(0, 99))
def test_whatever_a_button_is_about_comes_back(about: str, workspace: WorkspaceId | None, number: int) -> None:
    shelf = Memory()
    about = about.encode(errors="replace").decode()
    own = pack("not-a-question", about, workspace, shelf, number)
    assert len(own) <= CUSTOM_ID
    assert unpack(own, shelf) == Carried(workspace, "not-a-question", about)


def test_two_buttons_of_one_card_have_two_ids_and_one_meaning() -> None:
    shelf = Memory()
    one, other = (pack("show", "7", None, shelf, number) for number in range(2))
    assert one != other
    assert unpack(one, shelf) == unpack(other, shelf)


@pytest.mark.parametrize("count", [1, 3])
def test_matters_of_a_nudge_fit_without_a_shelf(count: int) -> None:
    about = ",".join(f"gap/{10**18 + number}>{2 * 10**18}" for number in range(count))
    own = pack("later", about, GUILD, Memory())
    assert unpack(own, Memory()) == Carried(GUILD, "later", about)


@pytest.mark.parametrize("strange", [None, 5, "", "abc", "||", "a|b"])
def test_what_no_button_of_ours_carries_is_nothing(strange: object) -> None:
    assert unpack(strange, Memory()) is None


SUBJECTS = {
    "expectation": "c2818bc4e5ec",
    "draft": "c2818bc4e5ec",
    "engagement": "c2818bc4e5ec",
    "goal": "c2818bc4e5ec",
    "entry": "c2818bc4e5ec",
    "check-in": "c2818bc4e5ec",
    "feedback": "c2818bc4e5ec",
    "message": LONGEST,
    "gap": f"{LONGEST}>{LONGEST}",
    "blocker": f"{BLOCKER}c2818bc4e5ec-{'k' * 8}>{LONGEST}",
    "duty": "c2818bc4e5ec/c2818bc4e5ec",
    "milestone": "c2818bc4e5ec/99",
    "vetting": f"c2818bc4e5ec/{LONGEST}/{max((each.key for each in STANDARD), key=len)}",
    "person": f"c2818bc4e5ec/{LONGEST}",
    "command": f"{ORIGIN}c2818bc4e5ec/{LONGEST}/{max((each.key for each in STANDARD), key=len)}",
}
"""The longest subject of each kind that a button is about."""


@pytest.mark.parametrize("action", [*BY_NAME.values()], ids=lambda each: each.name)
def test_every_button_there_is_works_after_a_restart(action: Action) -> None:
    about = SUBJECTS[action.about]
    own = pack(action.name, about, WorkspaceId(LONGEST), Memory(), 99)
    assert len(own) <= CUSTOM_ID
    assert unpack(own, Memory()) == Carried(WorkspaceId(LONGEST), action.name, about)


@pytest.mark.parametrize("action", [*BY_NAME.values()], ids=lambda each: each.name)
def test_every_form_that_a_button_opens_is_still_known_after_a_restart(action: Action) -> None:
    token = Forms().keep(Kept(Form("", action.name, ())), datetime(2099, 1, 1, tzinfo=UTC)) + "fff"
    about = f"{token},{action.name},{SUBJECTS[action.about]}"
    own = pack(FILL_IN, about, WorkspaceId(LONGEST), Memory())
    assert unpack(own, Memory()) == Carried(WorkspaceId(LONGEST), FILL_IN, about)


@given(st.lists(st.one_of(st.integers(0, 10**21).map(str), st.sampled_from("!/>,a0")), max_size=6).map("".join))
def test_ids_written_shorter_are_read_as_they_were(about: str) -> None:
    shelf = Memory()
    own = pack("decline-invitation", about, WorkspaceId(LONGEST), shelf, 99)
    assert unpack(own, shelf) == Carried(WorkspaceId(LONGEST), "decline-invitation", about)


def test_what_was_damaged_or_forgotten_is_about_nothing() -> None:
    assert unpack("|show|:z:###", Memory()) == Carried(None, "show", "")
    assert unpack("|show|:k:0123", Memory()) == Carried(None, "show", "")


def test_a_shelf_has_room_for_the_latest() -> None:
    shelf = Memory()
    for number in range(ROOM + 1):
        shelf.put(str(number), "about")
    assert shelf.get("0") is None
    assert shelf.get(str(ROOM)) == "about"
