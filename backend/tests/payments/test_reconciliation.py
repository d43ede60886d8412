"""What goes well leaves nothing to reconcile: orders, subscriptions, refunds and lost stock, with the sandbox."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from starlette.types import ASGIApp

from groundwork.domains.payments.reconciliation import reconcile
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.clock import now
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import Person, make_settings
from tests.orders.support import run_out
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
