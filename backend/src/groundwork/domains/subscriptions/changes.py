"""Changing the plan of a subscription that is in use, with what that costs."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.payments import service as payments
from groundwork.domains.subscriptions import books, charging, invoices, premium, queries, service
from groundwork.domains.subscriptions.errors import NotChangeable, OtherCurrency, SamePlan
from groundwork.domains.subscriptions.models import CLAIM, InvoiceKind, Plan, Subscription
from groundwork.domains.subscriptions.plans import offered_plan
from groundwork.domains.subscriptions.policy import CHANGE_OWN
from groundwork.domains.subscriptions.proration import Change, change_of
from groundwork.domains.subscriptions.schemas import PlanChangeOut, SubscriptionOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import Forbidden
from groundwork.kernel.money import Money, tax_on
from groundwork.kernel.payment_provider import PaymentFailed
from groundwork.kernel.runtime import Runtime, runtime_of


async def preview(db: AsyncSession, actor: Actor, subscription_id: UUID, plan_id: UUID) -> PlanChangeOut:
    """What changing to a plan would cost now.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NotChangeable, NoSuchPlan, SamePlan, OtherCurrency: it cannot be done.
    """
    subscription = await _own(db, actor, subscription_id)
    _, change = await _proposed(db, subscription, plan_id)
    runtime = runtime_of(db)
    used = min(subscription.credit_minor, change.net) if change.net > 0 else 0
    subtotal = max(change.net, 0) - used
    total = subtotal + tax_on(subtotal, runtime.settings.tax_rate)
    if invoices.is_too_little(runtime, total, subscription.currency):
        total = 0
    amounts = {"credit": change.unused + used, "charge": change.charge, "total": total}
    shown = {name: str(Money(minor, subscription.currency)) for name, minor in amounts.items()}
    return PlanChangeOut(**shown, currency=subscription.currency, effective_at=change.effective_at)


async def change_plan(runtime: Runtime, actor: Actor, subscription_id: UUID, plan_id: UUID) -> SubscriptionOut:
    """Change the plan. What that costs is charged at once to the saved card; what it brings is kept as credit.

    The invoice is there before the card is charged, so that whatever happens in between, what was charged is found
    again; until it is paid, the plan is the old one.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NotChangeable, NoSuchPlan, SamePlan, OtherCurrency: it cannot be done.
        PaymentFailed: the card was declined, or there is none; the plan stays.
        ProviderUnavailable: it is not known yet; it will be asked again.
    """
    card = await payments.card_of(runtime, actor.signed_in_user())
    async with transaction(runtime) as db:
        invoice_id = await _begin(db, actor, subscription_id, plan_id, has_card=card is not None)
    if invoice_id is not None:
        await charging.charge(runtime, invoice_id, attempt=1)
    async with transaction(runtime) as db:
        return await service.show(db, actor, subscription_id)


async def _begin(
    db: AsyncSession, actor: Actor, subscription_id: UUID, plan_id: UUID, *, has_card: bool
) -> UUID | None:
    """Change it, or write the invoice which does so when it is paid.

    Raises:
        PaymentFailed: there is something to pay, and no card.
    """
    subscription = await _own(db, actor, subscription_id, for_update=True)
    begun = await db.scalar(queries.open_invoice_of(subscription.id))
    if begun is not None and (begun.kind, begun.plan_id) == (InvoiceKind.CHANGE, plan_id):
        return begun.id
    plan, change = await _proposed(db, subscription, plan_id)
    if change.net <= 0:
        await _apply(db, actor, subscription, plan, change)
        return None
    invoice = await invoices.issue(db, subscription, plan, change, kind=InvoiceKind.CHANGE)
    if not invoice.is_open:
        return None
    if not has_card:
        raise PaymentFailed(charging.NO_CARD)
    invoice.next_attempt_at = now() + CLAIM
    return invoice.id


async def _apply(db: AsyncSession, actor: Actor, subscription: Subscription, plan: Plan, change: Change) -> None:
    """A change that costs nothing."""
    before = subscription.plan_id
    if change.net < 0:
        key = f"subscription:{subscription.id}:change:{change.effective_at.isoformat()}"
        await books.credit_given(db, subscription, -change.net, key)
        subscription.credit_minor -= change.net
    subscription.plan_id = plan.id
    if change.still_trial:
        subscription.current_period_end = subscription.trial_ends_at = change.period_end
        subscription.anchor_day = change.period_end.day
    else:
        if change.period_start != subscription.current_period_start:
            subscription.anchor_day = change.period_start.day
        subscription.begin_period(change.period_start, change.period_end, change.price_minor)
    await db.flush()
    await premium.keep_premium(db, subscription)
    await invoices.note_change(db, actor, subscription, before)


async def _own(db: AsyncSession, actor: Actor, subscription_id: UUID, *, for_update: bool = False) -> Subscription:
    """The actor's own subscription: nobody spends somebody else's money.

    Raises:
        NotFound, Forbidden: as the matrix says.
    """
    subscription = await service.get_visible(db, actor, subscription_id, for_update=for_update)
    if subscription.user_id != actor.user_id or not actor.may(CHANGE_OWN):
        raise Forbidden
    return subscription


async def _proposed(db: AsyncSession, subscription: Subscription, plan_id: UUID) -> tuple[Plan, Change]:
    plan = await offered_plan(db, plan_id)
    moment = now()
    if subscription.has_ended:
        raise NotChangeable("This subscription has ended: subscribe to a plan anew")
    if not subscription.is_live or await db.scalar(queries.open_invoice_of(subscription.id)) is not None:
        raise NotChangeable
    if subscription.current_period_end <= moment + timedelta(seconds=1):
        raise NotChangeable("The period of this subscription is just ending: try again in a minute")
    if plan.id == subscription.plan_id:
        raise SamePlan
    if plan.currency != subscription.currency:
        raise OtherCurrency
    present = await service.plan_of(db, subscription)
    change = change_of(subscription, plan, present.interval, moment)
    return plan, replace(change, unused=await _still_paid(db, subscription, change.unused))


async def _still_paid(db: AsyncSession, subscription: Subscription, unused: int) -> int:
    """``unused`` without what has gone back of what was paid for the present period: it is not given back twice."""
    invoices_paid = (await db.scalars(queries.paid_for_present_period(subscription))).all()
    returned = sum(books.refunded_net(invoice) for invoice in invoices_paid)
    paid = sum(invoice.subtotal_minor + invoice.credit_minor for invoice in invoices_paid)
    return min(unused, paid - returned) if returned else unused
