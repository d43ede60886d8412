"""Groundwork beside its rivals, on the same work in the same run: `./groundwork bench`.

Bounded in number and time; stops by itself, and ends only what it started.
"""

import argparse
import signal
import sys
import time

from harness import machine, report
from harness.bench import prepared
from harness.errors import BenchmarkError
from harness.results import Result
from rows import ROWS

LONGEST_MINUTES = 45
LONGEST_MINUTES_LARGE = 120


def main() -> int:
    """Run the rows asked for, print their tables, and save them if asked to. Returns the exit status."""
    options = parse_arguments()
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGALRM, interrupt)
    signal.alarm((LONGEST_MINUTES_LARGE if options.large else LONGEST_MINUTES) * 60)
    try:
        machine.require_tools()
        results = list(run_rows(options))
    except BenchmarkError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; everything started is stopped.", file=sys.stderr)
        return 130
    print(f"\n{report.summary(results)}")
    if options.save:
        conditions = (
            f"{options.rounds} rounds of {options.seconds} s, 16 connections, server on one core, "
            "load and PostgreSQL on another"
        )
        report.save(results, machine.describe(), conditions)
        print(f"\nSaved to {report.RESULTS}/latest.md, latest.json and latest.svg")
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="./groundwork bench", description=__doc__)
    parser.add_argument(
        "--rows",
        type=lambda text: text.split(","),
        default=list(ROWS),
        metavar="ROW,…",
        help=f"which rows to run, of: {', '.join(ROWS)} (default: all)",
    )
    parser.add_argument("--rounds", type=int, default=5, choices=range(1, 51), metavar="N", help="rounds (default: 5)")
    parser.add_argument(
        "--seconds", type=int, default=4, choices=range(1, 61), metavar="S", help="of one measurement (default: 4)"
    )
    parser.add_argument(
        "--large", action="store_true", help="measure depth in 10,000,000 products too; filling them takes long"
    )
    parser.add_argument("--save", action="store_true", help="write benchmarks/results/latest.{md,json,svg}")
    options = parser.parse_args()
    unknown = [name for name in options.rows if name not in ROWS]
    if unknown:
        parser.error(f"there is no row {', '.join(unknown)}; there are: {', '.join(ROWS)}")
    return options


def run_rows(options: argparse.Namespace) -> list[Result]:
    """Run the rows one after the other, printing each table as it comes."""
    results = []
    with prepared(options.rounds, options.seconds, machine.cores(), large=options.large) as bench:
        for name in options.rows:
            start = time.monotonic()
            print(f"\n{name} …", flush=True)
            results.append(ROWS[name](bench))
            print(f"{report.section(results[-1])}\n({time.monotonic() - start:.0f} s)", flush=True)
    return results


def interrupt(signal_number: int, frame: object) -> None:
    """Let every `with` block end what it started."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
