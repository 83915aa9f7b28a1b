import pytest

from bot.vocabulary.answers import FormAsked, Wrong
from bot.vocabulary.events import Value
from bot.vocabulary.signals import Reason
from bot.wording.checkin_forms import form, home
from tests.agreed import Talk, sam


def asked(*values: Value, wrong: tuple[Wrong, ...] = ()) -> FormAsked:
    return FormAsked("checkin", Talk().team(sam).engagement.id, values, wrong)


@pytest.mark.parametrize(
    ("own", "names"),
    [
        (0, ["moved", "next", "in_the_way", "unclear", "room"]),
        (1, ["moved", "next", "in_the_way", "room", "own_0"]),
        (2, ["moved", "next", "in_the_way", "own_0", "own_1"]),
    ],
)
def test_own_questions_take_the_place_of_the_last_ones_in_five_fields(own: int, names: list[str]) -> None:
    questions = [Value("question", f"Question {each}?") for each in range(own)]
    drawn = form(asked(*questions), Talk().team(sam).situation(sam))
    assert [field.name for field in drawn.fields] == names
    assert [field.label for field in drawn.fields if field.name.startswith("own")] == [each.text for each in questions]


def test_what_is_known_stands_in_its_field_and_what_is_wrong_beside_it() -> None:
    it = asked(Value("moved", "the banner"), wrong=(Wrong("room", Reason("room", (80,))),))
    drawn = form(it, Talk().team(sam).situation(sam))
    assert drawn.fields[0].value == "the banner"
    assert drawn.fields[-1].error == "Hours a week up to 80, like 5; or no."
    assert drawn.title == "Check-in for site"


def test_nothing_has_to_be_filled_in() -> None:
    assert not any(field.is_required for field in form(asked(), Talk().team(sam).situation(sam)).fields)


def test_a_check_in_leads_to_its_engagement() -> None:
    talk = Talk().team(sam).wait(hours=2)
    situation = talk.situation(sam)
    affairs = situation.affairs[0]
    assert home(affairs.check_ins[0].id, situation) == affairs
    assert home("nothing", situation) is None
