"""``groundwork check`` and ``groundwork test`` with its parts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from groundwork.entrypoints.cli.coverage import shortfalls
from groundwork.entrypoints.cli.journeys import run_journeys
from groundwork.entrypoints.cli.node import FRONTEND, node_environment, npm
from groundwork.entrypoints.cli.stages import BACKEND, Result, Stage, conclude, run_openly, run_quietly, script
from groundwork.entrypoints.up.terminal import say
from groundwork.kernel.settings import ROOT

_PYTEST = [sys.executable, "-m", "pytest", "-q"]
_UNIT = [*_PYTEST, "-m", "not integration"]
_INTEGRATION = [*_PYTEST, "-m", "integration", "-n", "2"]
_NPM_LOCKS = [FRONTEND / "package-lock.json", ROOT / "benchmarks" / "baselines" / "express" / "package-lock.json"]
_CODE = ["src", "tests", "migrations", "../benchmarks", "../groundwork"]


def _checks() -> list[Stage]:
    """The short stages, the longest first, so that two at a time end together."""
    python = [sys.executable, "-m"]
    return [
        Stage("types: backend", [*python, "mypy"]),
        script("types: interface", "typecheck"),
        Stage("types: front door", [*python, "mypy", "--strict", "../groundwork"]),
        Stage("format: backend", [*python, "ruff", "format", "--check", "--quiet", *_existing()]),
        script("format: interface", "format:check"),
        Stage("lint: backend", [*python, "ruff", "check", "--quiet", *_existing()]),
        script("lint: interface", "lint"),
        Stage("lint: security", [*python, "bandit", "--quiet", "--recursive", "src", "--severity-level", "medium"]),
        Stage("contracts: imports", ["lint-imports", "--config", "pyproject.toml", "--no-cache"]),
        script("contracts: API client", "generate:check"),
        Stage("contracts: lock files", lambda: "\n".join(addresses_in_locks())),
    ]


def _existing() -> list[str]:
    return [path for path in _CODE if (BACKEND / path).exists()]


def addresses_in_locks() -> Iterator[str]:
    """What the lock files say about where packages come from: nothing, so that any registry can serve them."""
    for path in [*sorted((BACKEND / "requirements").glob("*.txt")), *_NPM_LOCKS]:
        if "://" in path.read_text():
            yield f"{path.relative_to(ROOT)} holds an address: ./groundwork check --fix takes out npm's"


def _without_addresses(lock: Path) -> None:
    """Take out of a lock of npm where its packages' authors ask for money; npm itself has no way to leave that out."""
    content = json.loads(lock.read_text())
    for package in content["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def check(arguments: list[str]) -> int:
    """Formatting, lint, types and contracts; ``--fix`` mends first what can be mended by itself."""
    if arguments and arguments != ["--fix"]:
        say("Usage: ./groundwork check [--fix]")
        return 0 if arguments[0] in {"-h", "--help"} else 2
    if arguments:
        _fix()
    return conclude(run_quietly(_checks()))


def _fix() -> None:
    ruff = [sys.executable, "-m", "ruff"]
    for command in ([*ruff, "check", "--fix", "--quiet"], [*ruff, "format", "--quiet"]):
        subprocess.run([*command, *_existing()], cwd=BACKEND, check=False)
    for lock in _NPM_LOCKS:
        _without_addresses(lock)
    subprocess.run(npm("run", "--silent", "format"), cwd=FRONTEND, env=node_environment(), check=False)


def test(arguments: list[str]) -> int:
    """Everything: first all short checks; when they pass, the tests, the browser's last."""
    if arguments:
        say("Usage: ./groundwork test    (its parts, test-unit and others, take arguments for pytest)")
        return 0 if arguments[0] in {"-h", "--help"} else 2
    results = run_quietly(_checks())
    if all(result.passed for result in results):
        results += [
            run_openly(Stage("unit: backend", _UNIT)),
            run_openly(script("unit: interface", "test")),
            run_openly(Stage("integration", _INTEGRATION)),
            run_openly(Stage("journeys in a browser", run_journeys)),
        ]
    else:
        say("\nThe tests were not started: the checks come first.")
    return conclude(results)


def test_unit(arguments: list[str]) -> int:
    """Tests without a database; ``arguments`` go to pytest, and then the interface's tests do not run."""
    results = [run_openly(Stage("unit: backend", [*_UNIT, *arguments]))]
    if not arguments:
        results.append(run_openly(script("unit: interface", "test")))
    return conclude(results)


def test_integration(arguments: list[str]) -> int:
    """Tests on a real PostgreSQL; ``arguments`` go to pytest."""
    return conclude([run_openly(Stage("integration", [*_INTEGRATION, *arguments]))])


def test_e2e(arguments: list[str]) -> int:
    """Journeys in a browser; ``arguments`` go to Playwright."""
    return conclude([run_openly(Stage("journeys in a browser", lambda: run_journeys(*arguments)))])


def test_coverage(arguments: list[str]) -> int:
    """All backend tests with their coverage, held against what is required; ``arguments`` go to pytest."""
    measured = [*_PYTEST, "-n", "2", "--cov", "--cov-report=term:skip-covered", "--cov-report=json", *arguments]
    results: list[Result] = [run_openly(Stage("tests with coverage", measured))]
    if results[0].passed:
        results.append(run_openly(Stage("coverage", lambda: "\n".join(shortfalls()))))
    return conclude(results)
