"""How fast an audit is, how much memory it takes, and whether a message costs the same in a long export.

    python -m benchmarks.audit [--messages 10000 100000 1000000] [--seed 1]

Each audit runs in a process of its own, on one core, and so does the baseline: reading the same files with the
standard library's json, which is what any program has to do. Their ratio is what carries over to other machines.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from benchmarks.made_up_export import write

AUDIT: Final = """
import resource, sys, time
from pathlib import Path
start = time.perf_counter()
from rich.console import Console
from bot.wiring import audit as wiring
from bot.wiring.garbage import look_seldom
look_seldom()  # as the command does
quiet = Console(quiet=True)
order = wiring.AuditOrder(Path(sys.argv[1]), json=Path(sys.argv[2]))
status = wiring.audit(order, quiet, quiet)
assert status == 0, status
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
MERELY_READ: Final = """
import json, resource, sys, time
from pathlib import Path
start = time.perf_counter()
for path in Path(sys.argv[1]).rglob("*.json"):
    json.loads(path.read_text())
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


class Run(NamedTuple):
    """What one process took: seconds, and the most memory it held (MB)."""

    seconds: float
    megabytes: int


def main() -> None:
    """Measure and print a line for each size."""
    options = _options()
    print(f"{'messages':>10} {'messages/s':>11} {'µs each':>8} {'peak MB':>8} {'times merely reading':>21}")
    for messages in options.messages:
        with TemporaryDirectory() as folder:
            export = Path(folder) / "export"
            made = write(export, messages, options.seed)
            audit = _run(AUDIT, str(export), str(Path(folder) / "audit.json"))
            read = _run(MERELY_READ, str(export))
        rate, each = made / audit.seconds, audit.seconds / made * 1e6
        print(f"{made:>10,} {rate:>11,.0f} {each:>8.1f} {audit.megabytes:>8} {audit.seconds / read.seconds:>21.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _run(program: str, *arguments: str) -> Run:
    """Run a program in a process of its own, on one core, warm: the files have just been written."""
    command = [sys.executable, "-c", program, *arguments]
    one_core = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    began = perf_counter()
    done = subprocess.run(command, env=one_core, check=True, capture_output=True, text=True, preexec_fn=_on_one_core)
    seconds, megabytes = done.stdout.split()
    assert float(seconds) <= perf_counter() - began
    return Run(float(seconds), int(megabytes))


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    main()
