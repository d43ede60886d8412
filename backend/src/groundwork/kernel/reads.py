"""Hot reads: SQLAlchemy ``select()`` statements, compiled once, run on the driver's own cursor.

Building and compiling a statement costs several times what running it does (docs/decisions/0004-hot-reads.md), so a
query that many requests make is a module-level :class:`Read`, and its rows go to JSON as they come from the driver.
"""

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import dict_row
from sqlalchemy import CompoundSelect, Select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from groundwork.kernel.database import Database
from groundwork.kernel.metrics import QUERY_SECONDS

_SECONDS = QUERY_SECONDS.labels("read")
_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]


class Read:
    """One statement. Its parameters are the names of its ``bindparam()`` s; its rows are plain dictionaries.

    ``planned_anew``: PostgreSQL plans it for each value, which costs some, where the best plan depends on the value.
    """

    def __init__(
        self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]], *, planned_anew: bool = False
    ) -> None:
        compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        self._sql = compiled.string
        self._prepare = False if planned_anew else None  # none: the driver prepares what comes often
        self._constants = {name: value for name, value in compiled.params.items() if not compiled.binds[name].required}

    async def all(self, database: Database, **parameters: Any) -> list[dict[str, Any]]:
        """All rows."""
        async with database.reading() as connection:
            return await self.on(connection, **parameters)

    async def first(self, database: Database, **parameters: Any) -> dict[str, Any] | None:
        """The first row, if there is one."""
        rows = await self.all(database, **parameters)
        return rows[0] if rows else None

    async def on(self, connection: AsyncConnection[Any], **parameters: Any) -> list[dict[str, Any]]:
        """All rows, read on a connection that the caller holds."""
        async with connection.cursor(binary=True, row_factory=dict_row) as cursor:
            with _SECONDS.time():
                await cursor.execute(self._sql, {**self._constants, **parameters}, prepare=self._prepare)
            return await cursor.fetchall()
