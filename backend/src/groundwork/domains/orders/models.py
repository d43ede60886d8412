"""Orders, what is in them, and their history."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CHAR,
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    String,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.domains.orders.errors import NotNow
from groundwork.kernel.database import Base, Record


class Status(StrEnum):
    """Where an order is."""

    PENDING = "pending"
    PAID = "paid"
    FULFILLED = "fulfilled"
    CANCELED = "canceled"
    EXPIRED = "expired"
    REFUNDED = "refunded"


TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.PAID, Status.CANCELED, Status.EXPIRED}),
    Status.PAID: frozenset({Status.FULFILLED, Status.CANCELED, Status.REFUNDED}),
    Status.FULFILLED: frozenset({Status.REFUNDED}),
    # Whoever was told that it is canceled can rely on it: a payment that was on its way goes back.
    Status.CANCELED: frozenset(),
    # It may still arrive for one that only ran out of time, and is taken when there is stock again.
    Status.EXPIRED: frozenset({Status.PAID}),
    Status.REFUNDED: frozenset(),
}


class Order(Record):
    """What somebody bought. Amounts are minor units of ``currency``; ``total`` has it in major ones, exactly.

    Its verbs change the status, where :data:`TRANSITIONS` lets them, and raise :class:`NotNow` else.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index("idx_orders_user_id", "user_id", "created_at", "id"),
        Index("idx_orders_created_at", "created_at", "id"),
        Index("idx_orders_status", "status", "created_at", "id"),
        Index("idx_orders_reserved_until", "reserved_until", postgresql_where="reserved_until IS NOT NULL"),
        Index("idx_orders_unpaid", "user_id", postgresql_where="reserved_until IS NOT NULL"),
        CheckConstraint("status IN ('pending', 'paid', 'fulfilled', 'canceled', 'expired', 'refunded')", name="status"),
        CheckConstraint(
            "subtotal_minor >= 0 AND tax_minor >= 0 AND total_minor = subtotal_minor + tax_minor", name="total"
        ),
        CheckConstraint("refunded_minor BETWEEN 0 AND total_minor", name="refunded"),
        CheckConstraint("(status = 'pending') = (reserved_until IS NOT NULL)", name="reserved_until"),
    )

    number: Mapped[str] = mapped_column(String(9), unique=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    status: Mapped[str] = mapped_column(String(20))
    currency: Mapped[str] = mapped_column(CHAR(3))
    subtotal_minor: Mapped[int] = mapped_column(BigInteger)
    tax_minor: Mapped[int] = mapped_column(BigInteger)
    tax_rate: Mapped[Decimal] = mapped_column(Numeric(7, 4))
    total_minor: Mapped[int] = mapped_column(BigInteger)
    refunded_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    total: Mapped[Any] = mapped_column(Numeric, Computed("major_units(total_minor, currency::text)", persisted=True))
    shipping_address: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    tracking: Mapped[str | None] = mapped_column(String(200))
    reserved_until: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    fulfilled_at: Mapped[datetime | None]
    canceled_at: Mapped[datetime | None]

    def pay(self, at: datetime) -> None:
        """The whole amount has come in."""
        if self.paid_at is not None:
            raise NotNow("The order was paid before")
        self._go(Status.PAID, at)
        self.paid_at = at

    def fulfil(self, at: datetime, tracking: str | None) -> None:
        """It is on its way to the customer."""
        self._go(Status.FULFILLED, at)
        self.fulfilled_at, self.tracking = at, tracking

    def cancel(self, at: datetime) -> None:
        """It will not be delivered."""
        self._go(Status.CANCELED, at)
        self.canceled_at = at

    def expire(self, at: datetime) -> None:
        """Nobody paid in time."""
        self._go(Status.EXPIRED, at)

    def refund(self, amount_minor: int, at: datetime) -> None:
        """Some of what was paid goes back; with the last of it, the order is refunded, or stays canceled."""
        if self.paid_at is None or self.refunded_minor + amount_minor > self.total_minor:
            raise NotNow("No more can be refunded than was paid")
        self.refunded_minor += amount_minor
        self.updated_at = at
        if self.refunded_minor == self.total_minor and self.status != Status.CANCELED:
            self._go(Status.REFUNDED, at)

    def is_due(self, at: datetime) -> bool:
        """Whether the time to pay is over."""
        return self.reserved_until is not None and self.reserved_until <= at

    def _go(self, status: Status, at: datetime) -> None:
        if status not in TRANSITIONS[Status(self.status)]:
            raise NotNow(f"The order is {self.status}")
        self.status, self.reserved_until, self.updated_at = status, None, at


class OrderItem(Base):
    """Something in an order, as it was when it was ordered."""

    __tablename__ = "order_items"
    __table_args__ = (
        Index("idx_order_items_product_id", "product_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price_minor >= 0 AND total_minor = quantity * unit_price_minor", name="total"),
    )

    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    product_id: Mapped[UUID | None] = mapped_column(ForeignKey("products.id", ondelete="SET NULL"))
    sku: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(120))
    quantity: Mapped[int]
    unit_price_minor: Mapped[int] = mapped_column(BigInteger)
    total_minor: Mapped[int] = mapped_column(BigInteger)


class OrderStep(Base):
    """A status that an order came to; ``actor_id`` is none where it did so by itself."""

    __tablename__ = "order_steps"
    __table_args__ = (Index("idx_order_steps_actor_id", "actor_id", postgresql_where="actor_id IS NOT NULL"),)

    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(String(500))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
