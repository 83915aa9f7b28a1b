"""The forms about money ask for as little as there is to choose."""

from __future__ import annotations

from bot.vocabulary.answers import FormAsked
from bot.vocabulary.view import Form
from bot.wording.forms import form
from tests.agreed import Talk, ana, lee, sam


def asked(talk: Talk) -> Form:
    assert isinstance(talk.answer, FormAsked)
    return form(talk.answer, talk.situation(ana), ana)


def test_with_one_duty_and_one_person_only_the_line_is_asked_for() -> None:
    talk = Talk().team(sam).command(ana, "terms design: 30 EUR/h").command(sam, "log")
    assert [field.name for field in asked(talk).fields] == ["entry"]


def test_with_several_it_is_asked_which_and_whose() -> None:
    talk = Talk().team(sam, lee).command(ana, "terms design: 30 EUR/h").command(ana, "terms support: 20 EUR/h")
    fields = asked(talk.command(ana, "log paid 5")).fields
    assert [field.name for field in fields] == ["entry", "duty", "person"]
    assert [choice.label for choice in fields[1].choices] == ["design", "support"]
    assert fields[0].value == "paid 5"
    assert fields[0].error


def test_whose_it_is_is_asked_of_owners_alone() -> None:
    talk = Talk().team(sam, lee).command(sam, "log 2h")
    assert isinstance(talk.answer, FormAsked)
    assert [field.name for field in form(talk.answer, talk.situation(sam), sam).fields] == ["entry"]


def test_terms_that_are_changed_stand_in_the_form_as_they_are_typed() -> None:
    talk = Talk().team(sam)
    line = "30 EUR/h, at most 20 h a week"
    talk.submit(ana, "set-terms", talk.engagement.id, duty="Design", pay=line, cap="5 EUR in all")
    (duty,) = talk.situation(ana).affairs[0].books.duties
    values = {field.name: field.value for field in asked(talk.press(ana, "set-terms", duty)).fields}
    assert (values["duty"], values["pay"], values["cap"]) == ("Design", line, "5 EUR in all")


def test_a_milestone_is_tied_to_one_of_the_expectations() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> the layout by Friday").command(ana, "terms site: project: layout 6 EUR")
    (duty,) = talk.situation(ana).affairs[0].books.duties
    (field,) = asked(talk.press(ana, "tie-milestone", f"{duty}/0")).fields
    assert [choice.label for choice in field.choices] == ["the layout"]
