"""Request limits over several nodes, counted in Redis."""

import time

import structlog
from limits.aio.storage import RedisStorage
from limits.errors import StorageError

from groundwork.kernel.rate_limits import MemoryRateLimiter, Window
from groundwork.kernel.rates import Rate

log = structlog.get_logger("groundwork.limits")


class RedisRateLimiter:
    """Counts in Redis; while it is away, in this process, so that limits hold and nobody is locked out by an outage."""

    def __init__(self, address: str) -> None:
        self._storage = RedisStorage(f"async+{address}", wrap_exceptions=True, implementation="redispy")
        self._local = MemoryRateLimiter()

    async def hit(self, key: str, rate: Rate) -> Window:
        """Count one for ``key``; a window begins with its first hit."""
        name = f"limit:{key}"
        try:
            count = await self._storage.incr(name, rate.period)
            reset = await self._storage.get_expiry(name)
        except (StorageError, OSError) as error:
            log.warning("redis away, limits are counted here", error=str(error))
            return await self._local.hit(key, rate)
        return Window(rate.amount, rate.period, rate.amount - count, max(int(reset), int(time.time())))

    async def clear(self, key: str) -> None:
        """Forget what was counted for ``key``."""
        await self._local.clear(key)
        try:
            await self._storage.clear(f"limit:{key}")
        except (StorageError, OSError) as error:
            log.warning("redis away, limits are counted here", error=str(error))
