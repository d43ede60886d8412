"""Values held in this process: gone the moment the database says so, and never served without somebody listening."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from groundwork.kernel import local_cache
from groundwork.kernel.local_cache import CHANNEL, LocalCache
from groundwork.kernel.settings import Settings

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def listening(settings: Settings) -> AsyncIterator[LocalCache]:
    """A cache whose listener is there."""
    cache = LocalCache()
    async with cache.listening(settings.postgres_url):
        await until(lambda: holds(cache))
        yield cache


def hold(cache: LocalCache, key: str, *tags: str, value: object = "value") -> None:
    """Put a value that was loaded just now."""
    cache.put(key, value, tags=tags or (key,), epoch=cache.epoch)


def holds(cache: LocalCache, key: str = "probe") -> bool:
    """Whether a value that is put can be had."""
    hold(cache, key)
    return cache.get(key) is not None


async def until(condition, seconds: float = 5.0) -> None:
    """Wait for it."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


async def notify(settings: Settings, *payloads: str) -> None:
    """Say that something changed, as the triggers do."""
    async with await psycopg.AsyncConnection.connect(settings.postgres_url, autocommit=True) as connection:
        for payload in payloads:
            await connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


async def cut_listener(settings: Settings) -> None:
    """End the listener's connection, as a network does."""
    async with await psycopg.AsyncConnection.connect(settings.postgres_url, autocommit=True) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'groundwork listener'"
        )


async def test_nothing_is_held_or_served_before_somebody_listens() -> None:
    cache = LocalCache()
    assert not holds(cache)


async def test_a_value_is_dropped_by_any_of_its_tags(workshop_settings: Settings) -> None:
    async with listening(workshop_settings) as cache:
        hold(cache, "a", "user:1", "session:1", value={"n": 1})
        hold(cache, "b", "user:1")
        hold(cache, "c", "user:2")
        assert cache.get("a") == {"n": 1}
        cache.drop("session:1")
        assert cache.get("a") is None
        assert cache.get("b") == "value"
        cache.drop("user:1")
        assert (cache.get("b"), cache.get("c")) == (None, "value")
        cache.drop("user:unknown")
        assert cache.get("c") == "value"


async def test_the_database_takes_values_back(workshop_settings: Settings) -> None:
    async with listening(workshop_settings) as cache:
        hold(cache, "a", "user:1")
        hold(cache, "b", "user:2")
        await notify(workshop_settings, "user:1")
        await until(lambda: cache.get("a") is None)
        assert cache.get("b") == "value"


async def test_a_value_that_was_loaded_before_a_drop_is_not_stored(workshop_settings: Settings) -> None:
    """Between reading a row and storing it, the row may change: what was read is then old."""
    async with listening(workshop_settings) as cache:
        epoch = cache.epoch
        cache.drop("user:1")
        cache.put("a", "old", tags=["user:1"], epoch=epoch)
        assert cache.get("a") is None


async def test_a_load_that_outlives_the_listener_is_not_stored(workshop_settings: Settings) -> None:
    async with listening(workshop_settings) as cache:
        epoch = cache.epoch
        await cut_listener(workshop_settings)
        await until(lambda: not cache._listening)
        await until(lambda: holds(cache))
        cache.put("a", "old", tags=["user:1"], epoch=epoch)
        assert cache.get("a") is None


async def test_nothing_is_served_while_the_listener_is_cut_and_it_comes_back(workshop_settings: Settings) -> None:
    async with listening(workshop_settings) as cache:
        hold(cache, "a", "user:1")
        await cut_listener(workshop_settings)
        await until(lambda: cache.get("a") is None)
        await notify(workshop_settings, "user:1")
        await until(lambda: holds(cache))
        assert cache.get("a") is None, "what was held before the cut may have changed meanwhile"


async def test_it_waits_for_a_database_that_is_away() -> None:
    cache = LocalCache()
    async with cache.listening("postgresql:///nowhere?host=/nonexistent"):
        await asyncio.sleep(0.7)
        assert not holds(cache)


async def test_a_value_lives_as_long_as_it_may(workshop_settings: Settings) -> None:
    async with listening(workshop_settings) as cache:
        cache.put("a", "value", tags=["a"], epoch=cache.epoch, life=0.05)
        hold(cache, "b")
        assert cache.get("a") == cache.get("b") == "value"
        await asyncio.sleep(0.06)
        assert (cache.get("a"), cache.get("b")) == (None, "value")


async def test_it_does_not_grow_for_ever(workshop_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_cache, "_LARGEST", 50)
    async with listening(workshop_settings) as cache:
        for number in range(500):
            hold(cache, f"key {number}", f"tag {number}")
        assert len(cache._values) <= 50
        assert len(cache._keys_by_tag) <= 51


async def test_the_driver_keeps_news_that_comes_with_another_statement(workshop_settings: Settings) -> None:
    """The listener alternates between waiting and a heartbeat; what arrives with the heartbeat must not be lost."""
    async with await psycopg.AsyncConnection.connect(workshop_settings.postgres_url, autocommit=True) as connection:
        await connection.execute(f"LISTEN {CHANNEL}")
        async for _ in connection.notifies(timeout=0.01):
            pass
        for number in range(3):
            await connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(number)])
        assert [news.payload async for news in connection.notifies(timeout=0.2)] == ["0", "1", "2"]
