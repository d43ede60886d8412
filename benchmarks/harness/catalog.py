"""A shop's products, as many as are wanted: made by number, so that more can follow, and each run has the same."""

import asyncio
import os
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product

import psycopg
from psycopg.sql import SQL, Identifier

from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.counts import sum_up_counts
from groundwork.kernel.database import transaction
from groundwork.kernel.settings import Settings
from harness.bench import Bench
from harness.errors import BenchmarkError

CATEGORY = "lamps"
"""A quarter of all products lie in it, all of them for sale."""

OTHERS = ("chairs", "tables", "shelves", "carpets", "kettles", "tents", "bicycles", "boots", "notebooks")
COLORS = ("black", "white", "gray", "blue", "green", "red", "sand", "olive")

BATCH = 1000
STATEMENT = 100_000
"""Rows of one COPY."""

FIRST = datetime(2023, 11, 1, tzinfo=UTC)
APART = timedelta(seconds=9)
"""Ten millions take three years."""

VOCABULARY = 30_000
STOP_WORDS = 100
"""Words come as in a natural language, by Zipf's law, but without its commonest, which nobody looks for."""

COPY = """
    COPY products (id, sku, name, slug, description, price_minor, currency, category_id, stock, attributes, active,
                   created_at, updated_at) FROM STDIN"""

INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename = 'products' AND indexname NOT IN (SELECT conname FROM pg_constraint)"""


def fill(bench: Bench, rows: int) -> None:
    """Make the table hold exactly the first ``rows`` products, a multiple of 1,000, counted and analyzed."""
    with psycopg.connect(bench.database_url, autocommit=True) as connection:
        held = count(connection)
        if held > rows:
            connection.execute("TRUNCATE products CASCADE")
            held = 0
        if held < rows:
            os.sched_setaffinity(0, {bench.server_core})  # nothing is served meanwhile
            try:
                write(connection, held, rows)
            finally:
                os.sched_setaffinity(0, {bench.load_core})
            asyncio.run(sum_up(bench))
            connection.execute("VACUUM ANALYZE products, products_counts, categories, search_words")
        if count(connection) != rows:
            raise BenchmarkError(f"There are {count(connection)} products instead of {rows}")


def count(connection: psycopg.Connection) -> int:
    """How many products there are."""
    row = connection.execute("SELECT count(*) FROM products").fetchone()
    return int(row[0]) if row else 0


def write(connection: psycopg.Connection, first: int, beyond: int) -> None:
    """Write the products from one number up to another; indexes are made again when all is there."""
    categories = plant_categories(connection)
    with collecting_no_words(connection), without_indexes(connection):
        for start in range(first, beyond, STATEMENT):
            with connection.cursor().copy(COPY) as copy:
                for number in range(start, min(start + STATEMENT, beyond), BATCH):
                    copy.write("".join(batch(number, categories)))


@contextmanager
def without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Drop the indexes of the products, but for those of constraints, and make them again after the block."""
    indexes = connection.execute(INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(SQL("DROP INDEX {}").format(Identifier(name)))
    yield
    connection.execute("SET maintenance_work_mem = '1GB'")
    for _, definition in indexes:
        connection.execute(definition)


@contextmanager
def collecting_no_words(connection: psycopg.Connection) -> Iterator[None]:
    """Spare the trigger that collects words, which are known: each is as that trigger would have written it."""
    connection.execute("ALTER TABLE products DISABLE TRIGGER words_inserted")
    yield
    connection.execute("ALTER TABLE products ENABLE TRIGGER words_inserted")
    connection.execute("INSERT INTO search_words SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", [WORDS])


def plant_categories(connection: psycopg.Connection) -> list[str]:
    """Make the categories, unless they are there. Returns their ids; the first is that of the measured one."""
    identities = [str(uuid.uuid5(uuid.NAMESPACE_DNS, slug)) for slug in (CATEGORY, *OTHERS)]
    for identity, slug in zip(identities, (CATEGORY, *OTHERS), strict=True):
        connection.execute(
            "INSERT INTO categories (id, slug, name, path) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [identity, slug, slug.capitalize(), [identity]],
        )
    return identities


def batch(first: int, categories: list[str]) -> Iterator[str]:
    """The lines of ``BATCH`` products."""
    chance = random.Random(first)  # noqa: S311 — the same products in every run
    words = chance.choices(WORDS, cum_weights=WEIGHTS, k=BATCH * 16)
    for number in range(first, first + BATCH):
        own = words[(number - first) * 16 : (number - first + 1) * 16]
        made = FIRST + APART * number
        written = made.isoformat()
        identity = f"{int(made.timestamp() * 1000):012x}7{chance.getrandbits(12):03x}8{chance.getrandbits(60):015x}"
        measured = number % 4 == 0
        luck = chance.random()
        fields = (
            identity,
            f"B-{number:08d}",
            " ".join(own[:4]).capitalize(),
            f"{'-'.join(own[:4])}-{number}",
            f"{' '.join(own[4:10]).capitalize()}. {' '.join(own[10:]).capitalize()}.",
            str(100 + int(luck**3 * 499_900)),
            "USD",
            categories[0] if measured else categories[1 + number % len(OTHERS)],
            "0" if number % 5 == 0 else str(1 + number % 90),
            f'{{"Color": "{COLORS[number % len(COLORS)]}", "Material": "{own[3]}"}}',
            "t" if measured or number % 50 else "f",
            written,
            written,
        )
        yield "\t".join(fields) + "\n"


async def sum_up(bench: Bench) -> None:
    """Run the product's job that sums up what its triggers have counted."""
    environment = bench.contenders["groundwork"].environment
    settings = Settings.model_validate({name.lower(): value for name, value in environment.items()})
    async with open_runtime(settings).running(serving=False) as runtime, transaction(runtime) as db:
        await sum_up_counts.handler(db)


def vocabulary() -> list[str]:
    """Words of two to four syllables that nobody knows, in no order."""
    syllables = [first + second for first, second in product("bdfgklmnprstvw", ("a", "e", "i", "o", "u", "an", "or"))]
    chance = random.Random(1)  # noqa: S311 — the same words in every run
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4))))] = None
    return list(words)


WORDS = vocabulary()
WEIGHTS = list(accumulate(1 / (place + STOP_WORDS) for place in range(1, VOCABULARY + 1)))
