"""Signals as events: the supervisor sleeps until a child ends, somebody asks to stop, or time has passed."""

import os
import select
import signal
import time
from types import FrameType

from groundwork.entrypoints.up.errors import StopRequested

_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

_ONE_REQUEST = 0.5
"""Seconds within which signals are one request: process managers and wrappers often send theirs twice."""


class Signals:
    """Hears the requests to stop, and wakes :meth:`wait` at any signal, those of ending children included."""

    def __init__(self) -> None:
        self.asked: float | None = None
        """When somebody first asked to stop (monotonic time)."""
        self.hurried = False
        """Somebody has pressed Ctrl-C again."""
        self.stopping = False
        """Set when the requests have been heard: :meth:`wait` then no longer raises."""
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in _STOP:
            signal.signal(number, self._hear)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if self.asked is None:
            self.asked = now
        elif number == signal.SIGINT and now - self.asked > _ONE_REQUEST:
            self.hurried = True

    def wait(self, seconds: float) -> None:
        """Sleep until a signal arrives, at most so long.

        Raises:
            StopRequested: there is a request to stop, and ``stopping`` is not set.
        """
        if self.asked is None or self.stopping:
            select.select([self._read], [], [], seconds)
            self._drain()
        if self.asked is not None and not self.stopping:
            raise StopRequested

    def _drain(self) -> None:
        try:
            while os.read(self._read, 4096):
                pass
        except BlockingIOError:
            return
