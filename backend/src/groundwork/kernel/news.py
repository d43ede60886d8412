"""What a transaction did that other processes have to hear of: noticed while it runs, told once it is true.

Not notified inside the transaction: of those that notify, PostgreSQL lets one at a time commit, its wait for the disk
included.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
import structlog

from groundwork.kernel.local_cache import CHANNEL

News = tuple[str, str]
"""A channel, and what is said there."""

_CHANNELS = {"GW001": CHANNEL, "GW002": "procrastinate_any_queue_v1"}
"""By how the triggers mark their notices: those of ``tell_changes``, and the queue's, of which workers hear."""

log = structlog.get_logger("groundwork.news")

Connect = Callable[[], AbstractAsyncContextManager[psycopg.AsyncConnection[Any]]]


class Noticed:
    """News by the connection on which the triggers told them."""

    def __init__(self) -> None:
        self._by_connection: WeakKeyDictionary[psycopg.AsyncConnection[Any], set[News]] = WeakKeyDictionary()

    async def listen(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Notice what is told on a new connection."""
        noticed = self._by_connection[connection] = set()

        def note(notice: psycopg.errors.Diagnostic) -> None:
            channel = _CHANNELS.get(notice.sqlstate or "")
            if channel and notice.message_primary:
                noticed.add((channel, notice.message_primary))

        connection.add_notice_handler(note)

    def take(self, connection: psycopg.AsyncConnection[Any]) -> list[News]:
        """What was noticed on a connection since this was last asked."""
        noticed = self._by_connection[connection]
        taken = sorted(noticed)
        noticed.clear()
        return taken


class Teller:
    """Tells the other processes, and what comes up meanwhile with the next message, all of it at once."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._waiting: set[News] = set()
        self._next: asyncio.Task[None] | None = None
        self._telling = asyncio.Lock()

    async def tell(self, news: Iterable[News]) -> None:
        """Return when it is told, or could not be, which is logged."""
        self._waiting.update(news)
        if self._next is None:
            self._next = asyncio.create_task(self._tell())
        await asyncio.shield(self._next)

    async def _tell(self) -> None:
        async with self._telling:
            news, self._waiting, self._next = sorted(self._waiting), set(), None
            try:
                async with self._connect() as connection:
                    await connection.execute(_NOTIFY, [[channel for channel, _ in news], [said for _, said in news]])
            except (psycopg.Error, OSError) as error:
                log.warning("news not told", news=news, error=f"{type(error).__name__}: {error}".strip())


_NOTIFY = "SELECT pg_notify(channel, said) FROM unnest(%s::text[], %s::text[]) AS news (channel, said)"
