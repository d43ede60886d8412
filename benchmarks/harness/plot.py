"""The picture of a run: one strip a row, the claim on the left and what was measured on the right."""

import logging
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpecFromSubplotSpec, SubplotSpec

from harness.results import Chart, Result, thousands

# The product's palette: warm stone, evergreen, a little clay.
GROUND, INK, QUIET, LINE, BAR = "#fbfaf7", "#1b1915", "#6f685a", "#dcd7cb", "#c3bcac"
PINE, CLAY, RED = "#2b7355", "#c4652f", "#b3261e"
PARTS = ("#2b7355", "#74b093", "#b98312", "#4a6a8a", "#7b4b73")

WIDTH_INCHES = 10.0
NAMES_WIDTH = 0.2
"""The share of a chart that the contenders' names take."""

FONTS = ("Liberation Sans", "Arial", "Helvetica", "DejaVu Sans", "sans-serif")
"""The first three have one width for each letter, so that the layout holds where one of them is missing."""

STYLE: Any = {
    "font.family": FONTS,
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.facecolor": "none",
    "xtick.color": QUIET,
    "ytick.color": INK,
    "svg.fonttype": "none",
    "svg.hashsalt": "groundwork",
}


def draw(results: Sequence[Result], subtitle: str, path: Path) -> None:
    """Write the picture of `results` to `path`, as SVG with its text as text."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # a missing font is expected: see FONTS
    with mpl.rc_context(STYLE):
        heights = [strip_height(result) for result in results]
        total = sum(heights) + 1.0
        figure = Figure(figsize=(WIDTH_INCHES, total), facecolor=GROUND)
        figure.text(0.04, 1 - 0.42 / total, "Groundwork, measured", size=17, weight="bold")
        figure.text(0.04, 1 - 0.66 / total, subtitle, size=9, color=QUIET)
        strips = figure.add_gridspec(
            len(results),
            1,
            height_ratios=heights,
            left=0.04,
            right=0.96,
            top=1 - 0.85 / total,
            bottom=0.1 / total,
            hspace=0,
        )
        for position, result in enumerate(results):
            draw_strip(figure, result, strips[position])
        figure.savefig(path, metadata={"Date": None})


def strip_height(result: Result) -> float:
    """Return the inches a row needs."""
    bars = {Chart.CONTENDERS: len(result.lines), Chart.STORM: len(result.lines), Chart.PARTS: 2, Chart.STARTS: 2}
    bars[Chart.PAGES] = len(result.figures.get("pages", ()))
    return max(1.15, 0.75 + 0.26 * bars[result.chart])


def draw_strip(figure: Figure, result: Result, strip: SubplotSpec) -> None:
    """Draw a row: a rule above, its title and reaches, its chart."""
    cells = GridSpecFromSubplotSpec(1, 2, strip, width_ratios=(1, 2.6), wspace=0.02)
    label = figure.add_subplot(cells[0])
    label.set_axis_off()
    label.set(xlim=(0, 1), ylim=(0, 1))
    label.plot((0, 3.67), (1, 1), color=LINE, linewidth=0.8, clip_on=False)
    inch = 1 / strip_height(result)
    title = textwrap.wrap(result.title, 36)
    label.text(0, 1 - 0.2 * inch, "\n".join(title), weight="bold", va="top")
    for position, reach in enumerate(result.reaches):
        top = 1 - (0.29 + 0.16 * len(title) + 0.38 * position) * inch
        verdict = "reached" if reach.met else "not reached"
        label.text(0, top, f"{reach.measured}, {verdict}", color=PINE if reach.met else RED, va="top")
        label.text(0, top - 0.15 * inch, reach.claim, color=QUIET, size=8, va="top")
    CHARTS[result.chart](figure, result, cells[1])


def draw_contenders(figure: Figure, result: Result, cell: SubplotSpec) -> None:
    """Draw requests per second and CPU per request, a bar a contender."""
    left, right = padded(cell, columns=2)
    draw_bars(figure.add_subplot(left), result, "rate", "requests per second", names=True)
    draw_bars(figure.add_subplot(right), result, "cpu_us", "CPU µs per request", names=False)


def draw_bars(axes: Axes, result: Result, measure: str, caption: str, *, names: bool) -> None:
    """Draw one measure of every contender, the product in its own color."""
    values = [contender[measure] for contender in result.figures.values()]
    colors = [PINE if name.startswith("groundwork") else BAR for name in result.figures]
    titles = [contender["title"] if names else "" for contender in result.figures.values()]
    bars = axes.barh(range(len(values)), values, height=0.62, color=colors)
    axes.bar_label(bars, labels=[thousands(value) for value in values], padding=4, color=INK, size=8.5)
    finish(axes, caption, titles, longest=max(values) * 1.3)


def draw_storm(figure: Figure, result: Result, cell: SubplotSpec) -> None:
    """Draw p99 in quiet and in the storm, joined, on a logarithmic scale."""
    axes = figure.add_subplot(padded(cell)[0])
    axes.set_xscale("log")
    longest = 0.0
    for position, (name, contender) in enumerate(result.figures.items()):
        color = PINE if name == "groundwork" else QUIET
        quiet, storm = contender["quiet_p99_ms"], contender["storm_p99_ms"]
        axes.plot((quiet, storm), (position, position), color=color, linewidth=2.4, solid_capstyle="round", alpha=0.45)
        axes.scatter(quiet, position, s=34, facecolor=GROUND, edgecolor=color, linewidth=1.6, zorder=3)
        axes.scatter(storm, position, s=38, color=color, zorder=3)
        note(axes, f"{quiet:.1f} → {storm:,.1f} ms", max(quiet, storm), position)
        longest = max(longest, quiet, storm)
    titles = [contender["title"] for contender in result.figures.values()]
    finish(axes, "p99 of reads: quiet (ring) to storm (dot)", titles, longest=longest * 14)


def draw_parts(figure: Figure, result: Result, cell: SubplotSpec) -> None:
    """Draw a whole as the sum of its parts, against its reach."""
    axes = figure.add_subplot(padded(cell)[0])
    reach, start = result.figures["reach"], 0.0
    parts = sorted(result.figures["parts"].items(), key=by_size)
    caption = ", ".join(f"{part} {size:.0f}" for part, size in parts)
    for (part, size), color in zip(parts, PARTS, strict=False):
        axes.barh(0, size, left=start, height=0.5, color=color)
        if size > reach / 5:
            axes.text(start + size / 2, 0, part, color="white", size=8, ha="center", va="center")
        start += size
    mark_reach(axes, reach, f"{reach:g} {result.figures['unit']}")
    finish(axes, caption, [""], longest=max(start, reach) * 1.12)


def by_size(part: tuple[str, float]) -> float:
    """Order parts, the largest first."""
    return -part[1]


def draw_starts(figure: Figure, result: Result, cell: SubplotSpec) -> None:
    """Draw how long each start took, against the reach."""
    axes = figure.add_subplot(padded(cell)[0])
    reach, seconds = result.figures["reach"], result.figures["later_s"]
    middle = result.figures["median_s"]
    axes.barh(0, middle, height=0.5, color=PINE)
    axes.scatter(seconds, [0] * len(seconds), s=22, facecolor=GROUND, edgecolor=INK, linewidth=1, zorder=3)
    note(axes, f"{middle:.2f} s", max(*seconds, middle), 0)
    mark_reach(axes, reach, f"{reach:g} s")
    finish(axes, "", [""], longest=max(*seconds, reach) * 1.12)


def draw_pages(figure: Figure, result: Result, cell: SubplotSpec) -> None:
    """Draw the p99 of each kind of page, or what else the row is judged by, against the reach."""
    axes = figure.add_subplot(padded(cell)[0])
    pages, judged_by = result.figures["pages"], result.figures.get("judged_by", "p99")
    values = [times[judged_by] for times in pages.values()]
    bars = axes.barh(range(len(values)), values, height=0.62, color=PINE)
    axes.bar_label(bars, labels=[f"{value:.1f} ms" for value in values], padding=4, color=INK, size=8.5)
    finish(axes, f"{judged_by} of a page", list(pages), longest=max(*values, result.figures["reach"]) * 1.3)


def note(axes: Axes, text: str, x: float, y: float) -> None:
    """Write beside a mark."""
    axes.annotate(text, (x, y), (9, 0), textcoords="offset points", va="center", size=8.5)


def mark_reach(axes: Axes, value: float, label: str) -> None:
    """Draw the line that is not to be crossed."""
    axes.plot((value, value), (-0.5, 0.5), color=CLAY, linewidth=1.4, linestyle=(0, (3, 2)))
    axes.annotate(label, (value, -0.5), (0, 4), textcoords="offset points", ha="center", size=8, color=CLAY)


def finish(axes: Axes, caption: str, titles: Sequence[str], longest: float) -> None:
    """Take away what an axis does not need; the first bar stands at the top."""
    axes.set_xlim(right=longest)
    axes.set_ylim(len(titles) - 0.4, -0.6)
    axes.set_yticks(range(len(titles)), titles)
    axes.tick_params(left=False, bottom=False, labelbottom=False, which="both")
    axes.spines[["top", "right", "bottom", "left"]].set_visible(False)
    axes.set_title(caption, loc="left", size=8.5, color=QUIET, pad=4)


def padded(cell: SubplotSpec, columns: int = 1) -> list[SubplotSpec]:
    """Return the chart's cells, away from the rules above and below and from the contenders' names."""
    widths = [(1 - NAMES_WIDTH) / columns] * columns
    rows = GridSpecFromSubplotSpec(3, 1, cell, height_ratios=(0.2, 1, 0.08), hspace=0)
    inner = GridSpecFromSubplotSpec(1, columns + 1, rows[1], width_ratios=(NAMES_WIDTH, *widths), wspace=0)
    return [inner[column + 1] for column in range(columns)]


CHARTS: dict[Chart, Callable[[Figure, Result, SubplotSpec], None]] = {
    Chart.CONTENDERS: draw_contenders,
    Chart.STORM: draw_storm,
    Chart.PARTS: draw_parts,
    Chart.STARTS: draw_starts,
    Chart.PAGES: draw_pages,
}
