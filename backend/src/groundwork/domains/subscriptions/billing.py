"""Paying invoices in person, and looking after the card that is charged for the others."""

from uuid import UUID

from groundwork.domains.payments import service as payments
from groundwork.domains.payments.schemas import PaymentOut
from groundwork.domains.subscriptions import charging, invoices
from groundwork.domains.subscriptions.errors import NothingToPay
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import Forbidden
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import TOO_SMALL, PaymentFailed
from groundwork.kernel.runtime import Runtime


async def pay(runtime: Runtime, actor: Actor, invoice_id: UUID) -> tuple[PaymentOut, bool]:
    """The payment by which one's own open invoice can be paid, and whether it is new. Its card is saved.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NothingToPay: it is not open, or about less than can be charged, which is carried over to the next one.
        BeingCharged: the saved card is being charged for it.
        ProviderUnavailable: nothing was charged; ask again.
    """
    async with transaction(runtime) as db:
        invoice = await invoices.get_visible(db, actor, invoice_id)
        if invoice.user_id != actor.user_id:
            raise Forbidden
        if not invoice.is_open:
            raise NothingToPay
    amount, description = Money(invoice.total_minor, invoice.currency), f"Invoice {invoice.number}"
    try:
        return await payments.start_invoice_payment(runtime, actor, invoice_id, amount, description=description)
    except PaymentFailed as error:
        if error.failure.code != TOO_SMALL:
            raise
    async with transaction(runtime) as db:
        await charging.carry_open(db, invoice_id)
    raise NothingToPay("This is too little to be charged: it is on your next invoice")


async def portal(runtime: Runtime, actor: Actor) -> str:
    """Where one looks after one's card: the provider's page, or ours where it has none.

    Raises:
        ProviderUnavailable: ask again.
    """
    ours = f"{runtime.settings.public_app_url}/billing"
    return await payments.portal(runtime, actor, ours) or ours
