"""Request limits over several nodes, counted in Redis."""

import time

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from groundwork.kernel.rate_limits import MemoryRateLimiter, Window
from groundwork.kernel.rates import Rate

_PATIENCE = 0.5
"""Seconds; a frozen Redis must not freeze what asks it."""

log = structlog.get_logger("groundwork.limits")


class RedisRateLimiter:
    """Counts in Redis; while it is away, in this process, so that limits hold and nobody is locked out by an outage."""

    def __init__(self, address: str) -> None:
        self._redis = Redis.from_url(address, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._local = MemoryRateLimiter()

    async def hit(self, key: str, rate: Rate) -> Window:
        """Count one for ``key``; a window begins with its first hit."""
        name = _name(key)
        try:
            async with self._redis.pipeline(transaction=True) as together:
                together.incr(name)
                together.expire(name, rate.period, nx=True)
                together.ttl(name)
                count, _, seconds = await together.execute()
        except (RedisError, OSError) as error:
            log.warning("redis away, limits are counted here", error=str(error))
            return await self._local.hit(key, rate)
        return Window(rate.amount, rate.period, rate.amount - count, int(time.time()) + seconds)

    async def take_back(self, key: str) -> None:
        """Count one less for ``key``, within its window."""
        await self._local.take_back(key)
        try:
            # Should it expire in between, it is left at -1 without an end; the next hit gives it one.
            if await self._redis.exists(_name(key)):
                await self._redis.decr(_name(key))
        except (RedisError, OSError) as error:
            log.warning("redis away, limits are counted here", error=str(error))

    async def clear(self, key: str) -> None:
        """Forget what was counted for ``key``."""
        await self._local.clear(key)
        try:
            await self._redis.delete(_name(key))
        except (RedisError, OSError) as error:
            log.warning("redis away, limits are counted here", error=str(error))

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


def _name(key: str) -> str:
    return f"groundwork:limit:{key}"
