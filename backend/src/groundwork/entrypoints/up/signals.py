"""Signals as events: the supervisor sleeps until a child ends, somebody asks to stop, or time has passed."""

import os
import select
import signal
from types import FrameType

from groundwork.entrypoints.up.errors import StopRequested

_STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Signals:
    """Counts the requests to stop, and wakes :meth:`wait` at any signal, those of ending children included."""

    def __init__(self) -> None:
        self.stops = 0
        self.stopping = False
        """Set when the requests have been heard: :meth:`wait` then no longer raises."""
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in _STOP:
            signal.signal(number, self._count)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _count(self, _number: int, _frame: FrameType | None) -> None:
        self.stops += 1

    @property
    def hurried(self) -> bool:
        """Somebody has asked to stop more than once."""
        return self.stops > 1

    def wait(self, seconds: float) -> None:
        """Sleep until a signal arrives, at most so long.

        Raises:
            StopRequested: there is a request to stop, and ``stopping`` is not set.
        """
        if not (self.stops and not self.stopping):
            select.select([self._read], [], [], seconds)
            self._drain()
        if self.stops and not self.stopping:
            raise StopRequested

    def _drain(self) -> None:
        try:
            while os.read(self._read, 4096):
                pass
        except BlockingIOError:
            return
