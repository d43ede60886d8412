"""Months: made ahead, filled from what had none, dropped when they are old."""

from datetime import UTC, datetime, timedelta

import pytest

from groundwork.domains.audit.checkpoints import take_checkpoint
from groundwork.domains.audit.counts import count_entries
from groundwork.domains.audit.models import AuditLog
from groundwork.domains.audit.partitions import keep_partitions
from groundwork.domains.audit.schemas import AuditQuery
from groundwork.domains.audit.verification import verify
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.audit.conftest import Write
from tests.audit.support import tamper
from tests.security.support import Travel, fetch

pytestmark = pytest.mark.anyio


async def _months(runtime: Runtime) -> dict[str, int]:
    """Rows in each partition."""
    names = await fetch(
        runtime,
        "SELECT inhrelid::regclass::text FROM pg_inherits JOIN pg_class ON oid = inhrelid "
        "WHERE inhparent = 'audit_logs'::regclass AND relkind = 'r' ORDER BY 1",
    )
    return {name: (await fetch(runtime, f"SELECT count(*) FROM {name}"))[0][0] for (name,) in names}


async def _keep(runtime: Runtime) -> None:
    async with transaction(runtime) as db:
        await keep_partitions(db)


async def _add(runtime: Runtime, *moments: datetime) -> None:
    async with transaction(runtime) as db:
        for moment in moments:
            db.add(AuditLog(created_at=moment, action="test.done", changes={}))
            await db.flush()


async def test_there_are_months_ahead(alone: Runtime, write: Write) -> None:
    await write(2)
    month = now().date().replace(day=1)
    names = []
    for _ in range(4):
        names.append(f"audit_logs_{month:%Y_%m}")
        month = (month + timedelta(days=32)).replace(day=1)
    months = await _months(alone)
    assert list(months) == [*names, "audit_logs_rest"]
    assert months[names[0]] == 2
    await _keep(alone)
    assert await _months(alone) == months


async def test_rows_without_a_month_get_theirs(alone: Runtime, write: Write) -> None:
    """They are caught by the rest, and move when the month is made; the chain holds."""
    await write(1)
    await _add(alone, datetime(2031, 5, 31, 23, 59, 59, 999999, tzinfo=UTC), datetime(2031, 6, 1, tzinfo=UTC))
    assert (await _months(alone))["audit_logs_rest"] == 2
    await _keep(alone)
    months = await _months(alone)
    assert (months["audit_logs_2031_05"], months["audit_logs_2031_06"], months["audit_logs_rest"]) == (1, 1, 0)
    assert (await verify(alone)).entries == 3
    await _add(alone, datetime(2031, 5, 2, tzinfo=UTC))
    assert (await _months(alone))["audit_logs_2031_05"] == 2
    assert (await verify(alone)).intact


async def test_old_months_go_and_the_chain_goes_on(alone: Runtime, write: Write, travel: Travel) -> None:
    """Also where rows of two months alternate in a chain, as near midnight; counts and checkpoints agree."""
    first, second = datetime(2024, 1, 31, 23, 59, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC)
    await _add(alone, first, first, second, first, second)
    await write(3)
    async with transaction(alone) as db:
        await take_checkpoint(db)
    await _keep(alone)
    assert not {"audit_logs_2024_01", "audit_logs_2024_02"} & (await _months(alone)).keys()
    found = await verify(alone)
    assert (found.problem, found.entries) == (None, 3)
    assert await count_entries(alone.database, AuditQuery()) == 3
    await write(2)
    travel(timedelta(days=430))
    await write(1)
    await _keep(alone)
    found = await verify(alone)
    assert (found.problem, found.entries) == (None, 1)
    assert await count_entries(alone.database, AuditQuery()) == 1


async def test_a_month_stays_as_long_as_the_setting_says(alone: Runtime, travel: Travel, write: Write) -> None:
    await write(1)
    ends = (now().replace(day=1, hour=0, minute=0, second=0, microsecond=0) + timedelta(days=32)).replace(day=1)
    wait = ends + timedelta(days=alone.settings.audit_retention_days) - now()
    travel(wait - timedelta(minutes=1))
    await _keep(alone)
    assert (await verify(alone)).entries == 1
    travel(timedelta(minutes=2))
    await _keep(alone)
    assert (await verify(alone)).entries == 0


async def test_a_month_that_was_dropped_by_hand_is_missed(alone: Runtime, write: Write) -> None:
    await write(3)
    tamper(alone.database.url, f"DROP TABLE audit_logs_{now():%Y_%m}")
    problem = (await verify(alone)).problem
    assert problem is not None
    assert problem.kind == "cut"
