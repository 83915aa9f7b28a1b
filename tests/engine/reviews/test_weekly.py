from datetime import timedelta

from bot.engine.reviews import weekly
from bot.vocabulary.digest import Found, Heading, Week
from bot.vocabulary.effects import Matter
from bot.vocabulary.records import HeldBack, Hole, Reach
from bot.vocabulary.signals import Reason
from tests.agreed import ACME, SITE, Talk, ana, sam
from tests.weeks import FRIDAY, waited, week

HOUR = 3600.0
BANNER = f"<@{sam}> new banner by Friday 5pm done when it is on the site because of the fair"


def codes(found: Found) -> list[str]:
    return [each.what.code for each in found.findings]


def expecting(days: float, *moves: tuple[str, str]) -> Week:
    """Something was expected on Monday; then these moves; then so many days."""
    talk = Talk().team(sam)
    talk.command(ana, f"expect {BANNER}")
    for action, words in moves:
        by = ana if action in {"accept", "return"} else sam
        if words:
            talk.submit(by, action, talk.expectation.id, words=words)
        else:
            talk.press(by, action, talk.expectation.id)
    return week(talk=talk, until=talk.at + timedelta(days=days))


def test_the_lead_says_what_was_answered_in_time_and_what_waits() -> None:
    one = waited(2, 9, is_open=True)
    lead = weekly.lead(week(waited(1, 2), waited(1.5, 3), one))
    assert lead == Reason("lead-answers", (2, 3, 8 * HOUR, 1, one.gap.asked_at.isoformat()))


def test_a_week_in_which_nobody_asked_is_quiet() -> None:
    assert weekly.lead(week()) == Reason("lead-quiet", (0, ""))


def test_both_directions_are_told_alike() -> None:
    found = weekly.answers(week(waited(1, 2), waited(1, 4, by=ana)))
    assert [each.what.facts[0] for each in found.findings] == ["assistant", "owner"]
    assert {each.heading for each in found.findings} == {Heading.TALKING}


def test_fewer_than_five_answers_give_no_median() -> None:
    (finding,) = weekly.answers(week(waited(1, 2))).findings
    assert finding.what.facts[4] == weekly.NOT_KNOWN


def test_what_was_left_open_in_an_earlier_week_is_still_told() -> None:
    (finding,) = weekly.answers(week(waited(10, 30, is_open=True))).findings
    assert finding.what.facts[1:4] == (0, 0, 1)


def test_what_waits_past_its_target_is_suggested_first() -> None:
    (suggestion,) = weekly.answers(week(waited(3, 12, is_open=True))).suggestions
    assert (suggestion.action, suggestion.what.code) == ("mine", "answer-it")


def test_what_nobody_took_on_is_told_and_shown() -> None:
    found = weekly.expectations(expecting(2))
    assert codes(found) == ["untaken"]
    assert found.suggestions[0].action == "show"


def test_what_was_just_asked_is_not_untaken_yet() -> None:
    assert codes(weekly.expectations(expecting(0))) == []


def test_what_is_past_its_date_is_told() -> None:
    assert codes(weekly.expectations(expecting(7, ("acknowledge", "")))) == ["overdue"]


def test_a_delivery_without_a_word_is_the_owners() -> None:
    found = weekly.deliveries(expecting(2, ("deliver", "https://example.com")))
    assert codes(found) == ["no-word"]
    assert found.findings[0].heading is Heading.OWNING


def test_what_was_accepted_this_week_counts() -> None:
    found = weekly.deliveries(expecting(2, ("deliver", "done"), ("accept", "")))
    assert found.findings[0].what == Reason("accepted", (1,))


def test_an_engagement_without_a_goal_is_pointed_out() -> None:
    found = weekly.goals(week())
    assert codes(found) == ["no-goal"]
    assert found.suggestions[0].action == "goals"


def test_a_goal_nothing_moves_towards_is_pointed_out() -> None:
    talk = Talk().team(sam)
    talk.command(ana, "goals open the shop")
    assert weekly.goals(week(talk=talk)).findings[0].what == Reason("goal-still", ("open the shop", 0))


def test_what_was_held_back_is_counted_by_its_reason() -> None:
    held = [
        HeldBack(ACME, sam, Matter(f"gap/{each}"), FRIDAY - timedelta(days=each), Reason("cap")) for each in (1, 2, 9)
    ]
    (finding,) = weekly.held_back(week(held_back=held)).findings
    assert finding.what == Reason("held-back", ("cap", 2)), "the third one was the week before"


def test_what_could_not_be_read_is_said() -> None:
    hole = Hole(FRIDAY - timedelta(days=2), FRIDAY - timedelta(days=1), "forbidden")
    assert codes(weekly.coverage(week(reaches=[Reach(ACME, SITE, FRIDAY, True, (hole,))]))) == ["not-read"]
    assert codes(weekly.coverage(week(reaches=[Reach(ACME, SITE, FRIDAY, True)]))) == []
