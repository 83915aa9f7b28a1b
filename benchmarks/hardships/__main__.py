"""Choose a hardship, live through it, and say how that went."""

from __future__ import annotations

import argparse
import sys

from adapters import logs
from benchmarks import hardships
from benchmarks.hardships import burst, full_disk, month, outage, steady
from bot.wiring.garbage import look_seldom


def main() -> int:
    wanted = argparse.ArgumentParser(
        description=hardships.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = wanted.add_subparsers(required=True)
    for name, module in (
        ("steady", steady),
        ("burst", burst),
        ("outage", outage),
        ("full-disk", full_disk),
        ("month", month),
    ):
        kind = kinds.add_parser(name, description=module.__doc__)
        for option, default in module.OPTIONS.items():
            kind.add_argument(option, type=int, default=default)
        kind.set_defaults(live=module.live)
    wish = vars(wanted.parse_args())
    logs.configure("CRITICAL", sys.stderr)
    look_seldom()
    findings = wish.pop("live")(**wish)
    for finding in findings:
        print(finding, flush=True)
    return 0 if all(finding.is_reached for finding in findings) else 1


if __name__ == "__main__":
    raise SystemExit(main())
