"""Counters in this process."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from groundwork.kernel.rate_limits import MemoryRateLimiter, Window
from groundwork.kernel.rates import Rate

pytestmark = pytest.mark.anyio
START = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


async def test_a_window_begins_with_its_first_hit_and_ends_by_the_clock() -> None:
    limiter = MemoryRateLimiter()
    rate = Rate(2, 60)
    with time_machine.travel(START, tick=False) as clock:
        reset = int(START.timestamp()) + 60
        assert await limiter.hit("a", rate) == Window(2, 60, 1, reset)
        clock.shift(timedelta(seconds=59))
        second = await limiter.hit("a", rate)
        assert (second.remaining, second.exceeded, second.retry_after) == (0, False, 1)
        third = await limiter.hit("a", rate)
        assert (third.remaining, third.exceeded, third.reset) == (-1, True, reset)
        clock.shift(timedelta(seconds=1))
        assert third.retry_after == 1, "never zero: who waits no time comes too early"
        assert await limiter.hit("a", rate) == Window(2, 60, 1, reset + 60)


async def test_keys_are_counted_apart_and_can_be_forgotten() -> None:
    limiter = MemoryRateLimiter()
    for _ in range(3):
        await limiter.hit("a", Rate(1, 60))
    assert not (await limiter.hit("b", Rate(1, 60))).exceeded
    await limiter.clear("a")
    await limiter.clear("never counted")
    await limiter.take_back("never counted")
    assert not (await limiter.hit("a", Rate(1, 60))).exceeded


async def test_looking_counts_nothing() -> None:
    limiter = MemoryRateLimiter()
    rate = Rate(2, 60)
    with time_machine.travel(START, tick=False) as clock:
        now = int(START.timestamp())
        assert await limiter.look("a", rate) == Window(2, 60, 2, now + 60)
        assert await limiter.hit("a", rate) == Window(2, 60, 1, now + 60)
        clock.shift(timedelta(seconds=10))
        assert await limiter.look("a", rate) == await limiter.look("a", rate) == Window(2, 60, 1, now + 60)
        clock.shift(timedelta(seconds=50))
        assert await limiter.look("a", rate) == Window(2, 60, 2, now + 120)


async def test_windows_that_are_over_are_swept_and_those_that_are_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryRateLimiter, "_SWEEP_ABOVE", 10)
    limiter = MemoryRateLimiter()
    with time_machine.travel(START, tick=False) as clock:
        for number in range(5):
            await limiter.hit(f"long {number}", Rate(1, 3600))
        for number in range(5):
            await limiter.hit(f"short {number}", Rate(1, 1))
        clock.shift(timedelta(seconds=2))
        await limiter.hit("one more", Rate(1, 60))
        assert len(limiter._windows) == 6
        assert (await limiter.hit("long 0", Rate(1, 3600))).exceeded


async def test_sweeping_stays_rare_while_nothing_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood of addresses must not make every request walk through all of them."""
    monkeypatch.setattr(MemoryRateLimiter, "_SWEEP_ABOVE", 10)
    limiter = MemoryRateLimiter()
    sweeps: list[float] = []
    sweep = limiter._sweep
    monkeypatch.setattr(limiter, "_sweep", lambda current: (sweeps.append(current), sweep(current)))
    for number in range(1000):
        await limiter.hit(str(number), Rate(1, 3600))
    assert len(sweeps) <= 8
