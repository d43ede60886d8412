"""An application whose payments go to the peer on loopback, and a shop in it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import httpx2
import pytest
import stripe
from starlette.types import ASGIApp

from groundwork.adapters.payments import stripe_http
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import MakePerson, make_settings
from tests.faults.stripe_peer.shop import Shop, open_shop
from tests.stripe_peer import Peer, serving


@pytest.fixture(scope="session")
def peer() -> Iterator[Peer]:
    """Stripe on loopback."""
    with serving() as running:
        yield running


@pytest.fixture
async def runtime(peer: Peer, empty_database: str, migrated: Settings) -> AsyncIterator[Runtime]:
    """An application that takes its payments there; nothing but settings leads it."""
    await peer.reset()
    settings = make_settings(empty_database, migrated.groundwork_home, **peer.settings())
    async with open_runtime(settings).running() as running:
        running.queue.serve(running)
        yield running


@pytest.fixture
def app(runtime: Runtime) -> ASGIApp:
    """The whole of it."""
    return create_asgi(runtime)


@pytest.fixture
async def shop(
    runtime: Runtime,
    peer: Peer,
    person: MakePerson,
    client: httpx2.AsyncClient,
    run_jobs: Callable[[], Awaitable[None]],
) -> Shop:
    """A shop with one product."""
    people = (await person(role=Role.MANAGER), await person(), await person(role=Role.ADMIN))
    return await open_shop(runtime, peer, people, run_jobs, client)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The adapter's patience in a tenth of the time."""
    monkeypatch.setattr(stripe_http, "_ANSWER", 0.5)
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0.02)
