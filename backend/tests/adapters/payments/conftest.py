"""Both adapters behind one face: what a shop does, and what its customers do in the browser."""

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest

from groundwork.adapters.payments.sandbox import SandboxProvider
from groundwork.adapters.payments.stripe import StripeProvider
from groundwork.kernel.clock import now
from groundwork.kernel.money import Money
from groundwork.kernel.payment_provider import (
    CardForm,
    PaymentFailed,
    PaymentProvider,
    ProviderEvent,
    ProviderPayment,
)
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import make_settings
from tests.stripe_peer import Peer, serving


@pytest.fixture(scope="session")
def peer() -> Iterator[Peer]:
    """Stripe on loopback."""
    with serving() as running:
        yield running


class Customer(Protocol):
    """Who pays, in the browser; and the news that comes of it."""

    async def pay(self, payment: ProviderPayment, card: str = "4242424242424242") -> None:
        """Type a card in."""

    async def answer_challenge(self, payment: ProviderPayment, *, approved: bool) -> None:
        """Answer the bank."""

    async def choose_card(self, customer: str, card: str) -> None:
        """Save a card, and choose it, where one looks after one's cards."""

    async def news(self) -> list[ProviderEvent]:
        """The events since the last time, read by the adapter."""


@dataclass
class AtSandbox:
    """Our own card form."""

    provider: SandboxProvider

    async def pay(self, payment: ProviderPayment, card: str = "4242424242424242") -> None:
        """Type a card in."""
        with suppress(PaymentFailed):  # told on the spot; what is tested is how it is afterwards
            await self.provider.confirm(payment.id, CardForm(card))

    async def answer_challenge(self, payment: ProviderPayment, *, approved: bool) -> None:
        """Answer the bank."""
        with suppress(PaymentFailed):
            await self.provider.answer_challenge(payment.id, approved=approved)

    async def choose_card(self, customer: str, card: str) -> None:
        """Save a card, and choose it, on our own page."""
        await self.provider.save_card(customer, CardForm(card))

    async def news(self) -> list[ProviderEvent]:
        """The events since the last time, read by the adapter."""
        read = []
        while due := await self.provider.due_events():
            for event in due:
                await self.provider.note_delivery(event.id)
            read += [self.provider.event(event.body, event.signature, at=now()) for event in due]
        return read


@dataclass
class AtStripe:
    """Stripe's element."""

    provider: StripeProvider
    peer: Peer

    async def pay(self, payment: ProviderPayment, card: str = "4242424242424242") -> None:
        """Type a card in."""
        assert payment.client_secret
        self.peer.pay(payment.id, payment.client_secret, card)

    async def answer_challenge(self, payment: ProviderPayment, *, approved: bool) -> None:
        """Answer the bank."""
        assert payment.client_secret
        self.peer.desk.answer_challenge(payment.id, payment.client_secret, approved=approved)

    async def choose_card(self, customer: str, card: str) -> None:
        """Save a card, and choose it, in the customer portal."""
        self.peer.desk.choose_card(customer, card)

    async def news(self) -> list[ProviderEvent]:
        """The events since the last time, read by the adapter."""
        await self.peer.settle()
        waiting = self.peer.relay.waiting()
        self.peer.relay.skip()
        read = []
        for news in waiting:
            headers = self.peer.relay.headers(news.body)
            read.append(self.provider.event(news.body, headers["Stripe-Signature"], at=now()))
        return read


@dataclass
class Shop:
    """What is tested: the adapter, and who pays with it."""

    provider: PaymentProvider
    customer: Customer

    async def start(self, minor: int = 10_000, currency: str = "USD", **options: Any) -> ProviderPayment:
        """A payment with a key of its own."""
        key = options.pop("key", f"payment:{uuid4()}")
        metadata = options.pop("metadata", {"paymentId": key})
        return await self.provider.create_payment(
            Money(minor, currency), key=key, description="Order", metadata=metadata, **options
        )

    async def now(self, payment: ProviderPayment) -> ProviderPayment:
        """The payment as the provider has it now."""
        found = await self.provider.payment(payment.id)
        assert found is not None
        return found


@pytest.fixture
def stripe_settings(peer: Peer, tmp_path: Path) -> Settings:
    """Settings that lead to the peer."""
    return make_settings("postgresql:///none", tmp_path, **peer.settings())


@pytest.fixture
async def stripe_provider(stripe_settings: Settings) -> AsyncIterator[StripeProvider]:
    """The adapter for Stripe, led to the peer by settings alone."""
    provider = StripeProvider(stripe_settings)
    yield provider
    await provider.close()


@pytest.fixture(params=["sandbox", "stripe"])
def a_shop(request: pytest.FixtureRequest) -> Shop:
    """A shop with each of the adapters."""
    if request.param == "sandbox":
        runtime: Runtime = request.getfixturevalue("runtime")
        sandbox = SandboxProvider(runtime.database, "whsec_of_the_sandbox")
        return Shop(sandbox, AtSandbox(sandbox))
    provider: StripeProvider = request.getfixturevalue("stripe_provider")
    return Shop(provider, AtStripe(provider, request.getfixturevalue("peer")))


@pytest.fixture
async def shop(a_shop: Shop) -> Shop:
    """The same, without news of earlier tests."""
    await a_shop.customer.news()
    return a_shop
