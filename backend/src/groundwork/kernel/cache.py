"""The cache: values with a life and tags, in memory or in Redis, computed once however many ask."""

from cashews import Cache


def open_cache(redis_address: str | None) -> Cache:
    """A cache in this process's memory, or in Redis when there is an address."""
    cache = Cache()
    if redis_address:
        cache.setup(redis_address, client_side=False, suppress=True)
    else:
        cache.setup("mem://", size=10_000, check_interval=10)
    return cache
