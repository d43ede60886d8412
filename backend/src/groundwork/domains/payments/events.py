"""News of payments. Amounts are minor units of ``currency``; one of ``order_id`` and ``invoice_id`` is set."""

from dataclasses import dataclass
from uuid import UUID

from groundwork.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PaymentSucceeded(Event):
    """The whole amount came in. Who does not want it (any more) calls ``service.give_back``."""

    payment_id: UUID
    order_id: UUID | None
    invoice_id: UUID | None
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class PaymentUnclaimed(Event):
    """The money came in, and what it was for is gone: it is to be given back."""

    payment_id: UUID


@dataclass(frozen=True, slots=True)
class ProviderActed(Event):
    """We had the provider do something, and it has news of that."""


@dataclass(frozen=True, slots=True)
class PaymentDeclined(Event):
    """An attempt to pay failed; another may follow."""

    payment_id: UUID
    order_id: UUID | None
    invoice_id: UUID | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PaymentRefunded(Event):
    """Some of what was paid was given back. ``key`` names the refund."""

    payment_id: UUID
    order_id: UUID | None
    invoice_id: UUID | None
    amount_minor: int
    currency: str
    key: str
