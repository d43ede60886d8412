"""What the sandbox tells, in Stripe's words: the JSON of payment intents, charges, refunds and events."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from groundwork.adapters.payments.amounts import to_stripe
from groundwork.adapters.payments.sandbox_cards import card_of
from groundwork.kernel.money import Money

Row = Mapping[str, Any]
API_VERSION = "2025-09-30.clover"


def new_event(
    kind: str, thing: Mapping[str, Any], at: datetime, *, before: Row | None = None, name: str | None = None
) -> tuple[str, str]:
    """Id and body of an event. ``before``: what an update has changed. ``name``: of an event whose id can be told."""
    identity = f"evt_{hashlib.sha256(name.encode()).hexdigest()[:24] if name else secrets.token_hex(12)}"
    event = {
        "id": identity,
        "object": "event",
        "api_version": API_VERSION,
        "created": int(at.timestamp()),
        "data": {"object": thing, **({"previous_attributes": before} if before else {})},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }
    return identity, orjson.dumps(event).decode()


def intent(row: Row) -> dict[str, Any]:
    """A payment intent."""
    succeeded = row["status"] == "succeeded"
    return {
        "id": row["id"],
        "object": "payment_intent",
        "amount": _units(row),
        "amount_received": _units(row) if succeeded else 0,
        "client_secret": row["client_secret"],
        "created": int(row["created_at"].timestamp()),
        "currency": row["currency"].lower(),
        "customer": row["customer"],
        "description": row["description"],
        "last_payment_error": _error(row),
        "latest_charge": _charge_id(row) if succeeded else None,
        "livemode": False,
        "metadata": row["metadata"],
        "payment_method": row["payment_method"],
        "setup_future_usage": "off_session" if row["save_method"] else None,
        "status": row["status"],
    }


def charge(row: Row) -> dict[str, Any]:
    """The charge of a payment that succeeded."""
    card = card_of(row["payment_method"])
    details = {"type": "card", "card": {"brand": card.brand, "last4": card.last4}} if card else None
    return {
        "id": _charge_id(row),
        "object": "charge",
        "amount": _units(row),
        "amount_captured": _units(row),
        "amount_refunded": _units(row, "refunded"),
        "captured": True,
        "created": int(row["created_at"].timestamp()),
        "currency": row["currency"].lower(),
        "customer": row["customer"],
        "livemode": False,
        "metadata": row["metadata"],
        "paid": True,
        "payment_intent": row["id"],
        "payment_method": row["payment_method"],
        "payment_method_details": details,
        "refunded": row["refunded"] == row["amount"],
        "status": "succeeded",
    }


def refund(row: Row) -> dict[str, Any]:
    """A refund. Those of the sandbox succeed at once."""
    return {
        "id": row["id"],
        "object": "refund",
        "amount": _units(row),
        "charge": "ch_" + row["payment"].removeprefix("pi_"),
        "created": int(row["created_at"].timestamp()),
        "currency": row["currency"].lower(),
        "metadata": row["metadata"],
        "payment_intent": row["payment"],
        "status": "succeeded",
    }


def method(customer: str, payment_method: str) -> dict[str, Any]:
    """A payment method that a customer has saved."""
    card = card_of(payment_method)
    shown = {"brand": card.brand, "last4": card.last4} if card else None
    return {"id": payment_method, "object": "payment_method", "type": "card", "customer": customer, "card": shown}


def customer(row: Row) -> dict[str, Any]:
    """A customer."""
    return {
        "id": row["id"],
        "object": "customer",
        "created": int(row["created_at"].timestamp()),
        "invoice_settings": {"default_payment_method": row["payment_method"]},
        "livemode": False,
    }


def _units(row: Row, column: str = "amount") -> int:
    return to_stripe(Money(row[column], row["currency"]))


def _charge_id(row: Row) -> str:
    return "ch_" + str(row["id"]).removeprefix("pi_")


def _error(row: Row) -> dict[str, Any] | None:
    if row["failure_code"] is None:
        return None
    return {"type": "card_error", "code": row["failure_code"], "message": row["failure_message"]}
