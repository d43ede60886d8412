"""What can be done with subscriptions. Changing their plan, and renewing them, are beside."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.subscriptions import invoices, letters, listings, premium, queries
from groundwork.domains.subscriptions.errors import AlreadySubscribed, NothingToCancel
from groundwork.domains.subscriptions.models import InvoiceKind, InvoiceStatus, Plan, Status, Subscription
from groundwork.domains.subscriptions.past import PastInvoice as PastInvoice  # noqa: PLC0414  (for seeds)
from groundwork.domains.subscriptions.past import PastSubscription as PastSubscription  # noqa: PLC0414
from groundwork.domains.subscriptions.past import bring_in as bring_in  # noqa: PLC0414
from groundwork.domains.subscriptions.periods import end_of_period
from groundwork.domains.subscriptions.plans import offered_plan
from groundwork.domains.subscriptions.policy import CANCEL, CANCEL_OWN, READ
from groundwork.domains.subscriptions.proration import Change
from groundwork.domains.subscriptions.schemas import SubscriptionOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import Database
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import runtime_of

TRIAL_NOTICE = timedelta(days=3)
"""So long before its end people are told that a trial ends, unless it is no longer than that."""


async def subscribe(db: AsyncSession, actor: Actor, plan_id: UUID) -> SubscriptionOut:
    """Subscribe to a plan: with a trial it begins at once; else it waits for its first invoice to be paid.

    A person has one trial, whatever plans they subscribe to.

    Raises:
        NoSuchPlan: there is none, or it is not offered.
        AlreadySubscribed: there is one that has not ended.
    """
    user_id, moment = actor.signed_in_user(), now()
    plan = await offered_plan(db, plan_id)
    trial = plan.trial_days > 0 and not await db.scalar(queries.trials_of(user_id))
    end = moment + timedelta(days=plan.trial_days) if trial else end_of_period(moment, plan.interval, moment.day)
    subscription = Subscription(
        id=uuid7(),
        user_id=user_id,
        plan_id=plan.id,
        status=Status.TRIALING if trial else Status.INCOMPLETE,
        price_minor=0 if trial else plan.price_minor,
        currency=plan.currency,
        anchor_day=end.day if trial else moment.day,
        current_period_start=moment,
        current_period_end=end,
        trial_ends_at=end if trial else None,
        trial_told_at=moment if trial and end - moment <= TRIAL_NOTICE else None,
    )
    db.add(subscription)
    await _flush(db)
    await _take_credit_along(db, subscription)
    await _record(db, actor, "subscription.started", subscription, plan_id=str(plan.id), status=subscription.status)
    if trial:
        await premium.keep_premium(db, subscription)
    else:
        first = Change(moment, 0, plan.price_minor, moment, end, plan.price_minor, still_trial=False)
        await invoices.issue(db, subscription, plan, first, kind=InvoiceKind.START)
    return await _shown(db, actor, subscription.id)


async def _flush(db: AsyncSession) -> None:
    try:
        await db.flush()
    except IntegrityError as error:
        if "idx_subscriptions_live" in str(error.orig):
            raise AlreadySubscribed from None
        raise


async def _take_credit_along(db: AsyncSession, subscription: Subscription) -> None:
    """What was left to the person's credit, or owed by them, when an earlier subscription ended is so in this one."""
    for earlier in await db.scalars(queries.ended_with_credit(subscription.user_id, subscription.currency)):
        subscription.credit_minor += earlier.credit_minor
        earlier.credit_minor = 0
    await db.flush()


async def cancel(db: AsyncSession, actor: Actor, subscription_id: UUID) -> SubscriptionOut:
    """Cancel: what is in use goes on until its period is over; what waits for a payment ends at once.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NothingToCancel: it has ended.
    """
    subscription = await _own_or_any(db, actor, subscription_id)
    if subscription.has_ended:
        raise NothingToCancel
    if subscription.status in {Status.INCOMPLETE, Status.PAST_DUE}:
        await end(db, actor, subscription, InvoiceStatus.VOID)
    elif not subscription.cancel_at_period_end:
        subscription.cancel(now())
        await db.flush()
        await _record(db, actor, "subscription.canceled", subscription)
        await letters.tell_of_cancellation(db, subscription)
    return await _shown(db, actor, subscription_id)


