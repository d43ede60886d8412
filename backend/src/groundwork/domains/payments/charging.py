"""Charging a saved card while nobody sits there."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from groundwork.domains.payments import queries
from groundwork.domains.payments.applying import apply_payment, lock_payment
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.closing import cancel_payment, close_payment
from groundwork.domains.payments.customers import saved
from groundwork.domains.payments.errors import NoSavedCard
from groundwork.domains.payments.events import ProviderActed
from groundwork.domains.payments.models import Payment
from groundwork.domains.payments.starting import lock_invoice
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    Failure,
    PaymentFailed,
    PaymentProvider,
    PaymentState,
    ProviderPayment,
)
from groundwork.kernel.runtime import Runtime

_REMEMBERED = timedelta(hours=12)
"""For so long a provider is sure to know a key again; later we look what came of it before we ask once more."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What came of it: ``succeeded``, ``processing`` (news will follow), or ``canceled`` with why it was declined."""

    payment_id: UUID
    state: PaymentState
    failure: Failure | None = None


async def charge_saved(
    runtime: Runtime, user_id: UUID, *, invoice_id: UUID, amount: Money, description: str, key: str
) -> Charge:
    """Charge the person's saved card for an invoice. The same ``key`` again tells what came of the first time.

    A success is published as :class:`PaymentSucceeded` before this returns. A form in which the person was about to
    pay the same is closed first; when they have just paid, that is the answer.

    Raises:
        NoSavedCard: there is none.
        ProviderUnavailable: nobody knows; call it again with the same key.
    """
    payment = await _known(runtime, key) or await _begin(
        runtime, user_id, invoice_id, amount, description=description, key=key
    )
    if payment.has_succeeded or not payment.is_open:
        return _result(payment)
    if payment.attempt_key == key and payment.failure_code:
        # It was on its way and then declined. The key would still tell that it is on its way.
        failure = Failure(payment.failure_code, payment.failure_message or "")
        return await _decline(runtime, payment.id, PaymentFailed(failure))
    customer = await saved(runtime, user_id)
    if customer is None or payment.payment_method is None:
        raise NoSavedCard
    provider, method, customer_id = runtime.payments, payment.payment_method, customer.provider_id
    try:
        seen = await ask(provider, lambda: _ask(provider, payment, customer_id, method))
    except PaymentFailed as error:
        return await _decline(runtime, payment.id, error)
    async with transaction(runtime) as db:
        await publish(db, ProviderActed())
        return _result(await apply_payment(db, provider.name, seen, at=now()))


async def _ask(provider: PaymentProvider, payment: Payment, customer: str, payment_method: str) -> ProviderPayment:
    if payment.created_at < now() - _REMEMBERED:
        async for made in provider.payments_since(payment.created_at - _REMEMBERED):
            if made.metadata.get("paymentId") == str(payment.id):
                if made.failure:
                    raise PaymentFailed(made.failure, made)
                return made
    return await provider.charge(
        payment.money,
        key=f"payment:{payment.id}",
        description=payment.description,
        metadata={"paymentId": str(payment.id), "invoiceId": str(payment.invoice_id)},
        customer=customer,
        payment_method=payment_method,
    )


async def _known(runtime: Runtime, key: str) -> Payment | None:
    async with transaction(runtime) as db:
        return await db.scalar(queries.by_attempt_key(key))


async def _begin(
    runtime: Runtime, user_id: UUID, invoice_id: UUID, amount: Money, *, description: str, key: str
) -> Payment:
    """A row for this attempt; or the payment that the person has made in the meantime.

    Raises:
        NoSavedCard: there is none.
    """
    while True:
        async with transaction(runtime) as db:
            await lock_invoice(db, invoice_id)
            if known := await db.scalar(queries.by_attempt_key(key)):
                return known
            present = await db.scalar(queries.open_of_invoice(invoice_id))
            if present is None:
                customer = await db.scalar(queries.customer_of(user_id, runtime.payments.name))
                if customer is None or customer.payment_method is None:
                    raise NoSavedCard
                payment = Payment(
                    id=uuid7(),
                    invoice_id=invoice_id,
                    user_id=user_id,
                    provider=runtime.payments.name,
                    attempt_key=key,
                    description=description,
                    payment_method=customer.payment_method,
                    status=PaymentState.PROCESSING,
                    amount_minor=amount.minor,
                    currency=amount.currency,
                )
                db.add(payment)
                await db.flush()
                return payment
        if present.attempt_key:
            # An earlier attempt was cut off: only the provider knows what came of it.
            await charge_saved(
                runtime,
                user_id,
                invoice_id=invoice_id,
                amount=present.money,
                description=present.description,
                key=present.attempt_key,
            )
            closed = await _known(runtime, present.attempt_key) or present
        else:
            closed = await close_payment(runtime, present.id)
        if closed.has_succeeded or closed.is_open:
            return closed


async def _decline(runtime: Runtime, payment_id: UUID, error: PaymentFailed) -> Charge:
    """The attempt is over; the next one is a payment of its own."""
    async with transaction(runtime) as db:
        payment = await lock_payment(db, payment_id)
        if error.payment is not None and payment.provider_id is None:
            payment.provider_id = error.payment.id
        payment.abandon(error.failure)
        await db.flush()
        await defer(db, cancel_payment, payment_id=str(payment.id))
        await publish(db, ProviderActed())
        return _result(payment)


def _result(payment: Payment) -> Charge:
    failure = Failure(payment.failure_code, payment.failure_message or "") if payment.failure_code else None
    return Charge(payment.id, PaymentState(payment.status), failure)
