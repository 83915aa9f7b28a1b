"""From what was typed to an expectation: by its form, the brief check, or neither."""

from __future__ import annotations

from datetime import datetime

from bot.vocabulary.agreements import Draft, Expectation
from bot.vocabulary.answers import BriefChecked, ExpectationShown, FormAsked
from bot.wording.forms import form
from tests.agreed import Talk, ana, joe, sam

WHOLE = "expect @sam new banner by Friday 5pm done when it is on the site because the fair opens on Monday"


def test_a_whole_brief_is_sent_at_once() -> None:
    talk = Talk().team(sam).command(ana, WHOLE)
    assert isinstance(talk.answer, ExpectationShown)
    it = talk.expectation
    assert (it.what, it.done_when, it.context) == ("new banner", "it is on the site", "the fair opens on Monday")
    assert it.due_at is not None


def test_what_is_missing_is_asked_about_before_anything_is_sent() -> None:
    talk = Talk().team(sam).command(ana, "expect @sam new banner")
    assert isinstance(talk.answer, BriefChecked)
    assert talk.answer.missing == ("by", "done_when", "context")
    assert not talk.all(Expectation)


def test_it_can_be_sent_as_it_is() -> None:
    talk = Talk().team(sam).command(ana, "expect @sam new banner by Friday")
    assert isinstance(talk.answer, BriefChecked)
    talk.press(ana, "send-as-is", talk.answer.draft)
    assert talk.expectation.what == "new banner"
    assert [(draft.is_used, draft.values) for draft in talk.all(Draft)] == [(True, ())]


def test_or_what_is_missing_is_added_with_all_that_was_typed_still_there() -> None:
    talk = Talk().team(sam).command(ana, "expect @sam new banner by Friday")
    assert isinstance(talk.answer, BriefChecked)
    talk = talk.press(ana, "add-missing", talk.answer.draft)
    assert isinstance(talk.answer, FormAsked)
    shown = {field.name: field.value for field in form(talk.answer, talk.situation(ana), ana).fields}
    assert shown["person"] == sam
    assert shown["what"] == "new banner"
    assert shown["by"] == "by Friday"
    talk.submit(ana, "expect", talk.answer.about, **(shown | {"done_when": "it is live"}))
    assert talk.expectation.done_when == "it is live"


def test_nobody_elses_draft_can_be_sent() -> None:
    talk = Talk().team(sam).command(ana, "expect @sam new banner")
    assert isinstance(talk.answer, BriefChecked)
    talk.press(sam, "send-as-is", talk.answer.draft)
    assert not talk.all(Expectation)


def test_a_deadline_that_may_be_two_moments_opens_the_form_with_the_question() -> None:
    talk = Talk().team(sam).command(ana, "expect @sam the FAQ by 12/5 done when it is online")
    assert isinstance(talk.answer, FormAsked)
    asked = form(talk.answer, talk.situation(ana), ana)
    by = next(field for field in asked.fields if field.name == "by")
    assert [choice.label for choice in by.choices] == ["Sat 5 Dec 17:00", "Wed 12 May 17:00"]
    values = {field.name: field.value for field in asked.fields} | {
        "by": by.choices[0].value,
        "context": "for the fair",
    }
    talk.submit(ana, "expect", **values)
    assert talk.expectation.due_at == datetime.fromisoformat("2026-12-05T22:00:00+00:00")
    assert talk.expectation.due_words == "by 12/5"


def test_a_deadline_that_is_not_understood_stands_in_the_form_with_what_would_be_right() -> None:
    talk = Talk().team(sam).command(ana, "expect @sam the FAQ by Fridy")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.field for wrong in talk.answer.wrong] == ["by"]


def test_nothing_is_kept_about_somebody_who_has_not_joined() -> None:
    talk = Talk().team(sam)
    before = dict(talk.records)
    talk.command(ana, f"expect <@{joe}> new banner by Friday done when it is live because of the fair")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.why.code for wrong in talk.answer.wrong] == ["not-joined"]
    assert talk.records == before


def test_a_bare_expect_is_an_empty_form_without_complaints() -> None:
    assert Talk().team(sam).command(ana, "expect").answer == FormAsked("expect")


def test_an_empty_form_says_what_is_missing() -> None:
    talk = Talk().team(sam).submit(ana, "expect")
    assert isinstance(talk.answer, FormAsked)
    assert [wrong.field for wrong in talk.answer.wrong] == ["person", "what"]


def test_a_message_becomes_an_expectation_and_is_its_context() -> None:
    talk = Talk().team(sam).press(ana, "expect-this", "C1/17.5", "Can you do the banner?")
    assert isinstance(talk.answer, FormAsked)
    assert talk.answer.values[0].text == "Can you do the banner?"
    by_form = {"person": sam, "what": "The banner", "by": "Friday", "done_when": "it is live"}
    talk.submit(ana, "expect", talk.answer.about, **by_form)
    assert talk.expectation.origin == "C1/17.5"


def test_either_side_can_expect_something() -> None:
    talk = (
        Talk()
        .team(sam)
        .command(sam, "expect @ana the logo files by Friday done when they are in the folder because I need them")
    )
    assert (talk.expectation.asked_by, talk.expectation.owed_by) == (sam, ana)
