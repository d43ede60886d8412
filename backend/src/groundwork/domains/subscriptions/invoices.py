"""Invoices: written, paid, closed; and what each of it does to its subscription."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.payments import service as payments
from groundwork.domains.subscriptions import books, letters, listings, premium, queries
from groundwork.domains.subscriptions.models import Invoice, InvoiceKind, InvoiceStatus, Plan, Subscription
from groundwork.domains.subscriptions.policy import READ_INVOICES
from groundwork.domains.subscriptions.proration import Change
from groundwork.domains.subscriptions.schemas import InvoiceOut, money_line
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.money import Money, tax_on
from groundwork.kernel.runtime import Runtime, runtime_of

_NUMBER = text("SELECT nextval('invoice_numbers')")


async def issue(
    db: AsyncSession, subscription: Subscription, plan: Plan, change: Change, *, kind: InvoiceKind
) -> Invoice:
    """Write an invoice for what ``change`` costs, less what is to the person's credit.

    One on which nothing is left to pay, or less than can be charged, is paid at once, and does what it is for. The
    subscription is locked.
    """
    used = min(subscription.credit_minor, change.net)
    subtotal, rate = change.net - used, runtime_of(db).settings.tax_rate
    tax = tax_on(subtotal, rate)
    invoice = Invoice(
        id=uuid7(),
        number=f"INV-{change.effective_at:%Y}-{await db.scalar(_NUMBER):06d}",
        subscription_id=subscription.id,
        user_id=subscription.user_id,
        plan_id=plan.id,
        kind=kind,
        currency=subscription.currency,
        subtotal_minor=subtotal,
        tax_minor=tax,
        tax_rate=rate,
        total_minor=subtotal + tax,
        credit_minor=used,
        lines=_lines(plan, change, used, subscription.currency),
        price_minor=change.price_minor,
        period_start=change.period_start,
        period_end=change.period_end,
        due_at=change.effective_at,
    )
    subscription.credit_minor -= used
    db.add(invoice)
    await db.flush()
    await books.invoice_issued(db, invoice)
    told = {"number": invoice.number, "total": str(Money(invoice.total_minor, invoice.currency))}
    await audit.record(
        db,
        Actor(),
        "invoice.issued",
        resource=("invoice", invoice.id),
        changes=told,
        person=subscription.user_id,
        plain=told.keys(),
    )
    if not invoice.total_minor:
        await settle(db, subscription, invoice, None)
    elif is_too_little(runtime_of(db), invoice.total_minor, invoice.currency):
        await carry(db, subscription, invoice)
    return invoice


def is_too_little(runtime: Runtime, total_minor: int, currency: str) -> bool:
    """Whether it is known that so much cannot be charged."""
    return total_minor < runtime.payments.least(currency)


def _lines(plan: Plan, change: Change, used: int, currency: str) -> list[dict[str, object]]:
    rest = (change.effective_at, change.period_end)
    lines = [money_line(plan.name, _major(change.charge, currency), rest)]
    if change.unused:
        lines.insert(0, money_line("Not used of the plan before", _major(-change.unused, currency)))
    if used:
        name = "Your credit" if used > 0 else "Carried over from before"
        lines.append(money_line(name, _major(-used, currency)))
    return lines


def _major(minor: int, currency: str) -> str:
    return str(Money(minor, currency))


async def carry(db: AsyncSession, subscription: Subscription, invoice: Invoice) -> None:
    """Too little to be charged: the open invoice is settled, and what it is about is on the next. Both are locked."""
    await payments.close_invoice(db, invoice.id)
    await books.invoice_carried(db, invoice)
    left = invoice.subtotal_minor
    subscription.credit_minor -= left
    invoice.carry(money_line("Carried over to your next invoice", _major(-left, invoice.currency)))
    await settle(db, subscription, invoice, None)


async def settle(db: AsyncSession, subscription: Subscription, invoice: Invoice, payment_id: UUID | None) -> None:
    """An open invoice is paid: note it, and do what it was for. Both are locked."""
    invoice.pay(now(), payment_id)
    await db.flush()
    await books.invoice_paid(db, invoice)
    if invoice.kind == InvoiceKind.CHANGE:
        await _change(db, subscription, invoice)
    subscription.activate()
    await db.flush()
    await premium.keep_premium(db, subscription)
    told = {"number": invoice.number}
    await audit.record(
        db,
        Actor(),
        "invoice.paid",
        resource=("invoice", invoice.id),
        changes=told,
        person=subscription.user_id,
        plain=told.keys(),
    )
    await defer(db, letters.send_invoice, invoice_id=str(invoice.id))


async def _change(db: AsyncSession, subscription: Subscription, invoice: Invoice) -> None:
    before = subscription.plan_id
    subscription.plan_id = invoice.plan_id
    if invoice.period_start != subscription.current_period_start:
        subscription.anchor_day = invoice.period_start.day
    subscription.begin_period(invoice.period_start, invoice.period_end, invoice.price_minor)
    await note_change(db, Actor(), subscription, before)


async def note_change(db: AsyncSession, actor: Actor, subscription: Subscription, before: UUID) -> None:
    """The plan is another one from now on: into the audit trail, and by mail."""
    changes = audit.differences({"plan_id": before}, {"plan_id": subscription.plan_id})
    await audit.record(
        db,
        actor,
        "subscription.plan_changed",
        resource=("subscription", subscription.id),
        changes=changes,
        person=subscription.user_id,
        plain=changes.keys(),
    )
    await letters.tell_of_change(db, subscription)


async def close(db: AsyncSession, subscription: Subscription, invoice: Invoice, status: InvoiceStatus) -> None:
    """An open invoice will not be paid; what it used of the credit is there again. Both are locked."""
    await payments.close_invoice(db, invoice.id)
    invoice.close(status)
    subscription.credit_minor += invoice.credit_minor
    await db.flush()
    await books.invoice_closed(db, invoice)


async def locked_with_subscription(db: AsyncSession, invoice_id: UUID) -> tuple[Subscription, Invoice] | None:
    """An invoice and its subscription, locked in the order in which everybody locks them; none where there is none."""
    known = await db.get(Invoice, invoice_id)
    if known is None:
        return None
    subscription = await db.get_one(Subscription, known.subscription_id, with_for_update=True, populate_existing=True)
    invoice = await db.get_one(Invoice, invoice_id, with_for_update=True, populate_existing=True)
    return subscription, invoice


async def get_visible(db: AsyncSession, actor: Actor, invoice_id: UUID) -> Invoice:
    """The invoice, if the actor may see it.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    invoice = await db.scalar(queries.invoices_visible_to(actor).where(Invoice.id == invoice_id))
    if invoice is None:
        raise NotFound
    return invoice


async def show(db: AsyncSession, actor: Actor, invoice_id: UUID) -> InvoiceOut:
    """The invoice as the API shows it, if the actor may see it.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    invoice = await get_visible(db, actor, invoice_id)
    rows = await db.execute(listings.shown_invoice(invoice.id, with_customer=actor.may(READ_INVOICES)))
    return InvoiceOut.model_validate(dict(rows.mappings().one()))


def version_of(invoice: InvoiceOut) -> str:
    """The entity tag of an invoice's present state."""
    return etag_of(invoice.model_dump_json())
