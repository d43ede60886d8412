"""Stripe, through its official SDK.

Nothing here differs between Stripe and a stand-in but the address. The interface's own element confirms payments with
Stripe directly, so no card ever comes through here.
"""

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import stripe
import structlog

from groundwork.adapters.payments.amounts import least, to_stripe
from groundwork.adapters.payments.events import read_event, read_method, read_payment, read_refund
from groundwork.adapters.payments.signatures import verify
from groundwork.adapters.payments.stripe_errors import asking
from groundwork.adapters.payments.stripe_http import SdkHttp
from groundwork.adapters.payments.stripe_objects import Customer, Unreadable, read_as
from groundwork.kernel.crypto import digest
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    BadEvent,
    Failure,
    PaymentFailed,
    PaymentState,
    ProviderEvent,
    ProviderPayment,
    ProviderRefund,
    SavedMethod,
)
from groundwork.kernel.settings import Settings

if TYPE_CHECKING:
    from stripe.params import (
        CustomerCreateParams,
        PaymentIntentCancelParams,
        PaymentIntentCreateParams,
        PaymentIntentListParams,
        PaymentIntentRetrieveParams,
        RefundCreateParams,
        RefundListParams,
    )
    from stripe.params.billing_portal import SessionCreateParams

_API_VERSION = "2026-10-28.endive"
"""Of Stripe's API; looked at when the SDK changes. Events come in the version that the webhook endpoint has there."""
_REPEATS = 2
_PAGE = 100

log = structlog.get_logger("groundwork.payments")

Read = TypeVar("Read")


