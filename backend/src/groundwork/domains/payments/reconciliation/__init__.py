"""Reconciliation: what the provider has, beside what we have.

Events can be lost on both sides, and backups restored. What differs is found here; what follows from the provider is
repaired the way its events are worked on, and the rest is told, for a person to decide.
"""

from collections.abc import AsyncIterable, AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import structlog

from groundwork.domains.audit import service as audit
from groundwork.domains.payments.errors import Differs, UnknownPayment
from groundwork.domains.payments.reconciliation.books import compare_books, compare_orders
from groundwork.domains.payments.reconciliation.findings import Drift as Drift
from groundwork.domains.payments.reconciliation.findings import Finding as Finding
from groundwork.domains.payments.reconciliation.findings import Reconciliation as Reconciliation
from groundwork.domains.payments.reconciliation.payments import compare_payments, compare_unseen
from groundwork.domains.payments.reconciliation.queries import BATCH
from groundwork.domains.payments.reconciliation.refunds import compare_refunds, compare_unseen_refunds
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError
from groundwork.kernel.jobs import Job
from groundwork.kernel.metrics import PAYMENT_DRIFT
from groundwork.kernel.payment_provider import ProviderUnavailable
from groundwork.kernel.runtime import Runtime

log = structlog.get_logger("groundwork.payments")

LOOK_BACK = timedelta(days=7)
"""How far the nightly comparison goes back. A provider tries to bring its events for three days."""

Progress = Callable[[Reconciliation], None]
Thing = TypeVar("Thing")


async def reconcile(
    runtime: Runtime, since: datetime, *, repair: bool = True, progress: Progress | None = None
) -> Reconciliation:
    """Compare what happened ``since`` then, and repair what can be when ``repair`` is said.

    While the provider is asked, no transaction is open: what is here is read in one, and each repair is one of its own.

    Raises:
        ProviderUnavailable: it does not answer; what was repaired by then is.
    """
    run = Reconciliation(since)
    async for finding in _findings(runtime, run, progress):
        run.findings.append(finding)
        if repair and finding.repair is not None:
            await _mend(finding)
        log.warning(
            "payments differ",
            drift=str(finding.drift),
            subject=finding.subject,
            told=finding.told,
            repaired=finding.repaired,
        )
        PAYMENT_DRIFT.labels(finding.drift.name.lower(), "repaired" if finding.repaired else "left").inc()
    if any(finding.repaired for finding in run.findings):
        await _record(runtime, run)
    return run


async def _findings(runtime: Runtime, run: Reconciliation, progress: Progress | None) -> AsyncIterator[Finding]:
    payments: set[UUID] = set()
    refunds: set[UUID] = set()
    async for batch in _batches(runtime.payments.payments_since(run.since)):
        async for finding in compare_payments(runtime, batch, payments):
            yield finding
        run.payments += len(batch)
        if progress:
            progress(run)
    async for refunded in _batches(runtime.payments.refunds_since(run.since)):
        async for finding in compare_refunds(runtime, refunded, refunds):
            yield finding
        run.refunds += len(refunded)
        if progress:
            progress(run)
    for comparison in (
        compare_unseen(runtime, run.since, payments),
        compare_unseen_refunds(runtime, run.since, refunds),
        compare_books(runtime, run.since),
        compare_orders(runtime, run.since),
    ):
        async for finding in comparison:
            yield finding


async def _batches(things: AsyncIterable[Thing]) -> AsyncIterator[list[Thing]]:
    batch: list[Thing] = []
    async for thing in things:
        batch.append(thing)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


async def _mend(finding: Finding) -> None:
    """Repair it; what cannot be is left, with the reason.

    Raises:
        ProviderUnavailable: it has to be asked again.
    """
    if finding.repair is None:
        return
    try:
        await finding.repair()
    except ProviderUnavailable:
        raise
    except (Differs, UnknownPayment, AppError) as error:
        finding.told += f"; not repaired: {error}"
    else:
        finding.repaired = True


async def _record(runtime: Runtime, run: Reconciliation) -> None:
    changes = audit.differences({}, {"found": len(run.findings), "left": len(run.left)})
    async with transaction(runtime) as db:
        await audit.record(db, Actor(), "payments.reconciled", changes=changes, plain=frozenset(changes))


async def _reconcile_nightly(runtime: Runtime) -> None:
    run = await reconcile(runtime, now() - LOOK_BACK)
    say = log.error if run.left else log.info
    say("payments reconciled", payments=run.payments, refunds=run.refunds, found=len(run.findings), left=len(run.left))


nightly = Job("payments.reconcile", _reconcile_nightly, schedule="53 3 * * *", in_pieces=True)
