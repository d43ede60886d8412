"""Alive, ready, and the metrics for operators."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable

import httpx2
import psycopg
import pytest
from starlette.types import ASGIApp

from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.ids import uuid7
from groundwork.kernel.settings import Settings
from tests.conftest import client_of, make_settings

pytestmark = pytest.mark.anyio
PRODUCTION = {
    "node_env": "production",
    "password_rounds": 12,
    "jwt_secret": "kX" * 24,
    "refresh_token_secret": "wQ" * 24,
    "session_secret": "zP" * 24,
}


@pytest.fixture
async def unreachable(workshop_settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """The application while PostgreSQL is down."""
    settings = make_settings(
        "postgresql:///nowhere?host=/nonexistent", workshop_settings.groundwork_home, db_pool_timeout=0.2
    )
    runtime = open_runtime(settings)
    async with runtime.running(serving=False), client_of(create_asgi(runtime)) as calling:
        yield calling


@pytest.mark.parametrize("path", ["/health", "/api/health"])
async def test_alive(api: httpx2.AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", answer.json()["timestamp"])
    assert answer.headers["cache-control"] == "no-store"


async def test_ready(api: httpx2.AsyncClient) -> None:
    answer = await api.get("/api/health/ready")
    assert answer.json()["checks"] == {"database": "ok", "migrations": "ok", "queue": "ok", "cache": "ok"}
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_while_the_database_is_down_it_is_alive_and_not_ready(unreachable: httpx2.AsyncClient) -> None:
    assert (await unreachable.get("/api/health")).status_code == 200
    answer = await unreachable.get("/api/health/ready")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["status"] == "unavailable"
    assert answer.json()["checks"] == {
        "database": "not reachable",
        "migrations": "unknown",
        "queue": "unknown",
        "cache": "ok",
    }


async def test_a_request_that_needs_the_database_meanwhile_is_told_to_come_again(
    unreachable: httpx2.AsyncClient,
) -> None:
    form = {"email": "ada@example.com", "password": "SecureP@ss123"}
    answer = await unreachable.post("/api/v1/auth/login", json=form)
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
    assert answer.json()["retryAfter"] == int(answer.headers["retry-after"]) > 0


async def test_a_database_without_the_newest_migration_is_not_ready(
    empty_database: str, workshop_settings: Settings
) -> None:
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '20261122080006'")
    runtime = open_runtime(make_settings(empty_database, workshop_settings.groundwork_home))
    async with runtime.running(serving=False), client_of(create_asgi(runtime)) as calling:
        answer = await calling.get("/api/health/ready")
        assert answer.status_code == 503
        assert answer.json()["checks"]["migrations"].startswith("pending: 20261122080007, 20261122080008")
        with psycopg.connect(empty_database, autocommit=True) as connection:
            connection.execute("DROP TABLE alembic_version")
        answer = await calling.get("/api/health/ready")
        assert answer.status_code == 503
        assert answer.json()["checks"] | {"cache": ""} == {
            "database": "ok",
            "migrations": "pending",
            "queue": "no tables",
            "cache": "",
        }


@pytest.mark.filterwarnings("ignore:Call to deprecated close:DeprecationWarning")
async def test_a_cache_that_is_away_is_not_ready(workshop_settings: Settings) -> None:
    settings = make_settings(
        workshop_settings.postgres_url, workshop_settings.groundwork_home, redis_url="redis://127.0.0.1:1"
    )
    runtime = open_runtime(settings)
    async with runtime.running(serving=False), client_of(create_asgi(runtime)) as calling:
        async with asyncio.timeout(10):
            answer = await calling.get("/api/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["cache"] == "not reachable"


async def test_metrics_of_the_guide_are_there(api: httpx2.AsyncClient) -> None:
    """Chapter 15.2: request rate, error rate, response time, database query time, memory and CPU."""
    await api.get("/api/v1/notes/trouble/none")
    await api.get("/api/v1/notes/trouble/nonsense")
    await api.get("/api/v1/notes")
    await api.get(f"/api/v1/notes/{uuid7()}")
    await api.get("/nowhere/at/all.txt")
    answer = await api.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    exposed = answer.text
    route = 'method="GET",route="/api/v1/notes/trouble/{kind}"'
    assert re.search(rf'http_requests_total{{{re.escape(route)},status="200"}} [1-9]', exposed)
    assert re.search(rf'http_requests_total{{{re.escape(route)},status="422"}} [1-9]', exposed)
    assert re.search(rf"http_request_duration_seconds_count{{{re.escape(route)}}} [1-9]", exposed)
    for path in ("read", "transaction"):
        assert re.search(rf'db_query_duration_seconds_count{{path="{path}"}} [1-9]', exposed)
    assert re.search(r"db_pool_connections [1-9]", exposed)
    assert "db_pool_waiting 0.0" in exposed
    assert "process_resident_memory_bytes" in exposed
    assert "process_cpu_seconds_total" in exposed
    assert "nowhere" not in exposed, "paths of strangers must not become series"


async def test_a_method_nobody_knows_makes_no_series(api: httpx2.AsyncClient) -> None:
    await api.request("BREW", "/api/v1/notes")
    exposed = (await api.get("/metrics")).text
    assert "BREW" not in exposed
    assert 'method="other"' in exposed


async def test_metrics_are_closed_in_production(app_with: Callable[..., ASGIApp]) -> None:
    async with client_of(app_with(**PRODUCTION)) as calling:
        answer = await calling.get("/metrics")
    assert answer.status_code == 404
    assert "http_requests_total" not in answer.text


async def test_metrics_are_closed_to_other_machines(workshop_app: ASGIApp) -> None:
    for address, status in (("192.0.2.7", 404), ("::1", 200), ("127.0.0.9", 200)):
        async with client_of(workshop_app, address=address) as calling:
            assert (await calling.get("/metrics")).status_code == status, address


async def test_metrics_open_with_the_token_alone(app_with: Callable[..., ASGIApp]) -> None:
    async with client_of(app_with(**PRODUCTION, metrics_token="watchman")) as calling:
        for sent, status in (("Bearer watchman", 200), ("Bearer watch", 404), ("watchman", 404), (None, 404)):
            headers = {"Authorization": sent} if sent else {}
            assert (await calling.get("/metrics", headers=headers)).status_code == status, sent
