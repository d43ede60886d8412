"""Starting a payment: our row first, then the provider under a key made of its id, then what it answered.

Whatever gets lost on the way, the next request finds the row and asks with the same key, so that there is one payment.
"""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.orders import service as orders
from groundwork.domains.payments import queries
from groundwork.domains.payments.applying import apply_payment
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.closing import cancel_payment
from groundwork.domains.payments.customers import customer_of
from groundwork.domains.payments.errors import BeingCharged, NothingToPay
from groundwork.domains.payments.models import Payment
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.money import Money
from groundwork.kernel.runtime import Runtime


async def start_order_payment(runtime: Runtime, actor: Actor, order_id: UUID) -> tuple[UUID, bool]:
    """The payment by which one's own order can be paid, and whether it is new.

    Raises:
        NotFound, Forbidden: as the matrix says.
        Unprocessable: the order does not wait for a payment.
        ProviderUnavailable: nothing was charged; ask again.
    """
    async with transaction(runtime) as db:
        order = await orders.order_for_payment(db, actor, order_id)
        payment = await _continued(runtime, await db.scalar(queries.open_of_order(order.id)))
        is_new = payment is None
        if payment is None:
            payment = await _begin(
                db,
                runtime,
                actor,
                Money(order.total_minor, order.currency),
                description=f"Order {order.number}",
                order_id=order.id,
            )
    await prepare(runtime, payment, {"orderId": str(order_id)})
    return payment.id, is_new


async def start_invoice_payment(
    runtime: Runtime, actor: Actor, invoice_id: UUID, amount: Money, *, description: str, save_method: bool = True
) -> tuple[UUID, bool]:
    """The payment by which the actor can pay an invoice, and whether it is new. The caller has looked whose it is.

    Raises:
        BeingCharged: a saved card is being charged for it.
        ProviderUnavailable: nothing was charged; ask again.
    """
    async with transaction(runtime) as db:
        await lock_invoice(db, invoice_id)
        payment = await _continued(runtime, await db.scalar(queries.open_of_invoice(invoice_id)))
        if payment and payment.attempt_key:
            raise BeingCharged
        is_new = payment is None
        if payment is None:
            payment = await _begin(
                db,
                runtime,
                actor,
                amount,
                description=description,
                invoice_id=invoice_id,
                save_method=save_method,
            )
    await prepare(runtime, payment, {"invoiceId": str(invoice_id)})
    return payment.id, is_new


async def lock_invoice(db: AsyncSession, invoice_id: UUID) -> None:
    """Let nobody else begin a payment of this invoice until the transaction ends; its row belongs to others."""
    await db.execute(queries.invoice_lock(invoice_id))


async def _continued(runtime: Runtime, payment: Payment | None) -> Payment | None:
    """The open payment, if it can go on: one of a provider that is no longer asked cannot."""
    if payment is not None and payment.provider != runtime.payments.name:
        payment.abandon()
        return None
    return payment


async def _begin(
    db: AsyncSession,
    runtime: Runtime,
    actor: Actor,
    amount: Money,
    *,
    description: str,
    order_id: UUID | None = None,
    invoice_id: UUID | None = None,
    save_method: bool = False,
) -> Payment:
    if amount.minor == 0:
        raise NothingToPay
    await db.flush()
    payment = Payment(
        id=uuid7(),
        order_id=order_id,
        invoice_id=invoice_id,
        user_id=actor.signed_in_user(),
        provider=runtime.payments.name,
        description=description,
        save_method=save_method,
        amount_minor=amount.minor,
        currency=amount.currency,
    )
    db.add(payment)
    await db.flush()
    changes = {"amount": {"from": None, "to": str(amount)}, "currency": {"from": None, "to": amount.currency}}
    await audit.record(
        db, actor, "payment.started", resource=("payment", payment.id), changes=changes, plain=frozenset(changes)
    )
    return payment


async def prepare(runtime: Runtime, payment: Payment, metadata: dict[str, str]) -> None:
    """Have the provider know of the payment; nothing when it does."""
    if payment.provider_id is not None:
        return
    provider = runtime.payments
    customer = await customer_of(runtime, payment.user_id) if payment.save_method and payment.user_id else None
    made = await ask(
        provider,
        lambda: provider.create_payment(
            payment.money,
            key=f"payment:{payment.id}",
            description=payment.description,
            metadata={"paymentId": str(payment.id), **metadata},
            customer=customer,
            save_method=payment.save_method,
        ),
    )
    async with transaction(runtime) as db:
        current = await apply_payment(db, provider.name, made, at=made.created_at)
        if not current.is_open and not current.has_succeeded:
            # The order was canceled in the meantime.
            await defer(db, cancel_payment, payment_id=str(current.id))
