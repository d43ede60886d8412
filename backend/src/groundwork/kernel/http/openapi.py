"""``openapi.json``: what FastAPI derives from the routes, with the errors and the security that hold everywhere."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from groundwork import __version__
from groundwork.kernel.actor import GUEST
from groundwork.kernel.errors import AppError
from groundwork.kernel.http.authorization import permissions_of
from groundwork.kernel.http.body import METHODS_WITH_BODY
from groundwork.kernel.http.dependencies import signed_in_actor
from groundwork.kernel.http.envelope import Failure
from groundwork.kernel.http.held import shared_of
from groundwork.kernel.http.idempotency import HEADER, needs, takes_key
from groundwork.kernel.http.preconditions import expected_version
from groundwork.kernel.http.streamed import heeds_key_itself

_DESCRIPTION = """
Every answer is an envelope: `{success, data, message?, meta}`, with `pagination` on lists, and
`{success: false, error: {code, message, details}, meta}` for errors. Clients that send
`Accept: application/problem+json` get errors as RFC 9457.

A request body is the plain object, or the same inside `{data, meta}`. Unknown fields and query parameters are refused.

Single objects and public lists carry an `ETag`: sent back in `If-None-Match` it gets 304 while nothing has changed, in
`If-Match` of a `PATCH` or `DELETE` 412 when something has.

Amounts of money are decimal strings in major units with the decimals of their currency: `"499.00"` of USD, `"500"` of
JPY, `"1.250"` of KWD. Times are RFC 3339 in UTC.

Every answer tells how many requests are left, in `X-RateLimit-*` and in the `RateLimit` of the IETF, and its
`X-Request-ID`, which is that of the request where it had a good one.

A `POST` that creates or charges takes an `Idempotency-Key`: sent again with the same key within 24 hours, the first
answer comes again with `Idempotent-Replayed: true`, and nothing happens twice. The same key with another request gets
422, while the first still runs 409. Keys belong to who is signed in; operations that do not name the header ignore it.
Registering again with the same address gets 409 `DUPLICATE_ENTRY`, so that nothing happens twice there either.

`x-permissions` names the rows of the permission matrix (`GET /roles`) of which one is needed.

