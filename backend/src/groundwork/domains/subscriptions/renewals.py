"""What happens by the clock: trials and periods end, cards are charged again, what nobody paid for is forgotten.

Each subscription is seen to in a transaction of its own, so that one that fails holds up no other; two workers at once
take turns by the rows that the other has not locked.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.subscriptions import invoices, letters, queries, service
from groundwork.domains.subscriptions.charging import charge_invoice
from groundwork.domains.subscriptions.models import CLAIM, Invoice, InvoiceKind, InvoiceStatus, Plan, Subscription
from groundwork.domains.subscriptions.periods import end_of_period
from groundwork.domains.subscriptions.proration import Change
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import runtime_of

WAIT_FOR_FIRST_PAYMENT = timedelta(hours=24)
_AT_ONCE = 500
"""Of each kind in one run; the next one comes in a minute."""

Act = Callable[[AsyncSession, UUID], Awaitable[None]]

log = structlog.get_logger("groundwork.subscriptions")


async def see_to_due(db: AsyncSession) -> None:
    """See to everything that is due."""
    moment = now()
    await _each(db, queries.never_paid(moment - WAIT_FOR_FIRST_PAYMENT), _forget)
    await _each(db, queries.trials_ending(moment + service.TRIAL_NOTICE), _tell_of_trial)
    await _each(db, queries.over(moment), _renew)
    await _each(db, queries.chargeable(moment), _charge_again)


async def _each(db: AsyncSession, due: Select[UUID], act: Act) -> None:
    runtime = runtime_of(db)
    for found in (await db.scalars(due.limit(_AT_ONCE))).all():
        try:
            async with transaction(runtime) as own:
                await act(own, found)
        except Exception:
            log.exception("not seen to", act=act.__name__.strip("_"), id=str(found))


async def _take(db: AsyncSession, due: Select[UUID], subscription_id: UUID) -> Subscription | None:
    """The subscription, locked, if it is still due and nobody else sees to it."""
    locked = select(Subscription).where(Subscription.id == subscription_id).with_for_update(skip_locked=True)
    subscription = await db.scalar(locked)
    if subscription is None or await db.scalar(due.where(Subscription.id == subscription_id)) is None:
        return None
    return subscription


async def _forget(db: AsyncSession, subscription_id: UUID) -> None:
    """It was never paid."""
    subscription = await _take(db, queries.never_paid(now() - WAIT_FOR_FIRST_PAYMENT), subscription_id)
    if subscription is not None:
        await service.end(db, Actor(), subscription, InvoiceStatus.VOID)


async def _tell_of_trial(db: AsyncSession, subscription_id: UUID) -> None:
    subscription = await _take(db, queries.trials_ending(now() + service.TRIAL_NOTICE), subscription_id)
    if subscription is not None:
        subscription.trial_told_at = now()
        await db.flush()
        await letters.tell_of_trial(db, subscription)


async def _renew(db: AsyncSession, subscription_id: UUID) -> None:
    """Begin the next period and write its invoice; or end what was canceled."""
    subscription = await _take(db, queries.over(now()), subscription_id)
    if subscription is None:
        return
    if subscription.cancel_at_period_end:
        await service.end(db, Actor(), subscription, InvoiceStatus.VOID)
        return
    plan = await db.get_one(Plan, subscription.plan_id)
    start = subscription.current_period_end
    end = end_of_period(start, plan.interval, subscription.anchor_day)
    subscription.begin_period(start, end, plan.price_minor)
    period = Change(start, 0, plan.price_minor, start, end, plan.price_minor, still_trial=False)
    invoice = await invoices.issue(db, subscription, plan, period, kind=InvoiceKind.RENEWAL)
    if invoice.is_open:
        await _have_charged(db, invoice)


async def _charge_again(db: AsyncSession, invoice_id: UUID) -> None:
    """The next attempt is due; or the last one was never answered, and is asked about with its key."""
    locked = select(Invoice).where(Invoice.id == invoice_id).with_for_update(skip_locked=True)
    invoice = await db.scalar(locked)
    if invoice is not None and invoice.is_open and invoice.next_attempt_at and invoice.next_attempt_at <= now():
        await _have_charged(db, invoice)


async def _have_charged(db: AsyncSession, invoice: Invoice) -> None:
    """Charge the card in a job, which is found again should it be lost."""
    invoice.next_attempt_at = now() + CLAIM
    await db.flush()
    await defer(db, charge_invoice, invoice_id=str(invoice.id), attempt=invoice.attempts + 1)
