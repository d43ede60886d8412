"""Reading the trail in tests, and laying hands on it as who owns the database can."""

from typing import Any

import psycopg

from groundwork.domains.audit.queries import chunks
from groundwork.domains.audit.schemas import AuditQuery
from groundwork.kernel.runtime import Runtime

_FILTERS = {"action": "filter[action]", "actor": "filter[actor]", "resource": "filter[resourceId]"}


async def trail(runtime: Runtime, **filters: str) -> list[dict[str, Any]]:
    """The entries, opened, oldest first: ``await trail(runtime, action="user.updated", resource=someone.id)``."""
    query = AuditQuery.model_validate(
        {"order": "asc", **{_FILTERS[name]: [value] for name, value in filters.items()}}
    )
    return [row async for rows in chunks(runtime, query) for row in rows]


def tamper(url: str, *statements: str) -> None:
    """Run statements as the owner of the tables can: with the guards off, and on again afterwards."""
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT relid::regclass::text FROM pg_partition_tree('audit_logs')").fetchall()
        for (table,) in tables:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER audit_logs_kept")
        for statement in statements:
            connection.execute(statement)
        for (table,) in tables:
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER audit_logs_kept")
