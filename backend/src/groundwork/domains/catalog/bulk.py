"""Products by the million, for measuring."""

from collections.abc import Callable
from uuid import UUID

from psycopg import sql
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.catalog.invention import CATEGORIES, COLUMNS, invent
from groundwork.domains.catalog.models import Category
from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection, transaction
from groundwork.kernel.domain import BulkSeed
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime

_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'products' AND indexdef LIKE 'CREATE INDEX %'"


async def _plant(runtime: Runtime, rows: int, tell: Callable[[int], None]) -> None:
    """Add ``rows`` invented products in some two dozen categories.

    Indexes that only speed up reading are made anew at the end, which takes a third of keeping them on the way; others
    see the table when it is all done.
    """
    begun = now()
    async with transaction(runtime) as db:
        category_ids = await _categories(db)
        connection = await driver_connection(db)
        await connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        indexes = await (await connection.execute(_INDEXES)).fetchall()
        for name, _ in indexes:
            await connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        lines = invent(rows, category_ids=category_ids, until=begun, run=int(begun.timestamp()))
        async with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY products ({', '.join(COLUMNS)}) FROM STDIN") as copy,
        ):
            for count, some in lines:
                await copy.write(some)
                tell(count)
        for _, definition in indexes:
            await connection.execute(definition)
        await connection.execute("ANALYZE products")


async def _categories(db: AsyncSession) -> dict[str, UUID]:
    """The ids of the categories that things are sold in, made where they are not there."""
    known = {category.slug: category for category in await db.scalars(select(Category))}
    for outer, inner in CATEGORIES.items():
        for slug, above in ((outer, None), *((slug, outer) for slug in inner)):
            if slug not in known:
                made, parent = uuid7(), known[above] if above else None
                path = [*(parent.path if parent else ()), made]
                known[slug] = Category(
                    id=made, slug=slug, name=slug.capitalize(), path=path, parent_id=parent.id if parent else None
                )
                db.add(known[slug])
                await db.flush()
    return {slug: category.id for slug, category in known.items()}


bulk_seeds = [BulkSeed("bench", _plant)]
