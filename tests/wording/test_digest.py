import ast
from datetime import timedelta

import pytest

from bot.engine.reviews import digest as engine
from bot.vocabulary.digest import Digest, Finding, Heading, Suggestion
from bot.vocabulary.model import EngagementId
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import Text, View, Weight
from bot.wording.digest import LEADS, LINES, SUGGESTED, view
from tests.house.source import ROOT
from tests.weeks import FRIDAY

MONDAY = "2026-11-23T10:00:00+00:00"


def plain(text: Text) -> str:
    return "".join(
        part if isinstance(part, str) else str(getattr(part, "words", getattr(part, "text", part[0]))) for part in text
    )


def digest(lead: Reason, *found: Finding | Suggestion) -> View:
    findings = tuple(each for each in found if isinstance(each, Finding))
    suggestions = tuple(each for each in found if isinstance(each, Suggestion))
    summed_up = Digest(
        EngagementId("E1"), FRIDAY, lead, findings, suggestions, (), is_median=False, target=timedelta(hours=8)
    )
    return view(summed_up, "The new shop", "Europe/Berlin")


@pytest.mark.parametrize(
    ("lead", "sentence"),
    [
        (
            Reason("lead-answers", (14, 15, 28800.0, 1, MONDAY)),
            "14 of 15 questions were answered within a working day; one waits since Mon 23 Nov.",
        ),
        (
            Reason("lead-answers", (15, 15, 14400.0, 0, "")),
            "15 of 15 questions were answered within 4 h; nothing waits.",
        ),
        (
            Reason("lead-answers", (0, 1, 28800.0, 1, MONDAY)),
            "The one question was not answered within a working day; one waits since Mon 23 Nov.",
        ),
        (Reason("lead-quiet", (0, "")), "A quiet week: nobody waits for an answer."),
        (Reason("lead-quiet", (2, MONDAY)), "A quiet week; 2 questions wait since Mon 23 Nov."),
    ],
)
def test_the_first_sentence_says_how_the_week_was(lead: Reason, sentence: str) -> None:
    assert plain(digest(lead).headline) == sentence


def test_only_headings_with_something_to_say_are_there() -> None:
    quiet = Reason("lead-quiet", (0, ""))
    card = digest(quiet, Finding(Heading.OWNING, Reason("no-goal")))
    assert [section.heading for section in card.sections] == ["The owner's part"]


def test_each_suggestion_has_its_reason_and_a_button_the_first_one_primary() -> None:
    quiet = Reason("lead-quiet", (0, ""))
    two = (Suggestion(Reason("set-a-goal"), "goals", "E1"), Suggestion(Reason("take-on", ("a banner",)), "show", "X1"))
    card = digest(quiet, *two)
    assert [(button.action, button.about) for button in card.buttons] == [("goals", "E1"), ("show", "X1")]
    assert [button.weight for button in card.buttons] == [Weight.PRIMARY, Weight.PLAIN]
    assert plain(card.sections[-1].lines[1]) == "Nobody has said yes to a banner yet"


@pytest.mark.parametrize(
    ("code", "facts", "line"),
    [
        (
            "answers",
            ("assistant", 6, 5, 1, 7200.0, 36000.0),
            "6 questions to the assistants, 5 answered, 1 still open; half of them within 2 h, the longest took a day",
        ),
        (
            "answers",
            ("owner", 1, 1, 0, -1.0, 3600.0),
            "One question to the owner, 1 answered; too few to tell a median, the longest took 1 h",
        ),
        ("held-back", ("cap", 3), "3 reminders held back: three a day had been sent already"),
        ("accepted", (2,), "2 deliveries accepted"),
    ],
)
def test_a_finding_in_a_line(code: str, facts: tuple[str | float, ...], line: str) -> None:
    assert plain(LINES[code]("UTC", *facts)) == line


def codes_in_rules(kind: str) -> set[str]:
    """The codes that rules give as the first word of a Reason inside a Finding or a Suggestion."""
    files = {ROOT / f"{section.__module__.replace('.', '/')}.py" for section in engine.SECTIONS}
    found: set[str] = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind:
                inner = [each for each in ast.walk(node) if isinstance(each, ast.Call) and each is not node]
                found |= {
                    str(each.args[0].value)
                    for each in inner
                    if isinstance(each.func, ast.Name)
                    and each.func.id == "Reason"
                    and each.args
                    and isinstance(each.args[0], ast.Constant)
                }
    return found


def test_every_code_a_rule_gives_has_its_sentence() -> None:
    assert codes_in_rules("Finding") <= set(LINES)
    assert codes_in_rules("Suggestion") <= set(SUGGESTED)
    assert set(LEADS) == {"lead-answers", "lead-quiet"}
