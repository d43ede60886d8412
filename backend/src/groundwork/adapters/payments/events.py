"""Stripe's JSON, read: its events and the objects in them, for both adapters.

What we use is read strictly; what else is there, and what comes and goes between Stripe's API versions, is passed over:
a charge may be named by ``latest_charge``, stand in it, or in ``charges`` (before 2022-11-15).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from groundwork.adapters.payments.amounts import from_stripe
from groundwork.adapters.payments.stripe_objects import (
    Charge,
    Customer,
    Event,
    Intent,
    PaymentMethod,
    Refund,
    Unreadable,
    read_as,
)
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    BadEvent,
    Failure,
    MethodNews,
    PaymentState,
    ProviderEvent,
    ProviderPayment,
    ProviderRefund,
    RefundState,
    SavedMethod,
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


def read_event(body: bytes) -> ProviderEvent:
    """The event that is written in ``body``; whether Stripe wrote it must be known already.

    Raises:
        BadEvent: it is none.
    """
    try:
        event = read_as(Event, orjson.loads(body))
        subject, before = event.data.object, event.data.previous_attributes or {}
        return ProviderEvent(
            id=event.id,
            type=event.type,
            created_at=_time(event.created),
            payment=_payment_in(subject),
            refund=read_refund(subject) if subject.get("object") == "refund" else None,
            methods=_methods_in(subject, before),
            customer=_customer_in(subject, before),
        )
    except ValueError as error:
        raise BadEvent from error


def read_payment(intent: Mapping[str, Any]) -> ProviderPayment:
    """A payment intent. What only its charge tells (card, refunds) is there when the charge stands in it.

    Raises:
        Unreadable: it is none.
    """
    read = read_as(Intent, intent)
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
    read = read_as(Refund, refund)
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


def read_method(method: Mapping[str, Any]) -> SavedMethod:
    """A payment method of a customer.

    Raises:
        Unreadable: it is none.
    """
    read = read_as(PaymentMethod, method)
    return SavedMethod(read.id, read.card.shown if read.card else None)


def _customer_in(subject: Mapping[str, Any], before: Mapping[str, Any]) -> str | None:
    """Whom it is about, whatever it is: what is of no use to us may name people, too."""
    customer = subject if subject.get("object") == "customer" else subject.get("customer") or before.get("customer")
    found = customer.get("id") if isinstance(customer, Mapping) else customer
    return found if isinstance(found, str) else None


def _methods_in(subject: Mapping[str, Any], before: Mapping[str, Any]) -> MethodNews | None:
    """News of what somebody has saved: added, removed, renewed by their bank, or chosen to be charged."""
    match subject.get("object"):
        case "payment_method":
            method = read_as(PaymentMethod, {**subject, "customer": subject.get("customer") or before.get("customer")})
            return MethodNews(method.customer, method.id) if method.customer else None
        case "customer" if "default_payment_method" in (before.get("invoice_settings") or {}):
            customer = read_as(Customer, subject)
            return MethodNews(customer.id, customer.chosen)
    return None


def _payment_in(subject: Mapping[str, Any]) -> ProviderPayment | None:
    match subject.get("object"):
        case "payment_intent":
            return read_payment(subject)
        case "charge":
            return _payment_of_charge(subject)
    return None


def _payment_of_charge(charge: Mapping[str, Any]) -> ProviderPayment | None:
    """The payment as its charge tells it; none when no payment intent made the charge, and so not we."""
    read = read_as(Charge, charge)
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