class StripeProvider:
    """Takes payments with Stripe's payment intents."""

    name: Literal["stripe"] = "stripe"

    def __init__(self, settings: Settings) -> None:
        """``settings``: with ``STRIPE_SECRET_KEY``."""
        key, webhook_secret = settings.stripe_secret_key, settings.stripe_webhook_secret
        self.publishable_key = settings.stripe_publishable_key
        self._webhook_secret = webhook_secret.get_secret_value() if webhook_secret else None
        self._http = SdkHttp()
        # At its more talkative levels the SDK writes whole answers into the log, the secrets of payments included.
        logging.getLogger("stripe").setLevel(logging.WARNING)
        stripe.enable_telemetry = False
        self._stripe = stripe.StripeClient(
            key.get_secret_value() if key else "",
            stripe_version=_API_VERSION,
            base_addresses={"api": settings.stripe_api_base},
            http_client=self._http,
            max_network_retries=_REPEATS,
        ).v1

    def least(self, currency: str) -> int:
        """The smallest amount that Stripe charges in a currency, minor units."""
        return least(currency)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close_async()

    async def create_customer(self, *, key: str, email: str, name: str, metadata: Mapping[str, str]) -> str:
        """A person who pays; the answer is Stripe's id."""
        params: CustomerCreateParams = {"email": email, "name": name, "metadata": dict(metadata)}
        async with asking("create a customer"):
            try:
                made = await self._stripe.customers.create_async(params, {"idempotency_key": key})
            except stripe.IdempotencyError:
                # The person has another name or address than at the first attempt, whose answer was lost.
                key = f"{key}:{digest(f'{email} {name}')[:16]}"
                made = await self._stripe.customers.create_async(params, {"idempotency_key": key})
            return _text(made, "id")

    async def forget_customer(self, customer: str) -> None:
        """Delete a person at Stripe, with their cards."""
        async with asking("delete a customer"):
            try:
                await self._stripe.customers.delete_async(customer)
            except stripe.InvalidRequestError as error:
                if error.http_status != 404:
                    raise

    async def saved_methods(self, customer: str) -> list[SavedMethod]:
        """What a person can be charged by: their default for invoices, if there is one, then the newest first."""
        async with asking("look a customer up"):
            try:
                known = read_as(Customer, _written(await self._stripe.customers.retrieve_async(customer)))
                if known.deleted:
                    return []
                page = await self._stripe.customers.payment_methods.list_async(customer, {"limit": _PAGE})
            except stripe.InvalidRequestError as error:
                if error.http_status == 404:
                    return []
                raise
        found = [method async for method in _everything(page, read_method)]
        return sorted(found, key=lambda method: method.id != known.chosen)

    async def create_payment(
        self,
        amount: Money,
        *,
        key: str,
        description: str,
        metadata: Mapping[str, str],
        customer: str | None = None,
        save_method: bool = False,
    ) -> ProviderPayment:
        """A payment intent that Stripe's element in the browser confirms.

        Raises:
            PaymentFailed: the amount is less, or more, than Stripe takes in this currency.
        """
        params = _intent(amount, description, metadata)
        params["automatic_payment_methods"] = {"enabled": True}
        if customer:
            params["customer"] = customer
        if save_method:
            params["setup_future_usage"] = "off_session"
        async with asking("create a payment"):
            return _payment(await self._stripe.payment_intents.create_async(params, {"idempotency_key": key}))

    async def charge(
        self,
        amount: Money,
        *,
        key: str,
        description: str,
        metadata: Mapping[str, str],
        customer: str,
        payment_method: str,
    ) -> ProviderPayment:
        """Charge a saved card while nobody sits there.

        Raises:
            PaymentFailed: it was declined, or its owner would have to confirm.
        """
        params = _intent(amount, description, metadata)
        params |= {"customer": customer, "payment_method": payment_method, "confirm": True, "off_session": True}
        params["expand"] = ["latest_charge"]
        async with asking("charge a saved card"):
            payment = _payment(await self._stripe.payment_intents.create_async(params, {"idempotency_key": key}))
        if payment.state in {PaymentState.SUCCEEDED, PaymentState.PROCESSING}:
            return payment
        raise PaymentFailed(
            payment.failure or Failure("authentication_required", "The owner of the card has to confirm the payment"),
            payment,
        )

    async def payment(self, payment_id: str) -> ProviderPayment | None:
        """The payment as it is now, or none when Stripe does not know it."""
        found = await self._find(payment_id, "latest_charge")
        return None if found is None else _payment(found)

    async def cancel_payment(self, payment_id: str) -> ProviderPayment:
        """End a payment that has not succeeded. One that has is answered as it is."""
        async with asking("cancel a payment"):
            try:
                params: PaymentIntentCancelParams = {"expand": ["latest_charge"]}
                return _payment(await self._stripe.payment_intents.cancel_async(payment_id, params))
            except stripe.InvalidRequestError:
                payment = await self.payment(payment_id)
                if payment is None or payment.state not in {
                    PaymentState.SUCCEEDED,
                    PaymentState.CANCELED,
                    PaymentState.PROCESSING,
                }:
                    raise
                return payment

    async def refund(self, payment_id: str, amount: Money, *, key: str, metadata: Mapping[str, str]) -> ProviderRefund:
        """Give money back.

        Raises:
            PaymentFailed: Stripe refuses it, as when more is asked for than is left.
        """
        params: RefundCreateParams = {
            "payment_intent": payment_id,
            "amount": to_stripe(amount),
            "metadata": dict(metadata),
        }
        async with asking("refund a payment"):
            try:
                made = read_refund(_written(await self._stripe.refunds.create_async(params, {"idempotency_key": key})))
            except stripe.InvalidRequestError as error:
                raise PaymentFailed(
                    Failure(error.code or "refund_refused", error.user_message or "The refund was refused")
                ) from error
            if made is None:
                raise Unreadable("Stripe's refund is of no payment")
            return made

    async def fee(self, payment_id: str) -> int | None:
        """What Stripe kept, minor units of the payment's currency; none while unknown.

        Where Stripe pays out in another currency, it takes its fee in that one: it is told at the rate of the payment.
        """
        found = await self._find(payment_id, "latest_charge.balance_transaction")
        charge = (found.to_dict() if found else {}).get("latest_charge")
        booked = charge.get("balance_transaction") if isinstance(charge, dict) else None
        if not isinstance(booked, dict) or not charge:
            return None
        fee, gross, paid = int(booked["fee"]), int(booked["amount"]), int(charge["amount"])
        return fee if booked["currency"] == charge["currency"] or not gross else round(fee * paid / gross)

    async def payments_since(self, since: datetime) -> AsyncIterator[ProviderPayment]:
        """All payments made since then, the newest first."""
        params: PaymentIntentListParams = {
            "created": {"gte": int(since.timestamp())},
            "limit": _PAGE,
            "expand": ["data.latest_charge"],
        }
        async with asking("list payments"):
            page = await self._stripe.payment_intents.list_async(params)
        async for payment in _everything(page, read_payment):
            yield payment

    async def refunds_since(self, since: datetime) -> AsyncIterator[ProviderRefund]:
        """All refunds made since then, the newest first."""
        async for refund in self._refunds({"created": {"gte": int(since.timestamp())}}):
            yield refund

    async def refunds_of(self, payment_id: str) -> list[ProviderRefund]:
        """All refunds of a payment, those too that were made in Stripe's dashboard."""
        return [refund async for refund in self._refunds({"payment_intent": payment_id})]

    async def portal(self, customer: str, return_url: str) -> str | None:
        """Stripe's page on which a person looks after their cards; it has to be activated at Stripe once."""
        params: SessionCreateParams = {"customer": customer, "return_url": return_url}
        async with asking("open the billing portal"):
            return _text(await self._stripe.billing_portal.sessions.create_async(params), "url")

    def event(self, body: bytes, signature: str, *, at: datetime) -> ProviderEvent:
        """Read what was sent to the webhook.

        Raises:
            BadEvent: it is not Stripe's, too old, or cannot be read.
        """
        if not self._webhook_secret:
            log.error("an event came from Stripe and cannot be checked: STRIPE_WEBHOOK_SECRET is not set")
            raise BadEvent
        verify(body, signature, self._webhook_secret, at=at)
        return read_event(body)

    def read_event(self, body: bytes) -> ProviderEvent:
        """Read what was found good when it came, and kept.

        Raises:
            BadEvent: it cannot be read.
        """
        return read_event(body)

    async def _refunds(self, which: "RefundListParams") -> AsyncIterator[ProviderRefund]:
        which["limit"] = _PAGE
        async with asking("list refunds"):
            page = await self._stripe.refunds.list_async(which)
        async for refund in _everything(page, read_refund):
            yield refund

    async def _find(self, payment_id: str, *expanded: str) -> stripe.PaymentIntent | None:
        params: PaymentIntentRetrieveParams = {"expand": list(expanded)}
        async with asking("look a payment up"):
            try:
                return await self._stripe.payment_intents.retrieve_async(payment_id, params)
            except stripe.InvalidRequestError as error:
                if error.http_status == 404:
                    return None
                raise


