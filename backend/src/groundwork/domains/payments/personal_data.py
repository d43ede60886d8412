"""What payments keep about people: it leaves in an export; at erasure the payments stay, without the person."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.payments.customers import forget_customer
from groundwork.domains.payments.models import Payment, PaymentCustomer, PaymentEvent, Refund
from groundwork.kernel.jobs import defer
from groundwork.kernel.personal_data import PersonalData, rows_of

_EVENT = [PaymentEvent.id, PaymentEvent.type, PaymentEvent.event_created_at, PaymentEvent.payment_id]


def _theirs(user_id: UUID) -> Any:
    return select(Payment.id).where(Payment.user_id == user_id)


def _about(user_id: UUID) -> Any:
    """Events about their payments, or about them."""
    names = select(PaymentCustomer.provider, PaymentCustomer.provider_id).where(PaymentCustomer.user_id == user_id)
    named = tuple_(PaymentEvent.provider, PaymentEvent.customer).in_(names)
    return or_(PaymentEvent.payment_id.in_(_theirs(user_id)), named)


async def _export_events(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    rows = await db.execute(select(*_EVENT).where(_about(user_id)))
    return [dict(row) for row in rows.mappings()]


async def _forget_events(db: AsyncSession, user_id: UUID) -> None:
    """A provider's event may name who paid."""
    await db.execute(update(PaymentEvent).where(_about(user_id)).values(payload=None, customer=None))


async def _export_refunds(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    concerned = or_(Refund.payment_id.in_(_theirs(user_id)), Refund.actor_id == user_id)
    rows = await db.execute(select(Refund.__table__).where(concerned))
    return [dict(row) for row in rows.mappings()]


async def _forget_refunds(db: AsyncSession, user_id: UUID) -> None:
    await db.execute(update(Refund).where(Refund.payment_id.in_(_theirs(user_id))).values(reason=None))
    await db.execute(update(Refund).where(Refund.actor_id == user_id).values(actor_id=None))


async def _forget_payer(db: AsyncSession, user_id: UUID) -> None:
    mine = update(Payment).where(Payment.user_id == user_id)
    await db.execute(mine.values(user_id=None, client_secret=None, card_brand=None, card_last4=None))


async def _forget_customers(db: AsyncSession, user_id: UUID) -> None:
    """The provider knows address, name and cards: it is asked to forget them."""
    theirs = delete(PaymentCustomer).where(PaymentCustomer.user_id == user_id)
    for provider, customer in await db.execute(theirs.returning(PaymentCustomer.provider, PaymentCustomer.provider_id)):
        await defer(db, forget_customer, provider=provider, customer=customer)


personal_data = [
    PersonalData("payment_events", _export_events, _forget_events),
    PersonalData("refunds", _export_refunds, _forget_refunds),
    PersonalData("payments", rows_of(Payment, secret={"client_secret"}).export, _forget_payer),
    PersonalData("payment_customers", rows_of(PaymentCustomer).export, _forget_customers),
]
"""In this order: the others are found by their payment, and events by what the provider calls who pays."""