async def resume(db: AsyncSession, actor: Actor, subscription_id: UUID, expected: IfMatch) -> SubscriptionOut:
    """Undo a cancellation.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: the subscription has changed since.
        NothingToResume: it was not canceled, or is over.
    """
    subscription = await _own_or_any(db, actor, subscription_id)
    expected.check(version_of(await _shown(db, actor, subscription_id)))
    subscription.resume()
    await db.flush()
    await _record(db, actor, "subscription.resumed", subscription)
    return await _shown(db, actor, subscription_id)


async def stop_charging(db: AsyncSession, user_id: UUID) -> None:
    """Have nothing charged any more of somebody who cannot sign in; once they can, they may undo it."""
    subscription = await db.scalar(queries.live_of(user_id))
    if subscription is None or subscription.cancel_at_period_end:
        return
    if not subscription.is_live:
        await end(db, Actor(), subscription, InvoiceStatus.VOID, tell=False)
        return
    subscription.cancel(now())
    await db.flush()
    await _record(db, Actor(), "subscription.canceled", subscription)


async def end(
    db: AsyncSession, actor: Actor, subscription: Subscription, unpaid: InvoiceStatus, *, tell: bool = True
) -> None:
    """End a subscription now. What is owed for it becomes ``unpaid``. It is locked.

    ``tell``: whether the person hears of it by mail, unless nothing had come of it yet.
    """
    invoice = await db.scalar(queries.open_invoice_of(subscription.id))
    was_incomplete = subscription.status == Status.INCOMPLETE
    if invoice is not None:
        await invoices.close(db, subscription, invoice, unpaid)
    subscription.end(now())
    await db.flush()
    await premium.keep_premium(db, subscription)
    await _record(db, actor, "subscription.ended", subscription)
    if tell and not was_incomplete:
        await letters.tell_of_end(db, subscription, asked_for=unpaid is InvoiceStatus.VOID)


async def get_visible(
    db: AsyncSession, actor: Actor, subscription_id: UUID, *, for_update: bool = False
) -> Subscription:
    """The subscription, if the actor may see it; ``for_update`` locks the row for this transaction.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    statement = queries.subscriptions_visible_to(actor).where(Subscription.id == subscription_id)
    subscription = await db.scalar(statement.with_for_update() if for_update else statement)
    if subscription is None:
        raise NotFound
    return subscription


async def show(db: AsyncSession, actor: Actor, subscription_id: UUID) -> SubscriptionOut:
    """The subscription as the API shows it, if the actor may see it.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    subscription = await get_visible(db, actor, subscription_id)
    return await _shown(db, actor, subscription.id)


async def _shown(db: AsyncSession, actor: Actor, subscription_id: UUID) -> SubscriptionOut:
    statement = listings.shown_subscription(
        subscription_id, provider=runtime_of(db).payments.name, with_customer=actor.may(READ)
    )
    rows = await db.execute(statement)
    return SubscriptionOut.model_validate(dict(rows.mappings().one()))


async def tax_rates_of(database: Database, ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """The rate of tax of each of these invoices, in percent."""
    return {row["id"]: row["rate"] for row in await queries.tax_rates.all(database, ids=ids)}


def version_of(subscription: SubscriptionOut) -> str:
    """The entity tag of a subscription's present state."""
    return etag_of(subscription.model_dump_json())


async def plan_of(db: AsyncSession, subscription: Subscription) -> Plan:
    """The plan that is subscribed to."""
    return await db.get_one(Plan, subscription.plan_id)


async def _own_or_any(db: AsyncSession, actor: Actor, subscription_id: UUID) -> Subscription:
    """The subscription, locked, of somebody who may cancel it and undo that."""
    subscription = await get_visible(db, actor, subscription_id, for_update=True)
    if not actor.may(CANCEL) and not (subscription.user_id == actor.user_id and actor.may(CANCEL_OWN)):
        raise Forbidden
    return subscription


async def _record(db: AsyncSession, actor: Actor, action: str, subscription: Subscription, **told: str) -> None:
    await audit.record(
        db,
        actor,
        action,
        resource=("subscription", subscription.id),
        changes=told,
        person=subscription.user_id,
        plain=told.keys(),
    )
