"""Charging the saved card for an invoice, and what follows when that fails."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.payments import service as payments
from groundwork.domains.payments.errors import NoSavedCard
from groundwork.domains.subscriptions import invoices, letters, premium, service
from groundwork.domains.subscriptions.models import Invoice, InvoiceKind, InvoiceStatus, Subscription
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import Job
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import TOO_SMALL, Failure, PaymentFailed, PaymentState
from groundwork.kernel.runtime import Runtime

RETRY_AFTER = (timedelta(days=1), timedelta(days=2), timedelta(days=2), timedelta(days=2))
"""The pauses before a declined card is charged again: one, three, five and seven days after it was due. Long enough for
a salary to arrive or a card to be replaced, and over before the next period of a month begins."""

NO_CARD = Failure("no_card", "There is no card that could be charged")


async def charge(runtime: Runtime, invoice_id: UUID, *, attempt: int) -> None:
    """Charge the saved card, outside of any transaction. The same attempt again has no second effect.

    What the provider finds too little to be charged is carried over to the next invoice.

    Success arrives as ``PaymentSucceeded``, by the provider's event if the answer is lost.

    Raises:
        PaymentFailed: it was declined; that is noted.
        ProviderUnavailable: it is not known. The invoice is asked about again.
    """
    async with transaction(runtime) as db:
        invoice = await db.get(Invoice, invoice_id)
        if invoice is None or not invoice.is_open or invoice.attempts >= attempt or invoice.user_id is None:
            return
        user_id, number = invoice.user_id, invoice.number
        amount = Money(invoice.total_minor, invoice.currency)
    key = f"invoice:{invoice_id}:{attempt}"
    try:
        came = await payments.charge_saved(
            runtime, user_id, invoice_id=invoice_id, amount=amount, description=f"Invoice {number}", key=key
        )
        failure = came.failure if came.state is PaymentState.CANCELED else None
    except NoSavedCard:
        failure = NO_CARD
    if failure is not None and failure.code == TOO_SMALL:
        async with transaction(runtime) as db:
            await carry_open(db, invoice_id)
    elif failure is not None:
        async with transaction(runtime) as db:
            await _note_failure(db, invoice_id, attempt, failure)
        raise PaymentFailed(failure)


async def carry_open(db: AsyncSession, invoice_id: UUID) -> None:
    """The provider says that so little cannot be charged: nobody has failed to pay, and it is on the next invoice."""
    locked = await invoices.locked_with_subscription(db, invoice_id)
    if locked is not None and locked[1].is_open:
        await invoices.carry(db, *locked)


async def _note_failure(db: AsyncSession, invoice_id: UUID, attempt: int, failure: Failure) -> None:
    """Nothing was paid: try again later, or give up. Only the first to say so of an attempt is heard."""
    locked = await invoices.locked_with_subscription(db, invoice_id)
    if locked is None:
        return
    subscription, invoice = locked
    if not invoice.is_open or invoice.attempts >= attempt:
        return
    told = {"attempt": attempt, "reason": failure.code}
    await audit.record(
        db,
        Actor(),
        "invoice.payment_failed",
        resource=("invoice", invoice.id),
        changes=told,
        person=subscription.user_id,
        plain=told.keys(),
    )
    invoice.note_failure(attempt, None)
    if invoice.kind == InvoiceKind.CHANGE:
        await invoices.close(db, subscription, invoice, InvoiceStatus.VOID)
    elif attempt > len(RETRY_AFTER):
        await service.end(db, Actor(), subscription, InvoiceStatus.UNCOLLECTIBLE)
    else:
        await _fall_behind(db, subscription, invoice, failure)


async def _fall_behind(db: AsyncSession, subscription: Subscription, invoice: Invoice, failure: Failure) -> None:
    invoice.next_attempt_at = now() + RETRY_AFTER[invoice.attempts - 1]
    subscription.fall_behind()
    await db.flush()
    await premium.keep_premium(db, subscription)
    await letters.tell_of_failure(db, invoice, failure.message)


async def _charge(runtime: Runtime, *, invoice_id: str, attempt: int) -> None:
    with suppress(PaymentFailed):
        await charge(runtime, UUID(invoice_id), attempt=attempt)


charge_invoice = Job("subscriptions.charge_invoice", _charge, in_pieces=True)
