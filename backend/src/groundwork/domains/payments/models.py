"""Payments, refunds, what providers know people by, and the inbox of what providers tell."""

from collections.abc import Sequence
from datetime import UTC, datetime
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
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Record
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import Failure, PaymentState, ProviderPayment, RefundState, SavedMethod

OPEN = (PaymentState.REQUIRES_PAYMENT_METHOD, PaymentState.REQUIRES_ACTION, PaymentState.PROCESSING)
_IS_OPEN = "status IN ('requires_payment_method', 'requires_action', 'processing')"
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class Payment(Record):
    """What somebody pays for an order or an invoice. Amounts are minor units of ``currency``.

    Its status follows the provider's, whatever order the news of it come in: success is never taken back, and of
    anything else the newest counts. ``accepted``: whether what it was for took the money; when it did not, or a refund
    came back, ``owed_minor`` is the customer's. ``attempt_key`` names a charge that nobody sits by.
    """

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("provider", "provider_id", name="payments_provider_id_key"),
        Index("payments_open_order_key", "order_id", unique=True, postgresql_where=text(_IS_OPEN)),
        Index("payments_open_invoice_key", "invoice_id", unique=True, postgresql_where=text(_IS_OPEN)),
        Index("idx_payments_order_id", "order_id"),
        Index("idx_payments_invoice_id", "invoice_id"),
        Index("idx_payments_user_id", "user_id", "created_at", "id"),
        Index("idx_payments_created_at", "created_at", "id"),
        CheckConstraint(
            "status IN ('requires_payment_method', 'requires_action', 'processing', 'succeeded', 'canceled')",
            name="status",
        ),
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("refunded_minor BETWEEN 0 AND amount_minor", name="refunded"),
        CheckConstraint("owed_minor >= 0", name="owed"),
        CheckConstraint("num_nonnulls(order_id, invoice_id) = 1", name="purpose"),
    )

    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("orders.id", ondelete="RESTRICT"))
    invoice_id: Mapped[UUID | None]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    provider: Mapped[str] = mapped_column(String(20))
    provider_id: Mapped[str | None] = mapped_column(String(100))
    attempt_key: Mapped[str | None] = mapped_column(String(255), unique=True)
    description: Mapped[str] = mapped_column(String(200))
    save_method: Mapped[bool] = mapped_column(default=False, server_default=false())
    payment_method: Mapped[str | None] = mapped_column(String(100))
    status: Mapped[str] = mapped_column(String(30), default=PaymentState.REQUIRES_PAYMENT_METHOD)
    status_at: Mapped[datetime | None]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount: Mapped[Any] = mapped_column(Numeric, Computed("major_units(amount_minor, currency::text)", persisted=True))
    refunded_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    owed_minor: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    fee_minor: Mapped[int | None] = mapped_column(BigInteger)
    accepted: Mapped[bool | None]
    client_secret: Mapped[str | None] = mapped_column(EncryptedText)
    card_brand: Mapped[str | None] = mapped_column(String(30))
    card_last4: Mapped[str | None] = mapped_column(String(4))
    failure_code: Mapped[str | None] = mapped_column(String(60))
    failure_message: Mapped[str | None] = mapped_column(String(500))
    succeeded_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether it can still be paid."""
        return self.status in OPEN

    @property
    def has_succeeded(self) -> bool:
        """Whether the money came in."""
        return self.status == PaymentState.SUCCEEDED

    @property
    def money(self) -> Money:
        """What it is about."""
        return Money(self.amount_minor, self.currency)

    def abandon(self, failure: Failure | None = None) -> None:
        """It is over, as far as we are concerned. Should it succeed at the provider all the same, that counts."""
        if self.is_open:
            self.status, self.client_secret = PaymentState.CANCELED, None
            if failure:
                self.failure_code, self.failure_message = failure.code, failure.message[:500]

    def observe(self, seen: ProviderPayment, at: datetime) -> bool:
        """Take over what the provider said ``at`` that time; tells whether it is new that the payment succeeded."""
        at = at.replace(microsecond=0)  # events tell no more than the second, and have to compare with everything else
        self.provider_id = seen.id
        if seen.card:
            self.card_brand, self.card_last4 = seen.card.brand, seen.card.last4
        if seen.state == PaymentState.SUCCEEDED:
            return self.succeed(at)
        if not self.has_succeeded and self._is_news(seen, at):
            self.status, self.status_at = seen.state, at
            self.failure_code = seen.failure.code if seen.failure else None
            self.failure_message = seen.failure.message[:500] if seen.failure else None
        self.client_secret = (seen.client_secret or self.client_secret) if self.is_open else None
        return False

    def succeed(self, at: datetime) -> bool:
        """The money came in, ``at`` that time at the latest; tells whether that is new."""
        news = not self.has_succeeded
        self.status, self.client_secret = PaymentState.SUCCEEDED, None
        self.failure_code = self.failure_message = None
        self.succeeded_at = self.status_at = min(self.succeeded_at or at, at)
        return news

    def _is_news(self, seen: ProviderPayment, at: datetime) -> bool:
        """Whether it comes after what is known. Of what was written in the same second the later step counts."""
        present = (
            self.status == PaymentState.CANCELED,
            self.status_at or _BEGINNING,
            _step(self.status, failed=self.failure_code is not None),
        )
        told = (seen.state == PaymentState.CANCELED, at, _step(seen.state, failed=seen.failure is not None))
        return told > present


def _step(status: str, *, failed: bool) -> int:
    """How far a payment that is not over has come."""
    match status:
        case PaymentState.REQUIRES_PAYMENT_METHOD:
            return 2 if failed else 0
        case PaymentState.REQUIRES_ACTION:
            return 1
        case _:
            return 3


class Refund(Record):
    """Money on its way back: minor units of ``currency``. ``actor_id`` is none where it began by itself."""

    __tablename__ = "refunds"
    __table_args__ = (
        UniqueConstraint("provider_id", name="refunds_provider_id_key"),
        Index("idx_refunds_payment_id", "payment_id", "created_at"),
        Index("idx_refunds_actor_id", "actor_id", postgresql_where=text("actor_id IS NOT NULL")),
        CheckConstraint("status IN ('pending', 'succeeded', 'failed')", name="status"),
        CheckConstraint("amount_minor > 0", name="amount"),
    )

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="RESTRICT"))
    provider_id: Mapped[str | None] = mapped_column(String(100))
    status: Mapped[str] = mapped_column(String(20), default=RefundState.PENDING)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount: Mapped[Any] = mapped_column(Numeric, Computed("major_units(amount_minor, currency::text)", persisted=True))
    reason: Mapped[str | None] = mapped_column(String(500))
    failure: Mapped[str | None] = mapped_column(String(500))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    def note_refusal(self, failure: Failure) -> None:
        """Why the provider would not."""
        self.failure = f"{failure.code}: {failure.message}"[:500]

    def become(self, state: RefundState) -> bool:
        """Take over the provider's state; tells whether it is new. A failure is the last that is heard of a refund."""
        order = [RefundState.PENDING, RefundState.SUCCEEDED, RefundState.FAILED]
        if order.index(state) <= order.index(RefundState(self.status)):
            return False
        self.status = state
        return True


