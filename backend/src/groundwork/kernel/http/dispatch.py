"""Finding a request's route by its path's segments instead of trying one pattern after the other.

FastAPI tries the routes in their order, so that a request pays for every route before its own: 2 microseconds each
(docs/decisions/0005-request-path.md).
"""

from collections import defaultdict
from collections.abc import Iterable

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

_Shape = tuple[str, int, str]
"""Method, number of segments, and the one that names the resource: ``/api/v1/users/{id}`` is ``GET, 4, users``."""


class Dispatch:
    """Hands a request to its route; what has none goes to ``otherwise``, which tells 404 and 405 apart."""

    def __init__(self, routes: Iterable[BaseRoute], otherwise: ASGIApp) -> None:
        self._otherwise = otherwise
        self._fixed: dict[tuple[str, str], APIRoute] = {}
        self._shaped: dict[_Shape, list[APIRoute]] = defaultdict(list)
        for route in routes:
            if isinstance(route, APIRoute):
                self._add(route)

    def _add(self, route: APIRoute) -> None:
        for method in route.methods or ():
            if "{" not in route.path:
                self._fixed[method, route.path] = route
            elif ":path}" not in route.path:
                self._shaped[_shape(method, route.path)].append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            method, path = scope["method"], scope["path"]
            route = self._fixed.get((method, path))
            if route is not None:
                scope.update(route=route, endpoint=route.endpoint, path_params={})
                await route.app(scope, receive, send)
                return
            for route in self._shaped.get(_shape(method, path), ()):
                match = route.path_regex.match(path)
                if match:
                    scope.update(route=route, endpoint=route.endpoint, path_params=match.groupdict())
                    await route.app(scope, receive, send)
                    return
        await self._otherwise(scope, receive, send)


def _shape(method: str, path: str) -> _Shape:
    segments = path.split("/", 4)
    return method, path.count("/"), segments[3] if len(segments) > 3 else ""
