import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.custom_ids import ROOM, Carried, Memory, pack, unpack
from adapters.discord.limits import CUSTOM_ID
from bot.vocabulary.model import WorkspaceId

GUILD = WorkspaceId("41771983423143937")


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


def test_what_was_damaged_or_forgotten_is_about_nothing() -> None:
    assert unpack("|show|:z:###", Memory()) == Carried(None, "show", "")
    assert unpack("|show|:k:0123", Memory()) == Carried(None, "show", "")


def test_a_shelf_has_room_for_the_latest() -> None:
    shelf = Memory()
    for number in range(ROOM + 1):
        shelf.put(str(number), "about")
    assert shelf.get("0") is None
    assert shelf.get(str(ROOM)) == "about"
