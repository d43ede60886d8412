"""Operations to which the edge's limits do not apply as to the others: marked on the route, heeded by the edge."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import Scope

from groundwork.kernel.settings import Settings

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
Limit = Callable[[Settings], int]
_Marked = list[tuple[frozenset[str], re.Pattern[str], Callable[..., Any]]]


def takes_up_to(limit: Limit) -> Callable[[Endpoint], Endpoint]:
    """Mark an operation: ``limit`` gives the largest body that it takes, bytes. It reads it piece by piece itself."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.__body_limit__ = limit  # type: ignore[attr-defined]
        return endpoint

    return mark


def uncounted(endpoint: Endpoint) -> Endpoint:
    """Mark an operation that does not count as a request: one page may show a hundred pictures."""
    endpoint.__uncounted__ = True  # type: ignore[attr-defined]
    return endpoint


class OwnLimits:
    """What holds for each request."""

    def __init__(self, routes: Iterable[BaseRoute], settings: Settings) -> None:
        self._settings = settings
        known = [route for route in routes if isinstance(route, APIRoute)]
        self._large = _marked(known, "__body_limit__")
        self._uncounted = _marked(known, "__uncounted__")

    def largest_body(self, scope: Scope) -> int:
        """Bytes."""
        endpoint = _find(self._large, scope)
        if endpoint is None:
            return self._settings.max_body_size
        limit: Limit = endpoint.__body_limit__  # type: ignore[attr-defined]
        return limit(self._settings)

    def counts(self, scope: Scope) -> bool:
        """Whether it is one of the requests of which there may be so many an hour."""
        return _find(self._uncounted, scope) is None


def _marked(routes: Iterable[APIRoute], mark: str) -> _Marked:
    return [
        (_methods(route), route.path_regex, route.endpoint)
        for route in routes
        if getattr(route.endpoint, mark, None) is not None
    ]


def _methods(route: APIRoute) -> frozenset[str]:
    methods = frozenset(route.methods or ())
    return methods | {"HEAD"} if "GET" in methods else methods


def _find(marked: _Marked, scope: Scope) -> Callable[..., Any] | None:
    for methods, path, endpoint in marked:
        if scope["method"] in methods and path.match(scope["path"]):
            return endpoint
    return None
