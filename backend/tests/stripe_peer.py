"""Stripe on loopback: ``localstripe`` in a process of its own, behind an address that completes and disturbs it.

Only these files know that it is not Stripe; what they work around is told in :mod:`tests.stripe_peer_desk`.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

from tests.adapters.conftest import free_port
from tests.stripe_peer_desk import KEY, Desk
from tests.stripe_peer_front import Front
from tests.stripe_peer_relay import Relay

_PROCESS = Path(__file__).with_name("stripe_peer_process.py")
WEBHOOK_SECRET = "whsec_of_the_peer"


class Peer:
    """What takes Stripe's place, and the browser that pays there."""

    def __init__(self, upstream: str) -> None:
        self.relay = Relay(WEBHOOK_SECRET)
        self.desk = Desk(upstream, self.relay)
        self.front = Front(self.relay, self.desk)
        hook = {"url": f"{self.front.address}/events", "secret": WEBHOOK_SECRET}
        httpx2.post(f"{upstream}/_config/webhooks/application", json=hook).raise_for_status()

    def settings(self) -> dict[str, Any]:
        """What leads the application here."""
        return {
            "stripe_secret_key": KEY,
            "stripe_webhook_secret": WEBHOOK_SECRET,
            "stripe_publishable_key": "pk_test_of_the_peer",
            "stripe_api_base": self.front.address,
        }

    def pay(self, payment_id: str, client_secret: str, card: str = "4242424242424242") -> dict[str, Any]:
        """Type a card into the form, as in the browser; the answer is the payment intent."""
        return self.desk.pay(payment_id, client_secret, card)

    async def refund(self, payment_id: str, minor: int) -> None:
        """Give money back in the provider's dashboard, where nobody knows our ids."""
        form = {"payment_intent": payment_id, "amount": str(minor)}
        status, made = await asyncio.to_thread(self.desk.answer, "POST", "/v1/refunds", form, None)
        assert status == 200, made

    async def settle(self) -> None:
        """Wait until all events have left the peer; it sends each a second late."""
        deadline = time.monotonic() + 20
        while not await asyncio.to_thread(self.desk.settled):
            assert time.monotonic() < deadline, "the peer keeps events back"
            await asyncio.sleep(0.05)

    async def reset(self) -> None:
        """Forget everything, as if nothing had been paid."""
        await self.settle()
        self.front.faults = None
        self.front.asked.clear()
        await asyncio.to_thread(self.desk.forget)
        self.relay.skip()

    def stop(self) -> None:
        """End what stands before the peer."""
        self.front.stop()
        self.desk.close()


@contextmanager
def serving() -> Iterator[Peer]:
    """The peer, for the duration of the block."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, _PROCESS, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(server, f"http://127.0.0.1:{port}")
        peer = Peer(f"http://127.0.0.1:{port}")
        try:
            yield peer
        finally:
            peer.stop()
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            httpx2.get(f"{url}/v1/events", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()
            return
        except httpx2.TransportError:
            assert server.poll() is None, "localstripe does not start: are the development requirements installed?"
            assert time.monotonic() < deadline, "localstripe did not start in time"
            time.sleep(0.05)
