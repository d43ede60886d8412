"""Payments: the port to who takes the money. Filled by ``adapters/payments``: Stripe, or the sandbox without a key.

Amounts are :class:`~groundwork.kernel.money.Money`. Each call that creates something takes a ``key`` made from our own
ids, so that the same call twice has one effect at the provider.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, Protocol

from groundwork.kernel.errors import AppError, BadRequest, ServiceUnavailable
from groundwork.kernel.money import Money


class PaymentState(StrEnum):
    """Where a payment is, in the words of Stripe's payment intents."""

    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    REQUIRES_ACTION = "requires_action"
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class RefundState(StrEnum):
    """Where a refund is."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Card:
    """What may be shown of a card."""

    brand: str
    last4: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt to pay failed: the provider's code (``card_declined``), and a sentence for who pays."""

    code: str
    message: str


TOO_SMALL = "amount_too_small"
"""The failure of an amount that is less than the provider charges at all."""


@dataclass(frozen=True, slots=True)
class ProviderPayment:
    """A payment as the provider has it. ``metadata`` is what we gave along: our ids."""

    id: str
    state: PaymentState
    amount: Money
    created_at: datetime
    refunded: int = 0
    """Minor units."""
    client_secret: str | None = None
    customer: str | None = None
    payment_method: str | None = None
    """Can be charged again without its owner when the payment was made with ``save_method``."""
    card: Card | None = None
    failure: Failure | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProviderRefund:
    """A refund as the provider has it."""

    id: str
    payment_id: str
    state: RefundState
    amount: Money
    created_at: datetime
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedMethod:
    """A way to pay that a person has saved at the provider."""

    id: str
    card: Card | None


@dataclass(frozen=True, slots=True)
class MethodNews:
    """What a person has saved at the provider has changed. ``method``: which, or none when none is chosen any more.

    What there is now, the provider is asked: news come in any order.
    """

    customer: str
    method: str | None


@dataclass(frozen=True, slots=True)
class ProviderEvent:
    """News of the provider: a snapshot from when it was written, of a payment or of a refund, or that somebody's saved
    cards have changed, or of something else.

    It may come late, several times, and after a later one.
    """

    id: str
    type: str
    created_at: datetime
    payment: ProviderPayment | None = None
    refund: ProviderRefund | None = None
    methods: MethodNews | None = None
    customer: str | None = None
    """Whom it is about, if anybody."""


class BadEvent(BadRequest):
    """Not signed by the provider, signed too long ago, or no event at all."""

    message = "This is not an event of the payment provider"


class PaymentFailed(AppError):
    """The payment was declined."""

    status, code, message = 402, "PAYMENT_FAILED", "The payment was declined"

    def __init__(self, failure: Failure, payment: ProviderPayment | None = None) -> None:
        """``payment``: as it is after the attempt."""
        super().__init__(failure.message)
        self.failure = failure
        self.payment = payment


class ProviderUnavailable(ServiceUnavailable):
    """The provider did not answer. What was asked of it may have happened; asking again with the same key tells."""

    message = "The payment provider does not answer at the moment"

    def __init__(self) -> None:
        super().__init__(retry_after=5)


