"""From `./groundwork up` to the first answered request, when everything is already installed."""

import statistics
from pathlib import Path

from harness import data_folder, house, processes
from harness.bench import Bench
from harness.results import Chart, Reach, Result

REACH_SECONDS = 3.0
STARTS = 3


def run(bench: Bench) -> Result:
    """Start once to set the data folder up, then time the starts that follow."""
    with data_folder.temporary(bench.scratch / "house-start-up") as home:
        first_seconds = seconds_to_answer(home)
        seconds, disturbances = [], []
        for _ in range(STARTS):
            disturbances.append(processes.share_busy())
            seconds.append(seconds_to_answer(home))
    middle = statistics.median(seconds)
    return Result(
        name="start-up",
        title="./groundwork up, to the first answered request",
        chart=Chart.STARTS,
        header=("start", "seconds"),
        lines=[
            ("first, on an empty data folder", f"{first_seconds:.2f}"),
            *((f"{number}.", f"{taken:.2f}") for number, taken in enumerate(seconds, start=2)),
        ],
        reaches=[Reach(f"≤ {REACH_SECONDS:g} s from the second start on", f"{middle:.2f} s", middle <= REACH_SECONDS)],
        figures={"first_s": first_seconds, "later_s": seconds, "median_s": middle, "reach": REACH_SECONDS},
        notes=["The interface is built and the packages are installed: both happen once a version, not once a start."],
        disturbance=statistics.median(disturbances),
    )


def seconds_to_answer(home: Path) -> float:
    """Start, wait for the first answer, stop."""
    with house.up(home) as running:
        return running.seconds_to_answer
