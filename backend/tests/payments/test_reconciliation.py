"""Reconciliation with the sandbox: what goes well leaves nothing to do, and nothing is held while it is asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from starlette.types import ASGIApp

from groundwork.domains.payments.reconciliation import nightly, reconcile
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import Person, make_settings
from tests.orders.support import rows, run_out
from tests.payments.support import begun, confirm, everything_sums_to_zero, give_back, payment_of
from tests.payments.support import paid as order_paid
from tests.subscriptions.support import add_plan
from tests.subscriptions.support import paid as subscription_paid

pytestmark = pytest.mark.anyio

RunJobs = Callable[[], Awaitable[None]]


@pytest.fixture
async def runtime(empty_database: str, migrated: Settings) -> AsyncIterator[Runtime]:
    """An application whose payments are those of this test alone."""
    settings = make_settings(empty_database, migrated.groundwork_home)
    async with open_runtime(settings).running() as running:
        running.queue.serve(running)
        yield running


@pytest.fixture
def app(runtime: Runtime) -> ASGIApp:
    """The whole of it."""
    return create_asgi(runtime)


async def test_what_goes_well_leaves_nothing_to_reconcile(
    manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    _, payment = await order_paid(manager, customer, run_jobs)
    assert (await give_back(admin, payment, amount="12.34")).status_code == 201
    await run_jobs()
    await begun(manager, customer)
    late, unclaimed = await begun(manager, customer, stock=2)
    await run_out(runtime, late["id"])
    await subscription_paid(customer, await add_plan(admin), run_jobs)
    assert (await confirm(customer, unclaimed)).status_code == 200
    await run_jobs()
    invoice_payment = next(row for row in (await admin.get("/payments")).json()["data"] if row["invoiceId"] is not None)
    assert (await give_back(admin, invoice_payment, amount="5.00")).status_code == 201
    await run_jobs()
    assert (await payment_of(admin, invoice_payment))["refunded"] == "5.00"
    run = await reconcile(runtime, now() - timedelta(hours=1))
    assert [(str(finding.drift), finding.told) for finding in run.findings] == []
    assert (run.payments, run.refunds) == (4, 2)
    assert await everything_sums_to_zero(runtime)


_OPEN = """
    SELECT query FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'groundwork' AND xact_start IS NOT NULL"""


@asynccontextmanager
async def slow_provider(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[dict[str, list[str]]]:
    """It takes its time; what it was asked, and which transactions were open meanwhile."""
    seen: dict[str, list[str]] = {}

    async def look(name: str) -> None:
        await asyncio.sleep(0.02)
        async with await psycopg.AsyncConnection.connect(runtime.database.url) as connection:
            cursor = await connection.execute(_OPEN)
            seen.setdefault(name, []).extend(query for (query,) in await cursor.fetchall())

    def slow(name: str, real: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def ask(*args: Any, **options: Any) -> Any:
            await look(name)
            return await real(*args, **options)

        return ask

    def slow_list(name: str, real: Callable[..., AsyncIterator[Any]]) -> Callable[..., AsyncIterator[Any]]:
        async def ask(*args: Any) -> AsyncIterator[Any]:
            await look(name)
            async for found in real(*args):
                yield found
                await look(name)

        return ask

    with monkeypatch.context() as patch:
        for name in ("payment", "cancel_payment", "charge", "refund", "refunds_of", "fee", "forget_customer"):
            patch.setattr(runtime.payments, name, slow(name, getattr(runtime.payments, name)))
        for name in ("payments_since", "refunds_since"):
            patch.setattr(runtime.payments, name, slow_list(name, getattr(runtime.payments, name)))
        yield seen


async def test_nothing_is_held_while_the_provider_is_asked(
    manager: Person,
    customer: Person,
    admin: Person,
    run_jobs: RunJobs,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither by the nightly comparison nor by any other job: no transaction is open, and so no row is locked."""
    order, payment = await order_paid(manager, customer, run_jobs)
    _, behind = await begun(manager, customer)
    async with slow_provider(runtime, monkeypatch) as seen:
        await confirm(customer, behind)
        assert (await admin.post(f"/orders/{order['id']}/cancellation", {})).status_code == 200
        canceled, _ = await begun(manager, customer)
        assert (await customer.post(f"/orders/{canceled['id']}/cancellation", {})).status_code == 200
        await run_jobs()
        async with transaction(runtime) as db:
            await _make_differ(db, UUID(payment["id"]), UUID(behind["id"]))
            await defer(db, nightly)
        await run_jobs()
    assert seen == {name: [] for name in seen}
    assert {"payments_since", "refunds_since", "payment", "refunds_of", "fee", "refund", "cancel_payment"} <= set(seen)
    jobs = await rows(
        runtime, "SELECT status::text FROM procrastinate_jobs WHERE task_name = :name", name="payments.reconcile"
    )
    assert [job["status"] for job in jobs] == ["succeeded"]
    assert (await payment_of(admin, behind))["status"] == "succeeded", "it was repaired"


async def _make_differ(db: Any, known: UUID, behind: UUID) -> None:
    """One payment is behind, and of another neither fee nor refund have been heard of."""
    await db.execute(text("UPDATE payments SET status = 'processing' WHERE id = :id"), {"id": behind})
    await db.execute(
        text("UPDATE payments SET fee_minor = NULL, succeeded_at = succeeded_at - interval '2 hours' WHERE id = :id"),
        {"id": known},
    )
    await db.execute(text("UPDATE refunds SET provider_id = 're_lost' WHERE payment_id = :id"), {"id": known})


async def test_news_of_a_refund_is_delivered_at_once(
    manager: Person, customer: Person, admin: Person, run_jobs: RunJobs, runtime: Runtime
) -> None:
    """And that of a payment which was canceled: nothing waits for the sweep of the minute."""
    _, payment = await order_paid(manager, customer, run_jobs)
    assert (await give_back(admin, payment, amount="1.00")).status_code == 201
    canceled, _ = await begun(manager, customer)
    assert (await customer.post(f"/orders/{canceled['id']}/cancellation", {})).status_code == 200
    await run_jobs()
    waiting = await rows(runtime, "SELECT type FROM sandbox_events WHERE delivered_at IS NULL")
    assert waiting == []
    settled = await rows(runtime, "SELECT type FROM payment_events WHERE status = 'processed' ORDER BY type")
    told = [row["type"] for row in settled]
    assert {"refund.created", "charge.refunded", "payment_intent.canceled"} <= set(told)
