"""f10: when all database connections are busy, who waits too long is told so, and the process stays alive."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx2
import psycopg
import pytest
from starlette.types import ASGIApp

from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.settings import Settings
from tests.conftest import PASSWORD, client_of, make_settings, new_email
from tests.faults.wire import Fate, Wire

pytestmark = pytest.mark.anyio


@pytest.fixture
async def app(empty_database: str, migrated: Settings) -> AsyncIterator[ASGIApp]:
    """An application with two connections, for which one waits half a second."""
    settings = make_settings(empty_database, migrated.groundwork_home, db_pool_size=2, db_pool_timeout=0.5)
    async with open_runtime(settings).running() as runtime:
        yield create_asgi(runtime)


def register(client: httpx2.AsyncClient):
    """Somebody registers."""
    form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    return client.post("/api/v1/auth/register", json=form)


async def test_f10_an_exhausted_pool_is_a_fast_503_and_liveness_stays_green(app: ASGIApp, empty_database: str) -> None:
    async with client_of(app) as client, await psycopg.AsyncConnection.connect(empty_database) as blocker:
        assert (await register(client)).status_code == 201
        await blocker.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE")
        holding = [asyncio.create_task(register(client)) for _ in range(2)]
        await asyncio.sleep(0.2)
        started = time.monotonic()
        refused = await asyncio.gather(*(register(client) for _ in range(20)))
        assert time.monotonic() - started < 3
        for answer in refused:
            assert answer.status_code == 503
            assert answer.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
            assert answer.headers["retry-after"] == "2"
        alive, ready = await asyncio.gather(client.get("/api/health"), client.get("/api/health/ready"))
        assert alive.status_code == 200
        assert ready.status_code == 503
        await blocker.rollback()
        assert [answer.status_code for answer in await asyncio.gather(*holding)] == [201, 201]
        assert (await register(client)).status_code == 201
        assert (await client.get("/api/health/ready")).status_code == 200


async def test_f7_connections_that_are_cut_are_replaced(app: ASGIApp, empty_database: str) -> None:
    """Whoever is in the middle of a transaction is told; whoever comes next notices nothing."""
    async with client_of(app) as client, await psycopg.AsyncConnection.connect(empty_database, autocommit=True) as root:
        assert (await register(client)).status_code == 201
        for _ in range(3):
            await root.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            answers = [(await register(client)).status_code for _ in range(4)]
            assert set(answers) <= {201, 503}
            assert answers[-1] == 201


async def test_f7_what_breaks_in_the_middle_of_transactions_does_not_use_the_pool_up(
    empty_database: str, migrated: Settings
) -> None:
    """However often: the place of each connection that breaks, as in a crash of the server, is free for the next."""
    breaks = []

    def strike(statement: str, _before: list[str]) -> Fate:
        if statement.startswith("INSERT INTO users ") and len(breaks) < 6:
            breaks.append(statement)
            return Fate.CUT if len(breaks) % 2 else Fate.LOST
        return Fate.FINE

    with Wire(empty_database).listening() as wire:
        settings = make_settings(wire.url, migrated.groundwork_home, db_pool_size=2, db_pool_timeout=2)
        async with open_runtime(settings).running() as runtime, client_of(create_asgi(runtime)) as client:
            wire.strike = strike
            assert [(await register(client)).status_code for _ in range(10)] == [503] * 6 + [201] * 4
