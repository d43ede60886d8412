"""Whether the process is alive, whether it can serve, and its metrics."""

import hmac
from ipaddress import ip_address

import psycopg
import psycopg_pool
from cashews.exceptions import CacheError
from fastapi import APIRouter, Request, Response

from groundwork.kernel.clock import now, rfc3339
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.dependencies import Running
from groundwork.kernel.http.envelope import to_json
from groundwork.kernel.http.request_state import RequestState
from groundwork.kernel.metrics import POOL_SIZE, POOL_WAITING, exposition
from groundwork.kernel.migrations import pending_revisions
from groundwork.kernel.runtime import Runtime

health = APIRouter(include_in_schema=False)


@health.get("/health")
@health.get("/api/health")
async def alive() -> Response:
    """The process answers. Nothing else is asked, so that a database outage does not restart every node."""
    return _json({"status": "ok", "timestamp": rfc3339(now())})


@health.get("/api/health/ready")
async def ready(runtime: Running) -> Response:
    """The process can serve: database, migrations, queue and cache; 503 with what is wrong."""
    checks = {**await _database_checks(runtime), "cache": await _cache_check(runtime)}
    good = all(state == "ok" for state in checks.values())
    content = {"status": "ok" if good else "unavailable", "checks": checks, "timestamp": rfc3339(now())}
    return _json(content, status=200 if good else 503, retry_after=None if good else 5)


@health.get("/metrics")
async def metrics(request: Request, runtime: Running) -> Response:
    """Prometheus metrics, for operators only: by token, or from loopback outside production."""
    if not _is_operator(request, runtime):
        raise NotFound
    stats = runtime.database.pool.get_stats()
    POOL_SIZE.set(stats.get("pool_size", 0))
    POOL_WAITING.set(stats.get("requests_waiting", 0))
    return Response(exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")


async def _database_checks(runtime: Runtime) -> dict[str, str]:
    folders = [domain.migrations for domain in runtime.domains if domain.migrations]
    try:
        async with runtime.database.reading() as connection:
            await connection.execute("SELECT 1")
            pending = await pending_revisions(connection, folders)
            await connection.execute("SELECT 1 FROM procrastinate_jobs LIMIT 1")
    except (psycopg.OperationalError, psycopg_pool.PoolTimeout, psycopg_pool.PoolClosed):
        return {"database": "not reachable", "migrations": "unknown", "queue": "unknown"}
    except psycopg.errors.UndefinedTable:
        return {"database": "ok", "migrations": "pending", "queue": "no tables"}
    return {"database": "ok", "migrations": f"pending: {', '.join(pending)}" if pending else "ok", "queue": "ok"}


async def _cache_check(runtime: Runtime) -> str:
    try:
        return "ok" if await runtime.cache.ping() else "not reachable"
    except (CacheError, OSError):
        return "not reachable"


def _is_operator(request: Request, runtime: Runtime) -> bool:
    token = runtime.settings.metrics_token
    if token is not None:
        sent = request.headers.get("authorization", "")
        return hmac.compare_digest(sent.encode(), f"Bearer {token.get_secret_value()}".encode())
    address = RequestState.of(request.scope).origin.ip_address
    return not runtime.settings.is_production and address is not None and ip_address(address).is_loopback


def _json(content: object, *, status: int = 200, retry_after: int | None = None) -> Response:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(retry_after)} if retry_after else {})
    return Response(to_json(content), status, headers, media_type="application/json")
