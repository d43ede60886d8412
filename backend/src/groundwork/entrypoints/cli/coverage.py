"""What the measured coverage falls short of."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import PurePath

from groundwork.entrypoints.cli.stages import BACKEND


def shortfalls() -> Iterator[str]:
    """Each requirement of ``[tool.groundwork.coverage]`` in pyproject.toml that ``coverage.json`` does not meet.

    ``lines`` is the least percentage of lines overall; of files that match ``all-branches``, every branch is required.
    """
    required = tomllib.loads((BACKEND / "pyproject.toml").read_text())["tool"]["groundwork"]["coverage"]
    measured = json.loads((BACKEND / "coverage.json").read_text())
    overall = 100 * measured["totals"]["covered_lines"] / measured["totals"]["num_statements"]
    if overall < required["lines"]:
        yield f"{overall:.1f} % of the lines are covered, {required['lines']} % are required"
    for name, file in sorted(measured["files"].items()):
        if any(PurePath(name).match(pattern) for pattern in required["all-branches"]):
            yield from _gaps(name, file)


def _gaps(name: str, file: dict[str, list[object]]) -> Iterator[str]:
    for line in file["missing_lines"]:
        yield f"{name}:{line} is not covered"
    for source, target in (branch for branch in file["missing_branches"] if isinstance(branch, list)):
        yield f"{name}:{source} the branch to {'the end' if target < 0 else f'line {target}'} is not covered"
