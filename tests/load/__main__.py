"""The dashboard under load, on this machine.

``python -m tests.load`` from the root of the repository; about twenty minutes, on Linux.  Each scenario starts a server
of its own and sends visitors through real websocket connections on loopback; in brackets stands what is aimed at on
two cores, which the visitors' own process shares.  The exit status is 1 where a visitor met an error.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from tests.benchmarks.page.figures import machine
from tests.load import scenarios

SCENARIOS = {
    "class": (scenarios.a_class, scenarios.CLASS),
    "lecture": (scenarios.a_lecture, scenarios.LECTURE),
    "large": (scenarios.a_large_job, scenarios.OTHERS),
}


def main() -> int:
    """All scenarios or some; 1 if a visitor met an error."""
    asked = _arguments()
    given = {name: getattr(asked, name) for name in ("sessions", "think", "seconds", "arrival", "seed")}
    given = {name: value for name, value in given.items() if value is not None}
    machine()
    errors = 0
    for name in asked.scenario or SCENARIOS:
        scenario, plan = SCENARIOS[name]
        print(f"\n{name}: {scenario.__doc__}", flush=True)
        errors += scenario(replace(plan, **given))
    machine()
    return min(1, errors)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.load", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scenario", choices=SCENARIOS, action="append", help="only this one; may be repeated")
    parser.add_argument("--sessions", type=int, help="visitors at once")
    parser.add_argument("--think", type=float, help="mean seconds between two changes of a visitor")
    parser.add_argument("--seconds", type=float, help="how long all of them stay")
    parser.add_argument("--arrival", type=float, help="seconds within which they come; 0: all at the same moment")
    parser.add_argument("--seed", type=int, help="of the visitors' random choices")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
