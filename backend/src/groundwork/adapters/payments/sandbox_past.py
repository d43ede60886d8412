"""What the sandbox knows of the time before: payments and refunds that development data brings in."""

from collections.abc import Sequence
from typing import Any

from groundwork.adapters.payments.sandbox_books import Cursor, fee_of, to_json
from groundwork.kernel.payment_provider import PaymentState, ProviderPayment, ProviderRefund

_PAST_PAYMENT = """
    INSERT INTO sandbox_payments (id, key, request, status, amount, currency, refunded, fee, customer, payment_method,
                                  save_method, client_secret, description, metadata, failure_code, failure_message,
                                  created_at)
    VALUES (%s, %s, '', %s, %s, %s, %s, %s, %s, %s, false, '', '', %s, %s, %s, %s) ON CONFLICT DO NOTHING"""
_PAST_REFUND = """
    INSERT INTO sandbox_refunds (id, key, payment, amount, currency, metadata, created_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"""


async def bring_in(
    books: Cursor, payments: Sequence[ProviderPayment], refunds: Sequence[ProviderRefund]
) -> dict[str, int]:
    """Write them down, and nothing of the news of them. The fees of those that succeeded, minor units by id."""
    fees = {seen.id: fee_of(seen.amount.minor) for seen in payments if seen.state is PaymentState.SUCCEEDED}
    await books.executemany(_PAST_PAYMENT, [_past_payment(seen, fees.get(seen.id)) for seen in payments])
    await books.executemany(_PAST_REFUND, [_past_refund(seen) for seen in refunds])
    return fees


def _past_payment(seen: ProviderPayment, fee: int | None) -> tuple[Any, ...]:
    failure = (seen.failure.code, seen.failure.message) if seen.failure else (None, None)
    return (
        seen.id,
        f"past:{seen.id}",
        seen.state,
        seen.amount.minor,
        seen.amount.currency,
        seen.refunded,
        fee,
        seen.customer,
        seen.payment_method,
        to_json(seen.metadata),
        *failure,
        seen.created_at,
    )


def _past_refund(seen: ProviderRefund) -> tuple[Any, ...]:
    return (
        seen.id,
        f"past:{seen.id}",
        seen.payment_id,
        seen.amount.minor,
        seen.amount.currency,
        to_json(seen.metadata),
        seen.created_at,
    )
