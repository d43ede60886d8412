"""Operations whose bodies may be larger than those of the others: marked on the route, heeded by the edge."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import Scope

from groundwork.kernel.settings import Settings

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
Limit = Callable[[Settings], int]


def takes_up_to(limit: Limit) -> Callable[[Endpoint], Endpoint]:
    """Mark an operation: ``limit`` gives the largest body that it takes, bytes. It reads it piece by piece itself."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.__body_limit__ = limit  # type: ignore[attr-defined]
        return endpoint

    return mark


class BodyLimits:
    """The largest body of each request."""

    def __init__(self, routes: Iterable[BaseRoute], settings: Settings) -> None:
        self._default = settings.max_body_size
        self._marked: list[tuple[set[str], re.Pattern[str], int]] = [
            (route.methods or set(), route.path_regex, limit(settings))
            for route in routes
            if isinstance(route, APIRoute) and (limit := getattr(route.endpoint, "__body_limit__", None))
        ]

    def of(self, scope: Scope) -> int:
        """Bytes."""
        for methods, path, limit in self._marked:
            if scope["method"] in methods and path.match(scope["path"]):
                return limit
        return self._default
