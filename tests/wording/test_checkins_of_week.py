from bot.vocabulary.checkins import CheckIn
from bot.vocabulary.view import Section
from bot.wording.checkins_of_week import HEADING, at_home
from tests.agreed import Talk, ana, sam
from tests.wording.spans import plain


def week(talk: Talk, *, mine: bool = True) -> Section:
    reader = sam if mine else ana
    (section,) = at_home(reader, talk.at, talk.situation(reader))
    assert section.heading == HEADING
    return section


def test_what_waits_for_an_answer_has_its_button() -> None:
    talk = Talk().team(sam).wait(hours=2)
    assert [plain(line) for line in week(talk).lines] == ["Mon 23 Nov: waits for an answer"]
    assert [button.about for button in week(talk).buttons] == [talk.all(CheckIn)[0].id]


def test_each_of_the_week_says_what_became_of_it() -> None:
    talk = Talk().team(sam).wait(days=1)
    talk.press(sam, "nothing-new", talk.all(CheckIn)[0].id).wait(days=3, hours=6)
    assert [plain(line) for line in week(talk).lines] == [
        "Mon 23 Nov: answered late",
        "Wed 25 Nov: not answered",
        "Fri 27 Nov: waits for an answer",
    ]


def test_an_owner_sees_whose_they_are_and_has_nothing_to_answer() -> None:
    talk = Talk().team(sam).wait(hours=2)
    assert [plain(line) for line in week(talk, mine=False).lines] == ["@U2, Mon 23 Nov: waits for an answer"]
    assert week(talk, mine=False).buttons == ()


def test_a_new_week_begins_empty() -> None:
    talk = Talk().team(sam).command(sam, "checkin skip").wait(hours=2)
    assert plain(week(talk).lines[0]).endswith("skipped")
    assert at_home(sam, talk.at.replace(day=30, hour=6), talk.situation(sam)) == ()
