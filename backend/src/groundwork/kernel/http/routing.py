"""Routes: FastAPI's, with strict reading of what comes in."""

from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from typing import Any, TypeGuard, get_args, get_origin

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from fastapi.routing import APIRoute, request_response
from pydantic import BaseModel, ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.http.authorization import admit, permissions_of
from groundwork.kernel.http.body import METHODS_WITH_BODY, read_json, refuse_content
from groundwork.kernel.http.dependencies import INSTANT
from groundwork.kernel.http.held import Holder, Shared, shared_of
from groundwork.kernel.http.idempotency import (
    answer_once,
    answer_once_of_its_own,
    attempt_of,
    is_repeatable,
    takes_key,
)
from groundwork.kernel.http.streamed import answer_streamed, heeds_key_itself

RouteHandler = Callable[[Request], Coroutine[Any, Any, Response]]
Resolve = Callable[[Request], Awaitable[Any]]


class StrictRoute(APIRoute):
    """Refuses who lacks the permission, and query parameters that the operation does not have, or has once.

    Reads the body in both forms, and heeds ``Idempotency-Key``.
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
        takes_nothing = takes_no_body(self)
        permissions = permissions_of(self.endpoint)
        keyed = takes_key(self.methods, self.dependant, self.endpoint)
        streamed = heeds_key_itself(self.dependant)
        answer = answer_once_of_its_own if is_repeatable(self.endpoint) else answer_once

        async def checked(request: Request) -> Response:
            admit(request.scope, permissions)
            _check_parameters(request, known)
            if reads_body:
                # Starlette's own place for the parsed body, so that FastAPI validates what was read here.
                request._json = await read_json(request)
            elif takes_nothing:
                refuse_content(await read_json(request))
            if keyed and (attempt := attempt_of(request, request._json if reads_body else None)):
                return await answer(request, attempt, handle)
            if streamed:
                return await answer_streamed(request, handle)
            return await handle(request)

        quick = None if keyed or takes_nothing else self._without_resolver()
        shared = shared_of(self.endpoint)
        if shared is not None:
            self.direct = _from_memory(quick or checked, shared, permissions)
        elif quick is not None:
            self.direct = _app_of(quick)
        return checked

    def _without_resolver(self) -> RouteHandler | None:
        parameters = _instant_parameters(self.dependant)
        if parameters is None:
            return None

        permissions = permissions_of(self.endpoint)
        asked = _asked_model(self.dependant)

        async def quick(request: Request) -> Response:
            admit(request.scope, permissions)
            _check_parameters(request, asked.known if asked else {})
            values = {name: await resolve(request) for name, resolve in parameters}
            if asked is not None:
                values[asked.name] = asked.read(request)
            response: Response = await self.endpoint(**values)
            return response

        return quick


def takes_no_body(route: APIRoute) -> bool:
    """Whether an operation could be sent a body and has no use for it. Who asks for the request reads it itself."""
    could = not METHODS_WITH_BODY.isdisjoint(route.methods or ())
    return could and route.body_field is None and route.dependant.request_param_name is None


def _app_of(handle: RouteHandler) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await handle(Request(scope, receive))
        await response(scope, receive, send)

    return app


def _from_memory(handle: RouteHandler, shared: Shared, permissions: tuple[str, ...]) -> ASGIApp:
    """Serves what is held, found before the query is even read; holds what is not."""

    async def answer(request: Request) -> Response:
        return Holder(request.scope, shared).keep(await handle(request))

    resolved = AsyncExitStackMiddleware(request_response(answer))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        admit(scope, permissions)
        await (Holder(scope, shared).find() or resolved)(scope, receive, send)

    return app


class _AskedModel:
    """The model of an operation's query parameters."""

    def __init__(self, name: str, model: type[BaseModel]) -> None:
        self.name = name
        self._model = model
        self.known = {field.alias or key: _takes_several(field.annotation) for key, field in model.model_fields.items()}

    def read(self, request: Request) -> BaseModel:
        """What was sent.

        Raises:
            RequestValidationError: it is not what the model wants.
        """
        sent: dict[str, Any] = {}
        if request.scope["query_string"]:
            for name, value in request.query_params.multi_items():
                if self.known[name]:
                    sent.setdefault(name, []).append(value)
                else:
                    sent[name] = value
        try:
            return self._model.model_validate(sent)
        except ValidationError as error:
            raise RequestValidationError(
                [{**problem, "loc": ("query", *problem["loc"])} for problem in error.errors()]
            ) from None


def _asked_model(dependant: Dependant) -> _AskedModel | None:
    for parameter in dependant.query_params:
        model = parameter.field_info.annotation
        if _is_model(model):
            return _AskedModel(parameter.name, model)
    return None


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
    several = len(dependant.query_params) > 1
    own = (
        dependant.path_params,
        several or any(not _is_model(parameter.field_info.annotation) for parameter in dependant.query_params),
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
        if _is_model(kind):
            for name, field in kind.model_fields.items():
                yield field.alias or name, _takes_several(field.annotation)
        else:
            yield parameter.alias, _takes_several(kind)
    for dependency in dependant.dependencies:
        yield from _query_parameters(dependency)


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


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
