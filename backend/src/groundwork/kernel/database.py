"""PostgreSQL: one pool of driver connections, the unit of work on top, and the one place that commits."""

import time
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime
from typing import Any, Protocol, cast
from uuid import UUID

import orjson
import psycopg
from psycopg.types.json import set_json_loads
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import Connection, DateTime, MetaData, NullPool, event, func
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import Uuid

from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from groundwork.kernel.local_cache import CHANNEL, LocalCache
from groundwork.kernel.metrics import QUERY_SECONDS
from groundwork.kernel.news import News, Noticed, Teller

set_json_loads(orjson.loads)
_SECONDS = QUERY_SECONDS.labels("transaction")
_IN_TRANSACTION = (psycopg.pq.TransactionStatus.INTRANS, psycopg.pq.TransactionStatus.INERROR)


class Base(DeclarativeBase):
    """The base of all tables. Constraint names are fixed, so that migrations and error handling can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "idx_%(column_0_N_label)s",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ck": "%(table_name)s_%(constraint_name)s_check",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "pk": "%(table_name)s_pkey",
        }
    )
    type_annotation_map = {datetime: DateTime(timezone=True), UUID: Uuid()}  # noqa: RUF012  (SQLAlchemy's interface)


class Record(Base):
    """A row with the columns that every table of chapter 5 has."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, server_default=func.gen_random_uuid())
    created_at: Mapped[datetime] = mapped_column(default=now, server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, server_default=func.now())


class _Connection(psycopg.AsyncConnection[Any]):
    """A connection that always goes back to its pool, and to which a handler of notices is added once.

    SQLAlchemy adds its own whenever it is lent the connection, and each notice would be handled as often.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._known: set[Callable[..., Any]] = set()

    async def close(self) -> None:
        """Go back to the pool. The driver's own leaves out a broken one, and the pool would wait for it for ever."""
        pool: AsyncConnectionPool[Any] | None = getattr(self, "_pool", None)  # those outside of any have none
        if self.closed and pool is not None:
            await pool.putconn(self)
        else:
            await super().close()

    def add_notice_handler(self, callback: Callable[[psycopg.errors.Diagnostic], None]) -> None:
        """Have ``callback`` told of notices."""
        if callback not in self._known:
            self._known.add(callback)
            super().add_notice_handler(callback)


class Database:
    """The process's connections. Open it before use, close it at the end."""

    def __init__(self, url: str, *, pool_size: int, pool_timeout: float) -> None:
        """``url``: libpq connection string. ``pool_timeout``: seconds to wait for a connection before `PoolTimeout`."""
        self.url = url
        self.noticed = Noticed()
        self.pool: AsyncConnectionPool[psycopg.AsyncConnection[Any]] = AsyncConnectionPool(
            url,
            connection_class=_Connection,
            min_size=1,
            max_size=pool_size,
            timeout=pool_timeout,
            max_waiting=pool_size * 50,
            max_idle=60.0,
            reconnect_timeout=60.0,
            check=None,
            open=False,
            configure=self.noticed.listen,
            close_returns=True,
            kwargs={
                "prepare_threshold": 3,
                "connect_timeout": 5,
                "application_name": "groundwork",
                "options": "-c timezone=UTC -c groundwork.tells=on",
                "keepalives_idle": 30,
                "keepalives_interval": 5,
                "keepalives_count": 3,
            },
        )
        self.engine = create_async_engine(
            "postgresql+psycopg://",
            poolclass=NullPool,
            async_creator=self.pool.getconn,
            hide_parameters=True,  # an error's text goes into the log, and parameters hold hashes and addresses
        )
        event.listen(self.engine.sync_engine, "before_cursor_execute", _note_start)
        event.listen(self.engine.sync_engine, "after_cursor_execute", _observe)
        self.teller = Teller(self.reading)

    async def open(self) -> None:
        """Start the pool; connections are made when they are needed."""
        await self.pool.open()

    async def close(self) -> None:
        """Return what is out, close all connections."""
        await self.engine.dispose()
        await self.pool.close()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        """A driver connection in autocommit, for statements that only read."""
        async with self.pool.connection() as connection:
            await connection.set_autocommit(True)
            try:
                yield connection
            finally:
                if connection.info.transaction_status in _IN_TRANSACTION:
                    await connection.rollback()
                # A statement that was cut off leaves the connection busy or broken; the pool replaces it.
                if connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
                    await connection.set_autocommit(False)


