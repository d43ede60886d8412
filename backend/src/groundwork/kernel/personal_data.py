"""What is kept about people, table by table: each domain says how its part leaves in an export and is erased.

A test compares these declarations with the tables that refer to users, so that none is forgotten.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.database import Base


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One table's part.

    ``export(db, user_id)`` gives the rows that concern the person as plain values, without secrets;
    ``erase(db, user_id)`` leaves nothing in the table by which the person could be told. ``files(db, user_id)``: paths
    in the storage of what belongs to the rows; the files leave with them, and are deleted with them.
    """

    table: str
    export: Callable[[AsyncSession, UUID], Awaitable[list[dict[str, Any]]]]
    erase: Callable[[AsyncSession, UUID], Awaitable[None]]
    files: Callable[[AsyncSession, UUID], Awaitable[list[str]]] | None = None


def rows_of(model: type[Base], owner: str = "user_id", *, secret: Collection[str] = ()) -> PersonalData:
    """A table whose rows belong to the person named by column ``owner``.

    They leave whole but for the ``secret`` columns, and are deleted at erasure.
    """
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is no table")
    shown = [column for column in table.columns if column.name not in secret]

    async def export(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
        rows = await db.execute(select(*shown).where(table.c[owner] == user_id))
        return [dict(row) for row in rows.mappings()]

    async def erase(db: AsyncSession, user_id: UUID) -> None:
        await db.execute(delete(table).where(table.c[owner] == user_id))

    return PersonalData(table.name, export, erase)
