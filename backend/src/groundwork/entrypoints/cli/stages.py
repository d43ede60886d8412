"""Stages of a check: run them, show a line for each with its time, and what failed."""

import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from groundwork.entrypoints.cli.node import FRONTEND, node_environment, npm
from groundwork.entrypoints.up.home import CHECKOUT
from groundwork.entrypoints.up.terminal import bold, faint, green, red, say

BACKEND = CHECKOUT / "backend"


@dataclass(frozen=True)
class Stage:
    """One thing to check: a command, or a function that returns what is wrong."""

    name: str
    command: Sequence[str | Path] | Callable[[], str]
    folder: Path = BACKEND


@dataclass(frozen=True)
class Result:
    """How a stage went. ``output`` is empty when it went to the terminal."""

    stage: Stage
    passed: bool
    seconds: float
    output: str = ""

    @property
    def line(self) -> str:
        """One line for a person."""
        mark, word = (green("✓"), "passed") if self.passed else (red("✗"), red("failed"))
        return f"  {mark} {self.stage.name:<28} {word}  {faint(f'{self.seconds:6.1f} s')}"


def script(name: str, task: str, *arguments: str) -> Stage:
    """A stage that is a script of the frontend's package.json."""
    more = ["--", *arguments] if arguments else []
    return Stage(name, npm("run", "--silent", task, *more), FRONTEND)


def run_quietly(stages: Iterable[Stage]) -> list[Result]:
    """Run short stages, two at a time. Their output is shown at the end, for those that failed."""
    results = []
    with ThreadPoolExecutor(2) as pool:
        for result in pool.map(_captured, stages):
            say(result.line)
            results.append(result)
    for result in results:
        if not result.passed:
            say(f"\n{bold(result.stage.name)}\n{result.output.strip()}")
    return results


def _captured(stage: Stage) -> Result:
    started = time.monotonic()
    if callable(stage.command):
        output = stage.command()
        passed = not output
    else:
        done = subprocess.run(
            stage.command,
            cwd=stage.folder,
            env=node_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        output, passed = done.stdout, done.returncode == 0
    return Result(stage, passed, time.monotonic() - started, output)


def run_openly(stage: Stage, environ: dict[str, str] | None = None) -> Result:
    """Run a long stage with its output on the terminal."""
    say(f"\n{bold(stage.name)}")
    started = time.monotonic()
    if callable(stage.command):
        output = stage.command()
        say(output)
        passed = not output
    else:
        done = subprocess.run(
            stage.command, cwd=stage.folder, env={**node_environment(), **(environ or {})}, check=False
        )
        passed = done.returncode == 0
    result = Result(stage, passed, time.monotonic() - started)
    say(result.line)
    return result


def conclude(results: Sequence[Result]) -> int:
    """Show all results together, the count last. Returns the exit code."""
    failed = [result for result in results if not result.passed]
    say("")
    for result in results:
        say(result.line)
    say(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0
