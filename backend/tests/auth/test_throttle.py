"""Counting attempts to sign in, and recognizing devices."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.auth.throttle import (
    PER_ACCOUNT,
    PER_ACCOUNT_AND_ADDRESS,
    PER_ADDRESS,
    PER_DEVICE,
    SignInThrottle,
    device_cookie_for,
    device_of,
)
from groundwork.kernel.errors import RateLimitExceeded
from groundwork.kernel.rate_limits import MemoryRateLimiter
from groundwork.kernel.settings import Settings
from tests.security.support import Travel

pytestmark = pytest.mark.anyio


async def _allowed(throttle: SignInThrottle, attempts: int) -> int:
    allowed = 0
    for _ in range(attempts):
        with suppress(RateLimitExceeded):
            await throttle.count()
            allowed += 1
    return allowed


async def test_five_attempts_for_an_account_from_one_address() -> None:
    """The sixth within a quarter of an hour waits; from elsewhere, or for another account, it does not."""
    limiter = MemoryRateLimiter()
    assert (
        await _allowed(SignInThrottle(limiter, "a@example.com", "192.0.2.1", None), 8) == PER_ACCOUNT_AND_ADDRESS.amount
    )
    assert await _allowed(SignInThrottle(limiter, "a@example.com", "192.0.2.2", None), 1) == 1
    assert await _allowed(SignInThrottle(limiter, "b@example.com", "192.0.2.1", None), 1) == 1


async def test_the_window_ends_after_fifteen_minutes(travel: Travel) -> None:
    """And no sooner."""
    throttle = SignInThrottle(MemoryRateLimiter(), "a@example.com", "192.0.2.1", None)
    assert await _allowed(throttle, 6) == 5
    with pytest.raises(
        RateLimitExceeded, match=r"^Too many login attempts. Please try again in 15 minutes$"
    ) as refused:
        await throttle.count()
    assert 890 < (refused.value.retry_after or 0) <= 900
    travel(timedelta(minutes=14, seconds=58))
    assert await _allowed(throttle, 1) == 0
    travel(timedelta(seconds=3))
    assert await _allowed(throttle, 6) == 5


async def test_fifty_for_an_account_from_anywhere_and_fifty_from_an_address() -> None:
    """Many addresses on one account, one address on many accounts."""
    limiter = MemoryRateLimiter()
    spread = [SignInThrottle(limiter, "a@example.com", f"192.0.2.{number}", None) for number in range(60)]
    assert sum([await _allowed(throttle, 1) for throttle in spread]) == PER_ACCOUNT.amount
    sprayed = [SignInThrottle(limiter, f"{number}@example.com", "198.51.100.1", None) for number in range(60)]
    assert sum([await _allowed(throttle, 1) for throttle in sprayed]) == PER_ADDRESS.amount


async def test_a_right_attempt_forgives_those_before_it() -> None:
    """For this account from this address."""
    throttle = SignInThrottle(MemoryRateLimiter(), "a@example.com", None, None)
    for _ in range(4):
        assert await _allowed(throttle, 4) == 4
        await throttle.forgive()


async def test_right_attempts_do_not_use_up_what_an_address_may_do() -> None:
    """A whole office behind one address signs in."""
    limiter = MemoryRateLimiter()
    for number in range(3 * PER_ADDRESS.amount):
        throttle = SignInThrottle(limiter, f"{number}@example.com", "192.0.2.7", None)
        assert await _allowed(throttle, 1) == 1
        await throttle.forgive()


async def test_a_known_device_is_counted_by_itself() -> None:
    """Whatever strangers do, it has its own ten attempts."""
    limiter = MemoryRateLimiter()
    await _allowed(SignInThrottle(limiter, "a@example.com", "192.0.2.1", None), 100)
    device = SignInThrottle(limiter, "a@example.com", "192.0.2.1", "0197f2a4")
    assert await _allowed(device, 12) == PER_DEVICE.amount
    await device.forgive()
    assert await _allowed(device, 1) == 1


def test_a_device_cookie_is_for_one_person(settings: Settings) -> None:
    """Of this installation."""
    owner, other = uuid4(), uuid4()
    cookie = device_cookie_for(settings, owner)
    assert device_of(settings, cookie, owner) == cookie.partition(".")[0]
    assert device_of(settings, cookie, other) is None
    assert device_of(settings, cookie, None) is None
    assert device_of(settings, None, owner) is None
    assert device_cookie_for(settings, owner) != cookie


@given(st.text())
def test_no_other_text_is_a_device(settings: Settings, text: str) -> None:
    """Nor breaks anything."""
    assert device_of(settings, text, uuid4()) is None
