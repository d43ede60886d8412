"""Routes: FastAPI's, with strict reading of what comes in."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response, params
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.http.body import read_json

RouteHandler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRoute(APIRoute):
    """Refuses query parameters that the operation does not have, and reads the body in both forms of the specification."""

    def get_route_handler(self) -> RouteHandler:
        """The handler, with the checks in front of it."""
        handle = super().get_route_handler()
        known = self._query_names()
        reads_body = self.body_field is not None

        async def checked(request: Request) -> Response:
            if request.scope["query_string"]:
                unknown = sorted({name for name in request.query_params if name not in known})
                if unknown:
                    raise ValidationFailed(details=[Detail(name[:100], "Unknown query parameter") for name in unknown])
            if reads_body:
                # Starlette's own place for the parsed body, so that FastAPI validates what was read here.
                request._json = await read_json(request)  # type: ignore[attr-defined]  # noqa: SLF001
            return await handle(request)

        return checked

    def _query_names(self) -> frozenset[str]:
        parameters = get_flat_params(self.dependant)
        return frozenset(field.alias for field in parameters if isinstance(field.field_info, params.Query))


def router(prefix: str, tag: str) -> APIRouter:
    """A router of a domain. ``prefix`` below ``/api/v1``; ``tag`` groups its operations in the documentation."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=StrictRoute)
