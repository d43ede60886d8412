"""Plans, who subscribes to which, and the invoices for it.

Amounts are integers in minor units, without tax unless they are named ``total``. An invoice never changes but in its
status; what it says about the tax is what was true when it was written.
"""

from datetime import datetime, timedelta
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
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.domains.subscriptions.errors import NothingToCancel, NothingToResume
from groundwork.kernel.database import Record


class Interval(StrEnum):
    """How long a period lasts."""

    MONTH = "month"
    YEAR = "year"


class Plan(Record):
    """What one can subscribe to. ``price`` is for one period; a change of it holds for periods that begin later."""

    __tablename__ = "plans"
    __table_args__ = (
        Index("idx_plans_position", "position", "id"),
        CheckConstraint("price_minor >= 0", name="price"),
        CheckConstraint("interval IN ('month', 'year')", name="interval"),
        CheckConstraint("trial_days BETWEEN 0 AND 365", name="trial"),
    )

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, server_default="")
    price_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CHAR(3))
    price: Mapped[Any] = mapped_column(Numeric, Computed("major_units(price_minor, currency::text)", persisted=True))
    interval: Mapped[str] = mapped_column(String(5))
    trial_days: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    features: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    premium: Mapped[bool] = mapped_column(server_default=text("false"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    position: Mapped[int] = mapped_column(server_default=text("0"))


class Status(StrEnum):
    """Where a subscription is."""

    INCOMPLETE = "incomplete"
    """It waits for its first payment."""
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    """The last invoice was not paid when it should have been."""
    CANCELED = "canceled"
    """It has ended, for good."""


LIVE = frozenset({Status.TRIALING, Status.ACTIVE})
"""In use, and with premium where the plan has it."""


class Subscription(Record):
    """Somebody's subscription; of those that have not ended each person has one at most.

    ``price_minor`` is what the present period costs, whatever the plan's price is by now. ``credit_minor`` is what the
    next invoices are less, before tax, or more where it is negative: that was too little to be charged.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index("idx_subscriptions_live", "user_id", unique=True, postgresql_where="status <> 'canceled'"),
        Index("idx_subscriptions_user_id", "user_id", "created_at", "id"),
        Index("idx_subscriptions_plan_id", "plan_id"),
        Index("idx_subscriptions_created_at", "created_at", "id"),
        Index(
            "idx_subscriptions_period_end",
            "current_period_end",
            postgresql_where="status IN ('trialing', 'active')",
        ),
        Index("idx_subscriptions_incomplete", "created_at", postgresql_where="status = 'incomplete'"),
        CheckConstraint("status IN ('incomplete', 'trialing', 'active', 'past_due', 'canceled')", name="status"),
        CheckConstraint("current_period_end > current_period_start", name="period"),
        CheckConstraint("anchor_day BETWEEN 1 AND 31", name="anchor_day"),
        CheckConstraint("(status = 'canceled') = (ended_at IS NOT NULL)", name="ended"),
    )

    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="RESTRICT"))
    status: Mapped[str] = mapped_column(String(20))
    price_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CHAR(3))
    anchor_day: Mapped[int] = mapped_column(SmallInteger)
    current_period_start: Mapped[datetime]
    current_period_end: Mapped[datetime]
    trial_ends_at: Mapped[datetime | None]
    trial_told_at: Mapped[datetime | None]
    """When the person was told that the trial ends, or that there was no need to."""
    cancel_at_period_end: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    canceled_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    credit_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))

    @property
    def is_live(self) -> bool:
        """Whether it can be used."""
        return self.status in LIVE

    @property
    def has_ended(self) -> bool:
        """Whether nothing can come of it any more."""
        return self.status == Status.CANCELED

    def activate(self) -> None:
        """What it waited for was paid."""
        self.status = Status.ACTIVE

    def fall_behind(self) -> None:
        """What was due was not paid."""
        self.status = Status.PAST_DUE

    def begin_period(self, start: datetime, end: datetime, price_minor: int) -> None:
        """The next period, and what it costs. With it a trial is over."""
        self.current_period_start, self.current_period_end, self.price_minor = start, end, price_minor
        if self.status == Status.TRIALING:
            self.status = Status.ACTIVE

    def cancel(self, moment: datetime) -> None:
        """It goes on until its period is over, and not beyond.

        Raises:
            NothingToCancel: it is not in use.
        """
        if not self.is_live:
            raise NothingToCancel
        self.cancel_at_period_end, self.canceled_at = True, moment

    def resume(self) -> None:
        """It goes on after all.

        Raises:
            NothingToResume: it was not canceled, or is over.
        """
        if not self.is_live or not self.cancel_at_period_end:
            raise NothingToResume
        self.cancel_at_period_end, self.canceled_at = False, None

    def end(self, moment: datetime) -> None:
        """It is over."""
        self.status, self.ended_at = Status.CANCELED, moment
        self.canceled_at = self.canceled_at or moment


class InvoiceKind(StrEnum):
    """What paying an invoice does."""

    START = "start"
    """Begin a subscription."""
    RENEWAL = "renewal"
    """Pay for a period that has begun."""
    CHANGE = "change"
    """Change the plan, from ``effective_at`` on."""


class InvoiceStatus(StrEnum):
    """Where an invoice is."""

    OPEN = "open"
    PAID = "paid"
    VOID = "void"
    """Nothing came of what it was for."""
    UNCOLLECTIBLE = "uncollectible"
    """It was for a period that had begun, and was never paid."""


class Invoice(Record):
    """What somebody owes for a subscription; of those that are open each subscription has one at most.

    ``credit_minor`` was taken off from what the person had to their credit, or added where it is negative; with the
    subtotal it is what is sold. ``lines`` are as the API shows them.
    ``plan_id``, ``price_minor`` and the period are what the subscription has once it is paid. ``attempts``: how often
    the saved card was charged in vain; ``next_attempt_at``: when that is tried next, or asked again what came of it.
    """

    __tablename__ = "invoices"
    __table_args__ = (
        Index("idx_invoices_open", "subscription_id", unique=True, postgresql_where="status = 'open'"),
        Index("idx_invoices_subscription_id", "subscription_id"),
        Index("idx_invoices_user_id", "user_id", "created_at", "id"),
        Index("idx_invoices_plan_id", "plan_id"),
        Index("idx_invoices_created_at", "created_at", "id"),
        Index("idx_invoices_next_attempt_at", "next_attempt_at", postgresql_where="status = 'open'"),
        CheckConstraint("kind IN ('start', 'renewal', 'change')", name="kind"),
        CheckConstraint("status IN ('open', 'paid', 'void', 'uncollectible')", name="status"),
        CheckConstraint(
            "subtotal_minor >= 0 AND tax_minor >= 0 AND total_minor = subtotal_minor + tax_minor", name="total"
        ),
        CheckConstraint("subtotal_minor + credit_minor >= 0", name="credit"),
        CheckConstraint("refunded_minor BETWEEN 0 AND total_minor", name="refunded"),
        CheckConstraint("(status = 'paid') = (paid_at IS NOT NULL)", name="paid"),
    )

    number: Mapped[str] = mapped_column(String(20), unique=True)
    subscription_id: Mapped[UUID] = mapped_column(ForeignKey("subscriptions.id", ondelete="RESTRICT"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(20), default=InvoiceStatus.OPEN, server_default="open")
    currency: Mapped[str] = mapped_column(CHAR(3))
    subtotal_minor: Mapped[int] = mapped_column(BigInteger)
    tax_minor: Mapped[int] = mapped_column(BigInteger)
    tax_rate: Mapped[Any] = mapped_column(Numeric(7, 4))
    total_minor: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[Any] = mapped_column(Numeric, Computed("major_units(total_minor, currency::text)", persisted=True))
    credit_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    refunded_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    price_minor: Mapped[int] = mapped_column(BigInteger)
    period_start: Mapped[datetime]
    period_end: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=text("0"))
    next_attempt_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]
    payment_id: Mapped[UUID | None]

    @property
    def is_open(self) -> bool:
        """Whether it can be paid."""
        return self.status == InvoiceStatus.OPEN

    def pay(self, moment: datetime, payment_id: UUID | None) -> None:
        """It was paid; without a payment when there was nothing left to pay."""
        self.status, self.paid_at, self.payment_id = InvoiceStatus.PAID, moment, payment_id
        self.next_attempt_at = None

    def carry(self, line: dict[str, Any]) -> None:
        """What it is about is on the next one, as ``line`` says; on this nothing is left to pay."""
        self.credit_minor += self.subtotal_minor
        self.subtotal_minor = self.tax_minor = self.total_minor = 0
        self.lines = [*self.lines, line]

    def close(self, status: InvoiceStatus) -> None:
        """It will not be paid."""
        self.status, self.next_attempt_at = status, None

    def note_failure(self, attempt: int, next_attempt_at: datetime | None) -> None:
        """The saved card was charged in vain for the ``attempt`` th time."""
        self.attempts, self.next_attempt_at = attempt, next_attempt_at


CLAIM = timedelta(minutes=15)
"""How long an attempt to charge a card may stay without an answer until it is asked for once more, with its key."""
