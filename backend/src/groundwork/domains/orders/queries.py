"""Reads of orders."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    outerjoin,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from groundwork.domains.accounts.service import User
from groundwork.domains.catalog import service as catalog
from groundwork.domains.orders.models import Order, OrderItem, OrderStep, Status
from groundwork.domains.orders.policy import READ, READ_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read


def _major(minor: Any) -> Any:
    return cast(func.major_units(minor, cast(Order.currency, Text)), Text)


_is_there = OrderItem.product_id.is_not(None)
_item = func.jsonb_build_object(
    "productId",
    OrderItem.product_id,
    "sku",
    OrderItem.sku,
    "name",
    OrderItem.name,
    "slug",
    case((_is_there, OrderItem.slug), else_=null()),
    "quantity",
    OrderItem.quantity,
    "unitPrice",
    _major(OrderItem.unit_price_minor),
    "total",
    _major(OrderItem.total_minor),
    "image",
    catalog.first_image(OrderItem.product_id),
)
_items = (
    select(func.jsonb_agg(aggregate_order_by(_item, OrderItem.position)))
    .where(OrderItem.order_id == Order.id)
    .correlate(Order)
    .scalar_subquery()
)
_step = func.jsonb_build_object(
    "status", OrderStep.status, "at", OrderStep.at, "reason", OrderStep.reason, "actorId", OrderStep.actor_id
)
_history = (
    select(func.jsonb_agg(aggregate_order_by(_step, OrderStep.position)))
    .where(OrderStep.order_id == Order.id)
    .correlate(Order)
    .scalar_subquery()
)
_known = and_(User.id == Order.user_id, User.deleted_at.is_(None))
_customer = case(
    (
        User.id.is_not(None),
        func.jsonb_build_object(
            "id", User.id, "firstName", User.first_name, "lastName", User.last_name, "email", User.email
        ),
    ),
    else_=null(),
)
_sealed: Any = cast(null(), JSONB)
"""Where one sees only one's own."""


def _columns(customer: Any) -> dict[str, Any]:
    return {
        "id": Order.id,
        "number": Order.number,
        "status": Order.status,
        "currency": Order.currency,
        "subtotal": _major(Order.subtotal_minor),
        "tax": _major(Order.tax_minor),
        "taxRate": func.to_char(Order.tax_rate, "FM990.0099"),
        "total": cast(Order.total, Text),
        "refunded": _major(Order.refunded_minor),
        "items": _items,
        "customer": customer,
        "reservedUntil": Order.reserved_until,
        "paidAt": Order.paid_at,
        "fulfilledAt": Order.fulfilled_at,
        "canceledAt": Order.canceled_at,
        "tracking": Order.tracking,
        "createdAt": Order.created_at,
        "updatedAt": Order.updated_at,
    }


_with_customers = outerjoin(Order, User, _known)
_whole = {**_columns(_customer), "history": _history, "shippingAddress": Order.shipping_address}

order_by_id = Read(
    select(*(column.label(name) for name, column in _whole.items()), Order.user_id.label("_userId"))
    .select_from(_with_customers)
    .where(Order.id == bindparam("order_id"))
)
"""An order as the API shows it to who may see all; its owner's id goes beside."""

_NUMBER = literal_column("(orders.number || ' ' || replace(orders.number, '-', ''))", Text())
_NAMES = func.concat_ws(" ", User.email, User.first_name, User.last_name)


def _listing(source: Select[Any], customer: Any, searched: tuple[Any, ...]) -> Listing:
    return Listing(
        source=source,
        columns=_columns(customer),
        sorts={
            "createdAt": Order.created_at,
            "total": Order.total,
            "number": Order.number,
            "status": Order.status,
            "paidAt": func.coalesce(Order.paid_at, literal_column("'epoch'::timestamptz", Order.paid_at.type)),
        },
        identity=Order.id,
        filters={"status": Order.status, "user_id": Order.user_id, "currency": Order.currency},
        ranges={"total": Order.total},
        search=searched,
        created_at=Order.created_at,
    )


all_orders = _listing(select(Order).select_from(_with_customers), _customer, (_NUMBER, _NAMES))
own_orders = _listing(select(Order).where(Order.user_id == bindparam("owner_id", type_=Uuid())), _sealed, (_NUMBER,))


def visible_to(actor: Actor) -> Select[Order]:
    """The orders that the actor may see."""
    if actor.may(READ):
        return select(Order)
    own = actor.user_id if actor.may(READ_OWN) else None
    return select(Order).where(Order.user_id == own)


def items_of(order_id: UUID) -> Select[OrderItem]:
    """What is in an order."""
    return select(OrderItem).where(OrderItem.order_id == order_id).order_by(OrderItem.position)


def steps_of(order_id: UUID) -> Select[int]:
    """How many steps an order has taken."""
    return select(func.count()).select_from(OrderStep).where(OrderStep.order_id == order_id)


def due(moment: Any, most: int) -> Select[Order]:
    """Orders whose time to pay is over and that nobody is busy with."""
    return (
        select(Order)
        .where(Order.reserved_until <= literal(moment), Order.status == Status.PENDING)
        .order_by(Order.reserved_until)
        .limit(most)
        .with_for_update(skip_locked=True)
    )


tax_rates = Read(select(Order.id, Order.tax_rate.label("rate")).where(Order.id == func.any(bindparam("ids"))))
"""The rates of tax of orders, in percent."""
