"""A trail of its own, on a database that nobody else uses."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from groundwork.domains.audit import service as audit
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import make_settings
from tests.security.support import start_node, travel

__all__ = ["start_node", "travel"]

ORIGIN = Origin("198.51.100.7", "Lighthouse/4.2 (tester)", "req_0123456789abcdef")


@pytest.fixture
async def alone(empty_database: str, migrated: Settings, anyio_backend: str) -> AsyncIterator[Runtime]:
    """A runtime on a database of its own."""
    settings = make_settings(empty_database, migrated.groundwork_home)
    async with open_runtime(settings).running() as running:
        yield running


@pytest.fixture
def somebody() -> Actor:
    """A signed-in user, whom no other test uses."""
    return Actor(user_id=uuid7(), role="user", origin=ORIGIN)


Write = Callable[..., Awaitable[None]]


@pytest.fixture
def write(alone: Runtime, somebody: Actor) -> Write:
    """Records so many acts, each in a transaction of its own: ``await write(5)``."""

    async def record(number: int = 1, action: str = "test.done", **options: Any) -> None:
        for _ in range(number):
            async with transaction(alone) as db:
                await audit.record(db, somebody, action, **options)

    return record
