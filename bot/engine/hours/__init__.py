"""Working time on a person's calendar (rules 7 and 8), and the moments at which local clocks show a time.

The definition, on which everything else follows:

- A window of work is a `Span` on a local day. It is worth its length on the wall clock: 22:00-06:00 is 8 h of work
  every night of the year, and 9-17 is 8 h on the days around a change (scenario 3).
- Outside the few windows that contain a change of the clocks, work passes as time passes. Where the clocks go
  back inside a window, the repeated hour counts once, the first time. Where they go forward, the window's worth
  is spread evenly over the time that is left: 8 h of work over 7 h of the night. No hour is added or dropped, work
  never runs backwards, and it adds up. A window that a change leaves no time at all (2:00-3:00) is worth nothing then.
- A window belongs to the day on which it starts: a night shift into a holiday is worked, one out of a holiday is not.
- Versions of hours, and absences, cut windows at their exact moment; the parts keep their share of the work.

Moments are aware; results are in UTC; naive ones raise TypeError. Nothing counts before 1970 or after 2199:
chats are not older, and it keeps "never" near. An unknown zone raises zoneinfo.ZoneInfoNotFoundError.
"""

from bot.engine.hours.explanation import explain
from bot.engine.hours.moments import moment, next_local_moment
from bot.engine.hours.timetable import (
    Hours,
    compiled,
    due,
    is_open,
    next_closing,
    next_opening,
    overlap,
    stretches,
    working_time,
)
from bot.engine.hours.windows import with_holidays

__all__ = [
    "Hours",
    "compiled",
    "due",
    "explain",
    "is_open",
    "moment",
    "next_closing",
    "next_local_moment",
    "next_opening",
    "overlap",
    "stretches",
    "with_holidays",
    "working_time",
]
