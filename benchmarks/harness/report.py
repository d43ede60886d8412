"""The report: a table for people, figures for programs, a picture for those who would rather look."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness import plot
from harness.results import Result

TOO_BUSY = 0.05
"""Above this share of the processor taken by others, figures say little."""

RESULTS = Path(__file__).resolve().parents[1] / "results"


def save(results: list[Result], machine: dict[str, str], conditions: str) -> None:
    """Write `latest.md`, `latest.json` and `latest.svg`."""
    made = datetime.now(UTC).replace(microsecond=0)
    RESULTS.mkdir(exist_ok=True)
    figures: dict[str, Any] = {
        "date": made.isoformat().replace("+00:00", "Z"),
        "machine": machine,
        "conditions": conditions,
        "rows": [result.as_json() for result in results],
    }
    (RESULTS / "latest.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    busy = " · the machine was busy with something else: run again" if disturbed(results) else ""
    plot.draw(results, f"{made:%d %B %Y} · {machine['processor']}{busy}", RESULTS / "latest.svg")
    (RESULTS / "latest.md").write_text(page(results, machine, conditions, made), encoding="utf-8")


def page(results: list[Result], machine: dict[str, str], conditions: str, made: datetime) -> str:
    """Return the report as Markdown."""
    versions = ", ".join(f"{name} {value}" for name, value in machine.items() if name not in {"processor", "memory"})
    return (
        "\n\n".join(
            [
                "# Benchmark results",
                f"{made:%Y-%m-%d %H:%M} UTC · {machine['processor']}, {machine['memory']} · {conditions}",
                f"Versions: {versions}.",
                "Written by `./groundwork bench --save`; how each row is measured is in [the README](../README.md). "
                "Ratios within a run hold; absolute figures drift with the machine.",
                "![Results](latest.svg)",
                summary(results),
                *(section(result) for result in results),
            ]
        )
        + "\n"
    )


def summary(results: list[Result]) -> str:
    """Return the table of what was to be reached, and say so when the machine was too busy to tell."""
    reached = table(
        ("work", "to reach", "measured", "reached"),
        [
            (result.title, reach.claim, reach.measured, "yes" if reach.met else "**no**")
            for result in results
            for reach in result.reaches
        ],
    )
    busy = disturbed(results)
    if not busy:
        return reached
    return f"{reached}\n\n**The machine was busy with something else during: {', '.join(busy)}. Run it again.**"


def disturbed(results: list[Result]) -> list[str]:
    """Return the titles of the rows during which the machine was busy with something else."""
    return [result.title for result in results if (result.disturbance or 0) > TOO_BUSY]


def section(result: Result) -> str:
    """Return one row's table with its notes."""
    parts = [f"## {result.title}", table(result.header, result.lines), *result.notes]
    if result.disturbance is not None:
        parts.append(f"Other processes took {result.disturbance:.1%} of the processor in the median measurement.")
    return "\n\n".join(parts)


def table(header: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table whose columns are aligned in the source as well; numbers stand to the right."""
    widths = [max(len(line[column]) for line in [header, *lines]) for column in range(len(header))]
    numeric = [
        all(not line[column] or line[column][0] in "0123456789–" for line in lines) for column in range(len(header))
    ]

    def row(cells: tuple[str, ...]) -> str:
        padded = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(cells, widths, numeric, strict=True)
        )
        return f"| {' | '.join(padded)} |"

    rule = (f"{'-' * (width - 1)}{':' if right else '-'}" for width, right in zip(widths, numeric, strict=True))
    return "\n".join([row(header), f"| {' | '.join(rule)} |", *(row(line) for line in lines)])
