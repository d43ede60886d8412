"""Products by the million, for measuring."""

import secrets
from collections.abc import Callable
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.catalog.invention import CATEGORIES, COLUMNS, invent, vocabulary
from groundwork.domains.catalog.models import Category
from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection, transaction
from groundwork.kernel.domain import BulkSeed
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime

_MADE_ANEW = """
    SELECT format('DROP INDEX %I', indexname), indexdef FROM pg_indexes
    WHERE tablename = 'products' AND indexdef LIKE 'CREATE INDEX %'
    UNION ALL
    SELECT format('ALTER TABLE products DROP CONSTRAINT %I', conname),
           format('ALTER TABLE products ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid = 'products'::regclass AND contype IN ('f', 'u')"""
_WORDS = """
    INSERT INTO search_words
    SELECT word FROM unnest(tsvector_to_array(to_tsvector('public.groundwork_plain', %s))) AS word
    WHERE length(word) BETWEEN 3 AND 40 ON CONFLICT DO NOTHING"""
_STATEMENT = 100
"""So many batches go into one COPY: what is counted at its end then fits into memory."""


async def _plant(runtime: Runtime, rows: int, tell: Callable[[int], None]) -> None:
    """Add ``rows`` invented products in some two dozen categories.

    What costs less for all rows at the end than for each on the way is left for the end: indexes, the check of the
    categories, the words that are in use. Others see the table when it is all done.
    """
    begun = now()
    async with transaction(runtime) as db:
        category_ids = await _categories(db)
        connection = await driver_connection(db)
        await connection.execute("SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '256MB'")
        left_for_the_end = await (await connection.execute(_MADE_ANEW)).fetchall()
        for removal, _ in left_for_the_end:
            await connection.execute(removal)
        await connection.execute("ALTER TABLE products DISABLE TRIGGER words_inserted")
        lines = invent(rows, category_ids=category_ids, until=begun, run=secrets.randbits(40))
        while some := list(islice(lines, _STATEMENT)):
            async with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY products ({', '.join(COLUMNS)}) FROM STDIN") as copy,
            ):
                for _, line in some:
                    await copy.write(line)
            tell(some[-1][0])
        await connection.execute("ALTER TABLE products ENABLE TRIGGER words_inserted")
        await connection.execute(_WORDS, [" ".join(vocabulary())])
        for _, definition in left_for_the_end:
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
