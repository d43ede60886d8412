"""Asking the provider: outside of transactions, so many at once, and not for long.

A provider that hangs must not hold what others need: while it is asked, no transaction is open, in requests and in jobs
alike (those that ask are ``in_pieces``).
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from groundwork.kernel.payment_provider import PaymentProvider, ProviderUnavailable

_AT_ONCE = 32
_PATIENCE = 10.0
"""Seconds, the wait for one's turn included."""

_turns: WeakKeyDictionary[PaymentProvider, asyncio.Semaphore] = WeakKeyDictionary()

Answer = TypeVar("Answer")


async def ask(provider: PaymentProvider, question: Callable[[], Awaitable[Answer]]) -> Answer:
    """What the provider answers.

    Raises:
        ProviderUnavailable: it does not in time.
    """
    turns = _turns.setdefault(provider, asyncio.Semaphore(_AT_ONCE))
    try:
        async with asyncio.timeout(_PATIENCE), turns:
            return await question()
    except TimeoutError:
        raise ProviderUnavailable from None
