"""The objects of Stripe's JSON, as far as they are used here: strict in types, blind to the rest."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from groundwork.kernel.payment_provider import Card


class Unreadable(ValueError):
    """Not what Stripe writes. The message says where, and holds no values."""


def _named(value: object) -> object:
    """The id of what may be named or stand there itself."""
    return value.get("id") if isinstance(value, Mapping) else value


Reference = Annotated[str | None, BeforeValidator(_named)]
Name = Annotated[str, Field(max_length=255, pattern=r"^[!-~]+$")]
"""Visible ASCII: it is kept as a text, which cannot hold every character of JSON."""
Metadata = Annotated[dict[str, str], BeforeValidator(lambda value: {} if value is None else value)]


class Part(BaseModel):
    """Of an object, the fields that are used."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Data(Part):
    """What an event is about, and of an update what was different before."""

    object: dict[str, Any]
    previous_attributes: dict[str, Any] | None = None


class Event(Part):
    """An event."""

    object: Literal["event"]
    id: Name
    type: Name
    created: int
    data: Data


class Error(Part):
    """Why an attempt to pay failed."""

    code: str | None = None
    decline_code: str | None = None
    message: str | None = None


class CardShown(Part):
    """What may be shown of a card."""

    brand: str | None = None
    last4: str | None = None

    @property
    def shown(self) -> Card | None:
        """As the port has it."""
        return Card(self.brand, self.last4) if self.brand and self.last4 else None


class Method(Part):
    """How a charge was paid."""

    card: CardShown | None = None


class Charge(Part):
    """A charge: money that moved, or was to."""

    id: str
    status: Literal["succeeded", "pending", "failed"]
    amount: int
    currency: str
    created: int
    amount_refunded: int = 0
    payment_intent: Reference = None
    customer: Reference = None
    payment_method: Reference = None
    payment_method_details: Method | None = None
    failure_code: str | None = None
    failure_message: str | None = None
    metadata: Metadata = Field(default_factory=dict)

    @property
    def card(self) -> Card | None:
        """The card that was charged, if it was one."""
        details = self.payment_method_details
        return details.card.shown if details and details.card else None


class Charges(Part):
    """The list of charges, newest first, that payment intents held before 2022-11-15."""

    data: list[Charge] = Field(default_factory=list)


class Intent(Part):
    """A payment intent."""

    id: str
    status: Literal[
        "requires_payment_method",
        "requires_confirmation",
        "requires_action",
        "requires_capture",
        "processing",
        "succeeded",
        "canceled",
    ]
    amount: int
    currency: str
    created: int
    client_secret: str | None = None
    customer: Reference = None
    payment_method: Reference = None
    latest_charge: Charge | str | None = None
    charges: Charges | None = None
    last_payment_error: Error | None = None
    metadata: Metadata = Field(default_factory=dict)

    @property
    def charge(self) -> Charge | None:
        """The newest charge, when it stands here."""
        if isinstance(self.latest_charge, Charge):
            return self.latest_charge
        return self.charges.data[0] if self.charges and self.charges.data else None


class Refund(Part):
    """A refund."""

    id: str
    status: Literal["pending", "requires_action", "succeeded", "failed", "canceled"]
    amount: int
    currency: str
    created: int
    payment_intent: Reference = None
    metadata: Metadata = Field(default_factory=dict)


class PaymentMethod(Part):
    """A payment method; detached, it is nobody's."""

    id: str
    customer: Reference = None
    card: CardShown | None = None


class InvoiceSettings(Part):
    """How a customer wants to pay invoices."""

    default_payment_method: Reference = None


class Customer(Part):
    """A customer."""

    id: str
    deleted: bool = False
    invoice_settings: InvoiceSettings | None = None

    @property
    def chosen(self) -> str | None:
        """The payment method they want to be charged by."""
        return self.invoice_settings.default_payment_method if self.invoice_settings else None


Model = TypeVar("Model", bound=Part)


def read_as(model: type[Model], written: object) -> Model:
    """An object as what it should be.

    Raises:
        Unreadable: it is not that.
    """
    try:
        return model.model_validate(written)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, problem["loc"])) or "all of it" for problem in error.errors())
        raise Unreadable(f"Stripe's {model.__name__.lower()} cannot be read: {places}") from None
