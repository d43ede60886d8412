"""What the whole product holds when nothing happens: database, API, worker and supervisor."""

import time
from collections import Counter

import psutil

from harness import data_folder, house, processes
from harness.bench import Bench
from harness.results import Chart, Reach, Result, thousands

IDLE_SECONDS = 15
REACH_MB = 300


def run(bench: Bench) -> Result:
    """Start `./groundwork up` twice, so that nothing of the first set-up is left in memory; wait; sum up.

    The first data brings work for minutes (pictures in all their sizes), which is not what an idle product does.
    """
    parts: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    with data_folder.temporary(bench.scratch / "house-memory") as home:
        with house.up(home) as running:
            house.wait_until_all_is_done(running, home)
        with house.up(home) as running:
            house.wait_until_all_is_done(running, home)
            time.sleep(IDLE_SECONDS)
            for process in processes.family(running.process.pid):
                parts[part_of(process)] += processes.pss_bytes(process)
                counts[part_of(process)] += 1
    total = parts.total() / 1e6
    return Result(
        name="memory",
        title="Memory of the whole product, idle",
        chart=Chart.PARTS,
        header=("part", "processes", "MB"),
        lines=[
            *((part, str(counts[part]), f"{held / 1e6:.1f}") for part, held in sorted(parts.items())),
            ("all", str(counts.total()), f"{total:.1f}"),
        ],
        reaches=[Reach(f"≤ {REACH_MB} MB", f"{thousands(total)} MB", total <= REACH_MB)],
        figures={
            "parts": {part: held / 1e6 for part, held in parts.items()},
            "total": total,
            "unit": "MB",
            "reach": REACH_MB,
        },
        notes=[
            f"`./groundwork up` on its own data folder with its first data, started again, {IDLE_SECONDS} s after its "
            "queue of jobs was empty. Proportional set size: a page shared by three processes counts a third for each.",
        ],
    )


def part_of(process: psutil.Process) -> str:
    """Name the part of the house a process belongs to, by its command line."""
    command = process.cmdline()
    if "postgres" in process.name():
        return "PostgreSQL"
    if "serve" in command:
        return "API"
    if "work" in command:
        return "worker"
    return "supervisor"
