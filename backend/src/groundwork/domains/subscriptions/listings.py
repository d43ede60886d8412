"""Plans, subscriptions and invoices as the API shows them: in lists, and one by one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    join,
    literal,
    null,
    or_,
    outerjoin,
    select,
)

from groundwork.domains.accounts.service import User
from groundwork.domains.payments.service import PaymentCustomer
from groundwork.domains.subscriptions.models import Invoice, InvoiceStatus, Plan, Status, Subscription
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read

TABLES = ("plans",)


def _money(minor: Any, currency: Any) -> ColumnElement[str]:
    return cast(func.major_units(minor, cast(currency, Text)), Text)


def _in_json(moment: Any) -> ColumnElement[str]:
    """A time as it is written elsewhere in an answer."""
    return func.to_char(func.timezone("UTC", moment), literal('YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))


def _labeled(columns: Mapping[str, Any]) -> list[ColumnElement[Any]]:
    return [column.label(name) for name, column in columns.items()]


_plan_columns = {
    "id": Plan.id,
    "slug": Plan.slug,
    "name": Plan.name,
    "description": Plan.description,
    "price": cast(Plan.price, Text),
    "currency": Plan.currency,
    "interval": Plan.interval,
    "trialDays": Plan.trial_days,
    "features": Plan.features,
    "premium": Plan.premium,
    "active": Plan.active,
    "position": Plan.position,
    "createdAt": Plan.created_at,
    "updatedAt": Plan.updated_at,
}


def _plans(source: Select[Any]) -> Listing:
    return Listing(
        source=source,
        columns=_plan_columns,
        sorts={"position": Plan.position, "name": Plan.name, "price": Plan.price, "createdAt": Plan.created_at},
        identity=Plan.id,
        filters={"interval": Plan.interval, "currency": Plan.currency, "active": Plan.active},
        ranges={"price": Plan.price},
        search=(Plan.name, Plan.slug, Plan.description),
        created_at=Plan.created_at,
        tables=TABLES,
    )


all_plans = _plans(select(Plan))
active_plans = _plans(select(Plan).where(Plan.active))
plan_by_id = Read(
    select(*_labeled(_plan_columns)).where(
        Plan.id == bindparam("plan_id"), or_(Plan.active, bindparam("all", type_=Boolean))
    )
)

_customer = case(
    (User.id.is_(None), null()),
    else_=func.jsonb_build_object(
        "id", User.id, "firstName", User.first_name, "lastName", User.last_name, "email", User.email
    ),
)
_NO_CUSTOMER: ColumnElement[Any] = null()
_OWNER = bindparam("owner_id", type_=Uuid())
_person = func.concat_ws(" ", User.first_name, User.last_name, User.email, type_=Text)

_plan_object = func.jsonb_build_object(
    *(
        part
        for name, column in {
            **_plan_columns,
            "createdAt": _in_json(Plan.created_at),
            "updatedAt": _in_json(Plan.updated_at),
        }.items()
        for part in (literal(name), column)
    )
)
_card = case(
    (
        PaymentCustomer.payment_method.is_not(None),
        func.jsonb_build_object("brand", PaymentCustomer.card_brand, "last4", PaymentCustomer.card_last4),
    ),
    else_=null(),
)
_charged = (PaymentCustomer.user_id == Subscription.user_id) & (PaymentCustomer.provider == bindparam("provider"))
_open = (Invoice.subscription_id == Subscription.id) & (Invoice.status == InvoiceStatus.OPEN)
_subscription_columns = {
    "id": Subscription.id,
    "status": Subscription.status,
    "plan": _plan_object,
    "currentPeriodStart": Subscription.current_period_start,
    "currentPeriodEnd": Subscription.current_period_end,
    "trialEndsAt": Subscription.trial_ends_at,
    "cancelAtPeriodEnd": Subscription.cancel_at_period_end,
    "canceledAt": Subscription.canceled_at,
    "endedAt": Subscription.ended_at,
    "credit": _money(Subscription.credit_minor, Subscription.currency),
    "card": _card,
    "nextAttemptAt": case((Subscription.status == Status.PAST_DUE, Invoice.next_attempt_at), else_=null()),
    "openInvoiceId": Invoice.id,
    "customer": _customer,
    "createdAt": Subscription.created_at,
    "updatedAt": Subscription.updated_at,
}
_subscriptions = (
    join(Subscription, Plan, Plan.id == Subscription.plan_id)
    .outerjoin(Invoice, _open)
    .outerjoin(User, (User.id == Subscription.user_id) & User.deleted_at.is_(None))
    .outerjoin(PaymentCustomer, _charged)
)


def _listed_subscriptions(source: Select[Any], columns: Mapping[str, Any], *searched: Any) -> Listing:
    return Listing(
        source=source,
        columns=columns,
        sorts={
            "createdAt": Subscription.created_at,
            "currentPeriodEnd": Subscription.current_period_end,
            "status": Subscription.status,
        },
        identity=Subscription.id,
        filters={"status": Subscription.status, "plan_id": Subscription.plan_id, "user_id": Subscription.user_id},
        search=(Plan.name, *searched),
        created_at=Subscription.created_at,
    )


all_subscriptions = _listed_subscriptions(
    select(Subscription).select_from(_subscriptions), _subscription_columns, _person
)
own_subscriptions = _listed_subscriptions(
    select(Subscription).select_from(_subscriptions).where(Subscription.user_id == _OWNER),
    {**_subscription_columns, "customer": _NO_CUSTOMER},
)


def shown_subscription(subscription_id: UUID, *, provider: str, with_customer: bool) -> Select[Any]:
    """A subscription as the API shows it, in the transaction that changes it."""
    columns = _subscription_columns if with_customer else {**_subscription_columns, "customer": _NO_CUSTOMER}
    shown = select(*_labeled(columns)).select_from(_subscriptions).where(Subscription.id == subscription_id)
    return shown.params(provider=provider)


_invoice_columns = {
    "id": Invoice.id,
    "number": Invoice.number,
    "status": Invoice.status,
    "currency": Invoice.currency,
    "subtotal": _money(Invoice.subtotal_minor, Invoice.currency),
    "tax": _money(Invoice.tax_minor, Invoice.currency),
    "taxRate": func.to_char(Invoice.tax_rate, literal("FM990.0099")),
    "total": cast(Invoice.total, Text),
    "lines": Invoice.lines,
    "subscriptionId": Invoice.subscription_id,
    "customer": _customer,
    "paymentId": Invoice.payment_id,
    "attempts": Invoice.attempts,
    "dueAt": Invoice.due_at,
    "paidAt": Invoice.paid_at,
    "createdAt": Invoice.created_at,
}
_invoices = outerjoin(Invoice, User, (User.id == Invoice.user_id) & User.deleted_at.is_(None))


def _listed_invoices(source: Select[Any], columns: Mapping[str, Any], *searched: Any) -> Listing:
    return Listing(
        source=source,
        columns=columns,
        sorts={
            "createdAt": Invoice.created_at,
            "total": Invoice.total,
            "number": Invoice.number,
            "dueAt": Invoice.due_at,
        },
        identity=Invoice.id,
        filters={
            "status": Invoice.status,
            "subscription_id": Invoice.subscription_id,
            "user_id": Invoice.user_id,
            "currency": Invoice.currency,
        },
        ranges={"total": Invoice.total},
        search=(Invoice.number, *searched),
        created_at=Invoice.created_at,
    )


all_invoices = _listed_invoices(select(Invoice).select_from(_invoices), _invoice_columns, _person)
own_invoices = _listed_invoices(
    select(Invoice).select_from(_invoices).where(Invoice.user_id == _OWNER),
    {**_invoice_columns, "customer": _NO_CUSTOMER},
)


def shown_invoice(invoice_id: UUID, *, with_customer: bool) -> Select[Any]:
    """An invoice as the API shows it."""
    columns = _invoice_columns if with_customer else {**_invoice_columns, "customer": _NO_CUSTOMER}
    return select(*_labeled(columns)).select_from(_invoices).where(Invoice.id == invoice_id)
