"""What a row gives back: reaches with what was measured, a table, and the figures."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Chart(StrEnum):
    """How a row's figures are drawn."""

    CONTENDERS = "contenders"
    STORM = "storm"
    PARTS = "parts"
    STARTS = "starts"
    PAGES = "pages"


@dataclass(frozen=True)
class Reach:
    """One thing to reach, what was measured, and whether it holds."""

    claim: str
    measured: str
    met: bool


@dataclass(frozen=True)
class Result:
    """The outcome of a row. `figures` go into the JSON and the plot, `notes` under the table."""

    name: str
    title: str
    chart: Chart
    header: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    reaches: list[Reach]
    figures: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    disturbance: float | None = None
    """The share of the measured processor that others took in the median measurement, from 0 to 1."""

    def as_json(self) -> dict[str, Any]:
        """Return what `latest.json` holds of this row."""
        return {key: value for key, value in asdict(self).items() if key not in {"chart", "header", "lines"}}


class Times(NamedTuple):
    """Median and 99th percentile, in milliseconds."""

    p50: float
    p99: float


def summed_up(taken: list[float]) -> Times:
    """Sum up how long many requests took, in milliseconds."""
    return Times(statistics.median(taken), statistics.quantiles(taken, n=100)[98])


def thousands(value: float) -> str:
    """Write a number with separators and no decimals."""
    return f"{value:,.0f}"


def times(value: float) -> str:
    """Write a ratio."""
    return f"{value:.2f} ×"
