"""Routes: FastAPI's, with strict reading of what comes in."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel

from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.http.body import read_json

RouteHandler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRoute(APIRoute):
    """Refuses query parameters that the operation does not have; reads the body in both forms of the guide."""

    def get_route_handler(self) -> RouteHandler:
        """The handler, with the checks in front of it."""
        handle = super().get_route_handler()
        known = frozenset(_query_names(self.dependant))
        reads_body = self.body_field is not None

        async def checked(request: Request) -> Response:
            if request.scope["query_string"]:
                unknown = sorted({name for name in request.query_params if name not in known})
                if unknown:
                    raise ValidationFailed(details=[Detail(name[:100], "Unknown query parameter") for name in unknown])
            if reads_body:
                # Starlette's own place for the parsed body, so that FastAPI validates what was read here.
                request._json = await read_json(request)
            return await handle(request)

        return checked


def _query_names(dependant: Dependant) -> Iterator[str]:
    """The names of all query parameters that an operation and what it depends on understand."""
    for parameter in dependant.query_params:
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from (field.alias or name for name, field in kind.model_fields.items())
        else:
            yield parameter.alias
    for dependency in dependant.dependencies:
        yield from _query_names(dependency)


def router(prefix: str, tag: str) -> APIRouter:
    """A router of a domain. ``prefix`` below ``/api/v1``; ``tag`` groups its operations in the documentation.

    Operations are named after their functions, so a function's name is part of the contract.
    """
    return APIRouter(
        prefix=f"/api/v1{prefix}",
        tags=[tag],
        route_class=StrictRoute,
        generate_unique_id_function=lambda route: route.name,
    )
