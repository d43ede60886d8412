"""What the subscriptions write to people."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.subscriptions import documents
from groundwork.domains.subscriptions.models import Invoice, Plan, Subscription
from groundwork.kernel.jobs import Job
from groundwork.kernel.mail import send_mail
from groundwork.kernel.mail_attachments import Attachment
from groundwork.kernel.money import Money
from groundwork.kernel.runtime import runtime_of


async def tell_of_trial(db: AsyncSession, subscription: Subscription) -> None:
    """The trial is over in a few days."""
    plan = await db.get_one(Plan, subscription.plan_id)
    price = _money(plan.price_minor, plan.currency)
    context = {"plan": plan.name, "price": price, "interval": plan.interval, "ends": _day(subscription.trial_ends_at)}
    await _write(db, subscription, "trial_ending", context)


async def _send_invoice(db: AsyncSession, *, invoice_id: str) -> None:
    """An invoice was paid: here it is."""
    invoice = await db.get_one(Invoice, UUID(invoice_id))
    subscription = await db.get_one(Subscription, invoice.subscription_id)
    plan = await db.get_one(Plan, invoice.plan_id)
    context = {
        "plan": plan.name,
        "number": invoice.number,
        "total": _money(invoice.total_minor, invoice.currency),
        "until": _day(subscription.current_period_end),
    }
    name, content = await documents.invoice_pdf(db, invoice.id)
    attached = Attachment(name, "application/pdf", content)
    await _write(db, subscription, "invoice_paid", context, attached)


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


async def tell_of_end(db: AsyncSession, subscription: Subscription, *, asked_for: bool) -> None:
    """It is over: as the person wished, or since they did not pay."""
    plan = await db.get_one(Plan, subscription.plan_id)
    await _write(db, subscription, "ended", {"plan": plan.name, "asked": asked_for})


async def tell_of_change(db: AsyncSession, subscription: Subscription) -> None:
    """The plan is another one."""
    plan = await db.get_one(Plan, subscription.plan_id)
    context = {
        "plan": plan.name,
        "price": _money(plan.price_minor, plan.currency),
        "interval": plan.interval,
        "until": _day(subscription.current_period_end),
        "credit": _money(subscription.credit_minor, subscription.currency) if subscription.credit_minor > 0 else None,
    }
    await _write(db, subscription, "plan_changed", context)


async def _write(
    db: AsyncSession, subscription: Subscription, template: str, context: dict[str, Any], *attached: Attachment
) -> None:
    user = await accounts.find_user(db, subscription.user_id) if subscription.user_id else None
    if user is None or not user.may_sign_in:
        return
    link = f"{runtime_of(db).settings.public_app_url}/billing"
    context = {"first_name": user.first_name, "link": link, **context}
    await send_mail(db, to=user.email, template=f"subscriptions/{template}", context=context, attachments=attached)


def _money(minor: int, currency: str) -> str:
    return f"{Money(minor, currency)} {currency}"


def _day(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%B %Y}" if moment else ""


send_invoice = Job("subscriptions.send_invoice", _send_invoice)
