"""Encrypting columns anew under the newest key, so that an old one can be taken out of ``ENCRYPTION_KEYS``.

It runs beside the application: a batch of rows at a time, each in a transaction of its own, and again if need be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, Row, Table, Text, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.crypto import EncryptedText, FieldCipher
from groundwork.kernel.database import Base, HasDatabase, transaction

_BATCH = 500


@dataclass(slots=True)
class Rotation:
    """What was done in a table, in values."""

    table: str
    rotated: int = 0
    newest: int = 0
    """Were encrypted under the newest key already."""
    unreadable: int = 0
    """Their key is gone; they stay as they are."""


async def rotate_keys(runtime: HasDatabase, cipher: FieldCipher) -> list[Rotation]:
    """Encrypt every value of every :class:`EncryptedText` column under the newest key of ``cipher``."""
    return [await _rotate_table(runtime, cipher, table, columns) for table, columns in _encrypted()]


def _encrypted() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Each table with encrypted columns, and these."""
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, EncryptedText)]
        if columns:
            yield table, columns


async def _rotate_table(
    runtime: HasDatabase, cipher: FieldCipher, table: Table, columns: list[Column[Any]]
) -> Rotation:
    done, last = Rotation(table.name), None
    while True:
        async with transaction(runtime) as db:
            rows = await _next_batch(db, table, columns, last)
            for row in rows:
                changed = _rotated(cipher, dict(zip(columns, row[1:], strict=True)), done)
                if changed:
                    await _write(db, table, row[0], changed)
        if len(rows) < _BATCH:
            return done
        last = rows[-1][0]


async def _next_batch(db: AsyncSession, table: Table, columns: list[Column[Any]], last: Any) -> list[Row[Any]]:
    """The rows after ``last``, locked, with their encrypted columns as they are kept."""
    key = _key_of(table)
    statement = select(key, *(type_coerce(column, Text) for column in columns)).order_by(key)
    if last is not None:
        statement = statement.where(key > last)
    return list(await db.execute(statement.limit(_BATCH).with_for_update()))


def _key_of(table: Table) -> Column[Any]:
    """The column that names a row."""
    (key,) = table.primary_key.columns
    return key


def _rotated(cipher: FieldCipher, row: dict[Column[Any], str | None], done: Rotation) -> dict[Column[Any], str]:
    """The values of a row that are not under the newest key, under it."""
    changed = {}
    for column, kept in row.items():
        if kept is None:
            continue
        if cipher.is_newest(kept):
            done.newest += 1
            continue
        try:
            changed[column] = cipher.rotate(kept)
            done.rotated += 1
        except InvalidToken:
            done.unreadable += 1
    return changed


async def _write(db: AsyncSession, table: Table, row_id: Any, changed: dict[Column[Any], str]) -> None:
    values: dict[Any, Any] = {column: type_coerce(value, Text) for column, value in changed.items()}
    if "updated_at" in table.c:
        values[table.c.updated_at] = table.c.updated_at  # nothing has changed that anybody could see
    await db.execute(update(table).where(_key_of(table) == row_id).values(values))