def _note_start(connection: Connection, *_: Any) -> None:
    connection.info["statement_started"] = time.perf_counter()


def _observe(connection: Connection, *_: Any) -> None:
    _SECONDS.observe(time.perf_counter() - connection.info["statement_started"])


class HasDatabase(Protocol):
    """Of a runtime, what a transaction needs."""

    @property
    def database(self) -> Database:
        """The process's connections."""

    @property
    def local(self) -> LocalCache:
        """What this process holds."""


@asynccontextmanager
async def transaction(runtime: HasDatabase) -> AsyncIterator[AsyncSession]:
    """The one commit site: everything done with the session becomes true together, or not at all.

    Events published and jobs deferred with this session are part of it; it carries the runtime that they need. What was
    registered with :func:`after_commit` runs once it is true.
    """
    info: dict[str, Any] = {"runtime": runtime, "with_commit": [], "after_commit": []}
    async with AsyncSession(runtime.database.engine, expire_on_commit=False, autoflush=False, info=info) as db:
        yield db
        news = await _commit(runtime.database, db)
    # By now the connection is given back: who waits here for another one keeps none.
    if news:
        _drop_changed(runtime, news)
        await runtime.database.teller.tell(news)
    for act in info["after_commit"]:
        await act()


async def _commit(database: Database, db: AsyncSession) -> list[News]:
    """Commit on the driver's connection, the last statements on the same way. Returns what the triggers have told.

    The session is closed next, and finds nothing left to end.
    """
    last = db.info["with_commit"]
    if not last and not db.in_transaction():
        return []
    connection = await driver_connection(db)
    async with connection.pipeline() if last else nullcontext():
        for statement, values in last:
            await connection.execute(statement, values)
        await connection.commit()
    return database.noticed.take(connection)


def _drop_changed(runtime: HasDatabase, news: Sequence[News]) -> None:
    """Drop what this process holds of changed lists, since who wrote them must not read what was."""
    for channel, said in news:
        if channel == CHANNEL:
            runtime.local.drop(said)


async def with_commit(db: AsyncSession, statement: str, values: Sequence[Any]) -> None:
    """Do what nobody waits for, and nothing in this transaction reads, on the way of the commit: a round trip less.

    Inside a savepoint it is done at once, since it is undone with that.
    """
    if db.in_nested_transaction():
        connection = await driver_connection(db, flush=False)
        await connection.execute(statement, values)
    else:
        db.info["with_commit"].append((statement, values))


@event.listens_for(Session, "after_rollback")
def _drop_last_statements(session: Session) -> None:
    """What was to come with the commit is undone with the rest."""
    session.info.get("with_commit", []).clear()


def after_commit(db: AsyncSession, act: Callable[[], Awaitable[None]]) -> None:
    """Run ``act`` when the transaction of ``db`` has become true, before the response leaves. It must not raise."""
    db.info["after_commit"].append(act)


async def driver_connection(db: AsyncSession, *, flush: bool = True) -> psycopg.AsyncConnection[Any]:
    """The driver's connection beneath ``db``, inside its transaction.

    ``flush``: with the session's changes written to it, which is left out where these do not matter.
    """
    session = db.sync_session
    if flush and (session.new or session.dirty or session.deleted):
        await db.flush()
    begun, connection = db.info.get("driver_connection", (None, None))
    present = session.get_transaction()
    if present is None or begun is None or begun() is not present:
        raw = await (await db.connection()).get_raw_connection()
        connection = raw.driver_connection
        # Another transaction of the session may be on another connection.
        db.info["driver_connection"] = (weakref.ref(session.get_transaction()), connection)
    return cast("psycopg.AsyncConnection[Any]", connection)
