"""Head and body of an answer leave together."""

import asyncio
from typing import Any, cast

import pytest

from groundwork.entrypoints.http_protocol import JoinedWrites

pytestmark = pytest.mark.anyio


class Wire:
    """A transport that keeps what it was to send."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        """Send."""
        self.sent.append(data)

    def is_closing(self) -> bool:
        """Whether it was closed."""
        return self.closed

    def close(self) -> None:
        """Close."""
        self.closed = True


@pytest.fixture
def wire() -> Wire:
    """What the joined writes end up on."""
    return Wire()


@pytest.fixture
async def joined(wire: Wire) -> JoinedWrites:
    """What is under test."""
    return JoinedWrites(cast(Any, wire), asyncio.get_running_loop())


async def test_what_is_written_in_one_turn_leaves_at_once(wire: Wire, joined: JoinedWrites) -> None:
    joined.write(b"head ")
    joined.write(b"body")
    assert wire.sent == []
    await asyncio.sleep(0)
    joined.write(b"next")
    await asyncio.sleep(0)
    assert wire.sent == [b"head body", b"next"]


async def test_much_does_not_wait(wire: Wire, joined: JoinedWrites) -> None:
    joined.write(b"x" * 70_000)
    assert [len(data) for data in wire.sent] == [70_000]


async def test_closing_sends_what_was_written(wire: Wire, joined: JoinedWrites) -> None:
    joined.write(b"bye")
    joined.close()
    assert (wire.sent, wire.closed) == ([b"bye"], True)
    joined.write(b"too late")
    await asyncio.sleep(0)
    assert wire.sent == [b"bye"]
