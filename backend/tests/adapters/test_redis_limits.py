"""Limits over several nodes, against a server that speaks Redis's protocol on loopback."""

import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from fakeredis import TcpFakeServer

from groundwork.adapters.redis_limits import RedisRateLimiter
from groundwork.kernel.rates import Rate

pytestmark = pytest.mark.anyio

THREE = Rate(3, 60)


class RedisServer:
    """A server that can go away."""

    def __init__(self) -> None:
        with socket.socket() as attempt:
            attempt.bind(("127.0.0.1", 0))
            self.port = int(attempt.getsockname()[1])
        self._server = TcpFakeServer(("127.0.0.1", self.port))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"redis://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Go away; who asks is refused."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A server of this test's own."""
    server = RedisServer()
    yield server
    server.stop()


@pytest.fixture
async def node() -> AsyncIterator[Callable[[RedisServer], RedisRateLimiter]]:
    """Limiters as several processes have them, closed at the end."""
    limiters: list[RedisRateLimiter] = []

    def open_node(server: RedisServer) -> RedisRateLimiter:
        limiters.append(RedisRateLimiter(server.address))
        return limiters[-1]

    yield open_node
    for limiter in limiters:
        await limiter.close()


Node = Callable[[RedisServer], RedisRateLimiter]


async def test_nodes_share_their_counters(redis: RedisServer, node: Node) -> None:
    """What one node counts, the other knows."""
    here, there = node(redis), node(redis)
    windows = [await limiter.hit("user:ada", THREE) for limiter in (here, there, here, there)]
    assert [window.remaining for window in windows] == [2, 1, 0, -1]
    assert windows[-1].exceeded
    assert 0 < windows[-1].retry_after <= 60
    assert not (await here.hit("user:grace", THREE)).exceeded


async def test_clearing_forgets_on_all_nodes(redis: RedisServer, node: Node) -> None:
    """A right password makes up for the wrong ones before it, on every node."""
    here, there = node(redis), node(redis)
    await here.hit("sign-in:ada", THREE)
    await there.clear("sign-in:ada")
    assert (await here.hit("sign-in:ada", THREE)).remaining == 2


async def test_f9_without_redis_limits_hold_in_each_process(redis: RedisServer, node: Node) -> None:
    """Redis is gone: nobody is locked out, and limits hold locally."""
    limiter = node(redis)
    await limiter.hit("user:ada", THREE)
    redis.stop()
    windows = [await limiter.hit("user:ada", THREE) for _ in range(4)]
    assert [window.exceeded for window in windows] == [False, False, False, True]
    await limiter.clear("user:ada")
    assert (await limiter.hit("user:ada", THREE)).remaining == 2
