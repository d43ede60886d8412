"""What the subscriptions hear of: payments for invoices, and people who leave."""

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.events import UserDeactivated
from groundwork.domains.payments import service as payments
from groundwork.domains.payments.events import PaymentRefunded, PaymentSucceeded
from groundwork.domains.subscriptions import books, invoices, service
from groundwork.kernel.events import Subscriber


async def note_payment(db: AsyncSession, event: PaymentSucceeded) -> None:
    """An invoice was paid: once. What comes for one that is paid or closed already goes back."""
    if event.invoice_id is None:
        return
    locked = await invoices.locked_with_subscription(db, event.invoice_id)
    if locked is None:
        return
    subscription, invoice = locked
    if invoice.is_open:
        await invoices.settle(db, subscription, invoice, event.payment_id)
    elif invoice.payment_id != event.payment_id:
        await payments.give_back(db, event.payment_id)


async def note_refund(db: AsyncSession, event: PaymentRefunded) -> None:
    """Some of what paid an invoice went back."""
    if event.invoice_id is None:
        return
    locked = await invoices.locked_with_subscription(db, event.invoice_id)
    if locked is None:
        return
    _, invoice = locked
    if invoice.payment_id == event.payment_id and await books.payment_refunded(
        db, invoice, event.amount_minor, event.key
    ):
        invoice.refunded_minor += event.amount_minor
        await db.flush()


async def stop_charging(db: AsyncSession, event: UserDeactivated) -> None:
    """Whoever cannot sign in any more cannot cancel either, and is charged no more."""
    await service.stop_charging(db, event.user_id)


subscribers = [
    Subscriber(PaymentSucceeded, note_payment),
    Subscriber(PaymentRefunded, note_refund),
    Subscriber(UserDeactivated, stop_charging),
]
