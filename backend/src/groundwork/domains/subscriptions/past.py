"""Subscriptions of before: begun then, and renewed since as they would have been. Nobody is told of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.audit import service as audit
from groundwork.domains.audit.service import PastEntry
from groundwork.domains.ledger import service as ledger
from groundwork.domains.ledger.service import PastPosting
from groundwork.domains.subscriptions import books
from groundwork.domains.subscriptions.models import Invoice, InvoiceKind, Plan, Status, Subscription
from groundwork.domains.subscriptions.periods import end_of_period
from groundwork.domains.subscriptions.schemas import money_line
from groundwork.kernel.actor import Actor
from groundwork.kernel.ids import dated_uuid
from groundwork.kernel.money import Money, tax_on
from groundwork.kernel.runtime import runtime_of

_NUMBERS = text("SELECT nextval('invoice_numbers') FROM generate_series(1, :count)")


@dataclass(frozen=True, slots=True)
class PastSubscription:
    """Who subscribed to which plan, and when; canceled for the end of a period, or behind with the last invoice."""

    customer: Actor
    plan: str
    """Its slug."""
    begun_at: datetime
    canceled_at: datetime | None = None
    is_behind: bool = False

    @property
    def user_id(self) -> UUID:
        """Whose it is."""
        return self.customer.signed_in_user()


@dataclass(frozen=True, slots=True)
class PastInvoice:
    """An invoice that was paid, and what the payment of it is called."""

    id: UUID
    payment_id: UUID
    customer: Actor
    number: str
    total: Money
    paid_at: datetime


async def bring_in(db: AsyncSession, past: Sequence[PastSubscription], until: datetime) -> list[PastInvoice]:
    """Bring the subscriptions in, as they are ``until`` then; the answer is what was paid for them, oldest first."""
    plans = {plan.slug: plan for plan in await db.scalars(select(Plan))}
    begun = [(story, _begin(story, plans[story.plan])) for story in past]
    entries = [
        PastEntry(story.begun_at, story.customer, "subscription.started", *_started(subscription))
        for story, subscription in begun
    ]
    invoices = [
        invoice for story, subscription in begun for invoice in _live(subscription, plans[story.plan], story, until)
    ]
    invoices.sort(key=lambda invoice: invoice.due_at)
    numbers = await db.scalars(_NUMBERS, {"count": len(invoices)})
    rate = runtime_of(db).settings.tax_rate
    for invoice, number in zip(invoices, numbers, strict=True):
        invoice.number = f"INV-{invoice.due_at:%Y}-{number:06d}"
        invoice.tax_rate, invoice.tax_minor = rate, tax_on(invoice.subtotal_minor, rate)
        invoice.total_minor = invoice.subtotal_minor + invoice.tax_minor
    db.add_all(subscription for _, subscription in begun)
    await db.flush()
    db.add_all(invoices)
    await db.flush()
    await ledger.bring_in(db, [posting for invoice in invoices for posting in _postings(invoice)])
    entries += [entry for invoice in invoices for entry in _entries_of(invoice)]
    entries += [entry for story, subscription in begun for entry in _endings(story, subscription)]
    await audit.bring_in(db, entries)
    customers = {story.user_id: story.customer for story in past}
    for story, subscription in begun:
        await accounts.set_premium(db, story.user_id, subscription.is_live and plans[story.plan].premium)
    return [_paid(invoice, customers) for invoice in invoices if invoice.paid_at]


def _started(subscription: Subscription) -> tuple[tuple[str, UUID], dict[str, str], UUID | None, Collection[str]]:
    """What the audit trail says of its beginning."""
    status = Status.TRIALING if subscription.trial_ends_at else Status.INCOMPLETE
    told = {"plan_id": str(subscription.plan_id), "status": str(status)}
    return ("subscription", subscription.id), told, subscription.user_id, told


def _endings(story: PastSubscription, subscription: Subscription) -> Iterator[PastEntry]:
    resource = ("subscription", subscription.id)
    if story.canceled_at:
        yield PastEntry(story.canceled_at, story.customer, "subscription.canceled", resource)
    if subscription.ended_at:
        yield PastEntry(subscription.ended_at, Actor(), "subscription.ended", resource, person=story.user_id)


def _entries_of(invoice: Invoice) -> Iterator[PastEntry]:
    """What the audit trail says of an invoice."""
    resource, number = ("invoice", invoice.id), {"number": invoice.number}
    issued = {**number, "total": str(Money(invoice.total_minor, invoice.currency))}
    yield PastEntry(invoice.due_at, Actor(), "invoice.issued", resource, issued, invoice.user_id, issued)
    if invoice.paid_at:
        yield PastEntry(invoice.paid_at, Actor(), "invoice.paid", resource, number, invoice.user_id, number)
    if invoice.attempts:
        failed = {"attempt": invoice.attempts, "reason": "card_declined"}
        yield PastEntry(invoice.due_at, Actor(), "invoice.payment_failed", resource, failed, invoice.user_id, failed)


def _begin(story: PastSubscription, plan: Plan) -> Subscription:
    trial = timedelta(days=plan.trial_days)
    begun = story.begun_at
    end = begun + trial if trial else end_of_period(begun, plan.interval, begun.day)
    return Subscription(
        id=dated_uuid(begun, f"subscription:{story.user_id}"),
        user_id=story.user_id,
        plan_id=plan.id,
        status=Status.TRIALING if trial else Status.ACTIVE,
        price_minor=0 if trial else plan.price_minor,
        currency=plan.currency,
        anchor_day=end.day if trial else begun.day,
        current_period_start=begun,
        current_period_end=end,
        trial_ends_at=end if trial else None,
        trial_told_at=begun if trial else None,
        cancel_at_period_end=False,
        credit_minor=0,
        created_at=begun,
        updated_at=begun,
    )


def _live(subscription: Subscription, plan: Plan, story: PastSubscription, until: datetime) -> list[Invoice]:
    """Let it go through its periods; the answer is the invoices for them."""
    invoices = [] if subscription.trial_ends_at else [_invoice(subscription, plan, InvoiceKind.START)]
    while subscription.current_period_end <= until:
        start = subscription.current_period_end
        if story.canceled_at and story.canceled_at <= start:
            subscription.canceled_at = story.canceled_at
            subscription.end(start)
            subscription.cancel_at_period_end = True
            break
        end = end_of_period(start, plan.interval, subscription.anchor_day)
        subscription.begin_period(start, end, plan.price_minor)
        invoices.append(_invoice(subscription, plan, InvoiceKind.RENEWAL))
    if story.canceled_at and subscription.is_live:
        subscription.cancel(story.canceled_at)
    is_behind = story.is_behind and len(invoices) > 0
    for invoice in invoices[:-1] if is_behind else invoices:
        invoice.pay(invoice.due_at, dated_uuid(invoice.due_at, f"payment:{invoice.id}"))
    if is_behind:
        invoices[-1].note_failure(1, until + timedelta(days=1))
        subscription.fall_behind()
    return invoices


def _invoice(subscription: Subscription, plan: Plan, kind: InvoiceKind) -> Invoice:
    start, end = subscription.current_period_start, subscription.current_period_end
    price = Money(plan.price_minor, plan.currency)
    return Invoice(
        id=dated_uuid(start, f"invoice:{subscription.id}:{start:%F}"),
        subscription_id=subscription.id,
        user_id=subscription.user_id,
        plan_id=plan.id,
        kind=kind,
        status="open",
        currency=plan.currency,
        subtotal_minor=plan.price_minor,
        credit_minor=0,
        refunded_minor=0,
        lines=[money_line(plan.name, str(price), (start, end))],
        price_minor=plan.price_minor,
        period_start=start,
        period_end=end,
        attempts=0,
        due_at=start,
        created_at=start,
        updated_at=start,
    )


def _postings(invoice: Invoice) -> list[PastPosting]:
    postings = [PastPosting(books.posting_of_issuing(invoice), invoice.due_at)]
    if invoice.paid_at:
        postings.append(PastPosting(books.posting_of_payment(invoice), invoice.paid_at))
    return postings


def _paid(invoice: Invoice, customers: Mapping[UUID, Actor]) -> PastInvoice:
    if invoice.user_id is None or invoice.payment_id is None or invoice.paid_at is None:
        raise ValueError(f"Invoice {invoice.number} was not paid")
    total = Money(invoice.total_minor, invoice.currency)
    who = customers[invoice.user_id]
    return PastInvoice(invoice.id, invoice.payment_id, who, invoice.number, total, invoice.paid_at)
