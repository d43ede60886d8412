"""Premium: whoever uses a premium plan may ask more often, as long as they do."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.subscriptions import queries
from groundwork.domains.subscriptions.models import Plan, Subscription
from groundwork.kernel.jobs import Job


async def keep_premium(db: AsyncSession, subscription: Subscription) -> None:
    """Say of whose subscription it is whether they are premium now. It is locked."""
    if subscription.user_id is not None:
        plan = await db.get_one(Plan, subscription.plan_id)
        await accounts.set_premium(db, subscription.user_id, subscription.is_live and plan.premium)


async def _follow(db: AsyncSession, *, plan_id: str) -> None:
    """A plan has become premium, or is so no longer: so are those who use it."""
    for subscription in (await db.scalars(queries.in_use(UUID(plan_id)))).all():
        await keep_premium(db, subscription)


follow_plan = Job("subscriptions.follow_plan", _follow)
