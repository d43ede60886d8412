"""Finding a request's route by its path's segments instead of trying one pattern after the other.

FastAPI tries the routes in their order, so that a request pays for every route before its own: 2 microseconds each
(docs/decisions/0005-request-path.md).
"""

from collections import defaultdict
from collections.abc import Iterable

from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from groundwork.kernel.errors import MethodNotAllowed
from groundwork.kernel.http.routing import StrictRoute

_Shape = tuple[str, int, str]
"""Method, number of segments, and the one that names the resource: ``/api/v1/users/{id}`` is ``GET, 4, users``."""


class Dispatch:
    """Hands a request to its route; what has none under this method is told which it has, the rest ``otherwise``."""

    def __init__(self, routes: Iterable[BaseRoute], otherwise: ASGIApp) -> None:
        self._otherwise = AsyncExitStackMiddleware(otherwise)
        self._fixed: dict[tuple[str, str], tuple[APIRoute, ASGIApp]] = {}
        self._shaped: dict[_Shape, list[tuple[APIRoute, ASGIApp]]] = defaultdict(list)
        self._methods: set[str] = set()
        for route in routes:
            if isinstance(route, APIRoute):
                self._add(route)

    def _add(self, route: APIRoute) -> None:
        direct = route.direct if isinstance(route, StrictRoute) else None
        # FastAPI closes uploaded files by this stack.
        serve = direct or AsyncExitStackMiddleware(route.app)
        methods = set(route.methods or ())
        if "GET" in methods:
            methods.add("HEAD")  # RFC 9110, section 9.3.2; the server leaves the body out
        for method in methods:
            self._methods.add(method)
            if "{" not in route.path:
                self._fixed[method, route.path] = route, serve
            elif ":path}" not in route.path:
                self._shaped[_shape(method, route.path)].append((route, serve))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            found = self._find(scope["method"], scope["path"])
            if found is not None:
                route, serve, parameters = found
                scope.update(route=route, endpoint=route.endpoint, path_params=parameters)
                await serve(scope, receive, send)
                return
            allowed = [method for method in sorted(self._methods) if self._find(method, scope["path"])]
            if allowed:
                raise MethodNotAllowed(headers={"Allow": ", ".join(allowed)})  # RFC 9110, section 15.5.6
        await self._otherwise(scope, receive, send)

    def _find(self, method: str, path: str) -> tuple[APIRoute, ASGIApp, dict[str, str]] | None:
        fixed = self._fixed.get((method, path))
        if fixed is not None:
            return *fixed, {}
        for route, serve in self._shaped.get(_shape(method, path), ()):
            match = route.path_regex.match(path)
            if match:
                return route, serve, match.groupdict()
        return None


def _shape(method: str, path: str) -> _Shape:
    segments = path.split("/", 4)
    return method, path.count("/"), segments[3] if len(segments) > 3 else ""
