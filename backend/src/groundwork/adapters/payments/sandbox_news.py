"""What the sandbox tells, in Stripe's words: the JSON of payment intents, charges, refunds and events."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from groundwork.adapters.payments.amounts import to_stripe
from groundwork.adapters.payments.sandbox_cards import find_by_last4
from groundwork.kernel.money import Money

Row = Mapping[str, Any]
API_VERSION = "2025-09-30.clover"


def new_event(kind: str, thing: Mapping[str, Any], at: datetime) -> tuple[str, str]:
    """Id and body of an event."""
    identity = f"evt_{secrets.token_hex(12)}"
    event = {
        "id": identity,
        "object": "event",
        "api_version": API_VERSION,
        "created": int(at.timestamp()),
        "data": {"object": thing},
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
    card = find_by_last4(row["payment_method"].split("_")[1])
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


def _units(row: Row, column: str = "amount") -> int:
    return to_stripe(Money(row[column], row["currency"]))


def _charge_id(row: Row) -> str:
    return "ch_" + str(row["id"]).removeprefix("pi_")


def _error(row: Row) -> dict[str, Any] | None:
    if row["failure_code"] is None:
        return None
    return {"type": "card_error", "code": row["failure_code"], "message": row["failure_message"]}
