"""Which earlier messages a new one may answer."""

from __future__ import annotations

from bot.engine.judgement.candidates import candidates
from bot.engine.judgement.lane import Lane
from bot.engine.judgement.linking import Recent
from bot.engine.judgement.reading import read
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.model import MessageId
from tests.builders import ana, kim, sam, says
from tests.engine.chatter import NAMES, judged

SAID = [
    says(ana, "does anyone know the router password?", "mon 9:00"),
    *(says(kim, f"remark number {number}", f"mon 9:{number + 1:02}") for number in range(20)),
]


def found(posted: MessagePosted) -> list[MessageId]:
    """The candidates of a message, latest first."""
    lane, recent = Lane(), Recent()
    for each in SAID:
        heard = judged(recent, each)
        recent.add(heard)
        lane.add(heard)
    return [slot.heard.message for slot in candidates(lane, posted.author, read(posted, NAMES)).slots]


def test_an_unanswered_question_is_a_candidate_however_far_back() -> None:
    assert SAID[0].message in found(says(sam, "it is on the fridge", "mon 10:00"))


def test_the_latest_messages_are_candidates_latest_first() -> None:
    slots = found(says(sam, "it is on the fridge", "mon 10:00"))
    assert slots[:2] == [SAID[-1].message, SAID[-2].message]
    places = [message.message for message in SAID]
    assert [places.index(each) for each in slots] == sorted((places.index(each) for each in slots), reverse=True)


def test_who_calls_somebody_answers_them_or_goes_on() -> None:
    assert found(says(sam, "ana: it is on the fridge", "mon 10:00")) == [SAID[0].message]


def test_where_few_people_speak_an_answer_reaches_further_back() -> None:
    assert len(found(says(sam, "it is on the fridge", "mon 10:00"))) > 8


def test_the_most_words_in_common_make_a_candidate() -> None:
    assert SAID[0].message in found(says(sam, "router password", "mon 10:00"))
