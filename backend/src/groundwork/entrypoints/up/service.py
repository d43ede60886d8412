"""A child that is kept running: started, started again when it ends, stopped."""

import signal
import time
from collections.abc import Callable
from contextlib import suppress

from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.process import Child, forget, kill_group
from groundwork.entrypoints.up.signals import Signals
from groundwork.entrypoints.up.terminal import Say

_FIRST_DELAY, _LONGEST_DELAY = 0.25, 30.0
_STEADY = 20.0
"""Seconds after which a child counts as running well, and its earlier ends no longer matter."""


class Service:
    """One child of the supervisor and its fate."""

    def __init__(self, name: str, launch: Callable[[], Child], *, stop_within: float = 30.0) -> None:
        """``launch`` starts it. ``stop_within``: seconds it gets to finish its work at a stop."""
        self.name = name
        self.child: Child | None = None
        self._launch = launch
        self._stop_within = stop_within
        self._started = 0.0
        self._ends = 0
        self._due: float | None = None

    def start(self) -> None:
        """Start it now.

        Raises:
            StartError: it cannot be started.
        """
        self._due = None
        self._started = time.monotonic()
        self.child = self._launch()

    @property
    def ended(self) -> bool:
        """It was started, and runs no longer."""
        return self.child is not None and self.child.poll() is not None

    def tend(self, say: Say) -> float:
        """Start it again if it has ended: at once the first time, later and later when it keeps ending.

        Returns the seconds after which it wants to be tended again.
        """
        now = time.monotonic()
        if self.ended and self._due is None:
            self._plan(f"{self.name} ended {self._how()}", now, say)
        if self._due is None:
            return _STEADY
        if now < self._due:
            return self._due - now
        try:
            self.start()
        except (StartError, OSError) as error:
            self._plan(str(error), now, say)
        return _FIRST_DELAY

    def _plan(self, what: str, now: float, say: Say) -> None:
        self._ends = 1 if now - self._started > _STEADY else self._ends + 1
        delay = min(_LONGEST_DELAY, _FIRST_DELAY * 2 ** (self._ends - 1))
        self._due = now + delay
        say(f"  {time.strftime('%H:%M:%S')} {what}; starting it again in {delay:g} s")

    def _how(self) -> str:
        code = self.child.returncode if self.child else None
        assert code is not None  # noqa: S101  (asked of one that ended)
        return f"by {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"

    def restart(self, signals: Signals) -> None:
        """Stop it in order, then start it, as after a change of its code."""
        self.stop(signals)
        self._ends = 0
        self.start()

    def stop(self, signals: Signals) -> None:
        """Ask it to finish, wait, and end what remains of it and its own children; a second Ctrl-C ends it at once."""
        if self.child is None:
            return
        deadline = time.monotonic() + self._stop_within
        with suppress(ProcessLookupError):
            self.child.terminate()
        while self.child.poll() is None and time.monotonic() < deadline and not signals.hurried:
            signals.wait(0.1)
        kill_group(self.child)
        self.child.wait()
        forget(self.child)
        self.child = None