class PaymentCustomer(Record):
    """What a provider knows a person by, and the card that may be charged without them."""

    __tablename__ = "payment_customers"
    __table_args__ = (
        UniqueConstraint("user_id", "provider", name="payment_customers_user_id_key"),
        Index("idx_payment_customers_provider_id", "provider_id"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    provider: Mapped[str] = mapped_column(String(20))
    provider_id: Mapped[str] = mapped_column(String(100))
    payment_method: Mapped[str | None] = mapped_column(String(100))
    card_brand: Mapped[str | None] = mapped_column(String(30))
    card_last4: Mapped[str | None] = mapped_column(String(4))
    saved_at: Mapped[datetime | None]

    def keep_card(self, payment_method: str | None, brand: str | None, last4: str | None, at: datetime) -> None:
        """Charge this card from now on, unless one was saved since."""
        if self.saved_at and at < self.saved_at:
            return
        if payment_method:
            self.payment_method, self.saved_at = payment_method, at
        if brand:
            self.card_brand, self.card_last4 = brand, last4

    def follow(self, saved: Sequence[SavedMethod], method: str | None, at: datetime) -> None:
        """The provider told ``at`` that time of ``method``; ``saved`` is what there is now, what is charged first.

        It is charged from now on when it is what they have chosen, or the newest where nothing is chosen. When it is
        gone and was charged so far, what comes first takes its place.
        """
        first, known = next(iter(saved), None), {one.id: one for one in saved}
        if first and first.id == method:
            self.keep_card(first.id, None, None, at)
        elif method == self.payment_method and method not in known:
            self.payment_method, self.saved_at = first.id if first else None, max(self.saved_at or at, at)
        charged = known.get(self.payment_method or "")
        if charged or self.payment_method is None:
            card = charged.card if charged else None
            self.card_brand, self.card_last4 = (card.brand, card.last4) if card else (None, None)


class EventStatus(StrEnum):
    """What became of an event."""

    RECEIVED = "received"
    PROCESSED = "processed"
    IGNORED = "ignored"
    FAILED = "failed"


class PaymentEvent(Record):
    """The inbox: an event of the provider, as it came, once. Its body is encrypted: it may name who paid.

    ``customer``: whom it is about, as the provider calls them.
    """

    __tablename__ = "payment_events"
    __table_args__ = (
        UniqueConstraint("provider", "event_id", name="payment_events_event_id_key"),
        Index("idx_payment_events_received_at", "received_at", "id"),
        Index("idx_payment_events_status", "status", "received_at"),
        Index("idx_payment_events_payment_id", "payment_id"),
        Index("idx_payment_events_customer", "customer", postgresql_where=text("customer IS NOT NULL")),
        CheckConstraint("status IN ('received', 'processed', 'ignored', 'failed')", name="status"),
    )

    provider: Mapped[str] = mapped_column(String(20))
    event_id: Mapped[str] = mapped_column(String(255))
    type: Mapped[str] = mapped_column(String(100))
    payload: Mapped[str | None] = mapped_column(EncryptedText)
    status: Mapped[str] = mapped_column(String(20), default=EventStatus.RECEIVED)
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    error: Mapped[str | None] = mapped_column(String(500))
    payment_id: Mapped[UUID | None] = mapped_column(ForeignKey("payments.id", ondelete="SET NULL"))
    customer: Mapped[str | None] = mapped_column(String(100))
    event_created_at: Mapped[datetime]
    received_at: Mapped[datetime]
    processed_at: Mapped[datetime | None]

    @property
    def is_settled(self) -> bool:
        """Whether it has had its effect, or never will have one by itself."""
        return self.status != EventStatus.RECEIVED

    def settle(self, status: EventStatus, at: datetime, *, error: str | None = None) -> None:
        """This is what became of it."""
        self.status, self.processed_at = status, at
        self.error = error[:500] if error else None

    def note_attempt(self, error: str) -> None:
        """It did not work, and is tried again."""
        self.attempts += 1
        self.error = error[:500]

    def replay(self) -> None:
        """From the beginning."""
        self.status, self.attempts, self.error, self.processed_at = EventStatus.RECEIVED, 0, None, None
