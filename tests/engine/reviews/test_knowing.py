"""Signs of not knowing who one is dealing with."""

from __future__ import annotations

from bot.engine.reviews.knowing import signs
from bot.vocabulary.health import State
from tests.agreed import PEOPLE, Talk, ana, lee, sam
from tests.weeks import week


def told(talk: Talk) -> list[tuple[str, State]]:
    return [(sign.what.code, sign.state) for sign in signs(week(talk=talk))]


def begun() -> Talk:
    talk = Talk().team(sam)
    talk.press(ana, "vet-begin", talk.engagement.id)
    return talk


def test_no_list_is_something_to_keep_an_eye_on() -> None:
    assert told(Talk().team(sam)) == [("no-list", State.WATCH)]


def test_open_things_are_watched_and_with_work_under_way_they_ask_for_something() -> None:
    talk = begun()
    assert told(talk) == [("settled", State.WATCH)]
    talk.expects("@sam new banner by Friday")
    assert told(talk) == [("settled", State.ACT)]


def test_once_everything_required_is_settled_it_is_good() -> None:
    talk = begun()
    talk.submit(ana, "vet-edit", talk.engagement.id, items="* Time zone and hours agreed\nNDA")
    (sign,) = signs(week(talk=talk))
    assert (sign.state, sign.what.facts) == (State.GOOD, (sam, 1, 1, ""))


def test_candidates_wait_to_hear() -> None:
    talk = Talk().command(ana, "vet @lee")
    talk.submit(lee, "join", zone=PEOPLE[lee].zone or "", hours="Mon-Fri 9-17")
    assert ("candidates", State.WATCH) in told(talk)
