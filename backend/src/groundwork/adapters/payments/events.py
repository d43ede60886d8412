"""Stripe's JSON, read: its events and the objects in them, for both adapters.

What we use is read strictly; what else is there, and what comes and goes between Stripe's API versions, is passed over:
a charge may be named by ``latest_charge``, stand in it, or in ``charges`` (before 2022-11-15).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from groundwork.adapters.payments.amounts import from_stripe
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    BadEvent,
    Card,
    Failure,
    PaymentState,
    ProviderEvent,
    ProviderPayment,
    ProviderRefund,
    RefundState,
)

_INTENT_STATES = {
    "requires_payment_method": PaymentState.REQUIRES_PAYMENT_METHOD,
    "requires_confirmation": PaymentState.REQUIRES_PAYMENT_METHOD,
    "requires_action": PaymentState.REQUIRES_ACTION,
    "requires_capture": PaymentState.PROCESSING,
    "processing": PaymentState.PROCESSING,
    "succeeded": PaymentState.SUCCEEDED,
    "canceled": PaymentState.CANCELED,
}
_CHARGE_STATES = {
    "succeeded": PaymentState.SUCCEEDED,
    "pending": PaymentState.PROCESSING,
    "failed": PaymentState.REQUIRES_PAYMENT_METHOD,
}
_REFUND_STATES = {
    "pending": RefundState.PENDING,
    "requires_action": RefundState.PENDING,
    "succeeded": RefundState.SUCCEEDED,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}
_NOT_FOR_THE_PAYER = {"fraudulent", "lost_card", "merchant_blacklist", "pickup_card", "restricted_card", "stolen_card"}
"""Reasons that Stripe asks to keep from who pays (docs.stripe.com/declines/codes): told as any other decline."""


class Unreadable(ValueError):
    """Not what Stripe writes. The message says where, and holds no values."""


def read_event(body: bytes) -> ProviderEvent:
    """The event that is written in ``body``; whether Stripe wrote it must be known already.

    Raises:
        BadEvent: it is none.
    """
    try:
        event = _read(_Event, orjson.loads(body))
        subject = event.data.object
        return ProviderEvent(
            id=event.id,
            type=event.type,
            created_at=_time(event.created),
            payment=_payment_in(subject),
            refund=read_refund(subject) if subject.get("object") == "refund" else None,
        )
    except ValueError as error:
        raise BadEvent from error


def read_payment(intent: Mapping[str, Any]) -> ProviderPayment:
    """A payment intent. What only its charge tells (card, refunds) is there when the charge stands in it.

    Raises:
        Unreadable: it is none.
    """
    read = _read(_Intent, intent)
    charge = read.charge
    failure = read.last_payment_error
    return ProviderPayment(
        id=read.id,
        state=_INTENT_STATES[read.status],
        amount=_money(read.amount, read.currency),
        created_at=_time(read.created),
        refunded=_money(charge.amount_refunded, charge.currency).minor if charge else 0,
        client_secret=read.client_secret,
        customer=read.customer,
        payment_method=read.payment_method or (charge.payment_method if charge else None),
        card=charge.card if charge else None,
        failure=failure_of(failure.code, failure.decline_code, failure.message) if failure else None,
        metadata=read.metadata,
    )


def read_refund(refund: Mapping[str, Any]) -> ProviderRefund | None:
    """A refund; none when it is of a charge that was made without a payment intent, and so not by us.

    Raises:
        Unreadable: it is none.
    """
    read = _read(_Refund, refund)
    if read.payment_intent is None:
        return None
    return ProviderRefund(
        id=read.id,
        payment_id=read.payment_intent,
        state=_REFUND_STATES[read.status],
        amount=_money(read.amount, read.currency),
        created_at=_time(read.created),
        metadata=read.metadata,
    )


def failure_of(code: str | None, decline_code: str | None, message: str | None) -> Failure:
    """Why a payment failed, as it may be told to who pays: the bank's reason where it helps, else Stripe's."""
    reason = code or "card_declined"
    if reason == "card_declined" and decline_code not in {None, "generic_decline", *_NOT_FOR_THE_PAYER}:
        reason = str(decline_code)
    return Failure(reason, message or "The payment was declined")


def _payment_in(subject: Mapping[str, Any]) -> ProviderPayment | None:
    match subject.get("object"):
        case "payment_intent":
            return read_payment(subject)
        case "charge":
            return _payment_of_charge(subject)
    return None


def _payment_of_charge(charge: Mapping[str, Any]) -> ProviderPayment | None:
    """The payment as its charge tells it; none when no payment intent made the charge, and so not we."""
    read = _read(_Charge, charge)
    if read.payment_intent is None:
        return None
    failed = read.status == "failed"
    return ProviderPayment(
        id=read.payment_intent,
        state=_CHARGE_STATES[read.status],
        amount=_money(read.amount, read.currency),
        created_at=_time(read.created),
        refunded=_money(read.amount_refunded, read.currency).minor,
        customer=read.customer,
        payment_method=read.payment_method,
        card=read.card,
        failure=failure_of(read.failure_code, None, read.failure_message) if failed else None,
        metadata=read.metadata,
    )


def _named(value: object) -> object:
    """The id of what may be named or stand there itself."""
    return value.get("id") if isinstance(value, Mapping) else value


Reference = Annotated[str | None, BeforeValidator(_named)]
Metadata = Annotated[dict[str, str], BeforeValidator(lambda value: {} if value is None else value)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Data(_Part):
    object: dict[str, Any]


class _Event(_Part):
    object: Literal["event"]
    id: str = Field(min_length=1, max_length=255)
    type: str = Field(min_length=1, max_length=255)
    created: int
    data: _Data


class _Error(_Part):
    code: str | None = None
    decline_code: str | None = None
    message: str | None = None


class _CardShown(_Part):
    brand: str | None = None
    last4: str | None = None


class _Method(_Part):
    card: _CardShown | None = None


class _Charge(_Part):
    id: str
    status: Literal["succeeded", "pending", "failed"]
    amount: int
    currency: str
    created: int
    amount_refunded: int = 0
    payment_intent: Reference = None
    customer: Reference = None
    payment_method: Reference = None
    payment_method_details: _Method | None = None
    failure_code: str | None = None
    failure_message: str | None = None
    metadata: Metadata = Field(default_factory=dict)

    @property
    def card(self) -> Card | None:
        """The card that was charged, if it was one."""
        shown = self.payment_method_details.card if self.payment_method_details else None
        return Card(shown.brand, shown.last4) if shown and shown.brand and shown.last4 else None


class _Charges(_Part):
    data: list[_Charge] = Field(default_factory=list)


class _Intent(_Part):
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
    latest_charge: _Charge | str | None = None
    charges: _Charges | None = None
    last_payment_error: _Error | None = None
    metadata: Metadata = Field(default_factory=dict)

    @property
    def charge(self) -> _Charge | None:
        """The newest charge, when it stands here."""
        if isinstance(self.latest_charge, _Charge):
            return self.latest_charge
        return self.charges.data[0] if self.charges and self.charges.data else None


class _Refund(_Part):
    id: str
    status: Literal["pending", "requires_action", "succeeded", "failed", "canceled"]
    amount: int
    currency: str
    created: int
    payment_intent: Reference = None
    metadata: Metadata = Field(default_factory=dict)


_Model = TypeVar("_Model", bound=_Part)


def _read(model: type[_Model], written: object) -> _Model:
    try:
        return model.model_validate(written)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, problem["loc"])) or "all of it" for problem in error.errors())
        raise Unreadable(f"Stripe's {model.__name__[1:].lower()} cannot be read: {places}") from None


def _money(units: int, currency: str) -> Money:
    try:
        return from_stripe(units, currency)
    except ValueError as error:
        raise Unreadable(str(error)) from None


def _time(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        raise Unreadable("Stripe's time cannot be read") from None
