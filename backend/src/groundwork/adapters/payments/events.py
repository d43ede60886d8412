"""Stripe's events as JSON, read into what the house knows. Both adapters speak it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

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

_STATES = {
    "requires_confirmation": PaymentState.REQUIRES_PAYMENT_METHOD,
    "requires_capture": PaymentState.PROCESSING,
    **{str(state): state for state in PaymentState},
}
_REFUND_STATES = {
    "requires_action": RefundState.PENDING,
    "canceled": RefundState.FAILED,
    **{str(state): state for state in RefundState},
}


def read_event(body: bytes) -> ProviderEvent:
    """An event of Stripe's.

    Raises:
        BadEvent: the body is none.
    """
    try:
        event = orjson.loads(body)
        identity, kind, created = event["id"], event["type"], _moment(event["created"])
        if event["object"] != "event" or not isinstance(identity, str) or not isinstance(kind, str):
            raise BadEvent
        thing = event["data"]["object"]
        if kind.startswith("payment_intent."):
            return ProviderEvent(identity, kind, created, payment=read_payment(thing))
        if kind.startswith(("refund.", "charge.refund.")):
            return ProviderEvent(identity, kind, created, refund=read_refund(thing))
        if kind in {"charge.succeeded", "charge.updated", "charge.refunded"} and thing.get("payment_intent"):
            return ProviderEvent(identity, kind, created, payment=_payment_of_charge(thing))
        return ProviderEvent(identity, kind, created)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError):
        raise BadEvent from None


def read_payment(intent: Mapping[str, Any]) -> ProviderPayment:
    """A payment intent."""
    error = intent.get("last_payment_error")
    return ProviderPayment(
        id=intent["id"],
        state=_STATES[intent["status"]],
        amount=_money(intent["amount"], intent["currency"]),
        created_at=_moment(intent["created"]),
        client_secret=intent.get("client_secret"),
        customer=intent.get("customer"),
        payment_method=intent.get("payment_method"),
        failure=_failure(error) if error else None,
        metadata=dict(intent.get("metadata") or {}),
    )


def read_refund(refund: Mapping[str, Any]) -> ProviderRefund:
    """A refund."""
    return ProviderRefund(
        id=refund["id"],
        payment_id=refund["payment_intent"],
        state=_REFUND_STATES[refund["status"]],
        amount=_money(refund["amount"], refund["currency"]),
        created_at=_moment(refund["created"]),
        metadata=dict(refund.get("metadata") or {}),
    )


def _payment_of_charge(charge: Mapping[str, Any]) -> ProviderPayment:
    """A charge that succeeded, as the payment that it belongs to."""
    return ProviderPayment(
        id=charge["payment_intent"],
        state=PaymentState.SUCCEEDED if charge["status"] == "succeeded" else PaymentState.PROCESSING,
        amount=_money(charge["amount"], charge["currency"]),
        created_at=_moment(charge["created"]),
        refunded=charge.get("amount_refunded", 0),
        customer=charge.get("customer"),
        payment_method=charge.get("payment_method"),
        card=_card(charge.get("payment_method_details") or {}),
        metadata=dict(charge.get("metadata") or {}),
    )


def _card(details: Mapping[str, Any]) -> Card | None:
    card = details.get("card")
    return Card(card["brand"], card["last4"]) if card else None


def _failure(error: Mapping[str, Any]) -> Failure:
    code = error.get("decline_code") or error.get("code") or "card_declined"
    return Failure(code, error.get("message") or "The payment was declined")


def _money(minor: Any, currency: str) -> Money:
    if not isinstance(minor, int) or isinstance(minor, bool):
        raise BadEvent
    return Money(minor, currency.upper())


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
