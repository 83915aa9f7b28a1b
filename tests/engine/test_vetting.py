"""The list of what to settle before work is handed out: begun, ticked, edited, with its trial task."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.engine import vetting
from bot.engine.vetting import Settled, as_lines, parsed
from bot.vocabulary.answers import FormAsked, LookUp, Refused
from bot.vocabulary.vetting import STANDARD, VettingItem, VettingTemplate, VettingTick
from tests.agreed import Talk, ana, lee, sam


def begun(talk: Talk | None = None) -> Talk:
    talk = talk or Talk().team(sam)
    return talk.press(ana, "vet-begin", talk.engagement.id)


def about(talk: Talk, item: str = "") -> str:
    return vetting.about(talk.situation(ana).affairs[0], sam, item)


def settled(talk: Talk) -> dict[str, Settled]:
    return {each.item.key: each for each in vetting.standings(talk.situation(ana).affairs[0], sam)}


def test_it_begins_with_what_is_sensible_and_joining_has_settled_the_hours() -> None:
    found = settled(begun())
    assert list(found) == [item.key for item in STANDARD]
    assert [key for key, each in found.items() if each.is_done] == ["hours"]


def test_beginning_twice_changes_nothing() -> None:
    talk = begun().submit(ana, "vet-edit", about(Talk().team(sam)).split("/")[0], items="* Contract")
    assert list(settled(begun(talk))) == ["contract"]


def test_an_item_is_settled_by_somebody_at_a_moment_with_a_note() -> None:
    talk = begun().press(ana, "vet-tick", about(begun(), "contract"))
    assert isinstance(talk.answer, FormAsked)
    talk.submit(ana, "vet-tick", talk.answer.about, note="signed, https://example.com/c")
    (tick,) = talk.all(VettingTick)
    assert (tick.by, tick.at, tick.note) == (ana, talk.at, "signed, https://example.com/c")
    assert settled(talk)["contract"].is_done
    assert type(talk.decision.answer) is LookUp


def test_it_can_be_opened_again_and_keeps_its_note() -> None:
    talk = begun().submit(ana, "vet-tick", about(begun(), "contract"), note="signed")
    talk.press(ana, "vet-untick", about(talk, "contract"))
    assert not settled(talk)["contract"].is_done
    talk.press(ana, "vet-tick", about(talk, "contract"))
    assert isinstance(talk.answer, FormAsked)
    assert [value.text for value in talk.answer.values] == ["signed"]


def test_the_interview_has_a_form_with_questions() -> None:
    talk = begun().press(ana, "vet-tick", about(begun(), "interview"))
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.action == "vet-interview"


def test_a_note_that_is_too_long_is_told_at_its_field_and_kept() -> None:
    talk = begun().submit(ana, "vet-tick", about(begun(), "contract"), note="x" * 1001)
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.field for wrong in talk.answer.wrong] == ["note"]
    assert talk.answer.values[0].text == "x" * 1001


def test_assistants_cannot_settle_anything_themselves() -> None:
    talk = begun().submit(sam, "vet-tick", about(begun(), "contract"), note="all fine")
    assert isinstance(talk.answer, Refused)
    assert not talk.all(VettingTick)


def test_nothing_is_settled_with_who_has_not_joined() -> None:
    talk = begun()
    which = vetting.about(talk.situation(ana).affairs[0], lee, "contract")
    assert isinstance(talk.submit(ana, "vet-tick", which, note="x").answer, Refused)


def test_the_trial_task_is_an_expectation_and_accepting_it_settles_the_item() -> None:
    talk = begun().press(ana, "vet-trial", about(begun(), "trial"))
    assert isinstance(talk.answer, FormAsked)
    values = {"person": sam, "what": "Paid trial task: one banner", "by": "Friday 5pm"}
    talk.submit(ana, "expect", talk.answer.about, **values, done_when="it fits", context="80 euros, paid on delivery")
    assert talk.expectation.what == "Paid trial task: one banner"
    assert settled(talk)["trial"].trial == talk.expectation
    talk.submit(sam, "deliver", talk.expectation.id, words="https://example.com")
    assert not settled(talk)["trial"].is_done
    talk.press(ana, "accept", talk.expectation.id)
    assert settled(talk)["trial"].is_done


def test_the_list_is_edited_as_lines_and_ticks_stay_with_their_items() -> None:
    talk = begun().submit(ana, "vet-tick", about(begun(), "contract"), note="")
    home = talk.engagement.id
    talk.press(ana, "vet-edit", home)
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.values[0].text.splitlines()[0] == "* Interview"
    talk.submit(ana, "vet-edit", home, items="* Contract\nPortfolio looked at\n* NDA")
    found = settled(talk)
    assert [(each.item.words, each.item.is_required) for each in found.values()] == [
        ("Contract", True),
        ("Portfolio looked at", False),
        ("NDA", True),
    ]
    assert found["contract"].is_done


def test_a_list_can_become_that_of_the_workspace() -> None:
    talk = begun()
    talk.submit(ana, "vet-edit", talk.engagement.id, items="* Contract", template="yes")
    assert [each.items for each in talk.all(VettingTemplate)] == [(VettingItem("contract", "Contract"),)]
    talk.command(ana, "start @lee the second shop")
    talk.press(ana, "vet-begin", talk.engagement.id)
    second = next(each for each in talk.situation(ana).affairs if each.engagement.name == "the second shop")
    assert [item.key for item in second.vetting_lists[0].items] == ["contract"]


def test_an_empty_list_is_refused_and_what_was_typed_stays() -> None:
    talk = begun()
    talk.submit(ana, "vet-edit", talk.engagement.id, items=" \n ")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.why.code for wrong in talk.answer.wrong] == ["vetting-empty"]


def test_rewording_a_line_keeps_its_item() -> None:
    items = parsed(as_lines(STANDARD).replace("Interview", "Video interview"), STANDARD)
    assert [item.key for item in items] == [item.key for item in STANDARD]
    assert items[0].words == "Video interview"


@given(st.text(max_size=200))
def test_whatever_is_typed_each_item_has_words_and_a_name_of_its_own(text: str) -> None:
    items = parsed(text, STANDARD)
    assert len({item.key for item in items}) == len(items) <= len(text.splitlines())
    assert all(item.words.strip() == item.words != "" for item in items)
    assert parsed(as_lines(items), items) == items


def test_the_same_line_twice_is_one_item() -> None:
    assert len(parsed("* Contract\ncontract\nCONTRACT", STANDARD)) == 1


def test_an_assistant_sees_their_own_list_whoever_they_ask_for() -> None:
    talk = begun(Talk().team(sam, lee)).command(sam, "vet @lee")
    assert talk.answer == LookUp("vet", sam, talk.engagement.id, sam)
    assert begun(talk).command(sam, "vet @ana").answer == LookUp("vet", sam, talk.engagement.id, ana)
