"""Fixed-window counters: how often something happened since the window began."""

import time
from typing import NamedTuple, Protocol

from groundwork.kernel.rates import Rate


class Window(NamedTuple):
    """Where a count stands, after a hit or without one.

    ``limit`` hits in ``period`` seconds, ``remaining`` (negative when exceeded), ``reset`` in Unix seconds.
    """

    limit: int
    period: int
    remaining: int
    reset: int

    @property
    def exceeded(self) -> bool:
        """Whether this hit was one too many."""
        return self.remaining < 0

    @property
    def retry_after(self) -> int:
        """Whole seconds until the window ends, at least 1."""
        return max(1, self.reset - int(time.time()))


class RateLimiter(Protocol):
    """Counts. A limiter over several nodes lives in ``adapters``."""

    async def hit(self, key: str, rate: Rate) -> Window:
        """Count one for ``key`` and say where it stands."""

    async def look(self, key: str, rate: Rate) -> Window:
        """Where it stands for ``key``, without counting."""

    async def take_back(self, key: str) -> None:
        """Count one less for ``key``, within its window."""

    async def clear(self, key: str) -> None:
        """Forget what was counted for ``key``."""

    async def close(self) -> None:
        """Let go of connections, at the end of the process."""


class MemoryRateLimiter:
    """Counters in this process. No lock: nothing is awaited between reading and writing.

    Why not a library: docs/decisions/0006-rate-limits.md.
    """

    _SWEEP_ABOVE = 50_000

    def __init__(self) -> None:
        self._windows: dict[str, tuple[int, int]] = {}
        self._sweep_above = self._SWEEP_ABOVE

    async def hit(self, key: str, rate: Rate) -> Window:
        """Count one for ``key``; a window begins with its first hit."""
        current = int(time.time())
        count, reset = self._windows.get(key, (0, 0))
        if reset <= current:
            count, reset = 0, current + rate.period
            if len(self._windows) >= self._sweep_above:
                self._sweep(current)
        self._windows[key] = (count + 1, reset)
        return Window(rate.amount, rate.period, rate.amount - count - 1, reset)

    async def look(self, key: str, rate: Rate) -> Window:
        """Where it stands for ``key``, without counting; a window that has not begun would begin now."""
        current = int(time.time())
        count, reset = self._windows.get(key, (0, 0))
        if reset <= current:
            count, reset = 0, current + rate.period
        return Window(rate.amount, rate.period, rate.amount - count, reset)

    async def take_back(self, key: str) -> None:
        """Count one less for ``key``, within its window."""
        count, reset = self._windows.get(key, (0, 0))
        if count > 0:
            self._windows[key] = (count - 1, reset)

    async def clear(self, key: str) -> None:
        """Forget what was counted for ``key``."""
        self._windows.pop(key, None)

    async def close(self) -> None:
        """There is nothing to let go of."""

    def _sweep(self, current: int) -> None:
        self._windows = {key: window for key, window in self._windows.items() if window[1] > current}
        self._sweep_above = max(self._SWEEP_ABOVE, 2 * len(self._windows))