def _intent(amount: Money, description: str, metadata: Mapping[str, str]) -> "PaymentIntentCreateParams":
    return {
        "amount": to_stripe(amount),
        "currency": amount.currency.lower(),
        "description": description,
        "metadata": dict(metadata),
    }


def _payment(intent: stripe.PaymentIntent) -> ProviderPayment:
    return read_payment(_written(intent))


def _written(answer: object) -> dict[str, Any]:
    """The object as Stripe wrote it.

    Raises:
        Unreadable: it is none.
    """
    if not isinstance(answer, stripe.StripeObject):
        raise Unreadable(f"an object was expected, and {type(answer).__name__} came")
    return answer.to_dict()


def _text(answer: object, name: str) -> str:
    text = _written(answer).get(name)
    if not isinstance(text, str):
        raise Unreadable(f"there is no {name}")
    return text


async def _everything(page: Any, read: Callable[[dict[str, Any]], Read | None]) -> AsyncIterator[Read]:
    """What is on this page of a list, and on those after it. What others made in ways unknown to us is passed over."""
    while True:
        for found in page.data:
            try:
                if known := read(found.to_dict()):
                    yield known
            except Unreadable as error:
                log.warning("passed over what cannot be read", id=found.id, error=str(error))
        if not page.has_more:
            return
        async with asking("read on in a list"):
            page = await page.next_page_async()
