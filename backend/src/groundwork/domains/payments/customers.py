"""What the provider knows people by, and the cards that may be charged without them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.payments import queries
from groundwork.domains.payments.calls import ask
from groundwork.domains.payments.events import ProviderActed
from groundwork.domains.payments.models import PaymentCustomer
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.events import publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.payment_provider import Card, CardForm, MethodNews, Sandbox
from groundwork.kernel.runtime import Runtime


async def customer_of(runtime: Runtime, user_id: UUID) -> str:
    """What the provider calls this person; it is told of them when it does not know them yet.

    Raises:
        ProviderUnavailable: it has to be asked again.
    """
    if known := await saved(runtime, user_id):
        return known.provider_id
    provider = runtime.payments
    person = (await runtime.names_of([user_id])).get(user_id)
    made = await ask(
        provider,
        lambda: provider.create_customer(
            key=f"customer:{user_id}",
            email=person.email if person else "",
            name=person.name if person else "",
            metadata={"userId": str(user_id)},
        ),
    )
    row = {"id": uuid7(), "user_id": user_id, "provider": provider.name, "provider_id": made}
    async with transaction(runtime) as db:
        await db.execute(
            insert(PaymentCustomer).values(row).on_conflict_do_nothing(constraint="payment_customers_user_id_key")
        )
        known = await db.scalar(queries.customer_of(user_id, provider.name))
    return known.provider_id if known else made


async def _forget(runtime: Runtime, *, provider: str, customer: str) -> None:
    asked = runtime.payments
    if asked.name == provider:
        await ask(asked, lambda: asked.forget_customer(customer))


forget_customer = Job("payments.forget_customer", _forget, attempts=300, in_pieces=True)
"""What a provider knows of somebody who is erased here goes there, too."""


async def hear_of_methods(db: AsyncSession, provider: str, told: MethodNews, at: datetime) -> bool:
    """The provider told ``at`` that time that somebody's cards have changed; false when it is nobody of ours."""
    if await db.scalar(queries.customer_called(provider, told.customer)) is None:
        return False
    await defer(
        db, follow_methods, provider=provider, customer=told.customer, method=told.method, told_at=at.isoformat()
    )
    return True


async def _follow(runtime: Runtime, *, provider: str, customer: str, method: str | None, told_at: str) -> None:
    """Take over which card is charged: what there is now is asked, so that the order of the news does not matter."""
    asked = runtime.payments
    if asked.name != provider:
        return
    methods = await ask(asked, lambda: asked.saved_methods(customer))
    async with transaction(runtime) as db:
        known = await db.scalar(queries.customer_called(provider, customer).with_for_update())
        if known is not None:
            known.follow(methods, method, datetime.fromisoformat(told_at))
            await db.flush()


follow_methods = Job("payments.follow_methods", _follow, in_pieces=True)


async def saved(runtime: Runtime, user_id: UUID) -> PaymentCustomer | None:
    """What is kept of a person for the provider in use."""
    async with transaction(runtime) as db:
        return await db.scalar(queries.customer_of(user_id, runtime.payments.name))


async def card_of(runtime: Runtime, user_id: UUID) -> Card | None:
    """The card that is charged when nobody sits there."""
    customer = await saved(runtime, user_id)
    if customer is None or customer.payment_method is None:
        return None
    return Card(customer.card_brand or "card", customer.card_last4 or "")


async def save_sandbox_card(runtime: Runtime, sandbox: Sandbox, user_id: UUID, form: CardForm) -> Card:
    """From now on charge this card of the sandbox.

    Raises:
        PaymentFailed: it was declined.
    """
    known = await customer_of(runtime, user_id)
    method, card = await ask(sandbox, lambda: sandbox.save_card(known, form))
    async with transaction(runtime) as db:
        await publish(db, ProviderActed())
        customer = await db.scalar(queries.customer_of(user_id, sandbox.name).with_for_update())
        if customer is not None:
            customer.keep_card(method, card.brand, card.last4, now())
            await db.flush()
    return card
