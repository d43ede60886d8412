"""The number of entries is exact, whatever is asked for and however much has been added up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from groundwork.domains.audit.counts import add_up, count_entries
from groundwork.domains.audit.models import AuditLog
from groundwork.domains.audit.queries import entries
from groundwork.domains.audit.schemas import AuditQuery
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.security.support import fetch

pytestmark = pytest.mark.anyio

SOMEONE = uuid7()
START = datetime(2026, 3, 1, tzinfo=UTC)

QUERIES: list[dict[str, Any]] = [
    {},
    {"filter[action]": ["a.one"]},
    {"filter[action]": ["a.one", "a.two", "a.none"]},
    {"filter[actor]": [str(SOMEONE)]},
    {"filter[resourceType]": ["thing"], "filter[resourceId]": ["7"]},
    {"filter[resourceType]": ["thing"]},
    {"filter[resourceType]": ["other", "thing"], "filter[action]": ["a.two"], "dateFrom": "2026-03-03"},
    {"filter[resourceType]": ["other"], "dateTo": "2026-03-03T03:00:00Z"},
    {"filter[actor]": [str(SOMEONE)], "filter[action]": ["a.two"], "dateFrom": "2026-03-02"},
    {"dateFrom": "2026-03-02"},
    {"dateTo": "2026-03-02"},
    {"dateFrom": "2026-03-02", "dateTo": "2026-03-02"},
    {"dateFrom": "2026-03-02", "dateTo": "2026-03-01"},
    {"dateFrom": "2026-03-01T07:30:00Z", "dateTo": "2026-03-04T11:00:00Z", "filter[action]": ["a.one"]},
    {"dateFrom": "2026-03-02T07:00:00Z", "dateTo": "2026-03-02T11:00:00Z"},
    {"dateFrom": "2026-03-02T02:00:00+05:00", "dateTo": "2026-03-04T01:00:00-03:00"},
    {"dateTo": "2026-03-04T12:00:00"},
    {"dateFrom": "0001-01-01", "dateTo": "9999-12-31"},
    {"dateFrom": "9999-12-31"},
    {"dateTo": "9999-12-31T23:59:59Z"},
    {"dateTo": "9999-12-31T23:59:59-12:00"},
    {"dateFrom": "0001-01-01T00:00:00+12:00"},
]


async def _add(runtime: Runtime, number: int, begin: int = 0) -> None:
    """Entries of five days, one an hour, in several transactions and so perhaps several chains."""
    for hour in range(begin, begin + number):
        async with transaction(runtime) as db:
            db.add(
                AuditLog(
                    created_at=START + timedelta(hours=hour % 120),
                    action=("a.one", "a.two", "a.three")[hour % 3],
                    actor_id=SOMEONE if hour % 5 == 0 else uuid7(),
                    resource_type=("thing", "other", None)[hour % 7 % 3],
                    resource_id=str(hour % 8),
                    changes={},
                )
            )


async def _naive(runtime: Runtime, query: AuditQuery) -> int:
    return sum([len(rows) async for rows in entries.chunks(runtime, query, 1000)])


async def test_every_count_is_exact(alone: Runtime) -> None:
    async def compare() -> None:
        for asked in QUERIES:
            query = AuditQuery.model_validate(asked)
            assert await count_entries(alone.database, query) == await _naive(alone, query), asked

    await compare()
    await _add(alone, 120)
    await compare()
    async with transaction(alone) as db:
        await add_up(db)
    assert await fetch(alone, "SELECT sum(entries) FROM audit_counts") == [(120,)]
    await compare()
    await _add(alone, 40, begin=61)
    await compare()
    for _ in range(2):
        async with transaction(alone) as db:
            await add_up(db)
        assert await fetch(alone, "SELECT sum(entries) FROM audit_counts") == [(160,)]
    await compare()
