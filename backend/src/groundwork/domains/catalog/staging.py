"""The staging table of an import: what only the database can check, and the two statements that apply it all."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import psycopg
from psycopg.rows import TupleRow

from groundwork.domains.catalog.import_rows import Staged
from groundwork.domains.catalog.schemas import MOST_ATTRIBUTES
from groundwork.domains.catalog.sheets import Problem, Sheet

Connection = psycopg.AsyncConnection[TupleRow]

_CREATE = """
    CREATE TEMPORARY TABLE staged (
        "row" INTEGER, id UUID, sku TEXT, name TEXT, price_minor BIGINT, currency TEXT, category_id UUID, stock INTEGER,
        description TEXT, active BOOLEAN, slug TEXT, made_slug TEXT, attributes JSONB
    ) ON COMMIT DROP"""
_TIDY = "CREATE INDEX ON staged (lower(sku)); CREATE INDEX ON staged (slug); ANALYZE staged"

_CHECKS = {
    ("sku", "Is in the file more than once"): """
        SELECT "row" FROM (SELECT "row", row_number() OVER (PARTITION BY lower(sku) ORDER BY "row") AS place
                           FROM staged)
        WHERE place > 1""",
    ("slug", "Is in the file more than once"): """
        SELECT "row" FROM (SELECT "row", row_number() OVER (PARTITION BY slug ORDER BY "row") AS place FROM staged
                           WHERE slug IS NOT NULL)
        WHERE place > 1""",
    ("slug", "Another product has this slug"): """
        SELECT s."row" FROM staged s JOIN products p ON p.slug = s.slug AND lower(p.sku) <> lower(s.sku)
        WHERE NOT EXISTS (SELECT 1 FROM staged o WHERE lower(o.sku) = lower(p.sku) AND o.slug <> p.slug)""",
    (None, f"Has more than {MOST_ATTRIBUTES} attributes together with those that are there"): """
        SELECT s."row" FROM staged s JOIN products p ON lower(p.sku) = lower(s.sku)
        WHERE (SELECT count(*) FROM jsonb_object_keys(p.attributes - %(attributes)s::text[] || s.attributes))
              > %(most)s""",
}
_NEW = """
    SELECT s."row" FROM staged s WHERE NOT EXISTS (SELECT 1 FROM products p WHERE lower(p.sku) = lower(s.sku))"""
_NEEDED = "A new product needs it: the column is missing"

_CHANGED = """
    UPDATE products p SET ({names}, updated_at) = ({values}, %(moment)s)
    FROM staged s
    WHERE lower(p.sku) = lower(s.sku) AND ({old}) IS DISTINCT FROM ({values})"""
_ADDED = """
    INSERT INTO products (id, sku, name, slug, description, price_minor, currency, category_id, stock, attributes,
                          active, created_at, updated_at)
    SELECT s.id, s.sku, s.name,
           CASE WHEN s.slug IS NOT NULL THEN s.slug
                WHEN row_number() OVER (PARTITION BY s.made_slug ORDER BY s."row") = 1
                     AND NOT EXISTS (SELECT 1 FROM products p WHERE p.slug = s.made_slug)
                     AND NOT EXISTS (SELECT 1 FROM staged o WHERE o.slug = s.made_slug) THEN s.made_slug
                ELSE s.made_slug || '-' || right(s.id::text, 12) END,
           coalesce(s.description, ''), s.price_minor, s.currency, s.category_id, coalesce(s.stock, 0), s.attributes,
           coalesce(s.active, true), %(moment)s, %(moment)s
    FROM staged s
    WHERE NOT EXISTS (SELECT 1 FROM products p WHERE lower(p.sku) = lower(s.sku))
    ORDER BY s."row\""""


class Staging:
    """The staging table, in the transaction of a connection; it goes when the transaction ends."""

    def __init__(self, connection: Connection, sheet: Sheet) -> None:
        self._connection = connection
        self._columns = sheet.columns
        self._parameters: dict[str, Any] = {"attributes": sheet.attributes, "most": MOST_ATTRIBUTES}

    @asynccontextmanager
    async def filling(self) -> AsyncIterator["Filler"]:
        """Takes rows in."""
        await self._connection.execute(_CREATE)
        copying = f'COPY staged ("row", {", ".join(Staged._fields[1:])}) FROM STDIN'
        async with self._connection.cursor() as cursor, cursor.copy(copying.encode()) as copy:
            yield Filler(copy)
        for statement in _TIDY.split("; "):
            await self._connection.execute(statement.encode())

    async def problems(self, most: int) -> tuple[int, list[Problem]]:
        """How much is wrong that only the database can tell, and the first of it."""
        checks = dict(_CHECKS)
        if not self._parameters["attributes"]:
            checks = {told: check for told, check in checks.items() if told[0] is not None}
        for needed in ("name", "price"):
            if needed not in self._columns:
                checks[needed, _NEEDED] = _NEW
        count, found = 0, []
        for (field, message), check in checks.items():
            statement = f'SELECT "row", count(*) OVER () FROM ({check}) ORDER BY "row" LIMIT {most}'  # noqa: S608  # nosec B608  (ours)
            rows = await (await self._connection.execute(statement.encode(), self._parameters)).fetchall()
            count += rows[0][1] if rows else 0
            found += [Problem(row, field, message) for row, _ in rows]
        return count, found

    async def apply(self, moment: datetime) -> tuple[int, int]:
        """Add and change the products; returns how many of each. What is the same already is left alone."""
        changed = list(self._changed())
        statement = _CHANGED.format(
            names=", ".join(name for name, _ in changed),
            old=", ".join(f"p.{name}" for name, _ in changed),
            values=", ".join(value for _, value in changed),
        )
        parameters = {**self._parameters, "moment": moment}
        updated = await self._connection.execute(statement.encode(), parameters)
        added = await self._connection.execute(_ADDED.encode(), parameters)
        return added.rowcount, updated.rowcount

    def _changed(self) -> Iterable[tuple[str, str]]:
        """The columns of a product that the file has something about, each with its new value."""
        yield "sku", "s.sku"
        for column in ("name", "currency", "description"):
            if column in self._columns:
                yield column, f"s.{column}"
        if "price" in self._columns:
            yield "price_minor", "s.price_minor"
        if "category" in self._columns:
            yield "category_id", "s.category_id"
        for column in ("stock", "active", "slug"):
            if column in self._columns:
                yield column, f"coalesce(s.{column}, p.{column})"
        if self._parameters["attributes"]:
            yield "attributes", "p.attributes - %(attributes)s::text[] || s.attributes"


class Filler:
    """The way into the staging table."""

    def __init__(self, copy: psycopg.AsyncCopy) -> None:
        self._copy = copy

    async def add(self, rows: Iterable[Staged]) -> None:
        """Take rows in."""
        for row in rows:
            await self._copy.write_row(row)
