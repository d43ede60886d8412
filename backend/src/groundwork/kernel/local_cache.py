"""Values held in this process that the database takes back: dropped by ``NOTIFY``, on every node, when rows change.

Triggers on the tables send ``kind:id`` on one channel. While the listener is not connected nothing is served from here,
so that a value that was withdrawn is never used for longer than the listener takes to notice.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

import psycopg
import structlog

CHANNEL = "groundwork_changes"
_LIFE = 60.0
_LARGEST = 20_000
_MOST_BYTES = 32_000_000
_HEARTBEAT = 1.0

log = structlog.get_logger("groundwork.cache")


class LocalCache:
    """Values by key, each dropped by any of its tags."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[float, Any]] = {}
        self._keys_by_tag: dict[str, set[str]] = defaultdict(set)
        self._bytes = 0
        self._drops = 0
        self._listening = False

    def get(self, key: str) -> Any | None:
        """The value, or none: not held, too old, or the listener is away."""
        entry = self._values.get(key)
        if entry is None or not self._listening or entry[0] < time.monotonic():
            return None
        return entry[1]

    @property
    def epoch(self) -> int:
        """Changes with every drop. Read it before loading a value, and give it to :meth:`put`."""
        return self._drops

    def put(self, key: str, value: Any, *, tags: Iterable[str], epoch: int, life: float = _LIFE, size: int = 0) -> None:
        """Hold a value loaded since ``epoch``; not when something was dropped meanwhile, since it may be old.

        ``life``: seconds for which it may be held, should its end not be told. ``size``: bytes, where it has many.
        """
        if not self._listening or epoch != self._drops:
            return
        if len(self._values) >= _LARGEST or self._bytes + size > _MOST_BYTES:
            self._clear()
        self._bytes += size
        self._values[key] = (time.monotonic() + life, value)
        for tag in tags:
            self._keys_by_tag[tag].add(key)

    def drop(self, tag: str) -> None:
        """Forget every value with this tag."""
        self._drops += 1
        for key in self._keys_by_tag.pop(tag, ()):
            self._values.pop(key, None)

    @asynccontextmanager
    async def listening(self, url: str) -> AsyncIterator[None]:
        """Listen for drops on a connection of its own, reconnecting for as long as the context lasts."""
        listener = asyncio.create_task(self._listen_for_ever(url), name="local cache listener")
        try:
            yield
        finally:
            listener.cancel()
            with suppress(asyncio.CancelledError):
                await listener

    async def _listen_for_ever(self, url: str) -> None:
        while True:
            try:
                await self._listen(url)
            except (OSError, psycopg.Error, TimeoutError) as error:
                log.warning("change listener lost", error=f"{type(error).__name__}: {error}".strip())
            finally:
                self._listening = False
                self._clear()
            await asyncio.sleep(0.5)

    async def _listen(self, url: str) -> None:
        connection = await psycopg.AsyncConnection.connect(
            url, autocommit=True, application_name="groundwork listener", connect_timeout=5
        )
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._clear()
            self._listening = True
            while True:
                async for notification in connection.notifies(timeout=_HEARTBEAT):
                    self.drop(notification.payload)
                async with asyncio.timeout(_HEARTBEAT):
                    await connection.execute("SELECT 1")

    def _clear(self) -> None:
        self._drops += 1
        self._bytes = 0
        self._values.clear()
        self._keys_by_tag.clear()
