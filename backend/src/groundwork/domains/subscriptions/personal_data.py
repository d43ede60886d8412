"""What subscriptions keep about people: at the erasure what runs ends; what was invoiced stays, without its person."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.subscriptions import books, queries, service
from groundwork.domains.subscriptions.models import Invoice, InvoiceStatus, Subscription
from groundwork.kernel.actor import Actor
from groundwork.kernel.personal_data import PersonalData, rows_of


async def _erase_subscriptions(db: AsyncSession, user_id: UUID) -> None:
    live = await db.scalar(queries.live_of(user_id))
    if live is not None:
        await service.end(db, Actor(), live, InvoiceStatus.VOID, tell=False)
    for subscription in await db.scalars(queries.all_of(user_id)):
        if subscription.credit_minor:
            await books.credit_forfeited(db, subscription)
            subscription.credit_minor = 0
        subscription.user_id = None
    await db.flush()


async def _erase_invoices(db: AsyncSession, user_id: UUID) -> None:
    await db.execute(update(Invoice).where(Invoice.user_id == user_id).values(user_id=None))


personal_data = [
    PersonalData("subscriptions", rows_of(Subscription).export, _erase_subscriptions),
    PersonalData("invoices", rows_of(Invoice).export, _erase_invoices),
]
