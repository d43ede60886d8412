"""Payments that nobody should make any more: they are ended at the provider, too."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.orders.events import OrderCanceled, OrderExpired
from groundwork.domains.payments import queries
from groundwork.domains.payments.applying import apply_payment, lock_payment
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.events import ProviderActed
from groundwork.domains.payments.models import Payment
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.events import publish
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.payment_provider import PaymentState
from groundwork.kernel.runtime import Runtime


async def close_payment(runtime: Runtime, payment_id: UUID) -> Payment:
    """End a payment; should it have succeeded in the meantime, that counts. Returns it as it is then.

    Raises:
        UnknownPayment: there is none.
        ProviderUnavailable: it has to be asked again.
    """
    provider = runtime.payments
    async with transaction(runtime) as db:
        payment = await lock_payment(db, payment_id)
        if payment.provider_id is None or payment.provider != provider.name:
            # Nobody can pay it: what the provider may know of it was never told to anybody.
            payment.abandon()
            await db.flush()
            return payment
        if payment.has_succeeded:
            return payment
        provider_id = payment.provider_id
    seen = await ask(provider, lambda: provider.cancel_payment(provider_id))
    async with transaction(runtime) as db:
        await publish(db, ProviderActed())
        return await apply_payment(db, provider.name, seen, at=now())


async def _cancel(runtime: Runtime, *, payment_id: str) -> None:
    await close_payment(runtime, UUID(payment_id))


cancel_payment = Job("payments.cancel", _cancel, attempts=100, in_pieces=True)


async def cancel_open(db: AsyncSession, event: OrderCanceled | OrderExpired) -> None:
    """An order is given up: so is the payment that somebody may be about to make for it.

    Here it ends at once, so that nobody pays for what is over; one that the provider is working on it has to answer.
    """
    for payment in await db.scalars(queries.open_of_order(event.order_id)):
        if payment.status != PaymentState.PROCESSING:
            payment.abandon()
        await defer(db, cancel_payment, payment_id=str(payment.id))
