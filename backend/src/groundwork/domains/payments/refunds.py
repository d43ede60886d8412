"""Giving money back: written down first, then asked of the provider under a key of ours, until it answers."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.orders.events import OrderCanceled
from groundwork.domains.payments import queries
from groundwork.domains.payments.applying import apply_refund, become, lock_payment
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.errors import NotRefundable, TooMuch
from groundwork.domains.payments.events import PaymentUnclaimed, ProviderActed
from groundwork.domains.payments.models import Payment, Refund
from groundwork.domains.payments.policy import REFUND
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import Detail, NotFound, ValidationFailed
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    PaymentFailed,
    PaymentProvider,
    ProviderRefund,
    ProviderUnavailable,
    RefundState,
)
from groundwork.kernel.runtime import Runtime

_OWN_TIME = timedelta(seconds=30)
"""How long a job leaves the refund to the request that began it."""
_REMEMBERED = timedelta(hours=12)
"""For so long a provider is sure to know a key again; later we look what came of it before we ask once more."""


async def refund_payment(
    runtime: Runtime, actor: Actor, payment_id: UUID, amount: str | None, reason: str | None, *, refund_id: UUID
) -> None:
    """Give back ``amount`` (major units), or what is left, as the refund of this id; one that is there goes on.

    When the provider does not answer, the refund stays pending, and a job asks again.

    Raises:
        NotFound, Forbidden: as the matrix says.
        ValidationFailed: the amount does not fit the currency.
        NotRefundable, TooMuch: nothing was given back.
        PaymentFailed: the provider refuses it.
    """
    async with transaction(runtime) as db:
        if await db.scalar(queries.visible_to(actor).where(Payment.id == payment_id)) is None:
            raise NotFound
        actor.require(REFUND)
        payment = await lock_payment(db, payment_id)
        if await db.get(Refund, refund_id) is None:
            minor, send_at = _minor(amount, payment.currency), now() + _OWN_TIME
            await begin_refund(db, actor, payment, minor, reason, refund_id=refund_id, send_at=send_at)
    with suppress(ProviderUnavailable):  # the job asks again
        await _send(runtime, refund_id)


async def begin_refund(
    db: AsyncSession,
    actor: Actor,
    payment: Payment,
    amount_minor: int | None,
    reason: str | None,
    *,
    refund_id: UUID | None = None,
    send_at: datetime | None = None,
) -> None:
    """Set an amount (minor units, or what is left) aside to be given back; the payment is locked.

    Raises:
        NotRefundable: nothing was paid.
        TooMuch: there is not so much left.
    """
    if not payment.has_succeeded:
        raise NotRefundable
    left = payment.amount_minor - (await db.scalar(queries.given_back(payment.id)) or 0)
    wanted = left if amount_minor is None else amount_minor
    if not 0 < wanted <= left:
        raise TooMuch(f"{Money(left, payment.currency)} {payment.currency}")
    refund = Refund(
        id=refund_id or uuid7(),
        payment_id=payment.id,
        amount_minor=wanted,
        currency=payment.currency,
        status=RefundState.PENDING,
        reason=reason,
        actor_id=actor.user_id,
    )
    db.add(refund)
    payment.updated_at = now()
    await db.flush()
    changes = {"amount": {"from": None, "to": str(Money(wanted, payment.currency))}}
    await audit.record(
        db,
        actor,
        "payment.refunded",
        resource=("payment", payment.id),
        # What somebody has typed may tell of a person: by another name than that of our own reasons it is sealed.
        changes={**changes, **audit.differences({}, {"note": reason} if reason else {})},
        person=payment.user_id,
        plain=frozenset({"amount"}),
    )
    await defer(db, send_refund, at=send_at, refund_id=str(refund.id))


async def _send(runtime: Runtime, refund_id: UUID) -> None:
    """Ask the provider, in no transaction, and take over the answer.

    Raises:
        ProviderUnavailable: it has to be asked again.
        PaymentFailed: it refuses, and so the refund has failed.
    """
    provider = runtime.payments
    async with transaction(runtime) as db:
        row = (await db.execute(queries.unsent_refund(refund_id, provider.name))).one_or_none()
    if row is None or row[1] is None:
        return
    refund, provider_id = row[0], row[1]
    try:
        made = await ask(provider, lambda: _ask(provider, refund, provider_id))
    except PaymentFailed as error:
        async with transaction(runtime) as db:
            payment = await lock_payment(db, refund.payment_id)
            refund = await db.get_one(Refund, refund_id, populate_existing=True)
            refund.note_refusal(error.failure)
            await become(db, payment, refund, RefundState.FAILED)
        raise
    async with transaction(runtime) as db:
        await apply_refund(db, provider.name, made)
        await publish(db, ProviderActed())


async def _ask(provider: PaymentProvider, refund: Refund, provider_id: str) -> ProviderRefund:
    if refund.created_at < now() - _REMEMBERED:
        for made in await provider.refunds_of(provider_id):
            if made.metadata.get("refundId") == str(refund.id):
                return made
    return await provider.refund(
        provider_id,
        Money(refund.amount_minor, refund.currency),
        key=f"refund:{refund.id}",
        metadata={"refundId": str(refund.id), "paymentId": str(refund.payment_id)},
    )


async def _send_again(runtime: Runtime, *, refund_id: str) -> None:
    with suppress(PaymentFailed):
        await _send(runtime, UUID(refund_id))


send_refund = Job("payments.send_refund", _send_again, attempts=300, in_pieces=True)


async def _find(runtime: Runtime, *, payment_id: str) -> None:
    """Take over refunds that were made at the provider and of which only their sum was told."""
    provider = runtime.payments
    async with transaction(runtime) as db:
        payment = await db.get(Payment, UUID(payment_id))
    if payment is None or payment.provider_id is None or payment.provider != provider.name:
        return
    provider_id = payment.provider_id
    for made in await ask(provider, lambda: provider.refunds_of(provider_id)):
        async with transaction(runtime) as db:
            await apply_refund(db, provider.name, made)


find_refunds = Job("payments.find_refunds", _find, in_pieces=True)


async def give_back_unclaimed(db: AsyncSession, event: PaymentUnclaimed) -> None:
    """What nobody takes goes back by itself."""
    payment = await lock_payment(db, event.payment_id)
    await begin_refund(db, Actor(), payment, None, "What it was for was not available any more")


async def give_back_canceled(db: AsyncSession, event: OrderCanceled) -> None:
    """A paid order was canceled: what is left of its payment goes back, in the same transaction."""
    payment_id = await db.scalar(queries.accepted_of_order(event.order_id)) if event.paid else None
    if payment_id is None:
        return
    payment = await lock_payment(db, payment_id)
    if payment.amount_minor > (await db.scalar(queries.given_back(payment.id)) or 0):
        await begin_refund(db, Actor(), payment, None, "The order was canceled")


def _minor(amount: str | None, currency: str) -> int | None:
    """The amount in minor units.

    Raises:
        ValidationFailed: it has more decimals than the currency.
    """
    if amount is None:
        return None
    try:
        minor = Money.parse(amount, currency).minor
    except ValueError as error:
        raise ValidationFailed(details=[Detail("amount", str(error))]) from None
    if minor == 0:
        raise ValidationFailed(details=[Detail("amount", "Must be more than zero")])
    return minor
