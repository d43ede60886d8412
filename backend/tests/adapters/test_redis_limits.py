"""Request limits over several nodes, against redis-server where it is installed, else a peer with its protocol."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from groundwork.adapters.redis_limits import RedisRateLimiter
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.rate_limits import MemoryRateLimiter
from groundwork.kernel.rates import Rate
from tests.adapters.conftest import free_port
from tests.conftest import make_settings

pytestmark = pytest.mark.anyio


class RedisServer:
    """A Redis of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.address = f"redis://127.0.0.1:{self.port}/3"
        program = shutil.which("redis-server")
        if program:
            options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
            self._command = [program, *options]
        else:
            peer = f"from fakeredis import TcpFakeServer; TcpFakeServer(('127.0.0.1', {self.port})).serve_forever()"
            self._command = [sys.executable, "-c", peer]
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                assert time.monotonic() < deadline, "redis-server does not start"
                time.sleep(0.01)

    def send(self, number: signal.Signals) -> None:
        """Signal it."""
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it as a crash does."""
        self._process.kill()
        self._process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A running Redis."""
    server = RedisServer(tmp_path)
    yield server
    server.kill()


@pytest.fixture
async def node(redis: RedisServer) -> AsyncIterator[RedisRateLimiter]:
    """One node's limiter."""
    limiter = RedisRateLimiter(redis.address)
    yield limiter
    await limiter.close()


@pytest.fixture
async def other_node(redis: RedisServer) -> AsyncIterator[RedisRateLimiter]:
    """Another node's."""
    limiter = RedisRateLimiter(redis.address)
    yield limiter
    await limiter.close()


async def test_nodes_count_together(node: RedisRateLimiter, other_node: RedisRateLimiter) -> None:
    rate = Rate(3, 60)
    seen = [await each.hit("address:a", rate) for each in (node, other_node, node, other_node)]
    assert [window.remaining for window in seen] == [2, 1, 0, -1]
    assert [window.exceeded for window in seen] == [False, False, False, True]
    assert all(abs(window.reset - time.time() - 60) <= 2 for window in seen)
    assert not (await node.hit("address:b", rate)).exceeded


async def test_a_window_ends_by_the_clock_and_hits_do_not_lengthen_it(node: RedisRateLimiter) -> None:
    rate = Rate(1, 1)
    assert not (await node.hit("short", rate)).exceeded
    assert (await node.hit("short", rate)).exceeded
    deadline = time.monotonic() + 3
    while (await node.hit("short", rate)).exceeded:
        assert time.monotonic() < deadline
        time.sleep(0.1)


async def test_clearing_counts_for_all_nodes(node: RedisRateLimiter, other_node: RedisRateLimiter) -> None:
    rate = Rate(1, 60)
    await node.hit("a", rate)
    assert (await other_node.hit("a", rate)).exceeded
    await other_node.clear("a")
    assert not (await node.hit("a", rate)).exceeded


async def test_a_hit_can_be_taken_back_on_all_nodes(node: RedisRateLimiter, other_node: RedisRateLimiter) -> None:
    rate = Rate(1, 60)
    await node.hit("a", rate)
    await other_node.take_back("a")
    await other_node.take_back("never counted")
    assert (await node.hit("a", rate)).remaining == 0


async def test_looking_counts_nothing_and_sees_what_another_node_counted(
    node: RedisRateLimiter, other_node: RedisRateLimiter
) -> None:
    rate = Rate(2, 60)
    assert (await node.look("a", rate)).remaining == 2
    await other_node.hit("a", rate)
    looks = [await node.look("a", rate) for _ in range(3)]
    assert [window.remaining for window in looks] == [1, 1, 1]
    assert all(0 < window.reset - time.time() <= 61 for window in looks)


async def test_f9_while_redis_is_killed_the_limits_hold_locally(redis: RedisServer, node: RedisRateLimiter) -> None:
    rate = Rate(2, 60)
    await node.hit("a", rate)
    redis.kill()
    started = time.monotonic()
    assert [(await node.hit("a", rate)).exceeded for _ in range(3)] == [False, False, True]
    await node.take_back("b")
    assert (await node.look("a", rate)).exceeded
    await node.clear("a")
    assert not (await node.hit("a", rate)).exceeded
    assert time.monotonic() - started < 5
    redis.start()
    deadline = time.monotonic() + 10
    while (await node.hit("a", rate)).remaining != 1:  # only the new Redis knows nothing of "a"
        assert time.monotonic() < deadline, "it counts in Redis again"
        await asyncio.sleep(0.1)


async def test_f9_while_redis_is_frozen_nobody_waits_long(redis: RedisServer, node: RedisRateLimiter) -> None:
    rate = Rate(1, 60)
    await node.hit("a", rate)
    redis.send(signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert not (await node.hit("a", rate)).exceeded
        for _ in range(20):
            assert (await node.hit("a", rate)).exceeded
        assert time.monotonic() - started < 3, "only the first has waited"
    finally:
        redis.send(signal.SIGCONT)


async def test_the_settings_choose_where_to_count(redis: RedisServer, tmp_path: Path) -> None:
    here = open_runtime(make_settings("postgresql:///x", tmp_path))
    there = open_runtime(make_settings("postgresql:///x", tmp_path, redis_url=redis.address))
    assert isinstance(here.limiter, MemoryRateLimiter)
    assert isinstance(there.limiter, RedisRateLimiter)
    await there.limiter.close()
