"""The sandbox's own books: they are the other side, so nothing of the house refers to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CHAR, BigInteger, Index, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.database import Base


class SandboxCustomer(Base):
    """Somebody who pays, and by what they choose to. A sandbox needs neither name nor address, so it keeps none."""

    __tablename__ = "sandbox_customers"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    payment_method: Mapped[str | None] = mapped_column(String(60))
    created_at: Mapped[datetime]


class SandboxPayment(Base):
    """A payment intent. ``payment_method`` is ``pm_<last four>_…``: of a card no more is kept."""

    __tablename__ = "sandbox_payments"
    __table_args__ = (
        Index("idx_sandbox_payments_created_at", "created_at", "id"),
        Index("idx_sandbox_payments_settles_at", "settles_at", postgresql_where=text("settles_at IS NOT NULL")),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    request: Mapped[str] = mapped_column(String(64))
    """A digest of what was asked for with the key."""
    status: Mapped[str] = mapped_column(String(30))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CHAR(3))
    refunded: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    fee: Mapped[int | None] = mapped_column(BigInteger)
    customer: Mapped[str | None] = mapped_column(String(40))
    payment_method: Mapped[str | None] = mapped_column(String(60))
    save_method: Mapped[bool]
    client_secret: Mapped[str] = mapped_column(String(100))
    description: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column("metadata", JSONB)
    failure_code: Mapped[str | None] = mapped_column(String(60))
    failure_message: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime]
    settles_at: Mapped[datetime | None]


class SandboxRefund(Base):
    """A refund."""

    __tablename__ = "sandbox_refunds"
    __table_args__ = (
        Index("idx_sandbox_refunds_payment", "payment"),
        Index("idx_sandbox_refunds_created_at", "created_at", "id"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    payment: Mapped[str] = mapped_column(String(40))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CHAR(3))
    facts: Mapped[dict[str, Any]] = mapped_column("metadata", JSONB)
    created_at: Mapped[datetime]


class SandboxEvent(Base):
    """News on its way to the webhook, as it will be sent."""

    __tablename__ = "sandbox_events"
    __table_args__ = (
        Index("idx_sandbox_events_waiting", "created_at", "id", postgresql_where=text("delivered_at IS NULL")),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    type: Mapped[str] = mapped_column(String(100))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
