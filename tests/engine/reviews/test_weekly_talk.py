from datetime import timedelta

from bot.engine.reviews.digest import sent
from bot.engine.reviews.weekly_talk import Counted, check_ins, counted, feedback
from bot.vocabulary.calendar import Absence
from bot.vocabulary.checkins import CheckIn
from bot.vocabulary.digest import Heading
from bot.vocabulary.records import AbsenceKept
from bot.vocabulary.signals import Reason
from bot.vocabulary.weeks import WeekKept
from tests.agreed import ACME, Talk, ana, new_york, sam
from tests.weeks import FRIDAY, week

EVENING = FRIDAY + timedelta(hours=6)


def until_friday() -> Talk:
    return Talk().team(sam).wait(days=4, hours=6)


def on(talk: Talk, day: str) -> CheckIn:
    return next(each for each in talk.all(CheckIn) if each.slot == day)


def test_a_check_in_not_answered_before_the_next_is_missing_and_the_last_one_is_not_yet() -> None:
    assert counted(sam, week(talk=until_friday(), until=EVENING)) == Counted(0, 0, 2)


def test_31_a_late_answer_counts_as_late_and_not_as_missing() -> None:
    talk = Talk().team(sam).wait(days=1)
    talk.press(sam, "nothing-new", on(talk, "2026-11-23").id).wait(days=3, hours=6)
    assert counted(sam, week(talk=talk, until=EVENING)) == Counted(1, 1, 1)


def test_31_who_was_away_is_not_missing_whenever_it_was_said() -> None:
    talk = until_friday()
    talk._keep([AbsenceKept(ACME, sam, Absence(new_york(25, 11), new_york(26, 0), ""))])
    assert counted(sam, week(talk=talk, until=EVENING)).missing == 1


def test_skipped_ones_do_not_count() -> None:
    talk = Talk().team(sam).command(sam, "checkin skip").wait(days=4, hours=6)
    assert counted(sam, week(talk=talk, until=EVENING)) == Counted(0, 0, 1)


def test_the_digest_says_how_many_were_answered() -> None:
    talk = Talk().team(sam).wait(hours=2)
    talk.press(sam, "nothing-new", on(talk, "2026-11-23").id).wait(days=4, hours=4)
    (finding,) = check_ins(week(talk=talk, until=EVENING)).findings
    assert finding.what == Reason("check-ins", (sam, 1, 2, 0))


def test_what_is_still_in_the_way_stands_first_among_the_suggestions() -> None:
    talk = Talk().team(sam).wait(hours=2)
    talk.submit(sam, "checkin", on(talk, "2026-11-23").id, in_the_way="no logo").wait(days=4)
    found = check_ins(week(talk=talk))
    assert [each.what.code for each in found.findings] == ["check-ins", "in-the-way"]
    assert found.suggestions[0].what == Reason("clear-the-way", (sam, "no logo"))
    talk.press(sam, "blocker-solved", talk.situation(ana).affairs[0].blockers[0].id)
    assert check_ins(week(talk=talk)).suggestions == ()


def test_feedback_of_the_week_is_counted_and_not_quoted() -> None:
    talk = Talk().team(sam).submit(ana, "feedback", person=sam, rating="2", change="everything")
    (finding,) = feedback(week(talk=talk)).findings
    assert finding.what == Reason("feedback-given", (1,))
    assert finding.heading is Heading.OWNING


def test_an_owner_who_said_nothing_for_30_days_is_told_so() -> None:
    talk = Talk().team(sam)
    found = feedback(week(talk=talk, until=talk.at + timedelta(days=30)))
    assert [each.what for each in found.findings] == [Reason("no-feedback", (ana, sam))]
    assert found.suggestions[0].action == "feedback"
    assert feedback(week(talk=talk, until=talk.at + timedelta(days=29))).findings == ()


def test_the_figures_of_check_ins_are_kept_with_the_week() -> None:
    decision = sent(week(talk=until_friday(), until=EVENING), EVENING)
    (kept,) = [record for record in decision.remember if isinstance(record, WeekKept)]
    assert (kept.person, kept.check_ins, kept.late, kept.missed) == (sam, 2, 0, 2)
