"""Random calendars, on a grid of quarter-hours, around the clock changes of 2026."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.vocabulary.calendar import Absence, Calendar, Holiday, Span, Week, WorkingHours

QUARTER = timedelta(minutes=15)
BACK = {  # each with a moment a few days before its clocks go back
    "Europe/Berlin": datetime(2026, 10, 22, tzinfo=UTC),
    "America/New_York": datetime(2026, 10, 29, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 4, 2, tzinfo=UTC),
    "Atlantic/Azores": datetime(2026, 10, 22, tzinfo=UTC),
}
FORWARD = {
    "Europe/Berlin": datetime(2026, 3, 26, tzinfo=UTC),
    "America/New_York": datetime(2026, 3, 5, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 10, 1, tzinfo=UTC),
    "Africa/Cairo": datetime(2026, 4, 21, tzinfo=UTC),
}
STEADY = dict.fromkeys(("UTC", "Asia/Manila", "Asia/Kathmandu"), datetime(2026, 6, 1, tzinfo=UTC))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """The hours of one day, the last perhaps over midnight."""
    edges = draw(st.lists(st.integers(0, 96 + 40), unique=True, max_size=6).map(sorted))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Span(_clock(start), _clock(end)) for start, end in pairs if start < 96 and 0 < end - start <= 96)


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Seven days; nights may well run into the next morning's hours."""
    usual = draw(spans())
    return tuple(draw(st.one_of(st.just(usual), spans(), st.just(()))) for _ in range(7))


@st.composite
def calendars(draw: st.DrawFn, zones: dict[str, datetime]) -> tuple[Calendar, datetime]:
    """A calendar and the moment around which things happen to it."""
    zone, base = draw(st.sampled_from(sorted(zones.items())))
    changes = draw(st.lists(moments(base), unique=True, max_size=2).map(sorted))
    zones_after = st.sampled_from([zone, zone, "Asia/Manila"])
    later = [WorkingHours(draw(zones_after), draw(weeks()), since=since) for since in changes]
    days_off = draw(st.lists(st.integers(-1, 8), max_size=2, unique=True))
    holidays = tuple(Holiday(base.date() + timedelta(days=day), "A holiday") for day in days_off)
    absences = draw(st.lists(st.tuples(moments(base), moments(base)), max_size=3))
    return Calendar(
        (WorkingHours(zone, draw(weeks())), *later), holidays, tuple(Absence(*each) for each in absences)
    ), base


def moments(base: datetime) -> st.SearchStrategy[datetime]:
    """Quarter-hours of the week after a moment."""
    return st.integers(0, 7 * 96).map(lambda quarters: base + quarters * QUARTER)


def instants(base: datetime) -> st.SearchStrategy[datetime]:
    """Any microsecond of the week after a moment."""
    return st.integers(0, 7 * 86400 * 10**6).map(lambda count: base + timedelta(microseconds=count))


def worked_by_stepping(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Working time counted quarter by quarter, as one would on a clock on the wall: the oracle."""
    quarters = range((end - start) // QUARTER)
    return sum((QUARTER for step in quarters if is_worked(calendar, start + step * QUARTER)), timedelta(0))


def is_worked(calendar: Calendar, at: datetime) -> bool:
    """Whether a moment is work. The second time that an hour comes, it is not."""
    valid = [version for version in calendar.versions if version.since <= at]
    away = any(absence.first <= at < absence.until for absence in calendar.absences)
    local = at.astimezone(ZoneInfo(valid[-1].zone)) if valid else at
    if not valid or away or local.fold:
        return False
    today, yesterday = local.date(), local.date() - timedelta(days=1)
    return any(_covers(span, local.time(), True) for span in _hours_on(calendar, valid[-1], today)) or any(
        _covers(span, local.time(), False) for span in _hours_on(calendar, valid[-1], yesterday)
    )


def _hours_on(calendar: Calendar, hours: WorkingHours, day: date) -> tuple[Span, ...]:
    return () if any(holiday.day == day for holiday in calendar.holidays) else hours.week[day.weekday()]


def _covers(span: Span, at: time, today: bool) -> bool:
    over_midnight = span.end <= span.start
    if today:
        return span.start <= at and (over_midnight or at < span.end)
    return over_midnight and at < span.end


def _clock(quarters: int) -> time:
    return time(quarters // 4 % 24, quarters % 4 * 15)
