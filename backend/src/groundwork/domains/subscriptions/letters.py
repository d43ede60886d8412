"""What the subscriptions write to people."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.subscriptions.models import Invoice, Plan, Subscription
from groundwork.kernel.mail import send_mail
from groundwork.kernel.money import Money
from groundwork.kernel.runtime import runtime_of


async def tell_of_trial(db: AsyncSession, subscription: Subscription) -> None:
    """The trial is over in a few days."""
    plan = await db.get_one(Plan, subscription.plan_id)
    price = _money(plan.price_minor, plan.currency)
    context = {"plan": plan.name, "price": price, "interval": plan.interval, "ends": _day(subscription.trial_ends_at)}
    await _write(db, subscription, "trial_ending", context)


async def tell_of_payment(db: AsyncSession, invoice: Invoice) -> None:
    """An invoice was paid."""
    subscription = await db.get_one(Subscription, invoice.subscription_id)
    plan = await db.get_one(Plan, invoice.plan_id)
    context = {
        "plan": plan.name,
        "number": invoice.number,
        "total": _money(invoice.total_minor, invoice.currency),
        "until": _day(subscription.current_period_end),
    }
    await _write(db, subscription, "invoice_paid", context)


async def tell_of_failure(db: AsyncSession, invoice: Invoice, reason: str) -> None:
    """The card was declined; how to pay all the same, and when it is charged again."""
    subscription = await db.get_one(Subscription, invoice.subscription_id)
    plan = await db.get_one(Plan, invoice.plan_id)
    context = {
        "plan": plan.name,
        "number": invoice.number,
        "total": _money(invoice.total_minor, invoice.currency),
        "reason": reason,
        "again": _day(invoice.next_attempt_at),
    }
    await _write(db, subscription, "payment_failed", context)


async def tell_of_cancellation(db: AsyncSession, subscription: Subscription) -> None:
    """It ends with its period."""
    plan = await db.get_one(Plan, subscription.plan_id)
    await _write(db, subscription, "canceled", {"plan": plan.name, "until": _day(subscription.current_period_end)})


async def tell_of_end(db: AsyncSession, subscription: Subscription) -> None:
    """It is over."""
    plan = await db.get_one(Plan, subscription.plan_id)
    await _write(db, subscription, "ended", {"plan": plan.name, "asked": subscription.cancel_at_period_end})


async def tell_of_change(db: AsyncSession, subscription: Subscription) -> None:
    """The plan is another one."""
    plan = await db.get_one(Plan, subscription.plan_id)
    context = {
        "plan": plan.name,
        "price": _money(plan.price_minor, plan.currency),
        "interval": plan.interval,
        "until": _day(subscription.current_period_end),
        "credit": _money(subscription.credit_minor, subscription.currency) if subscription.credit_minor else None,
    }
    await _write(db, subscription, "plan_changed", context)


async def _write(db: AsyncSession, subscription: Subscription, template: str, context: dict[str, Any]) -> None:
    user = await accounts.find_user(db, subscription.user_id) if subscription.user_id else None
    if user is None or not user.may_sign_in:
        return
    link = f"{runtime_of(db).settings.public_app_url}/billing"
    context = {"first_name": user.first_name, "link": link, **context}
    await send_mail(db, to=user.email, template=f"subscriptions/{template}", context=context)


def _money(minor: int, currency: str) -> str:
    return f"{Money(minor, currency)} {currency}"


def _day(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%B %Y}" if moment else ""
