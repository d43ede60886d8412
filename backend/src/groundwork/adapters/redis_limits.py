"""Request limits over several nodes, counted in Redis."""

import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from groundwork.kernel.rate_limits import MemoryRateLimiter, Window
from groundwork.kernel.rates import Rate

_PATIENCE = 0.5
"""Seconds; a frozen Redis must not freeze what asks it."""
_PAUSE = 2.0
"""Seconds without asking, so that a frozen one delays a request now and then, and not each."""

Answer = TypeVar("Answer")

log = structlog.get_logger("groundwork.limits")


class RedisRateLimiter:
    """Counts in Redis; while it is away, in this process, so that limits hold and nobody is locked out by an outage."""

    def __init__(self, address: str) -> None:
        self._redis = Redis.from_url(address, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._local = MemoryRateLimiter()
        self._away_until = 0.0

    async def hit(self, key: str, rate: Rate) -> Window:
        """Count one for ``key``; a window begins with its first hit."""

        async def count() -> tuple[int, int]:
            async with self._redis.pipeline(transaction=True) as together:
                together.incr(_name(key))
                together.expire(_name(key), rate.period, nx=True)
                together.ttl(_name(key))
                counted, _, seconds = await together.execute()
            return counted, seconds

        answer = await self._ask(count)
        if answer is None:
            return await self._local.hit(key, rate)
        counted, seconds = answer
        return Window(rate.amount, rate.period, rate.amount - counted, int(time.time()) + seconds)

    async def look(self, key: str, rate: Rate) -> Window:
        """Where it stands for ``key``, without counting; a window that has not begun would begin now."""

        async def read() -> tuple[int, int]:
            async with self._redis.pipeline(transaction=True) as together:
                together.get(_name(key))
                together.ttl(_name(key))
                counted, seconds = await together.execute()
            return int(counted or 0), seconds

        answer = await self._ask(read)
        if answer is None:
            return await self._local.look(key, rate)
        counted, seconds = answer
        # Without a key, or one that was left without an end, the time to live is negative.
        return Window(
            rate.amount,
            rate.period,
            rate.amount - counted,
            int(time.time()) + (rate.period if seconds < 0 else seconds),
        )

    async def take_back(self, key: str) -> None:
        """Count one less for ``key``, within its window."""

        async def count_down() -> None:
            # Should it expire in between, it is left at -1 without an end; the next hit gives it one.
            if await self._redis.exists(_name(key)):
                await self._redis.decr(_name(key))

        await self._local.take_back(key)
        await self._ask(count_down)

    async def clear(self, key: str) -> None:
        """Forget what was counted for ``key``."""
        await self._local.clear(key)
        await self._ask(lambda: self._redis.delete(_name(key)))

    async def _ask(self, question: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """What Redis answers; none while it is away, and then it is left alone for a moment."""
        if time.monotonic() < self._away_until:
            return None
        try:
            return await question()
        except (RedisError, OSError) as error:
            log.warning("redis away, limits are counted here", error=str(error))
            self._away_until = time.monotonic() + _PAUSE
            return None

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


def _name(key: str) -> str:
    return f"groundwork:limit:{key}"
