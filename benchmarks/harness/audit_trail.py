"""A long audit trail: a year's entries of six hundred people, written through the product's own trigger."""

import asyncio
import json
import secrets
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import psycopg

from groundwork.domains.audit.counts import add_up
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.crypto import FieldCipher
from groundwork.kernel.database import transaction
from groundwork.kernel.settings import Settings
from harness.contenders import Contender

CONNECTIONS = 16
"""Each gets a chain of its own, as the connections of a server do."""

BATCH = 50
PEOPLE = 599  # prime, so that everybody does everything
ACTIONS = {
    "user.signed_in": "session",
    "session.ended": "session",
    "user.sign_in_refused": "user",
    "user.updated": "user",
    "profile.updated": "profile",
    "access.refused": "route",
    "product.updated": "product",
    "content.published": "content",
}
FREQUENT = "user.signed_in"
ADDRESS = "198.51.100.23"

MONTHS = """
    INSERT INTO audit_logs (id, created_at, action, changes)
    SELECT gen_random_uuid(), month, 'bench.began', '{}'
    FROM generate_series(now() - interval '365 days', now(), interval '27 days') month"""
"""One in each month, so that the product makes the partitions that a year of running would have made."""

PERSONS = """
    CREATE UNLOGGED TABLE bench_people AS
    SELECT (row_number() OVER (ORDER BY id) - 1)::int AS place, id, ''::text AS origin, ''::text AS changes
    FROM users WHERE email LIKE 'member%@product.bench.example'"""

WRITE = """
    INSERT INTO audit_logs (id, created_at, actor_id, action, resource_type, resource_id, changes, sealed_changes,
                            sealed_origin, request_id)
    SELECT gen_random_uuid(), now() - interval '365 days' * (1 - number / %(total)s::float8), person.id,
           (%(actions)s::text[])[kind], (%(resources)s::text[])[kind], md5((number %% 5000)::text),
           '{"by": "password"}',
           CASE WHEN kind IN (4, 5) THEN person.changes END, person.origin, 'req_' || left(md5(number::text), 16)
    FROM (SELECT number, greatest(1, number %% 15 - 6) AS kind
          FROM generate_series(%(first)s::int, %(last)s::int) number) AS numbered
    JOIN bench_people person ON person.place = number * 7 %% %(people)s"""
"""The first kind is half of all."""


def fill(database_url: str, product: Contender, total: int) -> None:
    """Write ``total`` entries whose personal values the product can open, and let it add them up."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(MONTHS)
        connection.execute("SELECT audit_make_partitions(3)")
        connection.execute(PERSONS)
        house = FieldCipher([product.environment["ENCRYPTION_KEYS"]])
        for (person,) in connection.execute("SELECT id FROM bench_people").fetchall():
            seal(connection, house, person)
        connection.execute("ALTER TABLE bench_people ADD PRIMARY KEY (place)")
        connection.execute("ANALYZE bench_people")
    write(database_url, total)
    asyncio.run(count(product))
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("DROP TABLE bench_people")
        connection.execute("VACUUM ANALYZE audit_logs")


def seal(connection: psycopg.Connection[Any], house: FieldCipher, person: UUID) -> None:
    """Give a person a key, and what is sealed under it."""
    key = secrets.token_urlsafe(32)
    cipher = FieldCipher([key])
    agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
    origin = cipher.encrypt(json.dumps([ADDRESS, agent]))
    changes = cipher.encrypt(json.dumps({"first_name": {"from": "Ada", "to": "Augusta"}}))
    connection.execute("INSERT INTO audit_person_keys VALUES (%s, %s, now())", [person, house.encrypt(key)])
    connection.execute("UPDATE bench_people SET origin = %s, changes = %s WHERE id = %s", [origin, changes, person])


def write(database_url: str, total: int) -> None:
    """Write the entries in small transactions, connection by connection in turns."""
    values = {"total": total, "people": PEOPLE, "actions": list(ACTIONS), "resources": list(ACTIONS.values())}
    with ExitStack() as stack:
        connections = [stack.enter_context(psycopg.connect(database_url, autocommit=True)) for _ in range(CONNECTIONS)]
        for connection in connections:
            connection.execute("SET synchronous_commit = off")
        for first in range(1, total + 1, BATCH):
            connection = connections[first // BATCH % CONNECTIONS]
            connection.execute(WRITE, {**values, "first": first, "last": min(first + BATCH - 1, total)})


async def count(product: Contender) -> None:
    """Run the product's job that adds up the entries by day."""
    settings = Settings.model_validate({name.lower(): value for name, value in product.environment.items()})
    async with open_runtime(settings).running(serving=False) as runtime, transaction(runtime) as db:
        await add_up(db)
