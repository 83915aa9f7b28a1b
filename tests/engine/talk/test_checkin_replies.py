from bot.vocabulary.checkins import Blocker, CheckIn, CheckInAnswer
from tests.agreed import Talk, ana, joe, sam


def reply(talk: Talk, words: str) -> Talk:
    return talk.submit(sam, "checkin-reply", words=words)


def given(talk: Talk) -> CheckInAnswer:
    (it,) = talk.all(CheckInAnswer)
    return it


def test_writing_back_is_an_answer() -> None:
    talk = reply(Talk().team(sam).wait(hours=2), "The banner is on the site")
    assert given(talk).moved == "The banner is on the site"
    assert talk.answer is None


def test_lines_may_say_what_they_are_about() -> None:
    talk = reply(Talk().team(sam).wait(hours=2), "Done: the banner\nalso the logo\nNext: the footer\nBlocked: no login")
    it = given(talk)
    assert (it.moved, it.next, it.in_the_way) == ("the banner\nalso the logo", "the footer", "no login")
    assert [blocker.words for blocker in talk.all(Blocker)] == ["no login"]


def test_a_second_line_within_ten_minutes_goes_on_with_the_answer() -> None:
    talk = reply(Talk().team(sam).wait(hours=2), "The banner")
    reply(talk.wait(minutes=2), "next: the footer")
    assert (given(talk).moved, given(talk).next) == ("The banner", "the footer")


def test_what_is_said_later_is_no_answer_any_more_and_is_forgotten() -> None:
    talk = reply(Talk().team(sam).wait(hours=2), "The banner")
    reply(talk.wait(minutes=30), "thanks")
    assert given(talk).moved == "The banner"
    assert talk.decision.remember == ()


def test_without_a_check_in_that_was_asked_nothing_is_kept() -> None:
    talk = reply(Talk().team(sam), "hello")
    assert talk.decision.remember == ()
    assert not talk.all(CheckIn)


def test_nothing_is_kept_of_an_owner_or_a_stranger() -> None:
    talk = Talk().team(sam).wait(hours=2)
    for person in (ana, joe):
        talk.submit(person, "checkin-reply", words="hello")
        assert talk.decision.remember == ()


def test_a_later_line_leaves_room_and_own_answers_as_they_are() -> None:
    talk = Talk().team(sam)
    talk.submit(sam, "checkin-schedule", talk.engagement.id, days="Mon", time="10", questions="Mood?")
    talk.wait(hours=2).submit(sam, "checkin", talk.all(CheckIn)[0].id, room="5", own_0="fine")
    reply(talk, "and the banner")
    assert (given(talk).room_hours, given(talk).own[0].text, given(talk).moved) == (5.0, "fine", "and the banner")
