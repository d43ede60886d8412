"""What the sandbox knows of the time before: payments and refunds that development data brings in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from groundwork.adapters.payments import sandbox_news as news
from groundwork.adapters.payments.sandbox_books import Cursor, fee_of, to_json
from groundwork.kernel.payment_provider import Past, PastNews, PaymentState, ProviderPayment, ProviderRefund

_PAST_CUSTOMER = """
    INSERT INTO sandbox_customers (id, key, payment_method, created_at)
    VALUES (%(customer)s, %(key)s, %(payment_method)s, %(created_at)s) ON CONFLICT DO NOTHING"""
_PAST_PAYMENT = """
    INSERT INTO sandbox_payments (id, key, request, status, amount, currency, refunded, fee, customer, payment_method,
                                  save_method, client_secret, description, metadata, failure_code, failure_message,
                                  created_at)
    VALUES (%(id)s, %(key)s, '', %(status)s, %(amount)s, %(currency)s, %(refunded)s, %(fee)s, %(customer)s,
            %(payment_method)s, %(save_method)s, %(client_secret)s, '', %(json)s, %(failure_code)s,
            %(failure_message)s, %(created_at)s) ON CONFLICT DO NOTHING"""
_PAST_REFUND = """
    INSERT INTO sandbox_refunds (id, key, payment, amount, currency, metadata, created_at)
    VALUES (%(id)s, %(key)s, %(payment)s, %(amount)s, %(currency)s, %(json)s, %(created_at)s)
    ON CONFLICT DO NOTHING"""
_GIVEN_UP = timedelta(minutes=25)
"""After a card was declined and no other came."""

Row = dict[str, Any]


async def bring_in(
    books: Cursor, payments: Sequence[ProviderPayment], refunds: Sequence[ProviderRefund], took: timedelta
) -> Past:
    """Write them down: the fees of those that succeeded, and the news of all, which are not sent."""
    rows = [_payment(seen) for seen in payments]
    back: dict[str, list[Row]] = {}
    for refund in sorted(refunds, key=lambda refund: refund.created_at):
        back.setdefault(refund.payment_id, []).append(_refund(refund))
    await books.executemany(_PAST_CUSTOMER, [row for row in rows if row["customer"]])
    await books.executemany(_PAST_PAYMENT, rows)
    await books.executemany(_PAST_REFUND, [row for made in back.values() for row in made])
    told = [event for row in rows for event in _news(row, back.get(row["id"], []), took)]
    return Past({row["id"]: row["fee"] for row in rows if row["fee"] is not None}, told)


def _payment(seen: ProviderPayment) -> Row:
    """A row of the sandbox's payments."""
    succeeded = seen.state is PaymentState.SUCCEEDED
    return {
        "id": seen.id,
        "key": f"past:{seen.id}",
        "status": str(seen.state),
        "amount": seen.amount.minor,
        "currency": seen.amount.currency,
        "refunded": seen.refunded,
        "fee": fee_of(seen.amount.minor) if succeeded else None,
        "customer": seen.customer,
        "payment_method": seen.payment_method,
        "save_method": seen.customer is not None,
        "client_secret": f"{seen.id}_secret_past",
        "description": "",
        "metadata": dict(seen.metadata),
        "json": to_json(seen.metadata),
        "failure_code": seen.failure.code if seen.failure else None,
        "failure_message": seen.failure.message if seen.failure else None,
        "created_at": seen.created_at,
    }


def _refund(seen: ProviderRefund) -> Row:
    """A row of the sandbox's refunds."""
    return {
        "id": seen.id,
        "key": f"past:{seen.id}",
        "payment": seen.payment_id,
        "amount": seen.amount.minor,
        "currency": seen.amount.currency,
        "metadata": dict(seen.metadata),
        "json": to_json(seen.metadata),
        "created_at": seen.created_at,
    }


def _news(row: Row, back: Sequence[Row], took: timedelta) -> Iterator[PastNews]:
    """What would have been told of a payment, at the times at which it would have been."""
    begun, done = row["created_at"], row["created_at"] + took
    no_failure = {"failure_code": None, "failure_message": None}
    untouched = {**row, "status": "requires_payment_method", "payment_method": None, "refunded": 0}
    yield _event("payment_intent.created", news.intent({**untouched, **no_failure}), begun, row)
    if row["status"] == PaymentState.SUCCEEDED:
        paid = {**row, "refunded": 0}
        yield _event("charge.succeeded", news.charge(paid), done, row)
        yield _event("payment_intent.succeeded", news.intent(paid), done, row)
    else:
        given_up = {**untouched, "status": row["status"]}
        yield _event("payment_intent.payment_failed", news.intent(untouched), done, row)
        yield _event("payment_intent.canceled", news.intent(given_up), done + _GIVEN_UP, row)
    refunded = 0
    for refund in back:
        refunded += refund["amount"]
        yield _event("refund.created", news.refund(refund), refund["created_at"], row, refund["id"])
        charge = news.charge({**row, "refunded": refunded})
        yield _event("charge.refunded", charge, refund["created_at"], row, refund["id"])


def _event(kind: str, thing: Mapping[str, Any], at: datetime, row: Row, which: str = "") -> PastNews:
    identity, body = news.new_event(kind, thing, at, name=f"{row['id']} {kind} {which}")
    return PastNews(identity, kind, body.encode(), at, row["id"])
