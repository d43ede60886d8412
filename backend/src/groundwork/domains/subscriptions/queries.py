"""Reads of subscriptions and invoices that something is done with. What the API shows is in ``listings``."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select

from groundwork.domains.subscriptions.models import LIVE, Invoice, InvoiceStatus, Status, Subscription
from groundwork.domains.subscriptions.policy import READ, READ_INVOICES, READ_INVOICES_OWN, READ_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.reads import Read


def subscriptions_visible_to(actor: Actor) -> Select[Subscription]:
    """The subscriptions that the actor may see."""
    if actor.may(READ):
        return select(Subscription)
    own = actor.user_id if actor.may(READ_OWN) else None
    return select(Subscription).where(Subscription.user_id == own)


def invoices_visible_to(actor: Actor) -> Select[Invoice]:
    """The invoices that the actor may see."""
    if actor.may(READ_INVOICES):
        return select(Invoice)
    own = actor.user_id if actor.may(READ_INVOICES_OWN) else None
    return select(Invoice).where(Invoice.user_id == own)


def open_invoice_of(subscription_id: UUID) -> Select[Invoice]:
    """What the subscription waits for to be paid, locked."""
    of = Invoice.subscription_id == subscription_id
    return select(Invoice).where(of, Invoice.status == InvoiceStatus.OPEN).with_for_update()


def paid_for_present_period(subscription: Subscription) -> Select[Invoice]:
    """The invoices that were paid for the period in which the subscription is."""
    return select(Invoice).where(
        Invoice.subscription_id == subscription.id,
        Invoice.status == InvoiceStatus.PAID,
        Invoice.period_end == subscription.current_period_end,
    )


def subscribed_to(plan_id: UUID) -> Select[UUID]:
    """Whether there are subscriptions to a plan, ended or not, or invoices for it: the id of one of them."""
    invoiced = select(Invoice.subscription_id).where(Invoice.plan_id == plan_id)
    had = or_(Subscription.plan_id == plan_id, Subscription.id.in_(invoiced))
    return select(Subscription.id).where(had).limit(1)


def in_use(plan_id: UUID) -> Select[Subscription]:
    """The subscriptions to a plan that are in use, locked."""
    statement = select(Subscription).where(Subscription.plan_id == plan_id, Subscription.status.in_(LIVE))
    return statement.order_by(Subscription.id).with_for_update()


def live_of(user_id: UUID) -> Select[Subscription]:
    """The person's subscription that has not ended, locked."""
    return (
        select(Subscription)
        .where(Subscription.user_id == user_id, Subscription.status != Status.CANCELED)
        .with_for_update()
    )


def all_of(user_id: UUID) -> Select[Subscription]:
    """All subscriptions of a person, locked."""
    return select(Subscription).where(Subscription.user_id == user_id).order_by(Subscription.id).with_for_update()


def trials_of(user_id: UUID) -> Select[UUID]:
    """The subscriptions that began with a trial."""
    return (
        select(Subscription.id).where(Subscription.user_id == user_id, Subscription.trial_ends_at.is_not(None)).limit(1)
    )


def ended_with_credit(user_id: UUID | None, currency: str) -> Select[Subscription]:
    """What ended while something was left to the person's credit, or was owed by them, locked."""
    return (
        select(Subscription)
        .where(
            Subscription.user_id == user_id,
            Subscription.status == Status.CANCELED,
            Subscription.currency == currency,
            Subscription.credit_minor != 0,
        )
        .order_by(Subscription.id)
        .with_for_update()
    )


def over(moment: datetime) -> Select[UUID]:
    """Subscriptions whose period is over, and that no open invoice holds up."""
    waits = (Invoice.subscription_id == Subscription.id) & (Invoice.status == InvoiceStatus.OPEN)
    held_up = select(Invoice.id).where(waits).correlate(Subscription).exists()
    return (
        select(Subscription.id)
        .where(
            Subscription.status.in_(LIVE),
            Subscription.current_period_end <= moment,
            ~held_up,
        )
        .order_by(Subscription.current_period_end)
    )


def never_paid(since: datetime) -> Select[UUID]:
    """Subscriptions that have waited since then for their first payment."""
    return select(Subscription.id).where(Subscription.status == Status.INCOMPLETE, Subscription.created_at <= since)


def trials_ending(before: datetime) -> Select[UUID]:
    """Trials that end before long, and whose owners were not told."""
    return select(Subscription.id).where(
        Subscription.status == Status.TRIALING,
        Subscription.trial_ends_at <= before,
        Subscription.trial_told_at.is_(None),
        ~Subscription.cancel_at_period_end,
    )


def chargeable(moment: datetime) -> Select[UUID]:
    """Open invoices whose next attempt is due."""
    return (
        select(Invoice.id)
        .where(Invoice.status == InvoiceStatus.OPEN, Invoice.next_attempt_at <= moment)
        .order_by(Invoice.next_attempt_at)
    )


tax_rates = Read(select(Invoice.id, Invoice.tax_rate.label("rate")).where(Invoice.id == func.any(bindparam("ids"))))
"""The rates of tax of invoices, in percent."""
