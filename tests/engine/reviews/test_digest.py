from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.engine.reviews import digest
from bot.engine.reviews.digest import MOST_SUGGESTIONS, ORDER, latest_slot, next_digest, sent, sum_up
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.records import Wakeup
from bot.vocabulary.weeks import WeekKept
from tests.agreed import MONDAY, Talk, ana, lee, sam
from tests.weeks import FRIDAY, waited, week


def test_the_digest_is_due_on_friday_at_three_in_the_zone_of_the_engagement() -> None:
    engagement = Talk().team(sam).engagement
    assert next_digest(engagement, MONDAY).at == FRIDAY
    assert next_digest(engagement, FRIDAY).at == FRIDAY + timedelta(weeks=1)


def test_the_clocks_going_back_neither_add_nor_drop_one() -> None:
    engagement = Talk().team(sam).engagement
    summer = datetime(2027, 3, 24, 12, tzinfo=UTC)
    moments = [next_digest(engagement, summer).at]
    moments.append(next_digest(engagement, moments[-1]).at)
    assert [at.astimezone(ZoneInfo("Europe/Berlin")).hour for at in moments] == [15, 15]
    assert moments[1] - moments[0] == timedelta(weeks=1, hours=-1)


def test_beginning_an_engagement_arms_its_digest() -> None:
    talk = Talk().team(sam)
    (armed,) = [each for each in talk.wakeups if each.kind == digest.DIGEST]
    assert armed.at == FRIDAY


def test_32_of_the_fridays_that_were_slept_through_only_the_latest_is_sent() -> None:
    engagement = Talk().team(sam).engagement
    assert latest_slot(engagement, FRIDAY, FRIDAY + timedelta(days=3)) == FRIDAY
    assert latest_slot(engagement, FRIDAY, FRIDAY + timedelta(days=17)) == FRIDAY + timedelta(weeks=2)


def test_it_is_sent_to_each_inside_their_own_hours() -> None:
    decision = sent(week(waited(1, 2)), FRIDAY)
    said = {say.to: say.not_before for say in decision.say}
    assert said[ToPerson(sam)] == FRIDAY, "9:00 in New York"
    assert said[ToPerson(ana)] == FRIDAY, "15:00 in Berlin"
    lees = next(say for say in sent(week(talk=Talk().team(lee)), FRIDAY).say if say.to == ToPerson(lee))
    assert lees.not_before == datetime(2026, 11, 30, 1, tzinfo=UTC), "Monday 9:00 in Manila"


def test_32_its_key_is_that_of_its_week_however_late_it_comes() -> None:
    keys = [[say.key for say in sent(week(), FRIDAY + timedelta(days=late)).say] for late in (0, 3)]
    assert keys[0] == keys[1]


def test_its_figures_are_kept_for_each_who_was_asked() -> None:
    decision = sent(week(waited(1, 2), waited(2, 9, is_open=True), waited(9, 2)), FRIDAY)
    (kept,) = [record for record in decision.remember if isinstance(record, WeekKept)]
    assert (kept.person, kept.week, kept.asked, kept.answered, kept.waiting) == (sam, "2026-11-27", 2, 1, 1)
    assert kept.median_seconds is None, "too few to tell"


def test_it_goes_on_next_week() -> None:
    (wakeup,) = sent(week(), FRIDAY).wake
    assert isinstance(wakeup, Wakeup)
    assert wakeup.at == FRIDAY + timedelta(weeks=1)


def test_what_has_ended_has_no_digest_any_more() -> None:
    talk = Talk().team(sam)
    talk.press(ana, "end-now", talk.engagement.id)
    decision = sent(week(talk=talk), FRIDAY)
    assert not decision.say
    assert not decision.wake


def test_findings_stand_in_the_order_of_the_headings() -> None:
    found = sum_up(week(waited(1, 2), waited(1, 3, by=ana)))
    places = [ORDER.index(each.heading) for each in found.findings]
    assert places == sorted(places)


def test_there_are_never_more_than_three_suggestions_the_heaviest_first() -> None:
    talk = Talk().team(sam).expects(f"<@{sam}> one by Tuesday").expects(f"<@{sam}> two by Wednesday")
    summed_up = sum_up(week(waited(3, 12, is_open=True), talk=talk, until=FRIDAY + timedelta(days=1)))
    weights = [each.weight for each in summed_up.suggestions]
    assert len(weights) == MOST_SUGGESTIONS
    assert weights == sorted(weights, reverse=True)