Sign in at `POST /auth/login` and send the access token as `Authorization: Bearer …`. Programs send an API key
(`POST /api-keys`) in its place, or as `X-API-Key`; it does what its scopes allow and its owner may.
"""

_IDEMPOTENCY_KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Sent again with the same request within 24 hours, the first answer comes again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}

_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "An entity tag: while it is the present one, the answer is 304 without a body",
    "schema": {"type": "string"},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The entity tag of what is to be changed: when it is not the present one, the answer is 412",
    "schema": {"type": "string"},
}

VERSIONED: dict[int | str, dict[str, Any]] = {304: {"description": "It is as it was: you have this version"}}
"""What a route adds as ``responses`` when its answer carries an ``ETag``. Those that are held do by themselves."""

_HEADERS = {
    "ETag": ("The version of what is answered", "string", '"0a0e231aeb2345b392f23927"'),
    "Idempotent-Replayed": ("`true` on an answer that was given before under this key", "string", "true"),
    "Retry-After": ("Seconds to wait before asking again", "integer", 30),
    "X-RateLimit-Limit": ("Requests in a window", "integer", 1000),
    "X-RateLimit-Remaining": ("How many are left", "integer", 999),
    "X-RateLimit-Reset": ("When the window ends, in Unix seconds", "integer", 1767225600),
    "X-Request-ID": ("Names the request, in the log as well", "string", "req_0197f2a4c1d27e4b"),
}
_EVERYWHERE = ("X-Request-ID", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
_LATER = frozenset({"429", "503"})

_ERRORS = {
    "400": "VALIDATION_ERROR or BAD_REQUEST: the input is not valid",
    "401": "UNAUTHORIZED or INVALID_TOKEN: signing in is needed",
    "403": "FORBIDDEN: not allowed; REAUTHENTICATION_REQUIRED: sign in again first",
    "404": "NOT_FOUND: it does not exist, or you may not see it",
    "409": "CONFLICT: a request with this Idempotency-Key is still running",
    "412": "PRECONDITION_FAILED: it was changed in the meantime",
    "413": "PAYLOAD_TOO_LARGE: the body exceeds the limit",
    "415": "UNSUPPORTED_MEDIA_TYPE: the body is of another type than the one that is asked for",
    "422": "UNPROCESSABLE_ENTITY: this Idempotency-Key was used for another request",
    "429": "RATE_LIMIT_EXCEEDED: too many requests; see Retry-After",
    "500": "INTERNAL_ERROR: our fault; tell us the request id",
    "503": "SERVICE_UNAVAILABLE: try again after Retry-After seconds",
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the application."""
    document = get_openapi(
        title="Groundwork",
        version=__version__,
        description=_DESCRIPTION.strip(),
        routes=app.routes,
        separate_input_output_schemas=True,
    )
    schemas = document["components"]["schemas"]
    for leftover in ("HTTPValidationError", "ValidationError"):
        schemas.pop(leftover, None)
    failure = Failure.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(failure.pop("$defs"))
    schemas["Failure"] = failure
    document["components"]["headers"] = {
        name: {"description": told, "required": name in _EVERYWHERE, "schema": {"type": kind}, "example": example}
        for name, (told, kind, example) in _HEADERS.items()
    }
    document["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "An access token (JWT), or an API key"},
        "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "An API key"},
    }
    routes = {
        context.name: context.original_route
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute)
    }
    matrix = app.state.runtime.matrix
    guests, grantable = matrix.of(GUEST), matrix.grantable()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            route = routes[operation["operationId"]]
            dependant, permissions = route.dependant, permissions_of(route.endpoint)
            operation["x-permissions"] = list(permissions)
            _without_the_frameworks(operation["responses"])
            statuses = ["404"] if "{" in path else []
            parameters = operation.setdefault("parameters", [])
            told = list(_EVERYWHERE)
            if shared_of(route.endpoint):
                operation["responses"]["304"] = dict(VERSIONED[304])
            if "304" in operation["responses"]:
                parameters.append(_IF_NONE_MATCH)
                told.append("ETag")
            if needs(dependant, expected_version):
                parameters.append(_IF_MATCH)
                statuses += ["412"]
            if not METHODS_WITH_BODY.isdisjoint(route.methods or ()):
                statuses += ["413", "415"]
            if guests.isdisjoint(permissions) or needs(dependant, signed_in_actor):
                schemes = ["bearer"] if grantable.isdisjoint(permissions) else ["bearer", "apiKey"]
                operation["security"] = [{scheme: []} for scheme in schemes]
                statuses += ["401", "403"]
            keyed = takes_key(route.methods, dependant, route.endpoint) or heeds_key_itself(dependant)
            if keyed:
                parameters.append(_IDEMPOTENCY_KEY)
                told.append("Idempotent-Replayed")
                statuses += ["409", "422"]
            if not parameters:
                del operation["parameters"]
            _complete(operation, statuses, keyed=keyed)
            _tell_headers(operation["responses"], told)
    return document


def refusals(*errors: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """What a route adds as ``responses``: errors of its own, beside those that hold everywhere."""
    told: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        sentence = f"{error.code}: {error.message}"
        before = told.get(error.status, {}).get("description")
        if before is not None:
            new = error.message if before.startswith(f"{error.code}:") else sentence
            sentence = f"{before}; or {new}"
        told[error.status] = {"model": Failure, "description": sentence}
    return told


def _without_the_frameworks(responses: dict[str, Any]) -> None:
    """Take away the answer of FastAPI that this API does not give; 422 of a route's own stays."""
    content = responses.get("422", {}).get("content", {}).get("application/json", {})
    if content.get("schema", {}).get("$ref", "").endswith("/HTTPValidationError"):
        del responses["422"]


def _complete(operation: dict[str, Any], statuses: list[str], *, keyed: bool) -> None:
    statuses = [*statuses, "400", "429", "500", "503"]
    responses = operation["responses"]
    for status in ("409", "422"):
        if keyed and status in responses:
            own = responses[status]
            responses[status] = {**own, "description": f"{own['description']}; or {_ERRORS[status].partition(': ')[2]}"}
    for status in sorted(statuses):
        responses.setdefault(
            status,
            {
                "description": _ERRORS[status],
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
            },
        )
    operation["responses"] = dict(sorted(responses.items()))


def _tell_headers(responses: dict[str, Any], on_success: list[str]) -> None:
    for status, response in responses.items():
        names = on_success if status < "300" else ["ETag"] if status == "304" else []
        if status in _LATER:
            names = ["Retry-After"]
        if names:
            response["headers"] = {
                **response.get("headers", {}),
                **{name: {"$ref": f"#/components/headers/{name}"} for name in names},
            }
