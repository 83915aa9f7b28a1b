"""How soon `openline` answers: its help, the address of a new process, its being ready, and its end.

    python -m benchmarks.startup [--times 5]

The first run makes its database, the next finds it. The baseline is a Python that does nothing. Bytecode is there, as
in the image: the first round only warms up.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
NAMES = (
    "python -c ''",
    "openline --help",
    *(f"{which} run: {what}" for which in ("first", "next") for what in ("listening", "ready", "ended", "processor")),
)


def ended(*command: str) -> float:
    """Seconds that a command takes."""
    start = perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def lived(folder: str) -> tuple[float, float, float, float]:
    """Seconds from the start to the address and to being ready, from the signal to the end, and of processor in all."""
    env = {**os.environ, "OPENLINE_DATA_DIR": folder, "OPENLINE_PORT": "0", "PYTHONPATH": str(ROOT)}
    start, worked = perf_counter(), _worked()
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = ((json.loads(line)["action"], perf_counter()) for line in process.stdout)
        listening = next(at for action, at in said if action == "listening") - start
        ready = next(at for action, at in said if action == "started") - start
        process.send_signal(signal.SIGTERM)
        asked = perf_counter()
        process.communicate()
        ended = perf_counter() - asked
    return listening, ready, ended, _worked() - worked


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    rounds: list[tuple[float, ...]] = []
    for _ in range(times + 1):
        with TemporaryDirectory() as folder:
            rounds.append((ended("-c", ""), ended("-m", "bot", "--help"), *lived(folder), *lived(folder)))
    for name, seconds in zip(NAMES, zip(*rounds[1:], strict=True), strict=True):
        print(f"{name:25} {median(seconds):6.2f} s")


if __name__ == "__main__":
    main()
