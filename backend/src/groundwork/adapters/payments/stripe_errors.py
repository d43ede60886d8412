"""Questions to Stripe: within a time, and with its errors as those of the port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import stripe
import structlog

from groundwork.adapters.payments.events import failure_of, read_payment
from groundwork.adapters.payments.stripe_objects import Unreadable
from groundwork.kernel.errors import AppError, InternalError
from groundwork.kernel.payment_provider import Failure, PaymentFailed, ProviderPayment, ProviderUnavailable

_PATIENCE = 10.0
"""Seconds for one question with all its attempts."""

log = structlog.get_logger("groundwork.payments")


@asynccontextmanager
async def asking(what: str) -> AsyncIterator[None]:
    """Within the time, and with Stripe's errors as the port's. ``what`` is for the log.

    Raises:
        ProviderUnavailable: no answer, or none that tells whether it happened.
        PaymentFailed: the card, or the amount, was refused.
        InternalError: Stripe does not understand us.
    """
    try:
        async with asyncio.timeout(_PATIENCE):
            yield
    except (TimeoutError, Unreadable, stripe.StripeError) as error:
        raise _as_ours(error, what) from error


def _as_ours(error: Exception, what: str) -> AppError:
    match error:
        case stripe.CardError():
            return PaymentFailed(*_declined(error))
        case stripe.AuthenticationError() | stripe.PermissionError():
            log.error("Stripe refuses our key: look at STRIPE_SECRET_KEY", to=what, request=error.request_id)
            return ProviderUnavailable()
        case stripe.InvalidRequestError(code="amount_too_small" | "amount_too_large"):
            return PaymentFailed(Failure(str(error.code), error.user_message or "This amount cannot be paid"))
        case stripe.InvalidRequestError() | stripe.IdempotencyError():
            log.error("Stripe does not take what we ask", to=what, code=error.code, error=str(error))
            return InternalError()
        case Unreadable():
            log.error("Stripe answers what we cannot read", to=what, error=str(error))
            return ProviderUnavailable()
    log.warning("Stripe does not answer", to=what, error=f"{type(error).__name__}: {error}")
    return ProviderUnavailable()


def _declined(error: stripe.CardError) -> tuple[Failure, ProviderPayment | None]:
    body: Any = error.json_body
    told = body["error"] if isinstance(body, dict) and isinstance(body.get("error"), dict) else {}
    intent = told.get("payment_intent")
    failure = failure_of(error.code, told.get("decline_code"), error.user_message)
    try:
        return failure, read_payment(intent) if isinstance(intent, dict) else None
    except Unreadable:
        return failure, None
