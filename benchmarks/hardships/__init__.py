"""Hard days, lived through by hand: bars that take too long, or too much of a machine, for a test run.

    python -m benchmarks.hardships steady [--seconds 600] [--rate 500]     R13: digests and exports while it is busy
    python -m benchmarks.hardships burst [--events 50000]                  R14: ten times more than there is room for
    python -m benchmarks.hardships outage [--seconds 60] [--rate 50]       R28: PostgreSQL is gone for a while
    python -m benchmarks.hardships full-disk                               R31: no room for another row
    python -m benchmarks.hardships month [--days 30] [--a-day 2000]        R36: what is kept, and held, does not grow

Each prints what it found beside what is asked, and exits with 1 where that was not reached.
"""
