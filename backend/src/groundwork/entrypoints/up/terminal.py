"""Lines for the person at the terminal: plain text, a little color where it is welcome."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Say = Callable[[str], None]
"""Shows one line."""


def say(line: str = "") -> None:
    """Print one line at once; a terminal that has gone away is no reason to fail."""
    with suppress(OSError, ValueError):
        print(line, flush=True)


def paint(text: str, code: str) -> str:
    """``text`` in an ANSI style such as ``"1"`` (bold), if standard output is a terminal and NO_COLOR is not set."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\033[{code}m{text}\033[0m"


def bold(text: str) -> str:
    """``text`` in bold."""
    return paint(text, "1")


def faint(text: str) -> str:
    """``text`` in a weaker color."""
    return paint(text, "2")


def green(text: str) -> str:
    """``text`` in green."""
    return paint(text, "32")


def red(text: str) -> str:
    """``text`` in red."""
    return paint(text, "31")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show that a step ended, and how long it took."""
    started = time.monotonic()
    yield
    say(f"  {green('✓')} {name:<44} {faint(f'{time.monotonic() - started:6.1f} s')}")
