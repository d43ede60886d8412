"""How many rows there are, by some of their columns, exactly and at once, however many there are.

Triggers (the SQL procedure ``keep_counts``) add a row to the table of counts for each statement that changes a number,
so that no two writers wait for each other; a job sums them up.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import visitors

from groundwork.kernel.database import Base, driver_connection
from groundwork.kernel.jobs import Job

_MARK = "groundwork_counts"


def counts_of(table: Any, *columns: str) -> Table:
    """The table ``<table>_counts`` of how many rows of a model's ``table`` there are by ``columns``."""
    counted: Table = table.__table__
    copies = [Column(name, counted.c[name].type, nullable=counted.c[name].nullable) for name in columns]
    return Table(
        f"{counted.name}_counts",
        Base.metadata,
        *copies,
        Column("entries", BigInteger, nullable=False),
        info={_MARK: counted},
    )


def counted(counts: Table, conditions: Sequence[ColumnElement[bool]]) -> Select[int] | None:
    """The statement that tells how many rows meet the conditions, or none when they ask for more than was counted."""
    table: Table = counts.info[_MARK]
    unknown = False

    def in_counts(element: Any, **_: Any) -> Any:
        nonlocal unknown
        if isinstance(element, Column) and element.table is table:
            unknown |= element.name not in counts.c
            return counts.c.get(element.name)
        return None

    met = [visitors.replacement_traverse(condition, {}, in_counts) for condition in conditions]
    if unknown:
        return None
    return size_of(counts).where(*met)


def size_of(counts: Table) -> Select[int]:
    """The statement that tells how many rows there are at all."""
    return select(func.coalesce(func.sum(counts.c.entries), 0).label("total"))


async def _sum_up(db: AsyncSession) -> None:
    connection = await driver_connection(db)
    for table in Base.metadata.tables.values():
        if _MARK in table.info:
            columns = ", ".join(column.name for column in table.c if column.name != "entries")
            # Both in one statement: who reads meanwhile sees the rows before or after, never in between.
            await connection.execute(
                f"""WITH gone AS (
                        DELETE FROM {table.name} WHERE EXISTS (
                            SELECT 1 FROM {table.name} GROUP BY {columns} HAVING count(*) > 1
                        ) RETURNING *
                    )
                    INSERT INTO {table.name} ({columns}, entries)
                    SELECT {columns}, sum(entries) FROM gone GROUP BY {columns} HAVING sum(entries) <> 0"""  # noqa: S608  # nosec B608  (names of our own tables)
            )


sum_up_counts = Job("lists.sum_up_counts", _sum_up, schedule="* * * * *")