class PaymentProvider(Protocol):
    """Takes payments. Every method that is waited for may raise :class:`ProviderUnavailable`."""

    @property
    def name(self) -> Literal["stripe", "sandbox"]:
        """Which one it is."""

    @property
    def publishable_key(self) -> str | None:
        """What the provider's element in the browser needs."""

    def least(self, currency: str) -> int:
        """The smallest amount that is charged in a currency, minor units, as far as it is known beforehand.

        What is less all the same fails with :data:`TOO_SMALL`.
        """

    async def create_customer(self, *, key: str, email: str, name: str, metadata: Mapping[str, str]) -> str:
        """A person who pays; the answer is the provider's id."""

    async def forget_customer(self, customer: str) -> None:
        """Delete what is known of a person, their cards included; payments stay. Nobody by that id is fine."""

    async def saved_methods(self, customer: str) -> list[SavedMethod]:
        """What a person can be charged by: what they have chosen there, if anything, then the newest first."""

    async def create_payment(
        self,
        amount: Money,
        *,
        key: str,
        description: str,
        metadata: Mapping[str, str],
        customer: str | None = None,
        save_method: bool = False,
    ) -> ProviderPayment:
        """A payment that a person will confirm in the browser. ``save_method``: the card may be charged again later."""

    async def charge(
        self,
        amount: Money,
        *,
        key: str,
        description: str,
        metadata: Mapping[str, str],
        customer: str,
        payment_method: str,
    ) -> ProviderPayment:
        """Charge a saved card while nobody sits there.

        Raises:
            PaymentFailed: it was declined, or its owner would have to confirm.
        """

    async def payment(self, payment_id: str) -> ProviderPayment | None:
        """The payment as it is now, or none when the provider does not know it."""

    async def cancel_payment(self, payment_id: str) -> ProviderPayment:
        """End a payment that has not succeeded. One that has is answered as it is."""

    async def refund(self, payment_id: str, amount: Money, *, key: str, metadata: Mapping[str, str]) -> ProviderRefund:
        """Give money back.

        Raises:
            PaymentFailed: the provider refuses it, as when more is asked for than is left.
        """

    async def refunds_of(self, payment_id: str) -> list[ProviderRefund]:
        """All refunds of a payment, those too that were made at the provider itself."""

    async def fee(self, payment_id: str) -> int | None:
        """What the provider kept of a payment that succeeded, minor units of its currency; none while unknown."""

    def payments_since(self, since: datetime) -> AsyncIterator[ProviderPayment]:
        """All payments made since then."""

    def refunds_since(self, since: datetime) -> AsyncIterator[ProviderRefund]:
        """All refunds made since then."""

    async def portal(self, customer: str, return_url: str) -> str | None:
        """Where a person looks after their cards at the provider; none where that is on our own pages."""

    def event(self, body: bytes, signature: str, *, at: datetime) -> ProviderEvent:
        """Read what was sent to the webhook: ``signature`` is over the raw ``body`` and at most five minutes old.

        Raises:
            BadEvent: it is not the provider's, too old, or cannot be read.
        """

    def read_event(self, body: bytes) -> ProviderEvent:
        """Read what was found good when it came, and kept.

        Raises:
            BadEvent: it cannot be read.
        """

    async def close(self) -> None:
        """Close the connections."""


@dataclass(frozen=True, slots=True)
class CardForm:
    """What somebody types into the sandbox's card form: the number's digits, and the end of its life."""

    number: str
    expires: tuple[int, int] | None = None
    """Year, month."""


@dataclass(frozen=True, slots=True)
class SignedEvent:
    """An event on its way to the webhook."""

    id: str
    body: bytes
    signature: str


@dataclass(frozen=True, slots=True)
class PastNews:
    """An event of before: about which payment, and when it was told."""

    id: str
    type: str
    body: bytes
    at: datetime
    payment_id: str


@dataclass(frozen=True, slots=True)
class Past:
    """What the sandbox makes of payments of before: the fee of each that succeeded, and what it would have told."""

    fees: Mapping[str, int]
    news: Sequence[PastNews]


class Sandbox(PaymentProvider, Protocol):
    """The provider that takes no money: it also plays the card form, and the post that brings events."""

    async def confirm(self, payment_id: str, card: CardForm) -> ProviderPayment:
        """Pay with a card of the sandbox.

        Raises:
            PaymentFailed: it was declined.
        """

    async def answer_challenge(self, payment_id: str, *, approved: bool) -> ProviderPayment | None:
        """What the person said to their bank; none when nobody asked.

        Raises:
            PaymentFailed: they refused.
        """

    async def save_card(self, customer: str, card: CardForm) -> tuple[str, Card]:
        """A card that can be charged later: its payment method, and what may be shown of it.

        Raises:
            PaymentFailed: it was declined.
        """

    async def bring_in(
        self, payments: Sequence[ProviderPayment], refunds: Sequence[ProviderRefund], *, took: timedelta
    ) -> Past:
        """Know of payments that were made before and ``took`` so long, and of refunds.

        What is known already stays as it is. Nothing is sent; what would have been is part of the answer.
        """

    async def due_events(self) -> list[SignedEvent]:
        """What is to be delivered by now, the oldest first."""

    async def note_delivery(self, event_id: str) -> None:
        """The event was taken."""
