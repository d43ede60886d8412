"""What comes in and goes out about payments."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from groundwork.domains.orders.schemas import CustomerOut
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.lists import ListQuery
from groundwork.kernel.http.schemas import Bound, Currency, Input, printable
from groundwork.kernel.payment_provider import CardForm

PaymentStatus = Literal["requires_payment_method", "requires_action", "processing", "succeeded", "canceled"]
EventStatusName = Literal["received", "processed", "ignored", "failed"]
ProviderName = Literal["stripe", "sandbox"]


def _digits(value: str) -> str:
    digits = re.sub(r"[ -]", "", value)
    if not re.fullmatch(r"[0-9]{12,19}", digits) or not _passes_luhn(digits):
        raise PydanticCustomError("card_number", "Must be the number of a card")
    return digits


def _passes_luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


CardNumber = Annotated[
    str,
    StringConstraints(max_length=40),
    AfterValidator(_digits),
    Field(description="One of the sandbox's cards", examples=["4242 4242 4242 4242"]),
]
Expiry = Annotated[
    str,
    StringConstraints(pattern=r"^(0[1-9]|1[0-2]) ?/ ?[0-9]{2}$"),
    Field(description="Month and year", examples=["12/30"]),
]
Cvc = Annotated[str, StringConstraints(pattern=r"^[0-9]{3,4}$"), Field(examples=["123"])]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(printable)
]
RefundAmount = Annotated[
    str,
    StringConstraints(max_length=27, pattern=r"^[0-9]{1,15}(\.[0-9]{1,10})?$"),
    Field(description="In major units; what is left of the payment when it is not sent", examples=["12.00"]),
]


class CardOut(Output):
    """What may be shown of a card."""

    brand: str = Field(examples=["visa"])
    last4: str = Field(examples=["4242"])


class FailureOut(Output):
    """Why the last attempt failed."""

    code: str = Field(examples=["card_declined"])
    message: str


class RefundOut(Output):
    """Money on its way back. ``actorId`` is null where it went back by itself."""

    id: UUID
    amount: str = Field(examples=["12.00"])
    currency: str = Field(examples=["USD"])
    status: Literal["pending", "succeeded", "failed"]
    reason: str | None = Field(examples=["One item was damaged"])
    actor_id: UUID | None
    created_at: datetime


class PaymentOut(Output):
    """A payment of an order or an invoice."""

    id: UUID
    status: PaymentStatus
    amount: str = Field(examples=["53.89"])
    currency: str = Field(examples=["USD"])
    provider: ProviderName
    client_secret: str | None = Field(None, description="For the provider's form: its owner's, while it can be paid")
    publishable_key: str | None = Field(None, description="For the provider's form")
    order_id: UUID | None
    order_number: str | None = Field(examples=["7K3Q-M9TD"])
    invoice_id: UUID | None
    refunded: str = Field(examples=["0.00"])
    fee: str | None = Field(description="What the provider kept; for who may see all payments")
    card: CardOut | None
    failure: FailureOut | None
    customer: CustomerOut | None = Field(description="For who may see all payments")
    refunds: list[RefundOut]
    created_at: datetime
    updated_at: datetime
    succeeded_at: datetime | None


class PaymentSummary(Output):
    """A payment in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    status: PaymentStatus | None = None
    amount: str | None = None
    currency: str | None = None
    provider: ProviderName | None = None
    order_id: UUID | None = None
    order_number: str | None = None
    invoice_id: UUID | None = None
    refunded: str | None = None
    fee: str | None = None
    card: CardOut | None = None
    failure: FailureOut | None = None
    customer: CustomerOut | None = None
    refunds: list[RefundOut] | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    succeeded_at: datetime | None = None


class PaymentQuery(ListQuery):
    """What the list of payments understands. ``search`` looks in numbers of orders, and in who paid."""

    sort: Literal["createdAt", "amount"] = "createdAt"
    status: list[PaymentStatus] | None = Field(None, alias="filter[status]")
    provider: list[ProviderName] | None = Field(None, alias="filter[provider]")
    order_id: list[UUID] | None = Field(None, alias="filter[orderId]", max_length=100)
    user_id: list[UUID] | None = Field(
        None, alias="filter[userId]", max_length=100, description="Whose; others than one's own for who may see all"
    )
    currency: list[Currency] | None = Field(None, alias="filter[currency]", max_length=50)
    amount_min: Bound | None = Field(None, alias="amountMin", description="In major units, whatever the currency")
    amount_max: Bound | None = Field(None, alias="amountMax", description="In major units, whatever the currency")


class SandboxCard(Input):
    """The sandbox's card form."""

    card: CardNumber
    expiry: Expiry | None = None
    cvc: Cvc | None = None

    def as_typed(self) -> CardForm:
        """What the sandbox is shown."""
        if self.expiry is None:
            return CardForm(self.card)
        month, year = self.expiry.split("/")
        return CardForm(self.card, (2000 + int(year), int(month)))


class SandboxAnswer(Input):
    """What the person says to their bank."""

    outcome: Literal["approved", "refused"]


class RefundCreate(Input):
    """Money to be given back."""

    amount: RefundAmount | None = None
    reason: Reason | None = Field(None, examples=["One item was damaged"])


class EventOut(Output):
    """An event of the provider. ``createdAt`` is when the provider wrote it."""

    id: UUID
    event_id: str = Field(examples=["evt_3d0c5f7a1b2c4d5e6f708192"])
    type: str = Field(examples=["payment_intent.succeeded"])
    provider: ProviderName
    status: EventStatusName
    attempts: int
    error: str | None
    payment_id: UUID | None
    created_at: datetime
    received_at: datetime
    processed_at: datetime | None


class EventDetail(EventOut):
    """An event with what it says. ``payload`` is null once who paid was forgotten."""

    payload: dict[str, Any] | None


class EventSummary(Output):
    """An event in the list. With ``fields`` only those are present."""

    id: UUID | None = None
    event_id: str | None = None
    type: str | None = None
    provider: ProviderName | None = None
    status: EventStatusName | None = None
    attempts: int | None = None
    error: str | None = None
    payment_id: UUID | None = None
    created_at: datetime | None = None
    received_at: datetime | None = None
    processed_at: datetime | None = None


class EventQuery(ListQuery):
    """What the list of events understands. ``search`` looks in the provider's ids."""

    sort: Literal["receivedAt", "createdAt"] = "receivedAt"
    status: list[EventStatusName] | None = Field(None, alias="filter[status]")
    type: list[Annotated[str, StringConstraints(max_length=100)]] | None = Field(
        None, alias="filter[type]", max_length=50
    )
    payment_id: list[UUID] | None = Field(None, alias="filter[paymentId]", max_length=50)


class Received(Output):
    """The event was stored."""

    received: Literal[True] = True
