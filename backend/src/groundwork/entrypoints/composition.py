"""The runtime of a process: the kernel's parts, filled by adapters and domains as the settings say."""

import asyncio
from functools import partial

import psycopg
import structlog

from groundwork.adapters.mail import open_mail_transport
from groundwork.adapters.payments import open_payment_provider
from groundwork.adapters.storage import open_storage
from groundwork.kernel.cache import open_cache
from groundwork.kernel.domain import load_domains
from groundwork.kernel.rate_limits import MemoryRateLimiter, RateLimiter
from groundwork.kernel.runtime import Runtime, compose
from groundwork.kernel.settings import Settings

log = structlog.get_logger("groundwork")

_PATIENCE = 60.0


def open_runtime(settings: Settings) -> Runtime:
    """The runtime for these settings; enter ``runtime.running()`` to open its connections.

    Raises:
        SettingsError: a domain cannot be loaded, or there is no database.
    """
    return compose(
        settings,
        load_domains(settings.groundwork_domains),
        cache=open_cache(settings.redis_address),
        limiter=_open_limiter(settings),
        mail_transport=open_mail_transport(settings),
        storage=open_storage(settings),
        payment_provider=partial(open_payment_provider, settings),
    )


async def wait_for_database(url: str) -> None:
    """Return when the database answers; it may be starting, or recovering from a crash.

    Raises:
        psycopg.OperationalError: it has not for a minute.
    """
    deadline = asyncio.get_running_loop().time() + _PATIENCE
    told = False
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(url, connect_timeout=5):
                return
        except psycopg.OperationalError as error:
            if asyncio.get_running_loop().time() > deadline:
                raise
            if not told:
                log.warning("waiting for the database", error=str(error).strip())
                told = True
            await asyncio.sleep(0.1)


def _open_limiter(settings: Settings) -> RateLimiter:
    if settings.redis_address is None:
        return MemoryRateLimiter()
    from groundwork.adapters.redis_limits import RedisRateLimiter  # Redis's client takes memory that few need

    return RedisRateLimiter(settings.redis_address)
