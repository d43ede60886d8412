"""A payment that the provider has and we have lost, as after the restore of a backup."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from groundwork.domains.orders.service import Order
from groundwork.domains.payments.applying import apply_payment
from groundwork.domains.payments.errors import Differs, UnknownPayment
from groundwork.domains.payments.models import Payment
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.payment_provider import ProviderPayment
from groundwork.kernel.runtime import Runtime


async def adopt(runtime: Runtime, payment_id: UUID, seen: ProviderPayment) -> None:
    """Write the payment down again, under the id that the provider was given, and take over that it succeeded.

    Raises:
        UnknownPayment: what it was for is not known here.
        Differs: the order is about another amount.
    """
    async with transaction(runtime) as db:
        order_id = named_in(seen.metadata, "orderId")
        order = await db.scalar(select(Order).where(Order.id == order_id).with_for_update()) if order_id else None
        if order is None:
            raise UnknownPayment("what it was for is not known here")
        if (order.total_minor, order.currency) != (seen.amount.minor, seen.amount.currency):
            raise Differs(f"order {order.number} is about another amount")
        db.add(
            Payment(
                id=payment_id,
                order_id=order.id,
                user_id=order.user_id,
                provider=runtime.payments.name,
                provider_id=seen.id,
                description=f"Order {order.number}",
                amount_minor=seen.amount.minor,
                currency=seen.amount.currency,
                created_at=seen.created_at,
            )
        )
        await db.flush()
        await apply_payment(db, runtime.payments.name, seen, at=now())


def named_in(metadata: Mapping[str, str], name: str) -> UUID | None:
    """Our id in what we gave along; none when somebody else wrote it."""
    try:
        return UUID(metadata[name]) if name in metadata else None
    except ValueError:
        return None
