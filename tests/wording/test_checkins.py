from bot.vocabulary.checkins import BlockerId, CheckIn
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import View
from bot.wording.checkins import blocker, card, listed, shown, skipped
from tests.agreed import Talk, ana, lee, sam
from tests.wording.spans import plain


def asked() -> Talk:
    return Talk().team(sam).wait(hours=2)


def the(talk: Talk) -> CheckIn:
    return talk.all(CheckIn)[0]


def own(talk: Talk) -> View:
    return card(the(talk).id, talk.situation(sam), sam)


def test_the_card_that_asks() -> None:
    view = own(asked())
    assert plain(view.headline) == "Check-in for site"
    assert plain(view.facts[0]) == "What moved, what is next, anything in the way?"
    assert [button.action for button in view.buttons] == ["checkin", "nothing-new", "away-today"]


def test_the_card_of_an_answer_says_what_was_said_and_can_be_changed() -> None:
    talk = asked()
    talk.submit(sam, "checkin", the(talk).id, moved="the banner", room="0")
    view = own(talk)
    assert plain(view.headline) == "Check-in for site · answered"
    assert [(section.heading, plain(section.lines[0])) for section in view.sections] == [
        ("Moved", "the banner"),
        ("Room for more", "none"),
    ]
    assert [button.label for button in view.buttons] == ["Change"]


def test_31_a_late_answer_says_when_it_was_asked() -> None:
    talk = asked().wait(days=1)
    talk.press(sam, "nothing-new", the(talk).id)
    view = own(talk)
    assert plain(view.headline) == "Check-in for site · answered, late"
    assert "asked Mon 23 Nov 10:00" in plain(view.small_print)
    assert [section.heading for section in view.sections] == ["Nothing new"]


def test_what_can_be_changed_no_more_has_no_button() -> None:
    talk = asked()
    first = the(talk).id
    talk.press(sam, "nothing-new", first).wait(days=2)
    assert card(first, talk.situation(sam), sam).buttons == ()


def test_one_that_was_not_answered_says_so_once_the_next_is_there() -> None:
    talk = asked().wait(days=2)
    first = min(talk.all(CheckIn), key=lambda each: each.slot)
    assert plain(card(first.id, talk.situation(sam), sam).headline) == "Check-in for site · Mon 23 Nov · not answered"


def test_away_and_skipped_are_said_so() -> None:
    talk = asked()
    talk.press(sam, "away-today", the(talk).id)
    assert plain(own(talk).headline) == "Check-in for site · away"
    talk = asked().command(sam, "checkin skip")
    assert plain(own(talk).headline) == "Check-in for site · skipped"
    assert plain(skipped("2026-11-25T15:00:00+00:00", "UTC").headline).startswith("The check-in of Wed 25 Nov")


def test_the_other_side_sees_who_and_whether_late() -> None:
    talk = asked().wait(days=1)
    talk.submit(sam, "checkin", the(talk).id, moved="the banner")
    view = shown(the(talk).id, talk.situation(ana), ana)
    assert view is not None
    assert plain(view.headline) == "@U2: check-in for site (late)"


def test_owners_see_the_latest_of_everybody() -> None:
    talk = Talk().team(sam, lee).wait(hours=2)
    sams = next(each for each in talk.all(CheckIn) if each.person == sam)
    talk.submit(sam, "checkin", sams.id, moved="the banner")
    view = listed(talk.situation(ana).affairs[0], talk.situation(ana), ana)
    assert [plain(section.lines[0])[:6] for section in view.sections] == ["@U2, M", "@U3: n"]
    assert plain(view.sections[0].lines[1]) == "Moved: the banner"


def stuck() -> Talk:
    talk = asked()
    return talk.submit(sam, "checkin", the(talk).id, in_the_way="no logo")


def about(talk: Talk, reader: PersonId) -> View:
    which = talk.situation(reader).affairs[0].blockers[0].id
    return blocker(which, talk.situation(reader), reader)


def test_a_blocker_reads_as_whose_turn_it_is() -> None:
    view = about(stuck(), ana)
    assert plain(view.headline) == "@U2 is stuck on no logo"
    assert plain(view.facts[0]) == "since Mon 23 Nov 17:00"
    assert [button.label for button in view.buttons] == ["Answer", "Call today", "Later"]


def test_who_is_stuck_can_only_say_that_it_is_solved() -> None:
    assert [button.action for button in about(stuck(), sam).buttons] == ["blocker-solved"]


def test_an_answer_goes_back_in_words() -> None:
    talk = stuck()
    talk.submit(ana, "answer-blocker", talk.situation(ana).affairs[0].blockers[0].id, words="use the old one")
    view = about(talk, sam)
    assert plain(view.headline) == "@U1 answered: no logo"
    assert plain(view.facts[-1]) == "“use the old one”"
    assert view.buttons == ()


def test_a_call_is_told_to_who_waits_for_it() -> None:
    talk = stuck()
    talk.press(ana, "call-today", talk.situation(ana).affairs[0].blockers[0].id)
    assert plain(about(talk, sam).headline) == "@U1 calls you today about: no logo"
    assert [button.label for button in about(talk, ana).buttons] == ["Answer", "Solved"]


def test_what_is_gone_says_so() -> None:
    talk = asked()
    gone = blocker(BlockerId("nothing"), talk.situation(ana), ana)
    assert plain(gone.headline) == "That is not there any more."
