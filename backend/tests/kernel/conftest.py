"""The whole application with a domain from outside, on a database of its own."""

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from starlette.types import ASGIApp

from groundwork.entrypoints import migrations
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import PASSWORD, Person, client_of, make_settings, new_email, own_database

EXTERNAL = "tests.kernel.external_domain"


@pytest.fixture(scope="session")
def workshop_settings(cluster: Cluster, migrated: Settings) -> Iterator[Settings]:
    """Settings that name the domain from outside, and a database with its tables."""
    with own_database(cluster) as url:
        settings = make_settings(url, migrated.groundwork_home, groundwork_domains=EXTERNAL)
        migrations.migrate(settings)
        yield settings


@pytest.fixture(scope="session")
async def workshop(workshop_settings: Settings, anyio_backend: str) -> AsyncIterator[Runtime]:
    """A running application with the domain from outside."""
    async with open_runtime(workshop_settings).running() as running:
        running.queue.serve(running)
        yield running


@pytest.fixture(scope="session")
def workshop_app(workshop: Runtime) -> ASGIApp:
    """Its ASGI application, edge and all."""
    return create_asgi(workshop)


@pytest.fixture
async def api(workshop_app: ASGIApp) -> AsyncIterator[httpx2.AsyncClient]:
    """A program without credentials that calls it."""
    async with client_of(workshop_app) as calling:
        yield calling


@pytest.fixture
def app_with(workshop_settings: Settings, workshop: Runtime) -> Callable[..., ASGIApp]:
    """The same application with other settings, on the connections of the first: ``app_with(max_body_size=2048)``."""

    def build(**changes: Any) -> ASGIApp:
        settings = make_settings(
            workshop_settings.postgres_url,
            workshop_settings.groundwork_home,
            **{"groundwork_domains": EXTERNAL, **changes},
        )
        shared = {"database": workshop.database, "local": workshop.local, "cache": workshop.cache}
        return create_asgi(dataclasses.replace(open_runtime(settings), **shared))

    return build


@pytest.fixture
def work(workshop: Runtime) -> Callable[[], Awaitable[None]]:
    """Runs the jobs that are due, as a worker would; those that wait for another attempt count as due."""

    async def run() -> None:
        async with workshop.queue.app.open_async(pool=workshop.database.pool):
            async with workshop.database.pool.connection() as connection:
                await connection.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
            await workshop.queue.app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    return run


@pytest.fixture
async def librarian(workshop_app: ASGIApp, workshop: Runtime) -> AsyncIterator[Person]:
    """An administrator of it, signed in."""
    async with client_of(workshop_app, headers={"X-Client": "api"}) as calling:
        form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
        answer = await calling.post("/api/v1/auth/register", json=form)
        assert answer.status_code == 201, answer.text
        data = answer.json()["data"]
        async with transaction(workshop) as db:
            await db.execute(text("UPDATE users SET role = 'admin' WHERE email = :email"), {"email": form["email"]})
        workshop.local.drop(f"user:{data['user']['id']}")
        yield Person(data["user"]["id"], form["email"], PASSWORD, data["accessToken"], data["refreshToken"], calling)
