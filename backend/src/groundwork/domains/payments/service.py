"""What other domains may ask of payments."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.payments import queries, sandbox, starting
from groundwork.domains.payments.applying import keep_for_customer, lock_payment
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.charging import Charge as Charge  # noqa: PLC0414  (for subscriptions)
from groundwork.domains.payments.charging import charge_saved as charge_saved  # noqa: PLC0414
from groundwork.domains.payments.closing import cancel_payment
from groundwork.domains.payments.customers import card_of as card_of  # noqa: PLC0414
from groundwork.domains.payments.customers import customer_of as customer_of  # noqa: PLC0414
from groundwork.domains.payments.models import PaymentCustomer as PaymentCustomer  # noqa: PLC0414  (higher domains join it)
from groundwork.domains.payments.past import PastPayment as PastPayment  # noqa: PLC0414  (for seeds)
from groundwork.domains.payments.past import PastRepayment as PastRepayment  # noqa: PLC0414
from groundwork.domains.payments.past import bring_in as bring_in  # noqa: PLC0414
from groundwork.domains.payments.reading import payment_for
from groundwork.domains.payments.reading import version_of as version_of  # noqa: PLC0414
from groundwork.domains.payments.schemas import PaymentOut, SandboxCard
from groundwork.kernel.actor import Actor
from groundwork.kernel.jobs import defer
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import Card
from groundwork.kernel.runtime import Runtime


async def start_invoice_payment(
    runtime: Runtime, actor: Actor, invoice_id: UUID, amount: Money, *, description: str, save_method: bool = True
) -> tuple[PaymentOut, bool]:
    """The payment by which the actor can pay an invoice in the form, and whether it is new.

    Whose invoice it is, and whether it is open, the caller has looked. ``save_method``: the card may be charged again.

    Raises:
        BeingCharged: a saved card is being charged for it.
        NothingToPay: it is about nothing.
        ProviderUnavailable: nothing was charged; ask again.
    """
    payment_id, is_new = await starting.start_invoice_payment(
        runtime, actor, invoice_id, amount, description=description, save_method=save_method
    )
    return await payment_for(runtime, actor, payment_id), is_new


async def close_invoice(db: AsyncSession, invoice_id: UUID) -> None:
    """An invoice is not to be paid any more: nor is the payment that somebody may be about to make for it."""
    for payment in await db.scalars(queries.open_of_invoice(invoice_id)):
        await defer(db, cancel_payment, payment_id=str(payment.id))


async def give_back(db: AsyncSession, payment_id: UUID) -> None:
    """Nobody wants the money of a payment that has just succeeded: it goes back whole.

    For who hears ``PaymentSucceeded``, in the same transaction, and posts nothing of it.
    """
    payment = await lock_payment(db, payment_id)
    if payment.accepted and payment.refunded_minor == 0:
        await keep_for_customer(db, payment)


async def save_sandbox_card(runtime: Runtime, actor: Actor, form: SandboxCard) -> Card:
    """Charge this card of the sandbox from now on.

    Raises:
        NotFound: payments are made with a provider that takes money.
        Declined: another card may be tried.
    """
    return await sandbox.save_card(runtime, actor.signed_in_user(), form.as_typed())


async def portal(runtime: Runtime, actor: Actor, return_url: str) -> str | None:
    """Where one looks after one's cards at the provider; none where that is on our own pages.

    Raises:
        ProviderUnavailable: ask again.
    """
    provider, customer = runtime.payments, await customer_of(runtime, actor.signed_in_user())
    return await ask(provider, lambda: provider.portal(customer, return_url))
