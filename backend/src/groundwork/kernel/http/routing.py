"""Routes: FastAPI's, with strict reading of what comes in."""

from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from typing import Any, get_args, get_origin

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from fastapi.routing import APIRoute, request_response
from pydantic import BaseModel
from starlette.types import ASGIApp, Receive, Scope, Send

from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.http.authorization import admit, permissions_of
from groundwork.kernel.http.body import read_json
from groundwork.kernel.http.dependencies import INSTANT
from groundwork.kernel.http.held import Holder, Shared, shared_of

RouteHandler = Callable[[Request], Coroutine[Any, Any, Response]]
Resolve = Callable[[Request], Awaitable[Any]]


class StrictRoute(APIRoute):
    """Refuses who lacks the permission, and query parameters that the operation does not have, or has once.

    Reads the body in both forms.
    """

    direct: ASGIApp | None = None
    """Serves the operation without FastAPI's resolver, when it only asks for what the edge has found out already.

    Those are the hot ones (``GET /auth/me``), and the resolver would be a third of their cost
    (docs/decisions/0005-request-path.md).
    """

    def get_route_handler(self) -> RouteHandler:
        """The handler, with the checks in front of it."""
        handle = super().get_route_handler()
        known = dict(_query_parameters(self.dependant))
        reads_body = self.body_field is not None
        permissions = permissions_of(self.endpoint)

        shared = shared_of(self.endpoint)

        async def checked(request: Request) -> Response:
            admit(request.scope, permissions)
            _check_parameters(request, known)
            if reads_body:
                # Starlette's own place for the parsed body, so that FastAPI validates what was read here.
                request._json = await read_json(request)
            return await handle(request)

        if shared is not None:
            self.direct = self._from_memory(checked, shared, permissions)
        else:
            self.direct = self._without_resolver()
        return checked

    def _from_memory(self, handle: RouteHandler, shared: Shared, permissions: tuple[str, ...]) -> ASGIApp:
        """Serves what is held, and holds what is not: found before the query is even read."""

        async def answer(request: Request) -> Response:
            return Holder(request.scope, shared).keep(await handle(request))

        resolved = AsyncExitStackMiddleware(request_response(answer))

        async def direct(scope: Scope, receive: Receive, send: Send) -> None:
            admit(scope, permissions)
            found = Holder(scope, shared).find()
            await (found or resolved)(scope, receive, send)

        return direct

    def _without_resolver(self) -> ASGIApp | None:
        parameters = _instant_parameters(self.dependant)
        if parameters is None:
            return None

        permissions = permissions_of(self.endpoint)

        async def direct(scope: Scope, receive: Receive, send: Send) -> None:
            admit(scope, permissions)
            request = Request(scope, receive)
            _check_parameters(request, {})
            response = await self.endpoint(**{name: await resolve(request) for name, resolve in parameters})
            await response(scope, receive, send)

        return direct


def _check_parameters(request: Request, known: Mapping[str, bool]) -> None:
    """Which of several values would count is nothing that a client should have to guess."""
    if request.scope["query_string"]:
        sent = Counter(name for name, _ in request.query_params.multi_items())
        details = [
            Detail(name[:100], "Must be given once" if name in known else "Unknown query parameter")
            for name in sorted(sent)
            if name not in known or (sent[name] > 1 and not known[name])
        ]
        if details:
            raise ValidationFailed(details=details)


def _instant_parameters(dependant: Dependant) -> list[tuple[str, Resolve]] | None:
    """An operation's parameters with what resolves each, or none when one of them needs more than the request."""
    own = (
        dependant.path_params,
        dependant.query_params,
        dependant.header_params,
        dependant.cookie_params,
        dependant.body_params,
        dependant.request_param_name,
        dependant.response_param_name,
        dependant.background_tasks_param_name,
    )
    if any(own) or any(child.call not in INSTANT or child.name is None for child in dependant.dependencies):
        return None
    return [(str(child.name), child.call) for child in dependant.dependencies if child.call is not None]


def _query_parameters(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """All query parameters that an operation and what it depends on understand; whether each takes several values."""
    for parameter in dependant.query_params:
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                yield field.alias or name, _takes_several(field.annotation)
        else:
            yield parameter.alias, _takes_several(kind)
    for dependency in dependant.dependencies:
        yield from _query_parameters(dependency)


def _takes_several(kind: Any) -> bool:
    return get_origin(kind) is list or any(_takes_several(choice) for choice in get_args(kind))


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
