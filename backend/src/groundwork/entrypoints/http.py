"""The HTTP application, composed from the domains, and the server that runs it."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
import structlog
import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

import groundwork
from groundwork.entrypoints.composition import open_runtime, wait_for_database
from groundwork.entrypoints.http_protocol import protocol_for
from groundwork.entrypoints.sentry import set_up_sentry
from groundwork.kernel.http.authorization import check_operations
from groundwork.kernel.http.compression import Compression
from groundwork.kernel.http.dispatch import Dispatch
from groundwork.kernel.http.docs import docs
from groundwork.kernel.http.edge import Edge
from groundwork.kernel.http.health import health
from groundwork.kernel.http.interface import Interface
from groundwork.kernel.http.openapi import describe
from groundwork.kernel.logging import set_up_logging
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings, load_settings

log = structlog.get_logger("groundwork")

_KEEP_ALIVE = 65
"""Seconds; longer than the usual load balancer's 60, so that it is never we who close under its request."""


class Application(FastAPI):
    """FastAPI without its error middleware: errors are told by the edge, which also covers what is raised before it."""

    def build_middleware_stack(self) -> ASGIApp:
        """Nothing but the way to the route."""
        return Dispatch(self.routes, otherwise=self.router)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Straight to the routes: FastAPI's own way looks up telemetry and a root path for each request."""
        scope["app"] = self
        if self.middleware_stack is None:
            self.middleware_stack = self.build_middleware_stack()
        await self.middleware_stack(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """The contract, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = describe(self)
        return self.openapi_schema


def create_app(runtime: Runtime) -> Application:
    """The FastAPI application: the domains' routes below ``/api/v1``, health, documentation."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with runtime.running():
            _spare_the_collector()
            yield

    app = Application(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan, redirect_slashes=False)
    app.state.runtime = runtime
    # The routes themselves: including a router would wrap each in another layer, for every request to pass.
    for router in (*(router for domain in runtime.domains for router in domain.routers), health, docs):
        app.router.routes.extend(router.routes)
    check_operations(app.routes, runtime.matrix)
    return app


def _spare_the_collector() -> None:
    """What is loaded now stays; looking through it again and again for garbage would stop all requests for 100 ms."""
    gc.collect()
    gc.freeze()


def create_asgi(runtime: Runtime) -> ASGIApp:
    """The whole: edge, compression, interface, application."""
    return Edge(Compression(Interface(create_app(runtime))), runtime)


def reloaded() -> ASGIApp:
    """The whole again, in the process that ``serve --reload`` starts after a change."""
    settings = load_settings()
    set_up_logging(settings.log_level)
    return create_asgi(open_runtime(settings))


def serve(settings: Settings, *, reload: bool = False) -> int:
    """Run the server until SIGTERM or SIGINT; requests that are under way are finished. Returns the exit code."""
    options: dict[str, Any] = {
        "host": settings.host,
        "port": settings.port,
        "http": protocol_for(settings),
        "ws": "none",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "timeout_keep_alive": _KEEP_ALIVE,
        "timeout_graceful_shutdown": int(settings.shutdown_timeout),
        "lifespan": "on",
        "backlog": 2048,
    }
    if reload:
        uvicorn.run(
            "groundwork.entrypoints.http:reloaded",
            factory=True,
            reload=True,
            reload_dirs=[str(Path(groundwork.__file__).parent)],
            **options,
        )
        return 0
    set_up_logging(settings.log_level)
    set_up_sentry(settings)
    try:
        asyncio.run(wait_for_database(settings.postgres_url))
    except psycopg.OperationalError as error:
        log.critical("the database does not answer", error=str(error).strip())
        return 1
    server = uvicorn.Server(uvicorn.Config(create_asgi(open_runtime(settings)), **options))
    server.run()
    return 0 if server.started else 1
