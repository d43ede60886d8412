"""Between the peer's events and the application: a sender that misbehaves, as the internet lets it."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

import orjson
import stripe

Post = Callable[[bytes, dict[str, str]], Awaitable[int]]
"""Sends a body with headers to the application's webhook; the answer is its status."""


@dataclass(frozen=True)
class News:
    """An event as the peer wrote it."""

    id: str
    type: str
    body: bytes


class Relay:
    """Takes the peer's events, and delivers them several times, late, in any order, until each delivery is answered."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.taken: list[News] = []
        self.deliveries = 0
        self.refused = 0
        self._seen: set[str] = set()
        self._sent = 0
        self._lock = threading.Lock()

    def take(self, body: bytes, signature: str | None = None) -> None:
        """An event of the peer's. What comes by its webhook is signed, and Stripe's own library checks it."""
        if signature is not None:
            stripe.WebhookSignature.verify_header(body, signature, self.secret, tolerance=300)
        event = orjson.loads(body)
        with self._lock:
            if event["id"] not in self._seen:
                self._seen.add(event["id"])
                self.taken.append(News(event["id"], event["type"], body))

    def has(self, event_id: str) -> bool:
        """Whether this event has come."""
        return event_id in self._seen

    def waiting(self) -> list[News]:
        """What has come and was not yet given to :meth:`deliver`."""
        with self._lock:
            return self.taken[self._sent :]

    def skip(self) -> None:
        """What waits is not delivered."""
        with self._lock:
            self._sent = len(self.taken)

    async def deliver(self, post: Post, *, seed: int, copies: int = 3, at_once: int = 4, pause: float = 0.01) -> None:
        """Send what waits, each event so often, shuffled by the seed and a few at once, up to ``pause`` seconds late.

        What is not answered with 2xx comes again after all others, as often as needed.
        """
        random = Random(seed)
        with self._lock:
            todo = [news for news in self.taken[self._sent :] for _ in range(copies)]
            self._sent = len(self.taken)
        random.shuffle(todo)
        rounds = 0
        while todo:
            again: list[News] = []

            async def send_next(todo: list[News] = todo, again: list[News] = again) -> None:
                while todo:
                    news = todo.pop()
                    await asyncio.sleep(random.random() * pause)
                    if not 200 <= await post(news.body, self.headers(news.body)) < 300:
                        again.append(news)
                    self.deliveries += 1

            await asyncio.gather(*(send_next() for _ in range(at_once)))
            self.refused += len(again)
            todo, rounds = again, rounds + 1
            assert rounds < 200, f"these are never taken: {[news.type for news in again]}"
            if again:
                await asyncio.sleep(0.1)

    def headers(self, body: bytes, at: float | None = None) -> dict[str, str]:
        """Each attempt is signed anew, with the time at which it leaves."""
        seconds = int(time.time() if at is None else at)
        signature = stripe.WebhookSignature.generate_signature_header(body.decode(), self.secret, seconds)
        return {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature}
